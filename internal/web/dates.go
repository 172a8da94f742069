package web

import (
	"strconv"

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
	return strconv.Itoa(t.Day()) + " " + monthsEN[t.Month()-1] + " " + strconv.Itoa(t.Year())
}

// ordinalES is the day of a month in Spanish, whose first is "1.º".
func ordinalES(n int) string {
	if n == 1 {
		return "1.º"
	}
	return strconv.Itoa(n)
}

// short writes "3 Nov 2025" or "3 nov 2025".
func (l Lang) short(d chancery.Day) string {
	if d == 0 {
		return ""
	}
	t := d.Time()
	return strconv.Itoa(t.Day()) + " " + l.month(int(t.Month())) + " " + strconv.Itoa(t.Year())
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
	from, to := w.From, w.To
	switch {
	case from == 0 && to == 0:
		return words.say("day.unknown")
	case from == 0:
		return words.say("day.latest", "day", l.short(to))
	case to == 0:
		return words.say("day.earliest", "day", l.short(from))
	case from == to:
		return l.short(from)
	}
	a, b := from.Time(), to.Time()
	next := (to + 1).Time()
	switch {
	case a.Day() == 1 && a.Month() == 1 && next.Day() == 1 && next.Month() == 1 && a.Year() == b.Year():
		return strconv.Itoa(a.Year())
	case a.Day() == 1 && next.Day() == 1 && a.Year() == b.Year() && a.Month() == b.Month():
		return l.month(int(a.Month())) + " " + strconv.Itoa(a.Year())
	}
	return l.short(from) + " – " + l.short(to)
}
