package main

import (
	"fmt"

	"github.com/chancery-ledger/chancery/internal/syntax"
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
	alone := committee{m}
	var s score
	for len(data) > 0 {
		k, tokens := 0, 0
		for k < len(data) && tokens < 2000 {
			tokens += len(data[k].slots)
			k++
		}
		for i, p := range alone.predict(data[:k]) {
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
