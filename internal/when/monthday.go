package when

import (
	"time"

	"github.com/chancery-ledger/chancery"
)

// pick is what stands before or after a month, weekday or season to say which
// one is meant.
type pick uint8

const (
	bareName pick = iota
	lastOne       // "last March", "el pasado martes"
	thisOne       // "this September"
	nextOne       // "next June"
)

// pickAt reads "last", "this", "next" at atom i.
func (p *parser) pickAt(i int) pick {
	switch {
	case p.is(i, wLast) && !p.isClass(i, cUnit):
		return lastOne
	case p.is(i, wThis):
		return thisOne
	case p.is(i, wNext):
		return nextOne
	}
	return bareName
}

// yearAfter reads the year that follows a month or a day of a month: "2022",
// ", 2022", "of that year", "last year", "de 1961", "del año pasado".
func (p *parser) yearAfter(i int) (date, bool) {
	j := p.optMark(i, ',')
	j = p.opt(j, wOf)
	if p.spanish {
		j = p.opt(j, wOn)
		if p.isClass(j, cUnit) && p.atoms[j].sense.unit == year {
			j++
		}
	}
	if y, end, ok := p.yearNumber(j); ok && !p.is(end, wNotAfterYear) {
		return date{end: end, basis: chancery.Stated, days: yearDays(y, 1)}, true
	}
	j = p.opt(i, wOf)
	d, ok := p.period(j)
	if ok && d.unit == year && d.end > j+1 && d.days.from != 0 {
		return d, true
	}
	return date{}, false
}

// period matches one calendar unit with a word that says which: "last year",
// "that month", "el año pasado".
func (p *parser) period(i int) (date, bool) {
	if p.spanish {
		return p.spanishPeriod(i)
	}
	return p.englishPeriod(i)
}

// monthDay finishes a date of which a month and a day, or two days, are read.
func (p *parser) monthDay(i, end, m, d, last int) (date, bool) {
	if !validDay(0, m, d) || !validDay(0, m, last) || last < d {
		return date{}, false
	}
	out := date{end: end, kind: Day, unit: day}
	if last > d {
		out.kind = Range
	}
	if y, ok := p.yearAfter(end); ok {
		yr := y.days.from.Time().Year()
		if !validDay(yr, m, last) {
			return date{}, false
		}
		out.days = interval{chancery.Date(yr, time.Month(m), d), chancery.Date(yr, time.Month(m), last)}
		out.end, out.basis, out.anchor = y.end, y.basis, y.anchor
		return out, true
	}
	out.bound = floating{kind: byMonthDay, month: int8(m), day: int8(d)}
	out.days = out.bound.resolve(p.ref, near)
	if last > d {
		out.last = floating{kind: byMonthDay, month: int8(m), day: int8(last)}
		out.days.to = out.last.resolve(out.days.from, ahead).to
	}
	if p.is(end, wNotAfterMonthDay) && p.capitalised(end) || p.spanish && p.is(i-1, wOf) && p.is(i-2, wNotAfterMonthDay) {
		out.kind = Named
	}
	switch {
	case out.days.from == 0:
	case out.days.from > p.ref:
		out.future = true
	}
	return out, true
}

// monthOnly finishes a month of which no day is read.
func (p *parser) monthOnly(end, m int, which pick, part part) date {
	if y, ok := p.yearAfter(end); ok && which == bareName {
		y.kind, y.unit, y.days = Month, month, part.of(monthDays(y.days.from.Time().Year(), m), month)
		return y
	}
	f := floating{kind: byMonth, month: int8(m), part: part}
	return p.picked(p.floatingDate(end, Month, month, f, back), which, year)
}

// picked chooses among the occurrences of a floating date that recurs every
// cycle (year for a month, week for a weekday).
func (p *parser) picked(d date, which pick, cycle unit) date {
	if p.ref == 0 || which == bareName {
		return d
	}
	f := d.bound
	switch which {
	case lastOne:
		d.days = f.resolve(p.ref, back)
		if d.days.to >= p.ref { // the one at hand is not the last one
			d.days = f.resolve(d.days.from-1, back)
		}
		if cycle == year && !p.spanish && d.days.from.Time().Year() == p.ref.Time().Year() && addMonths(d.days.to, 3) > p.ref {
			// A month just gone is called by its name alone, so that "last
			// September" in November is the September of last year.
			d.days = f.resolve(d.days.from-1, back)
		}
		d.past, d.bound = true, floating{}
	case thisOne:
		if days, ok := f.at(p.ref, 0); ok {
			d.days = days
		}
		d.past, d.future = d.days.to < p.ref, d.days.from > p.ref
	case nextOne:
		start := p.ref + 1
		if cycle == week && !p.spanish { // "next Friday" is the Friday of next week
			start = weekDays(p.ref).to + 1
		}
		d.days = f.resolve(start, ahead)
		if d.days.from <= p.ref {
			d.days = f.resolve(d.days.to+1, ahead)
		}
		d.future, d.bound = true, floating{}
	}
	return d
}
