package main

import (
	"github.com/chancery-ledger/chancery/internal/syntax/neural"
)

// run is what the forward pass of one batch leaves for the backward pass. n
// rows; "packed" and "plain" are the two orders of neural.Batch.
type run struct {
	n               int
	examples        []*example
	wordRow         []int32 // packed; the row of WordE used
	keep            [][4]bool
	x, xMask        []float32
	layer           [neural.Layers]layerRun
	hMask           [neural.Layers][]float32
	both            []float32 // plain: outputs of both layers side by side, after dropout
	top             []float32 // plain: outputs of the last layer
	tag, arcD, arcH []float32
	relD, relH      []float32
	tagM, adM, ahM  []float32
	rdM, rhM        []float32
	upos, joint     []float32
}

type layerRun struct {
	z, h, c, tc [2][]float32
	in, out     []float32 // packed; out before dropout is h side by side
}

func (m *model) forward(ex []*example) *run {
	m.arena.reset()
	lens := make([]int, len(ex))
	for i, e := range ex {
		lens[i] = len(e.slots)
	}
	m.batch.Lay(lens)
	r := &run{n: m.batch.N, examples: ex}
	m.embed(r)
	in := r.x
	for l := range neural.Layers {
		in = m.recur(r, l, in)
	}
	m.toPlain(r)
	c, a := &m.net.Config, &m.arena
	mlp := func(d *dense, x []float32) (y, mask []float32) {
		y = d.forward(a, r.n, x)
		neural.Rectify(y)
		return y, dropout(a, m.rng, m.rates.mlp, y)
	}
	r.tag, r.tagM = mlp(&m.tagL, r.both)
	r.upos = m.uposL.forward(a, r.n, r.tag)
	r.joint = m.jointL.forward(a, r.n, r.tag)
	r.arcD, r.adM = mlp(&m.arcDep, r.top)
	r.arcH, r.ahM = mlp(&m.arcHead, r.top)
	r.relD, r.rdM = mlp(&m.relDep, r.top)
	r.relH, r.rhM = mlp(&m.relHead, r.top)
	for i := range r.n {
		r.arcD[(i+1)*c.Arc-1] = 1
		r.relD[(i+1)*c.Rel-1] = 1
		r.relH[(i+1)*c.Rel-1] = 1
	}
	return r
}

// embed looks up the forms, in packed order.
func (m *model) embed(r *run) {
	c := &m.net.Config
	D := c.Input()
	r.x = m.arena.get(r.n * D)
	r.wordRow, r.keep = make([]int32, r.n), make([][4]bool, r.n)
	for k, s := range m.batch.Order {
		for t, sl := range r.examples[s].slots {
			row := m.batch.Off[t] + k
			x := r.x[row*D : (row+1)*D]
			r.wordRow[row] = sl.Word
			if m.rates.word > 0 {
				f := float32(m.wordFreq[sl.Word])
				if m.rng.Float32() < m.rates.word/(m.rates.word+f)+0.05*min(1, m.rates.word*2) {
					r.wordRow[row] = 0
				}
			}
			for i := range 4 {
				r.keep[row][i] = m.rates.channel == 0 || m.rng.Float32() >= m.rates.channel
			}
			r.keep[row][0] = true
			embedForm(m.net, x, r.wordRow[row], sl, r.keep[row])
		}
	}
	r.xMask = dropout(&m.arena, m.rng, m.rates.input, r.x)
}

// embedForm writes the embedding of a form to x.
func embedForm(n *neural.Net, x []float32, word int32, sl *neural.Slots, keep [4]bool) {
	copy(x, n.WordE.Row(int(word)))
	x = x[n.Word:]
	if keep[1] {
		for _, g := range sl.Grams {
			for j, v := range n.GramE.Row(int(g)) {
				x[j] += v
			}
		}
		s := neural.GramScale(len(sl.Grams))
		for j := range x[:n.Config.Gram] {
			x[j] *= s
		}
	}
	x = x[n.Gram:]
	if keep[2] {
		for _, g := range sl.Affix {
			for j, v := range n.AffixE.Row(int(g)) {
				x[j] += v
			}
		}
	}
	x = x[n.Affix:]
	if keep[3] {
		copy(x, n.ShapeE.Row(int(sl.Shape)))
	}
}

func (m *model) recur(r *run, l int, in []float32) []float32 {
	H := m.net.Hidden
	a := &m.arena
	lr := &r.layer[l]
	lr.in = in
	lr.out = a.get(r.n * 2 * H)
	for d := range 2 {
		z := m.in[l][d].forward(a, r.n, in)
		if d == 1 {
			z = permute(a.get(len(z)), z, m.batch.Mirror, 3*H)
		}
		lr.z[d], lr.h[d], lr.c[d], lr.tc[d] = z, a.get(r.n*H), a.get(r.n*H), a.get(r.n*H)
		m.recPack[l][d].Pack(H, 3*H, m.rec[l][d].W, 3*H, 1)
		neural.Step(&m.batch, H, &m.recPack[l][d], z, lr.h[d], lr.c[d], lr.tc[d])
		for i := range r.n {
			src := i
			if d == 1 {
				src = m.batch.Mirror[i]
			}
			copy(lr.out[i*2*H+d*H:i*2*H+(d+1)*H], lr.h[d][src*H:(src+1)*H])
		}
	}
	r.hMask[l] = dropout(a, m.rng, m.rates.hidden, lr.out)
	return lr.out
}

// permute copies row perm[i] of src to row i of dst.
func permute(dst, src []float32, perm []int, w int) []float32 {
	for i, p := range perm {
		copy(dst[i*w:(i+1)*w], src[p*w:(p+1)*w])
	}
	return dst
}

func (m *model) toPlain(r *run) {
	W := 2 * m.net.Hidden
	r.both, r.top = m.arena.get(r.n*2*W), m.arena.get(r.n*W)
	for i, p := range m.batch.Plain {
		copy(r.both[p*2*W:], r.layer[0].out[i*W:(i+1)*W])
		copy(r.both[p*2*W+W:], r.layer[1].out[i*W:(i+1)*W])
		copy(r.top[p*W:], r.layer[1].out[i*W:(i+1)*W])
	}
}
