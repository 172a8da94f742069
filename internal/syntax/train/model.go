package main

import (
	"math"
	"math/rand/v2"

	"github.com/chancery-ledger/chancery/internal/syntax/neural"
)

// example is a sentence as the network sees it. A gold class of -1 has no loss.
type example struct {
	forms  []string
	slots  []*neural.Slots
	upos   []int16
	joint  []int16
	head   []int16 // 0 the root, else 1 + the index
	rel    []int16
	weight float32
}

// rates are the parts that dropout takes away.
type rates struct{ word, channel, input, hidden, mlp float32 }

// model is a network in training.
type model struct {
	net                 *neural.Net
	rng                 *rand.Rand
	rates               rates
	tables, weights     []*param
	in                  [neural.Layers][2]dense
	rec                 [neural.Layers][2]*param
	recPack             [neural.Layers][2]neural.Packed
	tagL, uposL, jointL dense
	arcDep, arcHead     dense
	relDep, relHead     dense
	arcU, arcRoot       *param
	relU, relRoot       *param
	arena               arena
	batch               neural.Batch
	pack                neural.Packed
	step                int
	wordFreq            []int32
}

func newModel(c neural.Config, seed uint64) *model {
	m := &model{net: neural.NewNet(c), rng: rand.New(rand.NewPCG(seed, 0x5eed))}
	for _, t := range m.net.Tables() {
		m.tables = append(m.tables, newParam(t, true))
	}
	for _, w := range m.net.Weights() {
		m.weights = append(m.weights, newParam(w, false))
	}
	m.bind()
	for i, p := range m.tables {
		p.uniform(m.rng, []float64{0.08, 0.15, 0.15, 0.3}[i])
	}
	for _, p := range m.weights {
		if p.R > 1 {
			p.uniform(m.rng, 0)
		}
	}
	for l := range m.in {
		for d := range 2 {
			for j := range c.Hidden {
				m.in[l][d].b.W[j] = 1 // remember at first
			}
		}
	}
	m.arcRoot.uniform(m.rng, 0.1)
	m.relRoot.uniform(m.rng, 0.1)
	for i := range m.arcU.W {
		m.arcU.W[i] *= 0.5
	}
	return m
}

// bind names the parameters in the order of Net.Weights.
func (m *model) bind() {
	next := 0
	take := func() *param { next++; return m.weights[next-1] }
	for l := range m.in {
		for d := range 2 {
			m.in[l][d].w, m.in[l][d].b, m.rec[l][d] = take(), take(), take()
		}
	}
	for _, d := range []*dense{&m.tagL, &m.uposL, &m.jointL, &m.arcDep, &m.arcHead, &m.relDep, &m.relHead} {
		d.w, d.b = take(), take()
	}
	m.arcU, m.arcRoot, m.relU, m.relRoot = take(), take(), take(), take()
}

// update takes one step of Adam with the gradients clipped to norm 5.
func (m *model) update(rate float32) {
	m.step++
	all := append(append([]*param(nil), m.tables...), m.weights...)
	var sum float64
	for _, p := range all {
		sum += p.squares()
	}
	scale := float32(1)
	if norm := math.Sqrt(sum); norm > 5 {
		scale = float32(5 / norm)
	}
	bias1, bias2 := float32(1-math.Pow(beta1, float64(m.step))), float32(1-math.Pow(beta2, float64(m.step)))
	for _, p := range all {
		p.adam(rate, scale, bias1, bias2)
	}
}
