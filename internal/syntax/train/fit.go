package main

import (
	"math/rand/v2"
	"time"

	"github.com/chancery-ledger/chancery/internal/syntax/conllu"
	"github.com/chancery-ledger/chancery/text"
)

// fit passes over the sources, each time with other variants.
func (m *model) fit(o options, epochs int, voc *vocabulary, sources []*source, dev []conllu.Sentence) {
	var test []*example
	for _, s := range dev {
		test = append(test, voc.example(s, sources[0]))
	}
	vary := newVarier(text.Lang(o.lang), sources[0].sents)
	steps := countSteps(sources, epochs, o.batch)
	rng := rand.New(rand.NewPCG(m.rng.Uint64(), 7))
	start := time.Now()
	for epoch := 1; epoch <= epochs; epoch++ {
		var all []*example
		for _, src := range sources {
			for _, s := range src.pick(rng, float64(epoch-1)/float64(epochs)) {
				all = append(all, voc.example(vary.vary(rng, s), src))
			}
		}
		rng.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
		loss := m.epoch(all, steps, o)
		logf("epoch %d %v %v", epoch, time.Since(start).Round(time.Second), loss)
		if len(test) > 0 && (epoch%4 == 0 || epoch >= epochs-1) {
			logf("dev %v", m.evaluate(test))
		}
	}
}

func (m *model) epoch(all []*example, steps int, o options) losses {
	var sum losses
	n := 0.0
	for lo := 0; lo < len(all); {
		hi, size := lo, 0
		for ; hi < len(all) && size < o.batch; hi++ {
			size += len(all[hi].slots)
		}
		sum.add(m.learn(all[lo:hi]))
		n++
		m.update(schedule(m.step, steps, o.rate))
		lo = hi
	}
	return losses{sum.upos / n, sum.joint / n, sum.arc / n, sum.rel / n}
}

// countSteps is about the number of batches of the whole training.
func countSteps(sources []*source, epochs, batch int) int {
	tokens := 0.0
	for _, src := range sources {
		n := 0
		for _, s := range src.sents {
			n += len(s)
		}
		for e := range epochs {
			tokens += float64(n) * min(1, src.share(float64(e)/float64(epochs)))
		}
	}
	return int(tokens / float64(batch+10))
}

// schedule warms up over 300 steps, then falls to a hundredth in a line.
func schedule(step, steps int, peak float64) float32 {
	if step < 300 {
		return float32(peak * float64(step+1) / 300)
	}
	left := 1 - float64(step)/float64(steps+1)
	return float32(peak * max(left, 0.01))
}
