package text

import (
	"github.com/clipperhouse/uax29/v2/graphemes"
)

// scanner cuts paragraphs into tokens. Its text ends at the paragraph's end.
type scanner struct {
	s    string // the whole text up to the end of the paragraph
	lang Lang
	toks []Token
	from int // index of the paragraph's first token
}

// paragraph appends the tokens of p, one chunk between white space at a time.
func (c *scanner) paragraph(p Span) {
	whole := c.s
	c.s = whole[:p.End]
	c.from = len(c.toks)
	for i := p.Start; i < p.End; {
		r, n := runeAt(c.s, i)
		if isSpace(r) {
			i += n
			continue
		}
		end, address := c.chunkEnd(i)
		c.chunk(i, end, address)
		i = end
	}
	c.s = whole
}

// chunkEnd is the end of the stretch without white space that starts at i, and
// whether it holds a mark without which there is no address.
func (c *scanner) chunkEnd(i int) (end int, address bool) {
	for i < len(c.s) {
		switch b := c.s[i]; {
		case b <= ' ' && isSpace(rune(b)):
			return i, address
		case b < 0x80:
			address = address || b == '@' || b == '.' || b == ':'
			i++
		default:
			r, n := runeAt(c.s, i)
			if isSpace(r) {
				return i, address
			}
			i += n
		}
	}
	return i, address
}

// chunk appends the tokens between from and to, which hold no white space.
func (c *scanner) chunk(from, to int, address bool) {
	for i := from; i < to; {
		r, n := runeAt(c.s, i)
		end, kind := i+n, Punct
		switch {
		case isLetter(r) || isDigit(r):
			kind = Word
			if address {
				end = addressEnd(c.s[:to], i)
			}
			if !address || end == i {
				end, kind = c.word(i, to, r)
			}
		case isApostrophe(r):
			end, kind = c.apostrophe(i, to, n)
		default:
			end = punctEnd(c.s[:to], i, r, n)
		}
		c.emit(Token{int32(i), int32(end), kind, i == from})
		i = end
	}
}

// emit appends t, with its clitics as tokens of their own.
func (c *scanner) emit(t Token) {
	if t.Kind != Word {
		c.toks = append(c.toks, t)
		return
	}
	var cuts [2]int
	var n int
	w := c.s[t.Start:t.End]
	switch {
	case c.lang != Spanish:
		n = englishCuts(w, &cuts)
	case !c.nameLike(w):
		n = spanishCuts(w, &cuts)
	}
	start := t.Start
	for _, cut := range cuts[:n] {
		end := t.Start + int32(cut)
		c.toks = append(c.toks, Token{start, end, Word, t.Spaced && start == t.Start})
		start = end
	}
	c.toks = append(c.toks, Token{start, t.End, Word, t.Spaced && start == t.Start})
}

// nameLike tells whether w has a capital after a word that is no mark, and so
// is rather a name ("Montecarlo", "Duarte") than a verb with a pronoun.
func (c *scanner) nameLike(w string) bool {
	r, _ := runeAt(w, 0)
	return len(w) > 3 && isUpper(r) && len(c.toks) > c.from && c.toks[len(c.toks)-1].Kind != Punct
}

// punctEnd is the end of the punctuation at i. Marks that are repeated for
// effect or as a rule are one token, as in the treebanks; other symbols are
// one grapheme cluster each.
func punctEnd(s string, i int, r rune, n int) int {
	switch r {
	case '.', '-', '*', '=', '_', '~', '#', '`', '…':
		return runEnd(s, i, s[i:i+n])
	case '!', '?':
		j := i + 1
		for j < len(s) && (s[j] == '!' || s[j] == '?') {
			j++
		}
		return j
	}
	if r < 0x80 {
		return i + n
	}
	if next, _ := runeAt(s, i+n); next < 0x300 { // cannot extend a cluster
		return i + n
	}
	it := graphemes.FromString(s[i:])
	if it.Next() {
		return i + len(it.Value())
	}
	return i + n
}

func runEnd(s string, i int, mark string) int {
	j := i
	for j+len(mark) <= len(s) && s[j:j+len(mark)] == mark {
		j += len(mark)
	}
	return j
}
