package main

import (
	"math"
	"math/rand/v2"

	"github.com/chancery-ledger/chancery/internal/syntax/neural"
)

// param is a matrix of the network with its gradient and the moments of Adam
// (Kingma and Ba 2015). A table keeps the rows that a batch has touched, and
// only those are updated.
type param struct {
	*neural.Mat
	grad, m, v []float32
	table      bool
	touched    []int32
	isTouched  []bool
}

func newParam(m *neural.Mat, table bool) *param {
	n := len(m.W)
	p := &param{Mat: m, grad: make([]float32, n), m: make([]float32, n), v: make([]float32, n), table: table}
	if table {
		p.isTouched = make([]bool, m.R)
	}
	return p
}

// gradRow is the gradient of row i, which counts as touched from now on.
func (p *param) gradRow(i int32) []float32 {
	if !p.isTouched[i] {
		p.isTouched[i] = true
		p.touched = append(p.touched, i)
	}
	return p.grad[int(i)*p.C : (int(i)+1)*p.C]
}

// uniform draws the weights from ±√(6/(rows+columns)) (Glorot and Bengio 2010).
func (p *param) uniform(rng *rand.Rand, bound float64) {
	if bound == 0 {
		bound = math.Sqrt(6 / float64(p.R+p.C))
	}
	for i := range p.W {
		p.W[i] = float32((rng.Float64()*2 - 1) * bound)
	}
}

func (p *param) squares() float64 {
	sum := 0.0
	p.rows(func(lo, hi int) {
		for _, g := range p.grad[lo:hi] {
			sum += float64(g) * float64(g)
		}
	})
	return sum
}

// rows calls f with the ranges of elements that have a gradient.
func (p *param) rows(f func(lo, hi int)) {
	if !p.table {
		f(0, len(p.W))
		return
	}
	for _, i := range p.touched {
		f(int(i)*p.C, (int(i)+1)*p.C)
	}
}

const (
	beta1, beta2 = 0.9, 0.98
	epsilon      = 1e-8
)

// adam takes one step with the gradient times scale, and clears it.
func (p *param) adam(rate, scale, bias1, bias2 float32) {
	rate = rate / bias1
	root := 1 / bias2
	p.rows(func(lo, hi int) {
		w, grad, m, v := p.W[lo:hi], p.grad[lo:hi], p.m[lo:hi], p.v[lo:hi]
		for i, g := range grad {
			g *= scale
			m[i] += (1 - beta1) * (g - m[i])
			v[i] += (1 - beta2) * (g*g - v[i])
			w[i] -= rate * m[i] / (float32(math.Sqrt(float64(v[i]*root))) + epsilon)
			grad[i] = 0
		}
	})
	for _, i := range p.touched {
		p.isTouched[i] = false
	}
	p.touched = p.touched[:0]
}
