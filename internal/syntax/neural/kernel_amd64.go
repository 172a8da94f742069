package neural

import "golang.org/x/sys/cpu"

var fast = cpu.X86.HasAVX2 && cpu.X86.HasFMA

//go:noescape
func tile6(k int, a *float32, rs, cs int, b, c *float32, ldc int)

//go:noescape
func tile4(k int, a *float32, rs, cs int, b, c *float32, ldc int)

//go:noescape
func tile2(k int, a *float32, rs, cs int, b, c *float32, ldc int)

//go:noescape
func tile1(k int, a *float32, rs, cs int, b, c *float32, ldc int)

//go:noescape
func tanh8(x *float32, n int, in, out, add float32)

func tile(rows, k int, a []float32, rs, cs int, b []float32, c []float32, ldc int) {
	if !fast {
		tileGo(rows, k, a, rs, cs, b, c, ldc)
		return
	}
	switch rows {
	case 6:
		tile6(k, &a[0], rs*4, cs*4, &b[0], &c[0], ldc*4)
	case 4:
		tile4(k, &a[0], rs*4, cs*4, &b[0], &c[0], ldc*4)
	case 2:
		tile2(k, &a[0], rs*4, cs*4, &b[0], &c[0], ldc*4)
	default:
		tile1(k, &a[0], rs*4, cs*4, &b[0], &c[0], ldc*4)
	}
}

// scaledTanh sets each x to out·tanh(in·x) + add.
func scaledTanh(x []float32, in, out, add float32) {
	n := len(x) &^ 7
	if !fast {
		n = 0
	}
	if n > 0 {
		tanh8(&x[0], n, in, out, add)
	}
	scaledTanhGo(x[n:], in, out, add)
}
