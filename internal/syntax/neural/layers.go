package neural

// project computes the first layer's input for the forms that were not cached.
func (r *Reader) project() {
	D, W := r.m.Input(), 6*r.m.Hidden
	if n := len(r.x) / D; n > 0 {
		r.m.first.forward(r.cacheZ[(r.used-n)*W:], n, r.x)
	}
}

func (r *Reader) firstLayer(d int) {
	H, b := r.m.Hidden, &r.batch
	for i := range b.N {
		src := i
		if d == 1 {
			src = b.Mirror[i]
		}
		from := int(r.rows[b.Plain[src]])*6*H + d*3*H
		copy(r.z[i*3*H:(i+1)*3*H], r.cacheZ[from:])
	}
	Step(b, H, &r.m.rec[0][d], r.z, r.h, r.c, r.tc)
	for i := range b.N {
		src := i
		if d == 1 {
			src = b.Mirror[i]
		}
		copy(r.out[i*2*H+d*H:], r.h[src*H:(src+1)*H])
	}
}

func (r *Reader) secondLayer(d int) {
	H, b := r.m.Hidden, &r.batch
	in := r.out
	if d == 1 { // the sentences backwards; both directions have read r.out by the end
		in = permuteRows(r.out, b.Mirror, 2*H)
	}
	r.m.second[d].forward(r.z, b.N, in)
	Step(b, H, &r.m.rec[1][d], r.z, r.h, r.c, r.tc)
	for i := range b.N {
		src := i
		if d == 1 {
			src = b.Mirror[i]
		}
		p := b.Plain[i]
		copy(r.both[p*4*H+2*H+d*H:], r.h[src*H:(src+1)*H])
		copy(r.top[p*2*H+d*H:], r.h[src*H:(src+1)*H])
	}
}

// permuteRows swaps row i with row perm[i], where perm is its own inverse.
func permuteRows(x []float32, perm []int, w int) []float32 {
	for i, p := range perm {
		if i < p {
			a, b := x[i*w:(i+1)*w], x[p*w:(p+1)*w]
			for j := range a {
				a[j], b[j] = b[j], a[j]
			}
		}
	}
	return x
}
