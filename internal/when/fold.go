package when

import "unicode/utf8"

// maxForm is the length in bytes beyond which no form of the lexicon goes.
const maxForm = 24

// foldInto writes the lower-case form of s without accents into buf and
// returns its length, or 0 where s is too long to be in the lexicon. The "ñ"
// stays a letter of its own. A full stop at the end is left out.
func foldInto(buf *[maxForm]byte, s string) int {
	n := 0
	if len(s) > 1 && s[len(s)-1] == '.' {
		s = s[:len(s)-1]
	}
	if len(s) > maxForm {
		return 0
	}
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case 'A' <= c && c <= 'Z':
			c += 'a' - 'A'
		case c == 0xC3 && i+1 < len(s):
			i++
			if plain := plainLatin(s[i]); plain != 0 {
				c = plain
				break
			}
			buf[n], c = 0xC3, s[i]
			if 0x80 <= c && c <= 0x9E && c != 0x97 {
				c += 0x20
			}
			n++
		}
		buf[n] = c
		n++
	}
	return n
}

// plainLatin is the bare vowel of an accented one, given the second byte of
// its UTF-8 form, or 0 for other letters.
func plainLatin(c byte) byte {
	switch c | 0x20 {
	case 0xA1:
		return 'a'
	case 0xA9:
		return 'e'
	case 0xAD:
		return 'i'
	case 0xB3:
		return 'o'
	case 0xBA, 0xBC:
		return 'u'
	}
	return 0
}

func fold(s string) string {
	var buf [maxForm]byte
	if len(s) > maxForm {
		return s
	}
	return string(buf[:foldInto(&buf, s)])
}

// lookup is the sense of a form as it stands in the text, or nil.
func (w *words) lookup(s string) *sense {
	if len(s) > maxForm || s[0] < utf8.RuneSelf && w.lens[s[0]&31]&(1<<len(s)) == 0 {
		return nil
	}
	var buf [maxForm]byte
	return w.senses[string(buf[:foldInto(&buf, s)])]
}
