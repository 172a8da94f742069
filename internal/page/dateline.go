package page

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/text"
)

// opening is what an agency's dateline says: "LIMA, Nov 3 (Reuters) -",
// "Lima, 3 nov (EFE).-", "CIUDAD DE MÉXICO (AP) —", "MOSCOW, November 4. /TASS/."
type opening struct {
	place  string
	day    dayFound
	agency string
	end    int // bytes of the paragraph that are dateline
}

// longDateline is the number of bytes within which a dateline ends.
const longDateline = 110

// datelineOf reads the dateline that opens a paragraph. The forms are those
// of the agencies' style books: a place, perhaps a day, perhaps the agency in
// brackets or strokes, and then a dash, or ".-", or in the Mexican press a
// full stop.
func (t agencyTable) datelineOf(p string, lang text.Lang) (opening, bool) {
	head := cutAt(p, longDateline)
	if o, ok := t.bracketed(p, head, lang); ok {
		return o, true
	}
	for i := 0; i < len(head); {
		r, n := utf8.DecodeRuneInString(head[i:])
		end, strong, ok := datelineStop(p, i, i+n)
		if !ok {
			i += n
			continue
		}
		o := opening{end: end}
		rest := head[:i]
		if name, found := t.exactly(strings.Trim(rest, " .")); found {
			return opening{agency: name, end: end}, strong
		}
		o.day, _ = findDay(rest, lang)
		o.place, ok = placeOf(rest)
		capital, _ := utf8.DecodeRuneInString(strings.TrimLeft(p[end:], " “\"«‘"))
		if !ok || !unicode.IsUpper(capital) || countWords(p[end:]) < 5 {
			return opening{}, false
		}
		if r == '.' && !strong { // "Kano. Al menos": the Mexican press
			return o, lang == text.Spanish && o.day.month == 0 && countWords(o.place) <= 3
		}
		return o, true
	}
	return opening{}, false
}

// Dateline is where the dateline of a report stands in its text, in bytes; both
// are 0 where it has none. It opens one of the first two paragraphs.
func Dateline(r *chancery.Report) (start, end int) {
	l, err := loreOf()
	if err != nil {
		return 0, 0 // the tests of the embedded lexicon keep this from happening
	}
	at := 0
	if r.Title != "" && strings.HasPrefix(r.Text, r.Title) {
		at = len(r.Title)
	}
	left := 2
	for line := range strings.Lines(r.Text[at:]) {
		p := strings.TrimSpace(line)
		if p != "" {
			if o, ok := l.agencies.datelineOf(p, r.Language); ok && l.cues.whole(fold(o.place)) == noCue {
				start = at + strings.Index(line, p)
				return start, start + o.end
			}
			if left--; left == 0 {
				break
			}
		}
		at += len(line)
	}
	return 0, 0
}

// datelineStop tells whether the rune p[i:next] ends a dateline, and where the
// paragraph goes on. A full stop alone is a weak sign.
func datelineStop(p string, i, next int) (end int, strong, ok bool) {
	after := p[next:]
	switch p[i:next] {
	case "—", "–":
		return next, true, i > 0
	case "-":
		if strings.HasPrefix(after, "-") {
			return i + 2, true, true
		}
		return i + 1, true, i > 0 && p[i-1] == ' ' && strings.HasPrefix(after, " ")
	case ".":
		for _, dash := range []string{"-", " -", "–", " –", "—", " —"} {
			if strings.HasPrefix(after, dash) {
				return i + 1 + len(dash), true, true
			}
		}
		if isAbbreviationDot(p, i) {
			return 0, false, false
		}
		return i + 1, false, strings.HasPrefix(after, " ")
	}
	return 0, false, false
}

// isAbbreviationDot tells whether the dot at p[i] belongs to an abbreviation
// that datelines have: "Nov.", "St.", "D.C.", "Gro.".
func isAbbreviationDot(p string, i int) bool {
	start := i
	for start > 0 {
		r, n := utf8.DecodeLastRuneInString(p[:start])
		if !unicode.IsLetter(r) {
			break
		}
		start -= n
	}
	w := fold(p[start:i]).s
	return len(w) <= 1 || months[w] != 0 && len(w) <= 4 || w == "st" || w == "sta" || w == "sto" || w == "mt" || w == "ft"
}

// bracketed reads a dateline whose agency stands in brackets or strokes.
func (t agencyTable) bracketed(p, head string, lang text.Lang) (opening, bool) {
	open := strings.IndexAny(head, "([")
	if open < 0 {
		if open = strings.Index(" "+head, " /"); open < 0 {
			return opening{}, false
		}
	}
	closing := map[byte]string{'(': ")", '[': "]", '/': "/"}[head[open]]
	size := strings.Index(head[open+1:], closing)
	if size < 0 {
		return opening{}, false
	}
	inside := head[open+1 : open+1+size]
	name := ""
	for _, piece := range splitList(inside) {
		if n, ok := t.exactly(piece); ok {
			name = n
			break
		}
	}
	if name == "" {
		return opening{}, false
	}
	o := opening{agency: name}
	rest := head[:open]
	o.day, _ = findDay(rest, lang)
	place, ok := placeOf(rest)
	if !ok && strings.TrimSpace(rest) != "" && o.day.month == 0 {
		return opening{}, false
	}
	o.place = place
	o.end = open + size + 2
	for o.end < len(p) {
		r, n := utf8.DecodeRuneInString(p[o.end:])
		if !strings.ContainsRune(" .-–—:", r) {
			break
		}
		o.end += n
	}
	return o, true
}

// placeOf reads the place at the start of a dateline's letters and refuses
// what is no place: small words other than particles, or too many words.
func placeOf(s string) (string, bool) {
	var keep []string
	for _, part := range strings.Split(s, ",") {
		part = strings.Trim(part, " .-–—*_:")
		if part == "" {
			continue
		}
		if f, ok := findDay(part, text.Spanish); ok && f.alone || isYear(part) || isWeekday(part) {
			break
		}
		if !isPlaceName(part) {
			return "", false
		}
		keep = append(keep, part)
	}
	place := strings.Join(keep, ", ")
	return place, place != "" && countWords(place) <= 7
}

func isYear(s string) bool {
	return len(s) == 4 && strings.Trim(s, "0123456789") == ""
}

func isWeekday(s string) bool {
	w := fold(s).s
	return dateWords[w] && len(w) > 2
}

// isPlaceName tells whether every word of s is capitalised, save particles.
func isPlaceName(s string) bool {
	words := strings.Fields(s)
	for i, w := range words {
		r, _ := utf8.DecodeRuneInString(w)
		if unicode.IsUpper(r) || r == '/' {
			continue
		}
		switch w {
		case "de", "del", "la", "las", "los", "el", "y", "of", "and", "the", "al", "da", "do", "di", "upon", "sur", "en":
			if i > 0 {
				continue
			}
		}
		return false
	}
	return len(words) > 0 && len(words) <= 6
}

// cutAt is the first n bytes of s, fewer where a letter would be cut.
func cutAt(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}
