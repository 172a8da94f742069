package linear

import (
	"math"
	"math/rand/v2"
	"slices"
)

// Options of training. The zero value of a field takes its default.
type Options struct {
	Epochs int     // 15
	Rate   float64 // 0.1, AdaGrad's step
	L2     float64 // 1e-5, a penalty per case and touched weight
	Seed   uint64
	Least  int // 1, cases that a feature must stand in to be learnt from

	// Start names features that divide the cases, each standing in one of
	// them at most. Their weights start where each alone would tell the
	// classes as often as its cases do, instead of at nothing.
	Start []uint32
}

func (o Options) defaults() Options {
	if o.Epochs == 0 {
		o.Epochs = 15
	}
	if o.Rate == 0 {
		o.Rate = 0.1
	}
	if o.L2 == 0 {
		o.L2 = 1e-5
	}
	return o
}

// Train fits a model to cases and returns it. Its weights are the averages over
// the ends of the later half of the epochs, which wander less than the last
// ones (Polyak and Juditsky, Acceleration of Stochastic Approximation by
// Averaging, 1992).
func Train(classes []string, cases []Case, o Options) *Model {
	o = o.defaults()
	m := New(classes...)
	n := len(classes)
	squares := make([]float32, len(m.weights))
	biasSquares := make([]float32, n)
	order := rand.New(rand.NewPCG(o.Seed, 1961))
	cases = frequent(cases, o.Least)
	p := make([]float64, n)
	m.start(cases, o.Start)
	late := o.Epochs / 2
	sum := make([]float32, len(m.weights))
	for epoch := range o.Epochs {
		for _, i := range order.Perm(len(cases)) {
			c := cases[i]
			weight := float64(c.Weight)
			if weight == 0 {
				weight = 1
			}
			m.probabilities(c.Features, p)
			for k := range n {
				gradient := p[k]
				if k == c.Class {
					gradient--
				}
				gradient *= weight
				step(&m.bias[k], &biasSquares[k], gradient, o.Rate)
				for _, id := range c.Features {
					at := int(id)*n + k
					step(&m.weights[at], &squares[at], gradient+o.L2*float64(m.weights[at]), o.Rate)
				}
			}
		}
		if epoch >= late {
			for i, w := range m.weights {
				sum[i] += w
			}
		}
	}
	for i, w := range sum {
		m.weights[i] = w / float32(o.Epochs-late)
	}
	return m
}

// start sets the weights of features to the logarithms of how often each class
// goes with them, one more case of each class added (Laplace's rule).
func (m *Model) start(cases []Case, features []uint32) {
	n := len(m.Classes)
	for _, id := range features {
		count := make([]float64, n)
		total := float64(n)
		for k := range count {
			count[k] = 1
		}
		for _, c := range cases {
			if slices.Contains(c.Features, id) {
				count[c.Class]++
				total++
			}
		}
		for k := range count {
			m.weights[int(id)*n+k] = float32(math.Log(count[k] / total))
		}
	}
}

// frequent copies cases without the features that stand in fewer than least.
func frequent(cases []Case, least int) []Case {
	if least <= 1 {
		return cases
	}
	count := make([]int32, buckets)
	for _, c := range cases {
		for _, id := range c.Features {
			count[id]++
		}
	}
	out := make([]Case, len(cases))
	for i, c := range cases {
		kept := make([]uint32, 0, len(c.Features))
		for _, id := range c.Features {
			if int(count[id]) >= least {
				kept = append(kept, id)
			}
		}
		c.Features = kept
		out[i] = c
	}
	return out
}

// step is one AdaGrad update of one weight.
func step(w, squares *float32, gradient, rate float64) {
	if gradient == 0 {
		return
	}
	*squares += float32(gradient * gradient)
	*w -= float32(rate * gradient / (math.Sqrt(float64(*squares)) + 1e-6))
}

// Calibrate sets the temperature that makes the probabilities of held-out
// cases fit best (Guo et al., On Calibration of Modern Neural Networks, 2017),
// by golden-section search over their mean log loss.
func (m *Model) Calibrate(cases []Case) {
	const phi = 0.6180339887498949
	lo, hi := 0.2, 5.0
	for range 40 {
		a, b := hi-phi*(hi-lo), lo+phi*(hi-lo)
		if m.loss(cases, a) < m.loss(cases, b) {
			hi = b
		} else {
			lo = a
		}
	}
	m.Temperature = (lo + hi) / 2
}

func (m *Model) loss(cases []Case, temperature float64) float64 {
	old := m.Temperature
	m.Temperature = temperature
	defer func() { m.Temperature = old }()
	p := make([]float64, len(m.Classes))
	sum := 0.0
	for _, c := range cases {
		sum -= math.Log(max(m.probabilities(c.Features, p)[c.Class], 1e-12))
	}
	return sum
}
