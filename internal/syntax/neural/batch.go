package neural

import "sort"

// A Batch lays out sentences of different lengths for a recurrent network: by
// falling length, the first tokens of all sentences first, then the second
// ones, and so on ("packed" order), so that each step is one product of
// matrices over the sentences still running.
type Batch struct {
	Order  []int // sentences by falling length; indices into lens
	Off    []int // Off[t] is the row of the first token of step t; one more at the end
	Start  []int // Start[s] is the row of sentence s in plain order
	Plain  []int // Plain[packed row] is the row in plain order
	Mirror []int // Mirror[packed row] is the packed row of the same sentence read backwards
	N      int   // rows
	lens   []int
}

// Lay prepares b for sentences of the given lengths.
func (b *Batch) Lay(lens []int) {
	b.lens = lens
	b.Order, b.Start, b.N = b.Order[:0], b.Start[:0], 0
	for s, n := range lens {
		b.Order = append(b.Order, s)
		b.Start = append(b.Start, b.N)
		b.N += n
	}
	sort.Stable(b)
	b.steps()
	b.Plain, b.Mirror = resize(b.Plain, b.N), resize(b.Mirror, b.N)
	for k, s := range b.Order {
		for t := range lens[s] {
			b.Plain[b.Off[t]+k] = b.Start[s] + t
			b.Mirror[b.Off[t]+k] = b.Off[lens[s]-1-t] + k
		}
	}
}

func (b *Batch) steps() {
	b.Off = append(b.Off[:0], 0)
	if len(b.Order) == 0 {
		return
	}
	running := len(b.Order)
	for t := 0; t < b.lens[b.Order[0]]; t++ {
		for b.lens[b.Order[running-1]] <= t {
			running--
		}
		b.Off = append(b.Off, b.Off[t]+running)
	}
}

func (b *Batch) Len() int           { return len(b.Order) }
func (b *Batch) Swap(i, j int)      { b.Order[i], b.Order[j] = b.Order[j], b.Order[i] }
func (b *Batch) Less(i, j int) bool { return b.lens[b.Order[i]] > b.lens[b.Order[j]] }

func resize[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n, n+n/4)
	}
	return s[:n]
}

// Zeroed returns s with n zero elements, in its memory where that suffices.
func Zeroed(s []float32, n int) []float32 {
	s = resize(s, n)
	clear(s)
	return s
}
