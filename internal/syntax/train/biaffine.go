package main

import "github.com/chancery-ledger/chancery/internal/syntax/neural"

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
