package neural

import (
	"math/rand/v2"
	"testing"
)

// bruteBest tries every assignment of heads.
func bruteBest(n int, score []float32) float32 {
	heads := make([]int, n)
	best := minusInf * 100
	var try func(i, roots int)
	try = func(i, roots int) {
		if roots > 1 {
			return
		}
		if i == n {
			if roots == 1 && acyclic(heads) {
				best = max(best, total(score, heads, n+1))
			}
			return
		}
		for h := 0; h <= n; h++ {
			if h == i+1 {
				continue
			}
			heads[i] = h
			r := roots
			if h == 0 {
				r++
			}
			try(i+1, r)
		}
	}
	try(0, 0)
	return best
}

func TestDecodeFindsTheBestTree(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	var d Decoder
	for range 1500 {
		n := 1 + rng.IntN(5)
		score := random(rng, n*(n+1))
		want := bruteBest(n, score)
		heads := make([]int, n)
		d.Decode(n, append([]float32(nil), score...), heads)
		if got := total(score, heads, n+1); !acyclic(heads) || got < want-1e-4 {
			t.Fatalf("n=%d heads %v score %g, best %g", n, heads, got, want)
		}
	}
}
