package when

import (
	"unicode"
	"unicode/utf8"

	"github.com/chancery-ledger/chancery/text"
)

// atom is a token, or a piece of one: "mid-March" has three, "2016-2018" too.
type atom struct {
	start, end int32
	tok        int32
	sense      *sense // nil where the lexicon has not the form
	num        int32  // the value of digits, -1 otherwise
	digits     int8   // how many digits
	suffix     suffix
	mark       byte // the character of a one-byte punctuation mark, '-' for dashes, 0 otherwise
	upper      bool // it begins with a capital
	spaced     bool // white space stands before it
}

// suffix is what follows digits without a space.
type suffix uint8

const (
	bare    suffix = iota
	ordinal        // "25th", "1º"
	plural         // "1980s", "70's"
	other          // "737s", "15m"
)

// appendAtoms adds the atoms of token i.
func (p *parser) appendAtoms(i int) {
	t := p.doc.Tokens[i]
	s := p.doc.Text[:t.End]
	spaced, glue := t.Spaced, !splits(s[t.Start:])
	for at := int(t.Start); at < len(s); {
		a := atom{start: int32(at), tok: int32(i), num: -1, spaced: spaced}
		switch r, size := utf8.DecodeRuneInString(s[at:]); {
		case isDigit(s[at]):
			at = a.scanNumber(s, at, glue)
		case unicode.IsLetter(r):
			a.upper = unicode.IsUpper(r)
			at = scanLetters(s, at)
			a.sense = p.words.lookup(s[a.start:at])
		default:
			at += size
			if a.mark = markOf(r); a.mark == '\'' && at < len(s) && !isDigit(s[at]) {
				a.mark, at = 0, len(s) // the clitic "'s"
			}
		}
		a.end = int32(at)
		p.atoms = append(p.atoms, a)
		spaced = false
	}
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// isInner tells whether a mark may stand within a figure.
func isInner(c byte) bool { return c == '.' || c == ',' || c == ':' }

func markOf(r rune) byte {
	switch r {
	case '‐', '‑', '–', '−':
		return '-'
	case '’', '‘':
		return '\''
	case '“', '”', '«', '»':
		return '"'
	}
	if r < utf8.RuneSelf {
		return byte(r)
	}
	return 0
}

// scanLetters is the end of a run of letters with inner marks ("U.S.", "o'clock").
func scanLetters(s string, at int) int {
	for at < len(s) {
		r, size := utf8.DecodeRuneInString(s[at:])
		if !unicode.IsLetter(r) && !unicode.Is(unicode.Mn, r) && r != '.' && r != '\'' && r != '’' && !unicode.IsDigit(r) {
			break
		}
		at += size
	}
	return at
}

// scanNumber reads digits and what clings to them. Figures such as "3,000",
// "2.5" and "10:30" become one atom without a value where glue is set;
// otherwise the marks are atoms.
func (a *atom) scanNumber(s string, at int, glue bool) int {
	end := at
	for end < len(s) && isDigit(s[end]) {
		end++
	}
	if end-at <= 9 {
		a.num, a.digits = 0, int8(end-at)
		for _, c := range []byte(s[at:end]) {
			a.num = a.num*10 + int32(c-'0')
		}
	}
	if glue && end+1 < len(s) && isInner(s[end]) && isDigit(s[end+1]) {
		a.num = -1
		for end < len(s) && (isDigit(s[end]) || isInner(s[end])) {
			end++
		}
	}
	return a.scanSuffix(s, end)
}

// splits tells whether a number with inner marks is a dotted date ("13.5.2015")
// or a day and a year without a space between them ("12,2016").
func splits(s string) bool {
	var lens [4]int
	var marks [4]byte
	n := 0
	for i := 0; i < len(s); i++ {
		if isDigit(s[i]) {
			lens[n]++
			continue
		}
		if n == 2 || s[i] != '.' && s[i] != ',' {
			break
		}
		marks[n] = s[i]
		n++
	}
	switch {
	case n == 1:
		return marks[0] == ',' && lens[0] <= 2 && lens[1] == 4
	case n == 2 && marks[0] == '.' && marks[1] == '.':
		return lens[1] <= 2 && (lens[0] <= 2 && (lens[2] == 4 || lens[2] == 2) || lens[0] == 4 && lens[2] <= 2)
	}
	return false
}

// scanSuffix reads letters and ordinal signs that follow digits at once.
func (a *atom) scanSuffix(s string, at int) int {
	end := at
	for end < len(s) {
		r, size := utf8.DecodeRuneInString(s[end:])
		if !unicode.IsLetter(r) && r != 'º' && r != 'ª' && r != '°' {
			break
		}
		end += size
	}
	switch s[at:end] {
	case "":
	case "st", "nd", "rd", "th", "º", "ª", "°", "ro", "er", "do", "o", "a":
		a.suffix = ordinal
	case "s":
		a.suffix = plural
	default:
		a.suffix = other
	}
	return end
}

// text is the atom's letters.
func (p *parser) text(i int) string { return p.doc.Text[p.atoms[i].start:p.atoms[i].end] }

// mayDate tells cheaply whether token i could belong to a date.
func (p *parser) mayDate(i int) bool {
	t := p.doc.Tokens[i]
	s := p.doc.Text[t.Start:t.End]
	switch t.Kind {
	case text.Number:
		next := i + 1
		return numberMayDate(s) || len(s) <= 2 && next < len(p.doc.Tokens) && p.doc.Text[p.doc.Tokens[next].Start] == '/'
	case text.Word:
		if sense := p.words.lookup(s); sense != nil {
			return sense.class&triggers != 0
		}
		for j := len(s) - 1; j > 0; j-- { // "mid-March", "three-day"
			if s[j] == '-' && j+1 < len(s) {
				sense := p.words.lookup(s[j+1:])
				return sense != nil && sense.class&triggers != 0 || isDigit(s[j+1]) && numberMayDate(s[j+1:])
			}
		}
	}
	return false
}

// numberMayDate tells whether digits could be a year, an ordinal day, a decade
// or a numeric date.
func numberMayDate(s string) bool {
	digits := 0
	for digits < len(s) && isDigit(s[digits]) {
		digits++
	}
	if digits == len(s) {
		return digits == 4
	}
	return (digits <= 2 || digits == 4) && (!isInner(s[digits]) || splits(s))
}
