package standing

import (
	"cmp"
	"slices"
	"strings"
)

// PlainName is a person's or treaty's name in plain letters, words apart by
// one space: how a line names it.
func PlainName(s string) string { return plainName(s) }

func plainName(s string) string { return strings.Join(wordsOf(s), " ") }

// sameName tells whether two plain names may be one person's: one has all the
// words of the other, where a lone word must not be the other's first, and
// longer words may differ by one letter (Betssy, Bettssy).
func sameName(a, b string) bool {
	x, y := strings.Fields(a), strings.Fields(b)
	if len(x) > len(y) {
		x, y = y, x
	}
	if len(x) == 0 {
		return len(y) == 0
	}
	if len(x) == 1 && len(y) > 1 {
		y = y[1:]
	}
	for _, w := range x {
		if !slices.ContainsFunc(y, func(v string) bool { return near(w, v) }) {
			return false
		}
	}
	return true
}

// near tells whether two words are equal, or of five letters or more and one
// insertion, deletion or replacement apart.
func near(a, b string) bool {
	if a == b {
		return true
	}
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(a) < 5 || len(b)-len(a) > 1 {
		return false
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	if len(a) == len(b) {
		return a[i+1:] == b[i+1:]
	}
	return a[i:] == b[i+1:]
}

// groupNames puts together names that may be one person's: the fullest name
// heads a group, and a name that fits two heads stays alone. The result does
// not depend on the order of the names.
func groupNames(names []string) map[string]string {
	names = slices.Clone(names)
	slices.SortFunc(names, func(a, b string) int {
		return cmp.Or(-cmp.Compare(strings.Count(a, " "), strings.Count(b, " ")), cmp.Compare(a, b))
	})
	names = slices.Compact(names)
	heads, head := []string{}, map[string]string{}
	for _, n := range names {
		fits := ""
		for _, h := range heads {
			if !sameName(n, h) {
				continue
			}
			if fits != "" {
				fits = ""
				break
			}
			fits = h
		}
		if fits == "" {
			fits = n
			heads = append(heads, n)
		}
		head[n] = fits
	}
	return head
}
