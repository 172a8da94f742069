package neural

import "hash/maphash"

// Limits of one batch.
const (
	BatchTokens = 1500 // a batch is full when it has as many
	MaxSentence = 250  // tokens of the longest sentence that is parsed whole
	cacheRows   = 4096 // forms whose first projection is remembered
)

// A Reader runs a Model. It holds buffers and a cache of forms, and is used by
// one goroutine at a time.
type Reader struct {
	m      *Model
	former Former
	slots  Slots
	seed   maphash.Seed
	cached map[uint64]int32
	cacheZ []float32 // a row of 6·Hidden for each cached form
	used   int

	batch          Batch
	lens           []int
	rows           []int32 // plain order: row of cacheZ
	x, z, h, c, tc []float32
	out, both, top []float32
	tagH, logits   []float32
	proj, du       []float32
	heads, score   []float32
	rel            []float32
	dec            Decoder
	headBuf        []int
}

// NewReader returns a reader of m.
func NewReader(m *Model) *Reader {
	return &Reader{
		m: m, former: Former{Words: m.words, NumGrams: m.Grams, NumAffs: m.Affixes},
		seed: maphash.MakeSeed(), cached: make(map[uint64]int32, cacheRows), cacheZ: make([]float32, cacheRows*6*m.Hidden),
	}
}

// Begin starts a batch.
func (r *Reader) Begin() {
	r.lens, r.rows = r.lens[:0], r.rows[:0]
	if r.used > cacheRows-BatchTokens-MaxSentence {
		clear(r.cached)
		r.used = 0
	}
	r.x = r.x[:0]
}

// Sentence starts a sentence of the batch.
func (r *Reader) Sentence() { r.lens = append(r.lens, 0) }

// Token appends a form to the sentence.
func (r *Reader) Token(form string) {
	key := maphash.String(r.seed, form)
	row, ok := r.cached[key]
	if !ok {
		row = int32(r.used)
		r.cached[key] = row
		r.used++
		r.former.Slots(form, &r.slots)
		D := r.m.Input()
		n := len(r.x)
		if cap(r.x) < n+D {
			r.x = append(make([]float32, 0, 2*cap(r.x)+64*D), r.x...)
		}
		r.x = r.x[:n+D]
		r.m.embed(r.x[n:], &r.slots)
	}
	r.rows = append(r.rows, row)
	r.lens[len(r.lens)-1]++
}

// Tokens is the number of tokens of the batch so far.
func (r *Reader) Tokens() int { return len(r.rows) }

// Run reads the batch.
func (r *Reader) Run() {
	m := r.m
	r.project()
	r.batch.Lay(r.lens)
	n, H := r.batch.N, m.Hidden
	r.z = resize(r.z, n*3*H)
	r.h, r.c, r.tc = resize(r.h, n*H), resize(r.c, n*H), resize(r.tc, n*H)
	r.out, r.both, r.top = resize(r.out, n*2*H), resize(r.both, n*4*H), resize(r.top, n*2*H)
	for d := range 2 {
		r.firstLayer(d)
	}
	for i, p := range r.batch.Plain {
		copy(r.both[p*4*H:], r.out[i*2*H:(i+1)*2*H])
	}
	for d := range 2 {
		r.secondLayer(d)
	}
	r.tagH = resize(r.tagH, n*m.Tag)
	m.tag.forward(r.tagH, n, r.both)
	Rectify(r.tagH)
	r.logits = resize(r.logits, n*m.classes.w.N)
	m.classes.forward(r.logits, n, r.tagH)
	r.proj = resize(r.proj, n*m.mlp.w.N)
	m.mlp.forward(r.proj, n, r.top)
	Rectify(r.proj)
	for i := range n {
		p := r.proj[i*m.mlp.w.N : (i+1)*m.mlp.w.N]
		p[m.Arc-1], p[2*m.Arc+m.Rel-1], p[2*m.Arc+2*m.Rel-1] = 1, 1, 1
	}
}

// project computes the first layer's input for the forms that were not cached.
func (r *Reader) project() {
	D, W := r.m.Input(), 6*r.m.Hidden
	if n := len(r.x) / D; n > 0 {
		r.m.first.forward(r.cacheZ[(r.used-n)*W:], n, r.x)
	}
}

func (r *Reader) firstLayer(d int) {
	H, b := r.m.Hidden, &r.batch
	for i := range b.N {
		src := i
		if d == 1 {
			src = b.Mirror[i]
		}
		from := int(r.rows[b.Plain[src]])*6*H + d*3*H
		copy(r.z[i*3*H:(i+1)*3*H], r.cacheZ[from:])
	}
	Step(b, H, &r.m.rec[0][d], r.z, r.h, r.c, r.tc)
	for i := range b.N {
		src := i
		if d == 1 {
			src = b.Mirror[i]
		}
		copy(r.out[i*2*H+d*H:], r.h[src*H:(src+1)*H])
	}
}

