package page

import (
	"strings"
	"time"
	"unicode"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/text"
)

// months has the names of months and their usual abbreviations, folded, in
// English and Spanish.
var months = map[string]time.Month{
	"january": 1, "jan": 1, "enero": 1, "ene": 1, "february": 2, "feb": 2, "febrero": 2, "march": 3, "mar": 3, "marzo": 3,
	"april": 4, "apr": 4, "abril": 4, "abr": 4, "may": 5, "mayo": 5, "june": 6, "jun": 6, "junio": 6, "july": 7, "jul": 7, "julio": 7,
	"august": 8, "aug": 8, "agosto": 8, "ago": 8, "september": 9, "sept": 9, "sep": 9, "septiembre": 9, "setiembre": 9, "set": 9,
	"october": 10, "oct": 10, "octubre": 10, "november": 11, "nov": 11, "noviembre": 11, "december": 12, "dec": 12, "diciembre": 12, "dic": 12,
}

// dateWords are the words besides months that a line which is a date may
// have: weekdays, parts of the clock, and what joins them.
var dateWords = wordSet(`monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun
	lunes martes miercoles jueves viernes sabado domingo lun mar mie jue vie sab dom
	de del a las la los el at on of the am pm a p m h hs hrs hr hours horas utc gmt et est edt ct cst cdt mt pt pst pdt cet bst ist z t
	updated published posted publicado publicada actualizado actualizada el date fecha last first modified eastern time local hora
	ago hace dias horas minutos minutes days hour day min read mins lectura st nd rd th today yesterday hoy ayer`)

func wordSet(s string) map[string]bool {
	out := make(map[string]bool)
	for _, w := range strings.Fields(s) {
		out[w] = true
	}
	return out
}

// dayFound is a day as written. Year 0 is not written; an ambiguous day reads
// as day and month either way ("04/11/2025").
type dayFound struct {
	year      int
	month     time.Month
	day       int
	ambiguous bool
	alone     bool // nothing else in the string but weekdays, the clock and the like
}

// known returns the day where it is written in full and only one is meant.
func (f dayFound) known() chancery.Day {
	if f.year == 0 || f.ambiguous {
		return 0
	}
	return validDay(f.year, f.month, f.day)
}

// near returns the day of a date without year: the latest that is not more
// than a week after ref (papers are dated ahead), or no day without ref.
func (f dayFound) near(ref chancery.Day) chancery.Day {
	if f.year != 0 {
		return f.known()
	}
	if ref == 0 || f.month == 0 {
		return 0
	}
	for y := ref.Time().Year() + 1; y >= ref.Time().Year()-1; y-- {
		if d := validDay(y, f.month, f.day); d != 0 && d <= ref+7 {
			return d
		}
	}
	return 0
}

// validDay is the day, or no day where the calendar has none such.
func validDay(year int, month time.Month, day int) chancery.Day {
	if year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > 31 {
		return 0
	}
	d := chancery.Date(year, month, day)
	if d.Time().Day() != day {
		return 0
	}
	return d
}

// dateToken is a number or a folded word of a date.
type dateToken struct {
	word string // "" for a number
	num  int
	size int  // digits
	sep  byte // what stands before it: '/', '-', '.', ':' when close up, else ' '
}

// dateTokens splits s, at most the first 40 tokens.
func dateTokens(s string) []dateToken {
	out := make([]dateToken, 0, 16)
	sep := byte(' ')
	for i := 0; i < len(s) && len(out) < 40; {
		c := s[i]
		switch {
		case '0' <= c && c <= '9':
			j, n := i, 0
			for j < len(s) && '0' <= s[j] && s[j] <= '9' {
				if n < 1e8 {
					n = n*10 + int(s[j]-'0')
				}
				j++
			}
			out = append(out, dateToken{num: n, size: j - i, sep: sep})
			i, sep = j, 0
		case c < 0x80 && !unicode.IsLetter(rune(c)):
			if sep == 0 && (c == '/' || c == '-' || c == '.' || c == ':') {
				sep = c
			} else {
				sep = ' '
			}
			i++
		default:
			j := i
			for _, r := range s[i:] {
				if !unicode.IsLetter(r) && !unicode.IsMark(r) {
					break
				}
				j += len(string(r))
			}
			if j == i { // a sign outside ASCII
				sep = ' '
				for j++; j < len(s) && s[j]&0xC0 == 0x80; j++ {
				}
				i = j
				continue
			}
			out = append(out, dateToken{word: fold(s[i:j]).s, sep: sep})
			i, sep = j, 0
		}
	}
	return out
}

