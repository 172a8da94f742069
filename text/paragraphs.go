package text

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// paragraphs are the stretches between line breaks that hold more than space.
func paragraphs(s string) []Span {
	var out []Span
	for start := 0; start < len(s); {
		end := strings.IndexByte(s[start:], '\n')
		if end < 0 {
			end = len(s)
		} else {
			end += start
		}
		if p := trim(s, Span{start, end}); p.Len() > 0 {
			out = append(out, p)
		}
		start = end + 1
	}
	return out
}

// trim takes the space off both ends of p.
func trim(s string, p Span) Span {
	line := strings.TrimLeftFunc(s[p.Start:p.End], isSpace)
	p.Start = p.End - len(line)
	p.End = p.Start + len(strings.TrimRightFunc(line, isSpace))
	return p
}

// isSpace tells whether r separates words: white space in the sense of
// Unicode, and the invisible marks that web pages leave between words.
func isSpace(r rune) bool {
	switch r {
	case ' ', '\t', '\r', '\n':
		return true
	case '\u200b', '\u2060', '\ufeff': // zero-width space, word joiner, byte order mark
		return true
	}
	return r > unicode.MaxASCII && unicode.IsSpace(r) || r < ' ' && unicode.IsSpace(r)
}

// runeAt is the rune at i and its length in bytes; 0, 0 at the end.
func runeAt(s string, i int) (rune, int) {
	if i >= len(s) {
		return 0, 0
	}
	if b := s[i]; b < utf8.RuneSelf {
		return rune(b), 1
	}
	return utf8.DecodeRuneInString(s[i:])
}

func isLetter(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r|0x20 && r|0x20 <= 'z'
	}
	return unicode.IsLetter(r)
}

func isDigit(r rune) bool {
	if r < utf8.RuneSelf {
		return '0' <= r && r <= '9'
	}
	return unicode.IsDigit(r)
}

// isMark tells whether r belongs to the letter before it: a combining accent
// or a soft hyphen.
func isMark(r rune) bool {
	return r >= 0xad && (r == '\u00ad' || unicode.Is(unicode.M, r))
}

func isApostrophe(r rune) bool { return r == '\'' || r == '’' }

func isUpper(r rune) bool {
	if r < utf8.RuneSelf {
		return 'A' <= r && r <= 'Z'
	}
	return unicode.IsUpper(r)
}

func isLower(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z'
	}
	return unicode.IsLower(r)
}

// foldEqual tells whether w in lower case is the ASCII string lower.
func foldEqual(w, lower string) bool {
	return len(w) == len(lower) && strings.EqualFold(w, lower)
}

// shortLower writes the ASCII letters of w in lower case into buf and returns
// the part it filled; w must not be longer than buf.
func shortLower(buf *[8]byte, w string) []byte {
	for i := 0; i < len(w); i++ {
		b := w[i]
		if 'A' <= b && b <= 'Z' {
			b |= 0x20
		}
		buf[i] = b
	}
	return buf[:len(w)]
}
