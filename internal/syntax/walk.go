package syntax

import "iter"

// Reset makes room for n tokens and forgets what t held, without allocating
// where an earlier Doc was as long.
func (t *Tree) Reset(n int) {
	t.Tags = grow(t.Tags, n)
	t.Feats = grow(t.Feats, n)
	t.Lemma = grow(t.Lemma, n)
	t.Head = grow(t.Head, n)
	t.Rel = grow(t.Rel, n)
}

func grow[T any](s []T, n int) []T {
	if cap(s) < n {
		s = make([]T, n, n+n/4)
	}
	s = s[:n]
	clear(s)
	return s
}

// Len is the number of tokens.
func (t *Tree) Len() int { return len(t.Head) }

// bounds returns the tokens of the sentence of token i.
func (t *Tree) bounds(i int) (first, last int) {
	if s := t.Doc.SentenceOf(i); s >= 0 {
		return t.Doc.Sentences[s].First, t.Doc.Sentences[s].Last
	}
	return i, i + 1
}

// Deps yields the tokens whose head is i, from left to right.
func (t *Tree) Deps(i int) iter.Seq[int] {
	return func(yield func(int) bool) {
		first, last := t.bounds(i)
		for j := first; j < last; j++ {
			if t.Head[j] == int32(i) && !yield(j) {
				return
			}
		}
	}
}

// FindDep returns the first dependent of i, from the left, in one of the
// relations, or -1.
func (t *Tree) FindDep(i int, rels ...Rel) int {
	first, last := t.bounds(i)
	for j := first; j < last; j++ {
		if t.Head[j] != int32(i) {
			continue
		}
		for _, r := range rels {
			if t.Rel[j] == r {
				return j
			}
		}
	}
	return -1
}

// Subtree returns the smallest range of tokens (last exclusive) that holds i
// and everything below it. In a non-projective tree the range may hold other
// tokens too; [Tree.IsAncestor] tells.
func (t *Tree) Subtree(i int) (first, last int) {
	lo, hi := t.bounds(i)
	first, last = i, i+1
	for j := lo; j < i; j++ {
		if t.IsAncestor(i, j) {
			first = j
			break
		}
	}
	for j := hi - 1; j > i; j-- {
		if t.IsAncestor(i, j) {
			return first, j + 1
		}
	}
	return first, last
}

// IsAncestor tells whether a is j or stands above it.
func (t *Tree) IsAncestor(a, j int) bool {
	for j != a {
		if j = int(t.Head[j]); j < 0 {
			return false
		}
	}
	return true
}

// depth is the number of steps from i to its root.
func (t *Tree) depth(i int) int {
	n := 0
	for i = int(t.Head[i]); i >= 0; i = int(t.Head[i]) {
		n++
	}
	return n
}

// Common returns the lowest token that stands above both a and b, counting
// themselves, or -1 where they are not of one sentence.
func (t *Tree) Common(a, b int) int {
	da, db := t.depth(a), t.depth(b)
	for ; da > db; da-- {
		a = int(t.Head[a])
	}
	for ; db > da; db-- {
		b = int(t.Head[b])
	}
	for a != b {
		a, b = int(t.Head[a]), int(t.Head[b])
	}
	return a
}

// Path appends to dst the tokens from a up to the lowest common ancestor and
// down to b, both included, and tells where in it the top stands. It returns
// dst as it was and -1 where there is no path.
func (t *Tree) Path(dst []int, a, b int) (path []int, top int) {
	c := t.Common(a, b)
	if c < 0 {
		return dst, -1
	}
	start := len(dst)
	for ; a != c; a = int(t.Head[a]) {
		dst = append(dst, a)
	}
	top = len(dst) - start
	dst = append(dst, c)
	down := len(dst)
	for ; b != c; b = int(t.Head[b]) {
		dst = append(dst, b)
	}
	for i, j := down, len(dst)-1; i < j; i, j = i+1, j-1 {
		dst[i], dst[j] = dst[j], dst[i]
	}
	return dst, top
}

// RootOf returns the root of sentence s, an index into Doc.Sentences, or -1.
func (t *Tree) RootOf(s int) int {
	for i := t.Doc.Sentences[s].First; i < t.Doc.Sentences[s].Last; i++ {
		if t.Head[i] < 0 {
			return i
		}
	}
	return -1
}
