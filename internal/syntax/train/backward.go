package main

import (
	"fmt"

	"github.com/chancery-ledger/chancery/internal/syntax/neural"
)

// losses of a batch, summed over its tokens.
type losses struct{ upos, joint, arc, rel float64 }

func (l *losses) add(o losses) {
	l.upos += o.upos
	l.joint += o.joint
	l.arc += o.arc
	l.rel += o.rel
}

func (l losses) String() string {
	return fmt.Sprintf("upos %.3f joint %.3f arc %.3f rel %.3f", l.upos, l.joint, l.arc, l.rel)
}

// learn runs a batch forward and backward and leaves the gradients of the mean
// loss of a token in the parameters.
func (m *model) learn(ex []*example) losses {
	r := m.forward(ex)
	a, c := &m.arena, &m.net.Config
	scale := 1 / float32(r.n)
	var loss losses
	dBoth, dTop := a.get(len(r.both)), a.get(len(r.top))
	m.learnTags(r, scale, dBoth, &loss)
	dArcD, dArcH := a.get(len(r.arcD)), a.get(len(r.arcH))
	dRelD, dRelH := a.get(len(r.relD)), a.get(len(r.relH))
	for s, e := range ex {
		lo, n := m.batch.Start[s], len(e.slots)
		part := func(x []float32, w int) []float32 { return x[lo*w : (lo+n)*w] }
		loss.arc += m.learnArcs(e, n, scale*e.weight, part(r.arcD, c.Arc), part(r.arcH, c.Arc), part(dArcD, c.Arc), part(dArcH, c.Arc))
		loss.rel += m.learnRels(e, n, scale*e.weight, part(r.relD, c.Rel), part(r.relH, c.Rel), part(dRelD, c.Rel), part(dRelH, c.Rel))
	}
	for i := range r.n { // the constants
		dArcD[(i+1)*c.Arc-1], dRelD[(i+1)*c.Rel-1], dRelH[(i+1)*c.Rel-1] = 0, 0, 0
	}
	back := func(d *dense, y, dy, mask []float32) {
		timesInto(dy, mask)
		rectifyBack(dy, y)
		d.backward(r.n, r.top, dy, dTop)
	}
	back(&m.arcDep, r.arcD, dArcD, r.adM)
	back(&m.arcHead, r.arcH, dArcH, r.ahM)
	back(&m.relDep, r.relD, dRelD, r.rdM)
	back(&m.relHead, r.relH, dRelH, r.rhM)
	m.backToInput(r, dBoth, dTop)
	return loss
}

func (m *model) learnTags(r *run, scale float32, dBoth []float32, loss *losses) {
	c := &m.net.Config
	for s, e := range r.examples {
		for t := range e.slots {
			i := m.batch.Start[s] + t
			loss.upos += crossEntropy(r.upos[i*c.Upos:(i+1)*c.Upos], int(e.upos[t]), scale*e.weight)
			loss.joint += crossEntropy(r.joint[i*c.Joint:(i+1)*c.Joint], int(e.joint[t]), scale*e.weight*0.5)
		}
	}
	dTag := m.arena.get(len(r.tag))
	m.uposL.backward(r.n, r.tag, r.upos, dTag)
	m.jointL.backward(r.n, r.tag, r.joint, dTag)
	timesInto(dTag, r.tagM)
	rectifyBack(dTag, r.tag)
	m.tagL.backward(r.n, r.both, dTag, dBoth)
}

// learnArcs: score[i][j] = depᵢ·U·headⱼ, head 0 the root (Dozat and Manning 2017).
func (m *model) learnArcs(e *example, n int, scale float32, dep, head, dDep, dHead []float32) float64 {
	A, w, a := m.net.Arc, n+1, &m.arena
	heads := a.get(w * A)
	copy(heads, m.arcRoot.W)
	copy(heads[A:], head)
	du := a.get(n * A)
	m.pack.Pack(A, A, m.arcU.W, A, 1)
	neural.Mul(du, A, n, dep, A, 1, &m.pack)
	score := a.get(n * w)
	m.pack.Pack(A, w, heads, 1, A)
	neural.Mul(score, w, n, du, A, 1, &m.pack)
	var loss float64
	for i := range n {
		score[i*w+i+1] = -1e9
		loss += crossEntropy(score[i*w:(i+1)*w], int(e.head[i]), scale)
	}
	dDu, dHeads := a.get(n*A), a.get(w*A)
	m.pack.Pack(w, A, heads, A, 1)
	neural.Mul(dDu, A, n, score, w, 1, &m.pack)
	m.pack.Pack(n, A, du, A, 1)
	neural.Mul(dHeads, A, w, score, 1, w, &m.pack)
	addProductT(&m.pack, m.arcU.grad, n, dep, A, dDu, A)
	addTimesT(&m.pack, dDep, n, dDu, m.arcU.Mat)
	add(m.arcRoot.grad, dHeads[:A])
	add(dHead, dHeads[A:])
	return loss
}