func (r *Reader) secondLayer(d int) {
	H, b := r.m.Hidden, &r.batch
	in := r.out
	if d == 1 { // the sentences backwards; both directions have read r.out by the end
		in = permuteRows(r.out, b.Mirror, 2*H)
	}
	r.m.second[d].forward(r.z, b.N, in)
	Step(b, H, &r.m.rec[1][d], r.z, r.h, r.c, r.tc)
	for i := range b.N {
		src := i
		if d == 1 {
			src = b.Mirror[i]
		}
		p := b.Plain[i]
		copy(r.both[p*4*H+2*H+d*H:], r.h[src*H:(src+1)*H])
		copy(r.top[p*2*H+d*H:], r.h[src*H:(src+1)*H])
	}
}

// permuteRows swaps row i with row perm[i], where perm is its own inverse.
func permuteRows(x []float32, perm []int, w int) []float32 {
	for i, p := range perm {
		if i < p {
			a, b := x[i*w:(i+1)*w], x[p*w:(p+1)*w]
			for j := range a {
				a[j], b[j] = b[j], a[j]
			}
		}
	}
	return x
}

// Tags returns the part of speech and the joint class of token i of sentence s.
func (r *Reader) Tags(s, i int) (upos int, class uint64) {
	m := r.m
	row := r.logits[(r.batch.Start[s]+i)*m.classes.w.N:]
	upos = argmax(row[:m.Upos])
	best := int32(-1)
	for _, k := range m.byTag[upos] {
		if best < 0 || row[m.Upos+int(k)] > row[m.Upos+int(best)] {
			best = k
		}
	}
	if best < 0 {
		return upos, 0
	}
	return upos, m.Classes[best]
}

// Heads returns the heads of sentence s, counted from 1, 0 for the root. They
// are valid until the next call.
func (r *Reader) Heads(s int) []int {
	m := r.m
	lo, n := r.batch.Start[s], r.lens[s]
	W, w := m.mlp.w.N, n+1
	r.du = Zeroed(r.du, n*m.Arc)
	Mul(r.du, m.Arc, n, r.proj[lo*W:], W, 1, &m.arcU)
	r.heads = append(r.heads[:0], m.arcRoot...)
	for i := range n {
		r.heads = append(r.heads, r.proj[(lo+i)*W+m.Arc:(lo+i)*W+2*m.Arc]...)
	}
	// heads·duᵀ, token by token: the product of du and the transposed heads
	r.dec.pack.Pack(m.Arc, w, r.heads, 1, m.Arc)
	r.score = Zeroed(r.score, n*w)
	Mul(r.score, w, n, r.du, m.Arc, 1, &r.dec.pack)
	r.headBuf = resize(r.headBuf, n)
	r.dec.Decode(n, r.score, r.headBuf)
	return r.headBuf
}

// Relations writes to rels the best relation of each token of sentence s,
// given its heads as [Reader.Heads] has them; root for the root, and for no
// other token.
func Relations[R ~uint8](r *Reader, s int, heads []int, root R, rels []R) {
	m := r.m
	lo, n, W := r.batch.Start[s], r.lens[s], m.mlp.w.N
	width := m.Rel * m.Rels
	r.rel = Zeroed(r.rel, n*width)
	Mul(r.rel, width, n, r.proj[lo*W+2*m.Arc:], W, 1, &m.relU)
	for i, h := range heads {
		if h == 0 {
			rels[i] = root
			continue
		}
		at := (lo+h-1)*W + 2*m.Arc + m.Rel
		rels[i] = R(bestRelation(r.rel[i*width:(i+1)*width], r.proj[at:at+m.Rel], m.Rels, int(root)))
	}
}

func bestRelation(u, head []float32, n, root int) int {
	best, top := -1, float32(0)
	R := len(head)
	for l := range n {
		if l == root {
			continue
		}
		row := u[l*R : (l+1)*R]
		var s0, s1, s2, s3 float32
		for k := 0; k+3 < len(head) && k+3 < len(row); k += 4 {
			s0 += row[k] * head[k]
			s1 += row[k+1] * head[k+1]
			s2 += row[k+2] * head[k+2]
			s3 += row[k+3] * head[k+3]
		}
		if s := s0 + s1 + s2 + s3; best < 0 || s > top {
			best, top = l, s
		}
	}
	return best
}
