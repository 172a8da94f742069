package page

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// line is one line of a pasted page, or one block of a page of HTML, with the
// features by which it is judged.
type line struct {
	text     string // white space collapsed
	fold     folded
	words    int
	terminal bool // ends as a sentence does: . ! ? … and closing marks after them
	open     bool // ends as something that goes on: , ; :
	quoted   bool // begins with a quotation mark
	list     bool // begins with a bullet or a number
	upper    bool // all letters are capitals
	title    bool // most long words are capitalised, as in English headlines
	heading  bool // HTML: h1 to h6
	linked   bool // HTML: most letters stand in links
	kind     kind
}

// kind is what a line is judged to be.
type kind uint8

const (
	isProse    kind = iota // a paragraph of the main text
	isTitle                // the headline, or the same again
	isHeading              // a section heading within the text
	isLink                 // a line that leads to another story
	isCaption              // what stands under a picture
	isButton               // share, subscribe, cookies, advertisement, menu
	isOpener               // the head of a list of links or a poll, and its members
	isDate                 // a line that is a date
	isByline               // who wrote it
	isCredit               // whose reports were used
	isMasthead             // the paper's name
	isRepeat               // a line that stood already
	isTail                 // after the end of the article
)

// gone tells whether lines of the kind are left out of the main text.
func (k kind) gone() bool { return k != isProse }

// newLine measures s. Of long lines only the first and last words are folded:
// no cue phrase stands in the middle.
func newLine(s string) line {
	l := line{text: s, words: countWords(s)}
	l.fold = foldEnds(s)
	l.terminal, l.open = ending(s)
	first, _ := utf8.DecodeRuneInString(s)
	l.quoted = strings.ContainsRune("\"“‘«„'", first)
	l.list = isListItem(s)
	l.upper, l.title = casing(s)
	return l
}

// longLine is the length in bytes beyond which only the ends of a line are
// looked at for cues, foldWindow bytes of each.
const (
	longLine   = 240
	foldWindow = 100
)

// foldEnds folds s, of a long one only its ends.
func foldEnds(s string) folded {
	if len(s) <= longLine {
		return fold(s)
	}
	head, tail := foldWindow, len(s)-foldWindow
	for !utf8.RuneStart(s[head]) {
		head--
	}
	for !utf8.RuneStart(s[tail]) {
		tail++
	}
	return fold(s[:head] + " … " + s[tail:])
}

func countWords(s string) int {
	n, in := 0, false
	for _, r := range s {
		is := isWordRune(r) || in && (r == '\'' || r == '’' || r == '-' || r == '.' || r == ',')
		if is && !in {
			n++
		}
		in = is
	}
	return n
}

// isWordRune tells whether r is a letter, a digit or a mark over one.
func isWordRune(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9'
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)
}

// ending tells how s ends: as a sentence, or as something that goes on.
func ending(s string) (terminal, open bool) {
	for s != "" {
		r, n := utf8.DecodeLastRuneInString(s)
		switch {
		case strings.ContainsRune(".!?…", r):
			return true, false
		case strings.ContainsRune(",;:—–-", r):
			return false, true
		case strings.ContainsRune("\"”’»)]'*_", r) || unicode.IsSpace(r):
			s = s[:len(s)-n]
		default:
			return false, false
		}
	}
	return false, false
}

// isListItem tells whether s begins with a bullet, a dash or a number in the
// manner of lists.
func isListItem(s string) bool {
	r, n := utf8.DecodeRuneInString(s)
	if strings.ContainsRune("•●▪◦‣*–—-·", r) {
		return len(s) > n
	}
	i := 0
	for i < len(s) && '0' <= s[i] && s[i] <= '9' {
		i++
	}
	return i > 0 && i <= 2 && i+1 < len(s) && (s[i] == '.' || s[i] == ')') && s[i+1] == ' '
}

// casing tells whether all letters of s are capitals (at least four of them),
// and whether most of its words of four letters and more are capitalised.
func casing(s string) (upper, titled bool) {
	capitals, smalls, long, longCapped := 0, 0, 0, 0
	for _, w := range strings.FieldsFunc(cutAt(s, 300), func(r rune) bool { return !unicode.IsLetter(r) }) {
		letters := 0
		for _, r := range w {
			letters++
			if unicode.IsUpper(r) {
				capitals++
			} else if unicode.IsLower(r) {
				smalls++
			}
		}
		if letters >= 4 {
			long++
			if r, _ := utf8.DecodeRuneInString(w); unicode.IsUpper(r) {
				longCapped++
			}
		}
	}
	return capitals >= 4 && smalls == 0, long >= 2 && longCapped*5 >= long*4
}

// squeeze collapses white space and takes away soft hyphens and invisible
// marks. The control characters U+0080 to U+009F, which no text has, are the
// quotation marks and dashes of windows-1252 that somebody read as latin-1.
func squeeze(s string) string {
	if isSqueezed(s) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	space := false
	for _, r := range s {
		switch {
		case unicode.IsSpace(r):
			space = b.Len() > 0
		case isInvisible(r):
		default:
			if 0x80 <= r && r < 0xA0 { // windows-1252 read as latin-1
				r = charmap.Windows1252.DecodeByte(byte(r))
			}
			if space {
				b.WriteByte(' ')
				space = false
			}
			b.WriteRune(r)
		}
	}
	return b.String()
}

// isInvisible tells whether r has no width: soft hyphen, zero-width marks,
// byte order mark, control characters and the replacement for object.
func isInvisible(r rune) bool {
	switch r {
	case '\u00ad', '\u200b', '\u200c', '\u200d', '\u200e', '\u200f', '\u2060', '\ufeff', '\ufffc':
		return true
	}
	return unicode.IsControl(r) && (r < 0x80 || charmap.Windows1252.DecodeByte(byte(r)) == r)
}

// isSqueezed tells whether squeeze would leave s as it is. It errs on the side
// of no: of the letters outside ASCII it lets pass those of two bytes and the
// quotation marks and dashes of U+2010 to U+2026.
func isSqueezed(s string) bool {
	last := byte(' ')
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case c < ' ', c == 0x7f, c == ' ' && last == ' ', c == 0xc2, c == 0xe1, c == 0xe3, c == 0xef:
			return false
		case c == 0xe2:
			if i+2 >= len(s) || s[i+1] != 0x80 || s[i+2] < 0x90 || s[i+2] > 0xa6 {
				return false
			}
		}
		last = c
	}
	return last != ' '
}
