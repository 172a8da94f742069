package main

import (
	"fmt"

	"github.com/chancery-ledger/chancery/internal/syntax"
	"github.com/chancery-ledger/chancery/internal/syntax/neural"
)

// score counts what is right of n tokens.
type score struct{ n, upos, feats, uas, las int }

func (s score) String() string {
	p := func(k int) float64 { return 100 * float64(k) / float64(max(s.n, 1)) }
	return fmt.Sprintf("UPOS %.2f feats %.2f UAS %.2f LAS %.2f (%d tokens)", p(s.upos), p(s.feats), p(s.uas), p(s.las), s.n)
}

// evaluate parses examples without dropout and compares, relations without
// subtypes.
func (m *model) evaluate(data []*example) score {
	rates := m.rates
	m.rates = noDropout
	defer func() { m.rates = rates }()
	var s score
	for len(data) > 0 {
		k, tokens := 0, 0
		for k < len(data) && tokens < 2000 {
			tokens += len(data[k].slots)
			k++
		}
		for i, p := range m.predict(data[:k]) {
			s.compare(data[i], p)
		}
		data = data[k:]
	}
	return s
}

var noDropout = rates{}

func (s *score) compare(gold, got *example) {
	for i := range gold.slots {
		s.n++
		if gold.upos[i] == got.upos[i] {
			s.upos++
		}
		if gold.joint[i] == got.joint[i] {
			s.feats++
		}
		if gold.head[i] == got.head[i] {
			s.uas++
			if syntax.Rel(gold.rel[i]).Base() == syntax.Rel(got.rel[i]).Base() {
				s.las++
			}
		}
	}
}

// predict returns examples with predicted classes and heads.
func (m *model) predict(ex []*example) []*example {
	r := m.forward(ex)
	c := &m.net.Config
	var dec neural.Decoder
	var out []*example
	for s, e := range ex {
		lo, n := m.batch.Start[s], len(e.slots)
		p := &example{forms: e.forms, slots: e.slots}
		score := m.arcScores(n, r.arcD[lo*c.Arc:], r.arcH[lo*c.Arc:])
		heads := make([]int, n)
		dec.Decode(n, score, heads)
		for i := range n {
			p.upos = append(p.upos, int16(argmax(r.upos[(lo+i)*c.Upos:(lo+i+1)*c.Upos])))
			p.joint = append(p.joint, int16(argmax(r.joint[(lo+i)*c.Joint:(lo+i+1)*c.Joint])))
			p.head = append(p.head, int16(heads[i]))
		}
		m.relate(p, r.relD[lo*c.Rel:], r.relH[lo*c.Rel:])
		out = append(out, p)
	}
	return out
}

func (m *model) arcScores(n int, dep, head []float32) []float32 {
	A, w, a := m.net.Arc, n+1, &m.arena
	heads := a.get(w * A)
	copy(heads, m.arcRoot.W)
	copy(heads[A:], head[:n*A])
	du := a.get(n * A)
	m.pack.Pack(A, A, m.arcU.W, A, 1)
	neural.Mul(du, A, n, dep, A, 1, &m.pack)
	score := a.get(n * w)
	m.pack.Pack(A, w, heads, 1, A)
	neural.Mul(score, w, n, du, A, 1, &m.pack)
	return score
}

func (m *model) relate(p *example, dep, head []float32) {
	R, L, n := m.net.Rel, m.net.Rels, len(p.slots)
	t := m.arena.get(n * R * L)
	m.pack.Pack(R, R*L, m.relU.W, R*L, 1)
	neural.Mul(t, R*L, n, dep, R, 1, &m.pack)
	for i := range n {
		h := m.relRoot.W
		best, top := int(syntax.Root), float32(0)
		if j := int(p.head[i]); j > 0 {
			h = head[(j-1)*R : j*R]
			best = -1
			for l := range L {
				s := dot(t[i*R*L+l*R:i*R*L+(l+1)*R], h)
				if l != int(syntax.Root) && (best < 0 || s > top) {
					best, top = l, s
				}
			}
		}
		p.rel = append(p.rel, int16(best))
	}
}

func argmax(x []float32) int {
	best := 0
	for i, v := range x {
		if v > x[best] {
			best = i
		}
	}
	return best
}
