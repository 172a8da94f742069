//go:build !amd64

package neural

func tile(rows, k int, a []float32, rs, cs int, b []float32, c []float32, ldc int) {
	tileGo(rows, k, a, rs, cs, b, c, ldc)
}

func scaledTanh(x []float32, in, out, add float32) { scaledTanhGo(x, in, out, add) }
