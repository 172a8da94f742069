package main

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/chancery-ledger/chancery/internal/syntax/neural"
)

// TestGradients compares the gradients with differences of the loss.
func TestGradients(t *testing.T) {
	c := neural.Config{Word: 8, Gram: 8, Affix: 8, Shape: 8, Hidden: 8, Tag: 8, Arc: 8, Rel: 8, Words: 20, Shapes: 16, Grams: 50, Affixes: 50, Upos: 5, Joint: 7, Rels: 6}
	m := newModel(c, 1)
	rng := rand.New(rand.NewPCG(5, 5))
	f := neural.Former{Words: map[string]int32{"a": 1, "ab": 2, "abc": 3}, NumGrams: 50, NumAffs: 50}
	var ex []*example
	for _, n := range []int{3, 1, 5} {
		e := &example{weight: 1}
		for range n {
			s := new(neural.Slots)
			f.Slots("abcdefg"[:1+rng.IntN(6)], s)
			e.slots = append(e.slots, s)
			e.upos = append(e.upos, int16(rng.IntN(5)))
			e.joint = append(e.joint, int16(rng.IntN(7)))
			e.rel = append(e.rel, int16(rng.IntN(6)))
			e.head = append(e.head, 0)
		}
		for i := 1; i < n; i++ {
			e.head[i] = int16(rng.IntN(i) + 1)
		}
		ex = append(ex, e)
	}
	loss := func() float64 {
		for _, p := range append(append([]*param(nil), m.tables...), m.weights...) {
			clear(p.grad)
		}
		l := m.learn(ex)
		return l.upos + l.joint + l.arc + l.rel
	}
	loss()
	all := append(append([]*param(nil), m.tables...), m.weights...)
	for _, p := range all {
		for i := range p.W { // away from the bend of the rectifiers
			p.W[i] += (rng.Float32() - 0.5) * 0.4
		}
	}
	loss()
	for k, p := range all {
		grad := append([]float32(nil), p.grad...)
		slope := func(i int, h float32) float64 {
			old := p.W[i]
			p.W[i] = old + h
			up := loss()
			p.W[i] = old - h
			down := loss()
			p.W[i] = old
			return (up - down) / (2 * float64(h))
		}
		for range 20 {
			i := rng.IntN(len(p.W))
			for tries := 0; grad[i] == 0 && tries < 500; tries++ {
				i = rng.IntN(len(p.W))
			}
			want, again := slope(i, 1e-2), slope(i, 3e-3)
			if math.Abs(want-again) > 1e-3+0.02*math.Abs(want) {
				continue // a rectifier bends in between
			}
			if math.Abs(want-float64(grad[i])) > 2e-3+0.03*math.Abs(want) {
				t.Errorf("parameter %d (%dx%d) element %d: gradient %g, difference %g", k, p.R, p.C, i, grad[i], want)
			}
		}
	}
}