// learnRels: score[i][r] = depᵢ·Uᵣ·head of i, for the true head.
func (m *model) learnRels(e *example, n int, scale float32, dep, head, dDep, dHead []float32) float64 {
	R, L, a := m.net.Rel, m.net.Rels, &m.arena
	t := a.get(n * R * L)
	m.pack.Pack(R, R*L, m.relU.W, R*L, 1)
	neural.Mul(t, R*L, n, dep, R, 1, &m.pack)
	dT := a.get(n * R * L)
	score := a.get(L)
	var loss float64
	for i := range n {
		h, dh := m.relRoot.W, m.relRoot.grad
		if j := int(e.head[i]); j > 0 {
			h, dh = head[(j-1)*R:j*R], dHead[(j-1)*R:j*R]
		} else if j < 0 {
			continue
		}
		ti, di := t[i*R*L:(i+1)*R*L], dT[i*R*L:(i+1)*R*L]
		for l := range L {
			score[l] = dot(ti[l*R:(l+1)*R], h)
		}
		loss += crossEntropy(score, int(e.rel[i]), scale)
		for l, g := range score {
			if g == 0 {
				continue
			}
			for k, v := range h {
				di[l*R+k] += g * v
				dh[k] += g * ti[l*R+k]
			}
		}
	}
	addProductT(&m.pack, m.relU.grad, n, dep, R, dT, R*L)
	addTimesT(&m.pack, dDep, n, dT, m.relU.Mat)
	return loss
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

func (m *model) backToInput(r *run, dBoth, dTop []float32) {
	W := 2 * m.net.Hidden
	dOut := [neural.Layers][]float32{m.arena.get(r.n * W), m.arena.get(r.n * W)}
	for i, p := range m.batch.Plain {
		add(dOut[0][i*W:(i+1)*W], dBoth[p*2*W:p*2*W+W])
		add(dOut[1][i*W:(i+1)*W], dBoth[p*2*W+W:(p+1)*2*W])
		add(dOut[1][i*W:(i+1)*W], dTop[p*W:(p+1)*W])
	}
	dx := m.arena.get(len(r.x))
	m.recurBack(r, 1, dOut[1], dOut[0])
	m.recurBack(r, 0, dOut[0], dx)
	timesInto(dx, r.xMask)
	m.embedBack(r, dx)
}

// recurBack takes the gradient of the output of layer l and adds to dIn.
func (m *model) recurBack(r *run, l int, dOut, dIn []float32) {
	H, a, b := m.net.Hidden, &m.arena, &m.batch
	timesInto(dOut, r.hMask[l])
	lr := &r.layer[l]
	for d := range 2 {
		dh := a.get(r.n * H)
		for i := range r.n {
			src := i
			if d == 1 {
				src = b.Mirror[i]
			}
			copy(dh[i*H:(i+1)*H], dOut[src*2*H+d*H:src*2*H+(d+1)*H])
		}
		dz := m.stepsBack(lr, l, d, dh)
		before := a.get(r.n * H) // the hidden state before each row
		for t := 1; t+1 < len(b.Off); t++ {
			copy(before[b.Off[t]*H:b.Off[t+1]*H], lr.h[d][b.Off[t-1]*H:])
		}
		addProductT(&m.pack, m.rec[l][d].grad, r.n, before, H, dz, 3*H)
		if d == 1 {
			dz = permute(a.get(len(dz)), dz, b.Mirror, 3*H)
		}
		m.in[l][d].backward(r.n, lr.in, dz, dIn)
	}
}

func (m *model) stepsBack(lr *layerRun, l, d int, dh []float32) []float32 {
	H, a, b := m.net.Hidden, &m.arena, &m.batch
	n := len(dh) / H
	dz, dc := a.get(n*3*H), a.get(n*H)
	m.pack.Pack(3*H, H, m.rec[l][d].W, 1, 3*H)
	for t := len(b.Off) - 2; t >= 0; t-- {
		lo, hi := b.Off[t], b.Off[t+1]
		for row := lo; row < hi; row++ {
			z, tc, dzr := lr.z[d][row*3*H:(row+1)*3*H], lr.tc[d][row*H:(row+1)*H], dz[row*3*H:(row+1)*3*H]
			dhr, dcr := dh[row*H:(row+1)*H], dc[row*H:(row+1)*H]
			var old, dOld []float32
			if t > 0 {
				p := b.Off[t-1] + row - lo
				old, dOld = lr.c[d][p*H:(p+1)*H], dc[p*H:(p+1)*H]
			}
			for j := range H {
				f, o, g := z[j], z[H+j], z[2*H+j]
				dcj := dcr[j] + dhr[j]*o*(1-tc[j]*tc[j])
				var c0 float32
				if old != nil {
					c0 = old[j]
					dOld[j] += dcj * f
				}
				dzr[j] = dcj * (c0 - g) * f * (1 - f)
				dzr[H+j] = dhr[j] * tc[j] * o * (1 - o)
				dzr[2*H+j] = dcj * (1 - f) * (1 - g*g)
			}
		}
		if t > 0 {
			neural.Mul(dh[b.Off[t-1]*H:], H, hi-lo, dz[lo*3*H:], 3*H, 1, &m.pack)
		}
	}
	return dz
}

func (m *model) embedBack(r *run, dx []float32) {
	c := &m.net.Config
	D := c.Input()
	for k, s := range m.batch.Order {
		for t, sl := range r.examples[s].slots {
			row := m.batch.Off[t] + k
			g := dx[row*D : (row+1)*D]
			add(m.tables[0].gradRow(r.wordRow[row]), g[:c.Word])
			g = g[c.Word:]
			if r.keep[row][1] {
				scale := neural.GramScale(len(sl.Grams))
				for j := range g[:c.Gram] {
					g[j] *= scale
				}
				for _, i := range sl.Grams {
					add(m.tables[1].gradRow(i), g[:c.Gram])
				}
			}
			g = g[c.Gram:]
			if r.keep[row][2] {
				for _, i := range sl.Affix {
					add(m.tables[2].gradRow(i), g[:c.Affix])
				}
			}
			if r.keep[row][3] {
				add(m.tables[3].gradRow(sl.Shape), g[c.Affix:])
			}
		}
	}
}
