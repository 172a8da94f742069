package neural

// A Decoder finds the best tree. It holds buffers and is used by one goroutine
// at a time.
type Decoder struct {
	pack  Packed
	score []float32
	best  []int
	roots []int
	arb   arborescence
}

const minusInf = float32(-1e30)

// Decode writes to heads the tree of highest total score with exactly one
// root. score[i*(n+1)+j] is the score of head j for token i, where j counts
// from 1 and 0 is the root; heads hold 0 for the root likewise.
func (d *Decoder) Decode(n int, score []float32, heads []int) {
	w := n + 1
	roots := 0
	for i := range n {
		score[i*w+i+1] = minusInf
		heads[i] = argmax(score[i*w : i*w+w])
		if heads[i] == 0 {
			roots++
		}
	}
	if roots == 1 && acyclic(heads) {
		return
	}
	d.oneRoot(n, score, heads)
}

func argmax(x []float32) int {
	best := 0
	for j, v := range x {
		if v > x[best] {
			best = j
		}
	}
	return best
}

// acyclic tells whether every token of heads (1-based, 0 the root) leads to
// the root.
func acyclic(heads []int) bool {
	for i := range heads {
		j, steps := heads[i], 0
		for ; j != 0; j = heads[j-1] {
			if steps++; steps > len(heads) {
				return false
			}
		}
	}
	return true
}

// oneRoot runs Chu-Liu-Edmonds; where the best tree has several roots it tries
// each of them alone and keeps the best.
func (d *Decoder) oneRoot(n int, score []float32, heads []int) {
	w := n + 1
	d.score = append(d.score[:0], score[:n*w]...)
	d.arb.edmonds(n, d.score, heads)
	roots := d.roots[:0]
	for i := range n {
		if heads[i] == 0 {
			roots = append(roots, i)
		}
	}
	d.roots = roots
	if len(roots) == 1 {
		return
	}
	const maxTries = 8
	if len(roots) > maxTries {
		roots = bestRoots(roots, score, w, maxTries)
	}
	d.best = resize(d.best, n)
	top := minusInf * float32(n+1)
	for _, r := range roots {
		d.score = append(d.score[:0], score[:n*w]...)
		for i := range n {
			if i != r {
				d.score[i*w] = minusInf
			}
		}
		d.arb.edmonds(n, d.score, heads)
		if s := total(score, heads, w); s > top {
			top = s
			copy(d.best, heads)
		}
	}
	copy(heads, d.best)
}

func bestRoots(roots []int, score []float32, w, keep int) []int {
	for k := range keep {
		for j := k + 1; j < len(roots); j++ {
			if score[roots[j]*w] > score[roots[k]*w] {
				roots[k], roots[j] = roots[j], roots[k]
			}
		}
	}
	return roots[:keep]
}

func total(score []float32, heads []int, w int) float32 {
	var s float32
	for i, h := range heads {
		s += score[i*w+h]
	}
	return s
}
