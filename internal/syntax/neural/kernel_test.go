package neural

import (
	"math"
	"math/rand/v2"
	"strconv"
	"testing"
)

func random(rng *rand.Rand, n int) []float32 {
	x := make([]float32, n)
	for i := range x {
		x[i] = rng.Float32()*2 - 1
	}
	return x
}

func TestMulAgreesWithDefinition(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 1))
	for _, d := range [][3]int{{1, 1, 1}, {6, 16, 96}, {13, 35, 7}, {5, 17, 40}, {3, 32, 11}, {0, 4, 4}} {
		m, n, k := d[0], d[1], d[2]
		a, b := random(rng, m*k), random(rng, k*n)
		c := random(rng, m*n)
		want := append([]float32(nil), c...)
		for i := range m {
			for j := range n {
				for l := range k {
					want[i*n+j] += a[l*m+i] * b[j*k+l] // both transposed
				}
			}
		}
		var p Packed
		p.Pack(k, n, b, 1, k)
		Mul(c, n, m, a, 1, m, &p)
		for i := range c {
			if math.Abs(float64(c[i]-want[i])) > 1e-4 {
				t.Fatalf("%v: element %d is %g, want %g", d, i, c[i], want[i])
			}
		}
	}
}

// TestTilesAgree compares the micro-kernel of the machine with that in Go.
func TestTilesAgree(t *testing.T) {
	rng := rand.New(rand.NewPCG(2, 2))
	for _, rows := range []int{1, 2, 4, 6} {
		const k, lda, ldc = 37, 41, 19
		a, b, c := random(rng, rows*lda), random(rng, k*tileCols), random(rng, rows*ldc)
		want := append([]float32(nil), c...)
		tileGo(rows, k, a, lda, 1, b, want, ldc)
		tile(rows, k, a, lda, 1, b, c, ldc)
		for i := range c {
			if math.Abs(float64(c[i]-want[i])) > 1e-5 {
				t.Fatalf("%d rows: element %d is %g, want %g", rows, i, c[i], want[i])
			}
		}
	}
}

func TestTanhAndSigmoid(t *testing.T) {
	var x []float32
	for v := float32(-12); v < 12; v += 0.37 {
		x = append(x, v)
	}
	th, sg := append([]float32(nil), x...), append([]float32(nil), x...)
	Tanh(th)
	Sigmoid(sg)
	plain := append([]float32(nil), x...)
	scaledTanhGo(plain, 1, 1, 0)
	for i, v := range x {
		if d := math.Abs(float64(th[i] - plain[i])); d > 1e-6 {
			t.Errorf("tanh(%g) is %g here and %g in plain Go", v, th[i], plain[i])
		}
		if d := math.Abs(float64(th[i]) - math.Tanh(float64(v))); d > 1e-6 {
			t.Errorf("tanh(%g) = %g", v, th[i])
		}
		if d := math.Abs(float64(sg[i]) - 1/(1+math.Exp(-float64(v)))); d > 1e-6 {
			t.Errorf("sigmoid(%g) = %g", v, sg[i])
		}
	}
}

func BenchmarkMul(b *testing.B) {
	rng := rand.New(rand.NewPCG(1, 1))
	for _, m := range []int{2, 6, 24, 200} {
		a, w, c := random(rng, m*192), random(rng, 192*288), make([]float32, m*288)
		var p Packed
		p.Pack(192, 288, w, 288, 1)
		b.Run(strconv.Itoa(m), func(b *testing.B) {
			for b.Loop() {
				Mul(c, 288, m, a, 192, 1, &p)
			}
			b.ReportMetric(float64(m)*192*288*float64(b.N)/float64(b.Elapsed().Nanoseconds()), "GMAC/s")
		})
	}
}
