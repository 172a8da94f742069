package neural

import (
	"math"
	"unicode"
	"unicode/utf8"
)

// NumAffixes is the number of affix slots of a form: suffixes of one to four
// runes, prefixes of one to three.
const NumAffixes = 7

// NumShapes is the number of values of Slots.Shape. A sentence of a related
// language, which is there in training only, has NumShapes added to its own.
const NumShapes = 16

// maxGramRunes bounds the runes of a form whose n-grams are looked at.
const maxGramRunes = 32

// Slots are the rows of the embedding tables that a form stands for.
type Slots struct {
	Word  int32
	Shape int32
	Affix [NumAffixes]int32
	Grams []int32
}

// A Former turns forms into slots. It holds buffers and is used by one
// goroutine at a time.
type Former struct {
	Words             map[string]int32 // lower-cased words, digits as 0; 0 is the unknown word
	NumGrams, NumAffs int              // rows of the tables
	lower, folded     []byte
	ends              []int // byte offsets of the runes of folded, with one past the last
}

// Slots fills s for a form; s.Grams is used again.
func (f *Former) Slots(form string, s *Slots) {
	s.Shape = shape(form)
	f.normalise(form)
	s.Word = f.Words[string(f.lower)]
	f.affixes(s)
	f.grams(s)
}

// Normal returns the form as the vocabulary has it: lower case, digits as 0.
func (f *Former) Normal(form string) string {
	f.normalise(form)
	return string(f.lower)
}

func (f *Former) normalise(form string) {
	f.lower, f.folded, f.ends = f.lower[:0], append(f.folded[:0], '^'), append(f.ends[:0], 0, 1)
	for _, r := range form {
		switch {
		case unicode.IsDigit(r):
			r = '0'
		case r == '’':
			r = '\''
		default:
			r = unicode.ToLower(r)
		}
		f.lower = utf8.AppendRune(f.lower, r)
		if len(f.ends) <= maxGramRunes {
			f.folded = utf8.AppendRune(f.folded, fold(r))
			f.ends = append(f.ends, len(f.folded))
		}
	}
	f.folded = append(f.folded, '$')
	f.ends = append(f.ends, len(f.folded))
}

// fold takes the accent off a lower-case letter of the Latin alphabet of
// Western Europe.
func fold(r rune) rune {
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

func (f *Former) affixes(s *Slots) {
	l := f.lower
	for n, i := 0, len(l); n < 4; n++ {
		if i > 0 {
			_, size := utf8.DecodeLastRune(l[:i])
			i -= size
		}
		s.Affix[n] = slot(l[i:], uint64(n+1), f.NumAffs)
	}
	for n, i := 0, 0; n < 3; n++ {
		if i < len(l) {
			_, size := utf8.DecodeRune(l[i:])
			i += size
		}
		s.Affix[4+n] = slot(l[:i], uint64(n+11), f.NumAffs)
	}
}

func (f *Former) grams(s *Slots) {
	s.Grams = s.Grams[:0]
	runes := len(f.ends) - 1
	for n := 2; n <= 4; n++ {
		for i := 0; i+n <= runes; i++ {
			s.Grams = append(s.Grams, slot(f.folded[f.ends[i]:f.ends[i+n]], uint64(n+21), f.NumGrams))
		}
	}
}

// slot hashes b (FNV-1a, mixed) into n rows.
func slot(b []byte, kind uint64, n int) int32 {
	h := uint64(14695981039346656037) ^ kind*0x9E3779B97F4A7C15
	for _, c := range b {
		h = (h ^ uint64(c)) * 1099511628211
	}
	h ^= h >> 29
	h *= 0xBF58476D1CE4E5B9
	return int32((h >> 32) % uint64(n))
}

// shape tells how the letters of a form are cased, and whether digits or
// marks stand among them.
func shape(form string) int32 {
	var upper, lower, digit, other, n int32
	first := int32(0)
	for _, r := range form {
		switch {
		case unicode.IsUpper(r):
			upper++
			if n == 0 {
				first = 1
			}
		case unicode.IsLetter(r):
			lower++
		case unicode.IsDigit(r):
			digit++
		default:
			other++
		}
		n++
	}
	switch {
	case digit > 0 && upper+lower == 0:
		return 0 + min(other, 1)
	case digit > 0:
		return 2 + first
	case upper+lower == 0:
		return 4
	case upper == 0:
		return 5 + min(other, 1)
	case lower == 0 && upper == 1:
		return 7 + min(other, 1)
	case lower == 0:
		return 9 + min(other, 1)
	case first == 1 && upper == 1:
		return 11 + min(other, 1)
	default:
		return 13 + first
	}
}

// GramScale is what the sum of n embeddings of n-grams is multiplied by.
func GramScale(n int) float32 { return float32(1 / math.Sqrt(float64(max(n, 1)))) }
