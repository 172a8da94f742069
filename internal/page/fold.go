package page

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// foldRune lower-cases r and takes the accent off a Latin letter, so that
// "MÁS" and "mas" compare equal.
func foldRune(r rune) rune {
	if r < utf8.RuneSelf {
		if 'A' <= r && r <= 'Z' {
			return r + 'a' - 'A'
		}
		return r
	}
	r = unicode.ToLower(r)
	switch r {
	case 'á', 'à', 'â', 'ä', 'ã':
		return 'a'
	case 'é', 'è', 'ê', 'ë':
		return 'e'
	case 'í', 'ì', 'î', 'ï':
		return 'i'
	case 'ó', 'ò', 'ô', 'ö', 'õ':
		return 'o'
	case 'ú', 'ù', 'û', 'ü':
		return 'u'
	case 'ñ':
		return 'n'
	case 'ç':
		return 'c'
	}
	return r
}

// folded is a line reduced to its words: lower case, without accents, one
// space between each two, everything that is no letter or digit a space.
// "@" stays as a word's first letter.
type folded struct {
	s     string
	start []int // of each word in s
}

// fold reduces s.
func fold(s string) folded {
	var b strings.Builder
	b.Grow(len(s))
	f := folded{start: make([]int, 0, len(s)/6+2)}
	inWord := false
	for _, r := range s {
		switch {
		case r >= utf8.RuneSelf && unicode.IsMark(r): // an accent on its own
		case isWordRune(r) || r == '@' || r == '©':
			if !inWord {
				if b.Len() > 0 {
					b.WriteByte(' ')
				}
				f.start = append(f.start, b.Len())
				inWord = true
			}
			b.WriteRune(foldRune(r))
		case r == '\'' || r == '’': // "don’t" is one word
		default:
			inWord = false
		}
	}
	f.s = b.String()
	return f
}

// len is the number of words.
func (f folded) len() int { return len(f.start) }

// slice is words i to j, j exclusive.
func (f folded) slice(i, j int) string {
	if i >= j {
		return ""
	}
	end := len(f.s)
	if j < len(f.start) {
		end = f.start[j] - 1
	}
	return f.s[f.start[i]:end]
}
