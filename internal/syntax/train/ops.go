package main

import (
	"math"
	"math/rand/v2"

	"github.com/chancery-ledger/chancery/internal/syntax/neural"
)

// arena hands out zeroed slices that live until the next reset.
type arena struct {
	block []float32
	used  int
	need  int
}

func (a *arena) get(n int) []float32 {
	a.need += n
	if a.used+n > len(a.block) {
		return make([]float32, n)
	}
	s := a.block[a.used : a.used+n : a.used+n]
	a.used += n
	clear(s)
	return s
}

func (a *arena) reset() {
	if a.need > len(a.block) {
		a.block = make([]float32, a.need+a.need/8)
	}
	a.used, a.need = 0, 0
}

// dense is a layer y = x·W + b with its gradients.
type dense struct {
	w, b *param
	pack neural.Packed
}

func (d *dense) forward(a *arena, n int, x []float32) []float32 {
	y := a.get(n * d.w.C)
	for i := range n {
		copy(y[i*d.w.C:(i+1)*d.w.C], d.b.W)
	}
	d.pack.Pack(d.w.R, d.w.C, d.w.W, d.w.C, 1)
	neural.Mul(y, d.w.C, n, x, d.w.R, 1, &d.pack)
	return y
}

// backward adds to the gradients of the layer, and to dx where that is not nil.
func (d *dense) backward(n int, x, dy, dx []float32) {
	addProductT(&d.pack, d.w.grad, n, x, d.w.R, dy, d.w.C)
	for i := range n {
		for j, g := range dy[i*d.w.C : (i+1)*d.w.C] {
			d.b.grad[j] += g
		}
	}
	if dx != nil {
		addTimesT(&d.pack, dx, n, dy, d.w.Mat)
	}
}

// addProductT adds xᵀ·dy to grad: the gradient of W in y = x·W over n rows.
func addProductT(p *neural.Packed, grad []float32, n int, x []float32, in int, dy []float32, out int) {
	p.Pack(n, out, dy, out, 1)
	neural.Mul(grad, out, in, x, 1, in, p)
}

// addTimesT adds dy·Wᵀ to dx: the gradient of x in y = x·W over n rows.
func addTimesT(p *neural.Packed, dx []float32, n int, dy []float32, w *neural.Mat) {
	p.Pack(w.C, w.R, w.W, 1, w.C)
	neural.Mul(dx, w.R, n, dy, w.C, 1, p)
}

// dropout zeroes elements with probability rate, scales the others, and
// returns the mask by which the gradient is to be multiplied.
func dropout(a *arena, rng *rand.Rand, rate float32, x []float32) []float32 {
	mask := a.get(len(x))
	if rate == 0 {
		for i := range mask {
			mask[i] = 1
		}
		return mask
	}
	keep := 1 / (1 - rate)
	limit := uint32(float64(rate) * (1 << 16))
	var bits uint64
	for i := range mask {
		if i&3 == 0 {
			bits = rng.Uint64()
		}
		if uint32(bits&0xFFFF) >= limit {
			mask[i] = keep
		}
		bits >>= 16
		x[i] *= mask[i]
	}
	return mask
}

func timesInto(dx, mask []float32) {
	for i := range dx {
		dx[i] *= mask[i]
	}
}

// rectifyBack multiplies dy by the slope of the leaky rectifier with output y
// (dropout keeps the sign).
func rectifyBack(dy, y []float32) {
	for i, v := range y {
		if v < 0 {
			dy[i] *= neural.Leak
		}
	}
}

// crossEntropy turns logits into the gradient of the loss -weight·log p(gold)
// and returns that loss. A gold class below zero has no loss.
func crossEntropy(logits []float32, gold int, weight float32) float64 {
	if gold < 0 || weight == 0 {
		clear(logits)
		return 0
	}
	top := logits[0]
	for _, v := range logits {
		top = max(top, v)
	}
	var sum float64
	for i, v := range logits {
		e := math.Exp(float64(v - top))
		logits[i] = float32(e)
		sum += e
	}
	loss := -math.Log(float64(logits[gold])/sum + 1e-30)
	scale := weight / float32(sum)
	for i := range logits {
		logits[i] *= scale
	}
	logits[gold] -= weight
	return loss * float64(weight)
}

func dot(a, b []float32) float32 {
	var s float32
	b = b[:len(a)]
	for i, v := range a {
		s += v * b[i]
	}
	return s
}

func add(dst, src []float32) {
	for i, v := range src {
		dst[i] += v
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
