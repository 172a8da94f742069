package neural

// Tags returns the part of speech and the joint class of token i of sentence s.
func (r *Reader) Tags(s, i int) (upos int, class uint64) {
	m := r.m
	row := r.logits[(r.batch.Start[s]+i)*m.classes.w.N:]
	upos = argmax(row[:m.Upos])
	best := int32(-1)
	for _, k := range m.byTag[upos] {
		if best < 0 || row[m.Upos+int(k)] > row[m.Upos+int(best)] {
			best = k
		}
	}
	if best < 0 {
		return upos, 0
	}
	return upos, m.Classes[best]
}

// Heads returns the heads of sentence s, counted from 1, 0 for the root. They
// are valid until the next call.
func (r *Reader) Heads(s int) []int {
	m := r.m
	lo, n := r.batch.Start[s], r.lens[s]
	W, w := m.mlp.w.N, n+1
	r.du = Zeroed(r.du, n*m.Arc)
	Mul(r.du, m.Arc, n, r.proj[lo*W:], W, 1, &m.arcU)
	r.heads = append(r.heads[:0], m.arcRoot...)
	for i := range n {
		r.heads = append(r.heads, r.proj[(lo+i)*W+m.Arc:(lo+i)*W+2*m.Arc]...)
	}
	// heads·duᵀ, token by token: the product of du and the transposed heads
	r.dec.pack.Pack(m.Arc, w, r.heads, 1, m.Arc)
	r.score = Zeroed(r.score, n*w)
	Mul(r.score, w, n, r.du, m.Arc, 1, &r.dec.pack)
	r.headBuf = resize(r.headBuf, n)
	r.dec.Decode(n, r.score, r.headBuf)
	return r.headBuf
}

// Relations writes to rels the best relation of each token of sentence s,
// given its heads as [Reader.Heads] has them; root for the root, and for no
// other token.
func Relations[R ~uint8](r *Reader, s int, heads []int, root R, rels []R) {
	m := r.m
	lo, n, W := r.batch.Start[s], r.lens[s], m.mlp.w.N
	width := m.Rel * m.Rels
	r.rel = Zeroed(r.rel, n*width)
	Mul(r.rel, width, n, r.proj[lo*W+2*m.Arc:], W, 1, &m.relU)
	for i, h := range heads {
		if h == 0 {
			rels[i] = root
			continue
		}
		at := (lo+h-1)*W + 2*m.Arc + m.Rel
		rels[i] = R(bestRelation(r.rel[i*width:(i+1)*width], r.proj[at:at+m.Rel], m.Rels, int(root)))
	}
}

func bestRelation(u, head []float32, n, root int) int {
	best, top := -1, float32(0)
	R := len(head)
	for l := range n {
		if l == root {
			continue
		}
		row := u[l*R : (l+1)*R]
		var s0, s1, s2, s3 float32
		for k := 0; k+3 < len(head) && k+3 < len(row); k += 4 {
			s0 += row[k] * head[k]
			s1 += row[k+1] * head[k+1]
			s2 += row[k+2] * head[k+2]
			s3 += row[k+3] * head[k+3]
		}
		if s := s0 + s1 + s2 + s3; best < 0 || s > top {
			best, top = l, s
		}
	}
	return best
}
