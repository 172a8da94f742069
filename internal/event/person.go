package event

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// name is a person's name as words in small letters without accents, without
// the particles that are written or left out ("de la", "al-", "bin").
type name []string

func nameOf(s string) name {
	var n name
	for _, w := range plainWords(s) {
		switch w {
		case "de", "del", "la", "las", "los", "y", "e", "da", "do", "dos", "al", "el", "bin", "ibn", "von", "van", "der":
			continue
		}
		n = append(n, w)
	}
	return n
}

// plainWords are the words of s in small letters without accents.
func plainWords(s string) []string {
	plain := strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return unicode.ToLower(r)
	}, norm.NFD.String(s))
	return strings.FieldsFunc(plain, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// same tells whether two names may be one person's: every word of the shorter
// is one of the longer, a letter more or less apart in long words. A single
// word must not be the first name of the other: "Chávez" may be Betssy Chávez,
// "Pedro" need not be Pedro Castillo.
func (n name) same(m name) bool {
	if len(n) > len(m) {
		n, m = m, n
	}
	if len(n) == 1 && len(m) > 1 {
		m = m[1:]
	}
	for _, w := range n {
		if !slices.ContainsFunc(m, func(v string) bool { return sameWord(w, v) }) {
			return false
		}
	}
	return len(n) > 0
}

// sameWord tells whether two words are equal or, from five letters on, one
// letter apart, as transcriptions are (Betssy, Betsy).
func sameWord(a, b string) bool {
	if a == b {
		return true
	}
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(a) < 5 || len(b) > len(a)+1 {
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
