package neural

// Tile sizes of the matrix product: a micro-kernel makes up to tileRows rows
// of tileCols columns at once, held in registers.
const (
	tileRows = 6
	tileCols = 16
)

// A Packed is the right-hand matrix of a product, K rows by N columns, laid
// out in panels of tileCols columns so that the micro-kernel reads it in order.
type Packed struct {
	K, N   int
	panels []float32
}

// Pack lays out b (k rows, n columns, element i,j at b[i*rs+j*cs]) in dst,
// whose memory is used again.
func (dst *Packed) Pack(k, n int, b []float32, rs, cs int) {
	dst.K, dst.N = k, n
	panels := (n + tileCols - 1) / tileCols
	need := panels * k * tileCols
	if cap(dst.panels) < need {
		dst.panels = make([]float32, need)
	}
	dst.panels = dst.panels[:need]
	for p := range panels {
		out := dst.panels[p*k*tileCols : (p+1)*k*tileCols]
		j0 := p * tileCols
		w := min(tileCols, n-j0)
		for i := range k {
			row := out[i*tileCols : (i+1)*tileCols]
			if cs == 1 {
				clear(row[copy(row, b[i*rs+j0:i*rs+j0+w]):])
				continue
			}
			for j := range w {
				row[j] = b[i*rs+(j0+j)*cs]
			}
			clear(row[w:])
		}
	}
}

// Mul adds to c the product of a and b: c[i*ldc+j] += Σ a[i*rs+k*cs]·b[k][j]
// for m rows.
func Mul(c []float32, ldc, m int, a []float32, rs, cs int, b *Packed) {
	if m == 0 || b.K == 0 {
		return
	}
	_ = a[(m-1)*rs+(b.K-1)*cs]
	_ = c[(m-1)*ldc+b.N-1]
	for j0 := 0; j0 < b.N; j0 += tileCols {
		panel := b.panels[j0*b.K : (j0+tileCols)*b.K]
		w := min(tileCols, b.N-j0)
		for i := 0; i < m; {
			rows := tileFor(m - i)
			if w == tileCols {
				tile(rows, b.K, a[i*rs:], rs, cs, panel, c[i*ldc+j0:], ldc)
			} else {
				var edge [tileRows * tileCols]float32
				tile(rows, b.K, a[i*rs:], rs, cs, panel, edge[:], tileCols)
				addEdge(c[i*ldc+j0:], ldc, edge[:], rows, w)
			}
			i += rows
		}
	}
}

// tileFor picks the height of the next tile where left rows remain.
func tileFor(left int) int {
	switch {
	case left >= 6:
		return 6
	case left >= 4:
		return 4
	case left >= 2:
		return 2
	}
	return 1
}

func addEdge(c []float32, ldc int, edge []float32, rows, w int) {
	for r := range rows {
		for j := range w {
			c[r*ldc+j] += edge[r*tileCols+j]
		}
	}
}

// tileGo is the micro-kernel in Go, for machines without AVX2 and for tests.
func tileGo(rows, k int, a []float32, rs, cs int, b []float32, c []float32, ldc int) {
	for r := range rows {
		var acc [tileCols]float32
		for i := range k {
			x := a[r*rs+i*cs]
			row := b[i*tileCols : i*tileCols+tileCols]
			for j := range acc {
				acc[j] += x * row[j]
			}
		}
		out := c[r*ldc : r*ldc+tileCols]
		for j := range acc {
			out[j] += acc[j]
		}
	}
}
