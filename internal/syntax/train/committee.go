package main

import (
	"math"

	"github.com/chancery-ledger/chancery/internal/syntax"
	"github.com/chancery-ledger/chancery/internal/syntax/neural"
)

// committee is several networks of one shape and vocabulary that decide
// together: their scores are added, which multiplies their probabilities. What
// chance of training made of one of them the others outvote.
type committee []*model

// predict returns examples with predicted classes, heads and relations.
func (c committee) predict(ex []*example) []*example {
	runs := make([]*run, len(c))
	for k, m := range c {
		runs[k] = m.forward(ex)
		if k > 0 {
			add(runs[0].upos, runs[k].upos)
			add(runs[0].joint, runs[k].joint)
		}
	}
	var dec neural.Decoder
	out := make([]*example, len(ex))
	for s, e := range ex {
		lo := c[0].batch.Start[s]
		p := &example{forms: e.forms, slots: e.slots}
		out[s] = p
		p.classify(runs[0], lo, &c[0].net.Config)
		heads := make([]int, len(e.slots))
		dec.Decode(len(heads), c.arcs(runs, lo, len(heads)), heads)
		for _, h := range heads {
			p.head = append(p.head, int16(h))
		}
		for i := range heads {
			p.rel = append(p.rel, int16(c.relation(runs, lo, i, heads[i])))
		}
	}
	return out
}

// classify takes the best part of speech and joint class of each token from
// the rows of r that begin at lo.
func (p *example) classify(r *run, lo int, c *neural.Config) {
	for i := lo; i < lo+len(p.slots); i++ {
		p.upos = append(p.upos, int16(argmax(r.upos[i*c.Upos:(i+1)*c.Upos])))
		p.joint = append(p.joint, int16(argmax(r.joint[i*c.Joint:(i+1)*c.Joint])))
	}
}

// arcs adds up the scores of the arcs of the n tokens from row lo.
func (c committee) arcs(runs []*run, lo, n int) []float32 {
	var sum []float32
	for k, m := range c {
		A := m.net.Arc
		score := m.arcScores(n, runs[k].arcD[lo*A:], runs[k].arcH[lo*A:])
		if k == 0 {
			sum = score
			continue
		}
		add(sum, score)
	}
	return sum
}

// relation is the best relation between token i of the sentence whose rows
// begin at lo and its head, 0 for the root.
func (c committee) relation(runs []*run, lo, i, head int) int {
	if head == 0 {
		return int(syntax.Root)
	}
	best := make([]float32, c[0].net.Rels)
	for k, m := range c {
		R := m.net.Rel
		dep, h := runs[k].relD[(lo+i)*R:(lo+i+1)*R], runs[k].relH[(lo+head-1)*R:(lo+head)*R]
		for a, v := range dep {
			row := m.relU.Row(a)
			for l := range best {
				best[l] += v * dot(row[l*R:(l+1)*R], h)
			}
		}
	}
	best[syntax.Root] = float32(math.Inf(-1))
	return argmax(best)
}
