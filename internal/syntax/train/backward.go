package main

import (
	"fmt"

	"github.com/chancery-ledger/chancery/internal/syntax/neural"
)

// losses of a batch, summed over its tokens.
type losses struct{ upos, joint, arc, rel float64 }

func (l *losses) add(o losses) {
	l.upos += o.upos
	l.joint += o.joint
	l.arc += o.arc
	l.rel += o.rel
}

func (l losses) String() string {
	return fmt.Sprintf("upos %.3f joint %.3f arc %.3f rel %.3f", l.upos, l.joint, l.arc, l.rel)
}

// learn runs a batch forward and backward and leaves the gradients of the mean
// loss of a token in the parameters.
func (m *model) learn(ex []*example) losses {
	r := m.forward(ex)
	a, c := &m.arena, &m.net.Config
	scale := 1 / float32(r.n)
	var loss losses
	dBoth, dTop := a.get(len(r.both)), a.get(len(r.top))
	m.learnTags(r, scale, dBoth, &loss)
	dArcD, dArcH := a.get(len(r.arcD)), a.get(len(r.arcH))
	dRelD, dRelH := a.get(len(r.relD)), a.get(len(r.relH))
	for s, e := range ex {
		lo, n := m.batch.Start[s], len(e.slots)
		part := func(x []float32, w int) []float32 { return x[lo*w : (lo+n)*w] }
		loss.arc += m.learnArcs(e, n, scale*e.weight, part(r.arcD, c.Arc), part(r.arcH, c.Arc), part(dArcD, c.Arc), part(dArcH, c.Arc))
		loss.rel += m.learnRels(e, n, scale*e.weight, part(r.relD, c.Rel), part(r.relH, c.Rel), part(dRelD, c.Rel), part(dRelH, c.Rel))
	}
	for i := range r.n { // the constants
		dArcD[(i+1)*c.Arc-1], dRelD[(i+1)*c.Rel-1], dRelH[(i+1)*c.Rel-1] = 0, 0, 0
	}
	back := func(d *dense, y, dy, mask []float32) {
		timesInto(dy, mask)
		rectifyBack(dy, y)
		d.backward(r.n, r.top, dy, dTop)
	}
	back(&m.arcDep, r.arcD, dArcD, r.adM)
	back(&m.arcHead, r.arcH, dArcH, r.ahM)
	back(&m.relDep, r.relD, dRelD, r.rdM)
	back(&m.relHead, r.relH, dRelH, r.rhM)
	m.backToInput(r, dBoth, dTop)
	return loss
}

func (m *model) learnTags(r *run, scale float32, dBoth []float32, loss *losses) {
	c := &m.net.Config
	for s, e := range r.examples {
		for t := range e.slots {
			i := m.batch.Start[s] + t
			loss.upos += crossEntropy(r.upos[i*c.Upos:(i+1)*c.Upos], int(e.upos[t]), scale*e.weight)
			loss.joint += crossEntropy(r.joint[i*c.Joint:(i+1)*c.Joint], int(e.joint[t]), scale*e.weight*0.5)
		}
	}
	dTag := m.arena.get(len(r.tag))
	m.uposL.backward(r.n, r.tag, r.upos, dTag)
	m.jointL.backward(r.n, r.tag, r.joint, dTag)
	timesInto(dTag, r.tagM)
	rectifyBack(dTag, r.tag)
	m.tagL.backward(r.n, r.both, dTag, dBoth)
}

func (m *model) backToInput(r *run, dBoth, dTop []float32) {
	W := 2 * m.net.Hidden
	dOut := [neural.Layers][]float32{m.arena.get(r.n * W), m.arena.get(r.n * W)}
	for i, p := range m.batch.Plain {
		add(dOut[0][i*W:(i+1)*W], dBoth[p*2*W:p*2*W+W])
		add(dOut[1][i*W:(i+1)*W], dBoth[p*2*W+W:(p+1)*2*W])
		add(dOut[1][i*W:(i+1)*W], dTop[p*W:(p+1)*W])
	}
	dx := m.arena.get(len(r.x))
	m.recurBack(r, 1, dOut[1], dOut[0])
	m.recurBack(r, 0, dOut[0], dx)
	timesInto(dx, r.xMask)
	m.embedBack(r, dx)
}

func (m *model) embedBack(r *run, dx []float32) {
	c := &m.net.Config
	D := c.Input()
	for k, s := range m.batch.Order {
		for t, sl := range r.examples[s].slots {
			row := m.batch.Off[t] + k
			g := dx[row*D : (row+1)*D]
			add(m.tables[0].gradRow(r.wordRow[row]), g[:c.Word])
			g = g[c.Word:]
			if r.keep[row][1] {
				scale := neural.GramScale(len(sl.Grams))
				for j := range g[:c.Gram] {
					g[j] *= scale
				}
				for _, i := range sl.Grams {
					add(m.tables[1].gradRow(i), g[:c.Gram])
				}
			}
			g = g[c.Gram:]
			if r.keep[row][2] {
				for _, i := range sl.Affix {
					add(m.tables[2].gradRow(i), g[:c.Affix])
				}
			}
			if r.keep[row][3] {
				add(m.tables[3].gradRow(sl.Shape), g[c.Affix:])
			}
		}
	}
}
