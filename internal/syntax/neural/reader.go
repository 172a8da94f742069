package neural

import "hash/maphash"

// Limits of one batch.
const (
	BatchTokens = 1500 // a batch is full when it has as many
	MaxSentence = 250  // tokens of the longest sentence that is parsed whole
	cacheRows   = 8192 // forms whose first projection is remembered
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
