package near

// few prints are compared each with each.
const few = 24

// Groups puts copies together: for each print, the index of the first print of
// its group. Copies of copies are in one group. Only prints that agree in some
// bin are compared.
func Groups(prints []Print) []int {
	first := make([]int, len(prints))
	for i := range first {
		first[i] = i
	}
	root := func(i int) int {
		for first[i] != i {
			i = first[i]
		}
		return i
	}
	if len(prints) <= few {
		for i := range prints {
			for j := range i {
				if a, b := root(i), root(j); a != b && prints[i].Copies(prints[j]) {
					first[max(a, b)] = min(a, b)
				}
			}
		}
		for i := range first {
			first[i] = root(i)
		}
		return first
	}
	type slot struct {
		bin   int
		value uint16
	}
	seen := map[slot][]int{}
	for i, p := range prints {
		if p.Shingles == 0 {
			continue
		}
		tried := map[int]bool{}
		for bin, value := range p.Bins {
			s := slot{bin, value}
			for _, j := range seen[s] {
				a, b := root(i), root(j)
				if a == b || tried[j] {
					continue
				}
				tried[j] = true
				if p.Copies(prints[j]) {
					first[max(a, b)] = min(a, b)
				}
			}
			seen[s] = append(seen[s], i)
		}
	}
	for i := range first {
		first[i] = root(i)
	}
	return first
}
