// Package linear is a multinomial logistic regression over hashed binary
// features: the learned judge behind parties, status, days and confidence.
//
// Weinberger et al., Feature Hashing for Large Scale Multitask Learning (2009);
// training is AdaGrad (Duchi, Hazan and Singer 2011) with an L2 penalty, in a
// fixed order from a seed, so that the same data give the same bytes.
package linear

import (
	"math"
)

// Bits is the binary logarithm of the number of feature buckets.
const Bits = 18

const buckets = 1 << Bits

// Features is a set of hashed features of one case. The zero value is empty.
type Features struct{ ids []uint32 }

// Reset empties f and keeps its memory.
func (f *Features) Reset() { f.ids = f.ids[:0] }

// Len is the number of features.
func (f *Features) Len() int { return len(f.ids) }

const (
	offset32 = 2166136261
	prime32  = 16777619
)

func hash(h uint32, s string) uint32 {
	for i := 0; i < len(s); i++ {
		h = (h ^ uint32(s[i])) * prime32
	}
	return (h ^ 0x1f) * prime32
}

// Add adds the feature named by the parts taken together. FNV-1a (Fowler,
// Noll and Vo), finished by a multiplication to spread the high bits.
func (f *Features) Add(parts ...string) {
	h := uint32(offset32)
	for _, p := range parts {
		h = hash(h, p)
	}
	f.add(h)
}

func (f *Features) add(h uint32) {
	h ^= h >> 15
	h *= 0x2c1b3c6d
	h ^= h >> 12
	f.ids = append(f.ids, h&(buckets-1))
}

// Case is one training case: its features and the index of its class.
type Case struct {
	Features []uint32
	Class    int
	Weight   float32 // 0 means 1
}

// Case freezes f as a training case.
func (f *Features) Case(class int) Case {
	return Case{Features: append([]uint32(nil), f.ids...), Class: class}
}

// Model gives each class a probability.
type Model struct {
	Classes     []string
	Temperature float64   // divides the scores; 1 is as trained
	weights     []float32 // bucket-major: buckets × classes
	bias        []float32
}

// New returns a model that knows nothing: all classes are equally likely.
func New(classes ...string) *Model {
	return &Model{Classes: classes, Temperature: 1, weights: make([]float32, buckets*len(classes)), bias: make([]float32, len(classes))}
}

// Probabilities writes the probability of each class into p, which must have
// one place a class, and returns it.
func (m *Model) Probabilities(f *Features, p []float64) []float64 {
	return m.probabilities(f.ids, p)
}

func (m *Model) probabilities(ids []uint32, p []float64) []float64 {
	n := len(m.Classes)
	for k := range n {
		p[k] = float64(m.bias[k])
	}
	for _, id := range ids {
		row := m.weights[int(id)*n : int(id)*n+n]
		for k, w := range row {
			p[k] += float64(w)
		}
	}
	return softmax(p, m.Temperature)
}

// Softmax turns scores into probabilities, in place.
func Softmax(p []float64) { softmax(p, 1) }

func softmax(p []float64, temperature float64) []float64 {
	top := math.Inf(-1)
	for k := range p {
		p[k] /= temperature
		top = max(top, p[k])
	}
	sum := 0.0
	for k := range p {
		p[k] = math.Exp(p[k] - top)
		sum += p[k]
	}
	for k := range p {
		p[k] /= sum
	}
	return p
}

// Best returns the likeliest class and its probability.
func (m *Model) Best(f *Features) (class int, probability float64) {
	p := m.Probabilities(f, make([]float64, len(m.Classes)))
	for k := range p {
		if p[k] > p[class] {
			class = k
		}
	}
	return class, p[class]
}
