package web

import (
	"strconv"
	"strings"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/standing"
)

// Names of the months, for both languages.
var (
	monthsEN = [...]string{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"}
	monthsES = [...]string{"enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"}
	daysEN   = [...]string{"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"}
	daysES   = [...]string{"domingo", "lunes", "martes", "miércoles", "jueves", "viernes", "sábado"}
)

// day writes "3 November 2025" or "3 de noviembre de 2025".
func (l Lang) day(d chancery.Day) string {
	if d == 0 {
		return ""
	}
	t := d.Time()
	if l == Spanish {
		return ordinalES(t.Day()) + " de " + monthsES[t.Month()-1] + " de " + strconv.Itoa(t.Year())
	}
	return strconv.Itoa(t.Day()) + unbroken + monthsEN[t.Month()-1] + " " + strconv.Itoa(t.Year())
}

// ordinalES is the day of a month in Spanish, whose first is "1.º".
func ordinalES(n int) string {
	if n == 1 {
		return "1.º"
	}
	return strconv.Itoa(n)
}

// unbroken stands in a date in the place of a space, so that no line ends in it.
const unbroken = "\u00a0"

// short writes "3 Nov 2025" or "3 nov 2025".
func (l Lang) short(d chancery.Day) string {
	if d == 0 {
		return ""
	}
	t := d.Time()
	return strconv.Itoa(t.Day()) + unbroken + l.month(int(t.Month())) + unbroken + strconv.Itoa(t.Year())
}

// month is a month in three letters.
func (l Lang) month(m int) string {
	if l == Spanish {
		return monthsES[m-1][:3]
	}
	return monthsEN[m-1][:3]
}

// weekday writes "Monday" or "lunes".
func (l Lang) weekday(d chancery.Day) string {
	if l == Spanish {
		return daysES[d.Weekday()]
	}
	return daysEN[d.Weekday()]
}

// window writes the days on which something may have begun: one day, a month, a
// year, or both bounds.
func (l Lang) window(w standing.Window, words words) string {
	return l.between(w, words, "when", l.short)
}

// since writes from when something has stood: "since 3 Nov 2025".
func (l Lang) since(w standing.Window, words words, write func(chancery.Day) string) string {
	return l.between(w, words, "since", write)
}

// onDay writes when something happened: "on 3 Nov 2025", "in 1985".
func (l Lang) onDay(w standing.Window, words words, write func(chancery.Day) string) string {
	return l.between(w, words, "on", write)
}

// between puts the days of a window in the words of a kind of phrase: "when"
// stands alone, "since" and "on" in a sentence.
func (l Lang) between(w standing.Window, words words, kind string, write func(chancery.Day) string) string {
	switch period, whole := l.period(w); {
	case w.From == 0 && w.To == 0:
		return words.say(kind + ".unknown")
	case w.From == 0:
		return words.say(kind+".latest", "day", write(w.To))
	case w.To == 0:
		return words.say(kind+".earliest", "day", write(w.From))
	case w.From == w.To:
		return words.say(kind+".day", "day", write(w.From))
	case whole:
		return words.say(kind+".period", "period", period)
	}
	from, to := write(w.From), write(w.To)
	if w.From.Time().Year() == w.To.Time().Year() { // the year is told once
		year := strconv.Itoa(w.To.Time().Year())
		for _, space := range []string{" de ", " ", unbroken} {
			from = strings.TrimSuffix(from, space+year)
		}
	}
	if w.To == w.From+1 {
		return words.say(kind+".either", "from", from, "to", to)
	}
	return words.say(kind+".between", "from", from, "to", to)
}

// period is a month or a year, where that is what a window is.
func (l Lang) period(w standing.Window) (name string, whole bool) {
	if w.From == 0 || w.To == 0 || w.From == w.To {
		return "", false
	}
	a, next := w.From.Time(), (w.To + 1).Time()
	year := strconv.Itoa(a.Year())
	switch {
	case a.Day() != 1 || next.Day() != 1:
		return "", false
	case a.Month() == 1 && next.Month() == 1 && next.Year() == a.Year()+1:
		return year, true
	case next.AddDate(0, -1, 0).Equal(a):
		return [2]string{monthsEN[a.Month()-1] + " " + year, monthsES[a.Month()-1] + " de " + year}[bit(l == Spanish)], true
	}
	return "", false
}
