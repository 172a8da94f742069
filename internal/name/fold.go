package name

import (
	"unicode"
	"unicode/utf8"
)

// shape is what a word's letters look like before folding.
type shape uint8

const (
	upperFirst shape = 1 << iota // the first letter is a capital
	upperAll                     // every letter is, and there are two at least
	spaced                       // white space stands before the word
	oneLetter                    // an initial
	exPrefix                     // "ex-" stood before it in one token
)

// fold appends s in lower case, without accents and full stops and with the
// straight apostrophe, to buf.
func fold(buf []byte, s string) ([]byte, shape) {
	var sh shape
	letters, lower := 0, 0
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			i++
			switch {
			case 'a' <= c && c <= 'z':
				lower++
				letters++
			case 'A' <= c && c <= 'Z':
				if letters == 0 {
					sh |= upperFirst
				}
				letters++
				c += 'a' - 'A'
			case c == '.' && len(s) > 1:
				continue
			}
			buf = append(buf, c)
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		i += n
		if unicode.IsUpper(r) {
			if letters == 0 {
				sh |= upperFirst
			}
			letters++
			r = unicode.ToLower(r)
		} else if unicode.IsLetter(r) {
			lower++
			letters++
		}
		buf = appendPlain(buf, r)
	}
	if letters == 1 {
		sh |= oneLetter
	}
	if letters >= 2 && lower == 0 {
		sh |= upperAll
	}
	return buf, sh
}

// plain has the letter without its accent for the Latin-1 and Latin Extended-A
// letters from à on, in blocks of one letter each.
var plain = [...]struct {
	last rune
	base string
}{
	{'å', "a"}, {'æ', "ae"}, {'ç', "c"}, {'ë', "e"}, {'ï', "i"}, {'ð', "d"}, {'ñ', "n"}, {'ö', "o"}, {'÷', ""}, {'ø', "o"}, {'ü', "u"}, {'ý', "y"},
	{'þ', "th"}, {'ÿ', "y"}, {'ą', "a"}, {'č', "c"}, {'đ', "d"}, {'ě', "e"}, {'ģ', "g"}, {'ħ', "h"}, {'ı', "i"}, {'ĳ', "ij"}, {'ĵ', "j"},
	{'ĸ', "k"}, {'ł', "l"}, {'ŋ', "n"}, {'ő', "o"}, {'œ', "oe"}, {'ř', "r"}, {'š', "s"}, {'ŧ', "t"}, {'ų', "u"}, {'ŵ', "w"}, {'ŷ', "y"}, {'ž', "z"}, {'ſ', "s"},
}

func appendPlain(buf []byte, r rune) []byte {
	switch {
	case r == '’' || r == '‘' || r == 'ʼ':
		return append(buf, '\'')
	case r == '–' || r == '‐' || r == '‑':
		return append(buf, '-')
	case unicode.Is(unicode.Mn, r):
		return buf
	case r == 'ß':
		return append(buf, "ss"...)
	case r == 'ș' || r == 'ş':
		return append(buf, 's')
	case r == 'ț':
		return append(buf, 't')
	case 'à' <= r && r <= 'ſ' && r != '÷':
		for _, p := range plain {
			if r <= p.last {
				return append(buf, p.base...)
			}
		}
	}
	return utf8.AppendRune(buf, r)
}
