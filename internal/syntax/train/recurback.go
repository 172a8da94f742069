package main

import "github.com/chancery-ledger/chancery/internal/syntax/neural"

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