// findDay finds the first date in s. Numbers divided by strokes are read day
// first in Spanish; in English they are ambiguous where both ways are days.
func findDay(s string, lang text.Lang) (dayFound, bool) {
	toks := dateTokens(s)
	for i := range toks {
		f, n := dayAt(toks, i, lang)
		if n == 0 {
			continue
		}
		f.alone = onlyDateWords(toks[:i]) && onlyDateWords(toks[i+n:])
		return f, true
	}
	return dayFound{}, false
}

// dayAt reads a date at token i and says how many tokens it has.
func dayAt(toks []dateToken, i int, lang text.Lang) (dayFound, int) {
	t := toks[i]
	if t.word != "" {
		if m, ok := months[t.word]; ok {
			return monthFirst(toks, i, m)
		}
		return dayFound{}, 0
	}
	if f, n := numericDay(toks, i, lang); n > 0 {
		return f, n
	}
	if t.size <= 2 && t.num >= 1 && t.num <= 31 {
		return dayFirst(toks, i)
	}
	return dayFound{}, 0
}

// monthFirst reads "November 4, 2025", "Nov. 4th" and "noviembre 4 de 2025".
func monthFirst(toks []dateToken, i int, m time.Month) (dayFound, int) {
	j := i + 1
	if j >= len(toks) || toks[j].word != "" || toks[j].size > 2 || toks[j].num < 1 || toks[j].num > 31 {
		return dayFound{}, 0
	}
	f := dayFound{month: m, day: toks[j].num}
	j++
	if j < len(toks) && months[toks[j].word] != 0 { // "mar, 04 nov": a Tuesday
		return dayFound{}, 0
	}
	if j < len(toks) && isOrdinal(toks[j].word) && toks[j].sep == 0 {
		j++
	}
	f.year, j = yearAt(toks, j)
	return f, j - i
}

// dayFirst reads "4 November 2025", "4 de noviembre de 2025", "4th of Nov".
func dayFirst(toks []dateToken, i int) (dayFound, int) {
	j := i + 1
	if j < len(toks) && isOrdinal(toks[j].word) && toks[j].sep == 0 {
		j++
	}
	if j < len(toks) && (toks[j].word == "de" || toks[j].word == "of") {
		j++
	}
	if j >= len(toks) {
		return dayFound{}, 0
	}
	m, ok := months[toks[j].word]
	if !ok {
		return dayFound{}, 0
	}
	f := dayFound{month: m, day: toks[i].num}
	f.year, j = yearAt(toks, j+1)
	return f, j - i
}

func isOrdinal(w string) bool {
	return w == "st" || w == "nd" || w == "rd" || w == "th" || w == "o"
}

// yearAt reads a year of four digits at j, "de" or "del" before it, and
// returns the token after it.
func yearAt(toks []dateToken, j int) (year, next int) {
	k := j
	if k < len(toks) && (toks[k].word == "de" || toks[k].word == "del") {
		k++
	}
	if k < len(toks) && toks[k].size == 4 && toks[k].num >= 1500 && toks[k].num < 2500 && toks[k].word == "" {
		return toks[k].num, k + 1
	}
	return 0, j
}

// numericDay reads 2025-11-04, 2025/11/04, 04/11/2025 and 4.11.2025.
func numericDay(toks []dateToken, i int, lang text.Lang) (dayFound, int) {
	if i+2 >= len(toks) {
		return dayFound{}, 0
	}
	a, b, c := toks[i], toks[i+1], toks[i+2]
	joined := (b.sep == '-' || b.sep == '/' || b.sep == '.') && c.sep == b.sep
	if !joined || a.word+b.word+c.word != "" || b.size > 2 {
		return dayFound{}, 0
	}
	switch {
	case a.size == 4 && c.size <= 2:
		return dayFound{year: a.num, month: time.Month(b.num), day: c.num}, 3
	case a.size <= 2 && c.size == 4:
		f := dayFound{year: c.num, month: time.Month(b.num), day: a.num}
		if b.num > 12 {
			f.month, f.day = time.Month(a.num), b.num
		} else if a.num <= 12 && a.num != b.num && lang != text.Spanish {
			f.ambiguous = true
		}
		return f, 3
	}
	return dayFound{}, 0
}

func onlyDateWords(toks []dateToken) bool {
	for _, t := range toks {
		if t.word != "" && !dateWords[t.word] && months[t.word] == 0 {
			return false
		}
		if t.word == "" && t.size > 4 {
			return false
		}
	}
	return true
}
