package when

import (
	"strings"

	"github.com/chancery-ledger/chancery"
)

// spanishWeekday matches "el lunes", "este lunes", "el pasado martes", "el
// martes pasado", "viernes 11", "el domingo de la semana pasada". A day of the
// month behind it counts more.
func (p *parser) spanishWeekday(i int) (date, bool) {
	j := p.article(i)
	which, k := p.spanishPick(j)
	w, end, ok := p.weekdayAt(k)
	if !ok {
		return date{}, false
	}
	next := p.article(p.optMark(end, ','))
	if d, ok := p.spanishDayOfMonth(next); ok {
		return d, true
	}
	if which == bareName || which == thisOne {
		if after, e := p.spanishPick(end); after == lastOne || after == nextOne {
			which, end = after, e
		}
	}
	d := p.floatingDate(end, Day, day, floating{kind: byWeekday, day: int8(w)}, back)
	if which == lastOne || which == nextOne {
		d = p.picked(d, which, week)
	}
	if n, e, ok := p.dayNumber(end); ok && p.atoms[end].num > 0 && which == bareName && !p.isClass(e, cUnit|cMonth) && !p.counted(e) && !p.isMark(e, '%') {
		dom := p.floatingDate(e, Day, day, floating{kind: byDay, day: int8(n)}, back)
		return p.weekdayOf(dom, w), true
	}
	if p.is(end, wOf) {
		if wk, ok := p.spanishPeriod(end + 1); ok && wk.unit == week && wk.days.from != 0 {
			at := wk.days.from + chancery.Day(w-1)
			return date{end: wk.end, kind: Day, unit: day, days: interval{at, at}, past: wk.past, future: wk.future, anchor: wk.anchor}, true
		}
	}
	return d, true
}

// spanishMonth matches "abril", "abril de 2024", "el mes de agosto", "octubre
// pasado", "el pasado noviembre", "diciembre del año pasado".
func (p *parser) spanishMonth(i int) (date, bool) {
	j := p.article(i)
	if u, end := p.unitAt(j); u == month && p.is(end, wOf) {
		j = end + 1
	}
	which, k := p.spanishPick(j)
	m, end, ok := p.monthAt(k)
	if !ok {
		return date{}, false
	}
	if which == bareName {
		if which, end = p.spanishPick(end); which == thisOne {
			which, end = bareName, end-1
		}
	}
	return p.monthOnly(end, m, which, whole), true
}

// spanishDayOfMonth matches "4 de enero de 1961", "1º de enero", "3 y 4 de
// diciembre", "pasado 4 de julio", "4 de julio pasado", "17 del mes pasado",
// "el día 25", "el pasado 25".
func (p *parser) spanishDayOfMonth(i int) (date, bool) {
	j := p.article(i)
	which, k := p.spanishPick(j)
	named := which == lastOne || which == nextOne
	if u, end := p.unitAt(k); u == day && k > i {
		k, named = end, true
	}
	if j > i && !p.is(i, wOn) { // "los 30 últimos años"
		return date{}, false
	}
	if named && strings.HasSuffix(p.text(k-1), "s") { // "los últimos tres o cuatro"
		named = false
	}
	d, end, ok := p.dayNumber(k)
	if !ok || p.isClass(end, cUnit) {
		return date{}, false
	}
	last := d
	if p.isMark(end, '-') && p.glued(end) || p.is(end, wAnd|wAt|wTill|wOr) {
		if d2, after, ok := p.dayNumber(p.article(end + 1)); ok && d2 > d && p.is(after, wOf) {
			if _, _, ok := p.monthAt(after + 1); ok {
				last, end = d2, after
			}
		}
	}
	of := p.optMark(p.opt(end, wOf), '-')
	if m, after, ok := p.monthAt(of); ok {
		return p.spanishMonthDay(k, after, m, d, last, which)
	}
	if of > end {
		if mon, ok := p.spanishPeriod(of); ok && mon.unit == month && mon.days.from != 0 {
			at := mon.days.from + chancery.Day(d) - 1
			mon.days, mon.kind, mon.unit = interval{at, at}, Day, day
			return mon, true
		}
	}
	if !named || p.counted(end) || p.isMark(end, '%') || p.is(end, wFor) && p.text(end) == "por" {
		if after, e := p.spanishPick(end); !(after == lastOne && j > i && p.atoms[k].num > 0 && e <= len(p.atoms)) {
			return date{}, false
		}
		end++
	}
	f := floating{kind: byDay, day: int8(d)}
	if which == nextOne {
		return p.floatingDate(end, Day, day, f, ahead), true
	}
	return p.floatingDate(end, Day, day, f, back), true
}

// spanishMonthDay finishes a day and a month with the year, or with the word
// that stands for it on either side.
func (p *parser) spanishMonthDay(i, end, m, d, last int, which pick) (date, bool) {
	out, ok := p.monthDay(i, end, m, d, last)
	if !ok || out.basis == chancery.Stated {
		return out, ok
	}
	if which == bareName {
		which, end = p.spanishPick(out.end)
	}
	if last > d || which != lastOne && which != nextOne {
		return out, true
	}
	to := back
	if which == nextOne {
		to = ahead
	}
	out.days = out.bound.resolve(p.ref, to)
	out.past, out.future, out.bound = to == back, to == ahead, floating{}
	out.end = max(out.end, end)
	return out, true
}

// spanishToday matches "hoy", "ayer", "anoche", "mañana" (not "la mañana"),
// "pasado mañana", "esta mañana", "el día antes de ayer".
func (p *parser) spanishToday(i int) (date, bool) {
	if p.is(i, wLast) && p.isClass(i+1, cToday) && p.atoms[i+1].sense.today == 1 && p.text(i) == "pasado" {
		return p.day(i+2, 2, Day), true
	}
	if p.is(i, wThis) && (p.isClass(i+1, cDaypart) || p.isClass(i+1, cToday) && p.atoms[i+1].sense.today == 1) {
		return p.day(i+2, 0, Day), true
	}
	j := p.article(i)
	if u, end := p.unitAt(j); u == day && p.is(end, wBefore|wAfter) && p.is(end+1, wOf) && p.isClass(end+2, cToday) {
		return p.day(end+3, 2*int(p.atoms[end+2].sense.today), Day), true
	}
	if !p.isClass(i, cToday) {
		return date{}, false
	}
	off := int(p.atoms[i].sense.today)
	if off == 1 && (p.is(i-1, wThe|wOf|wThis|wAt|wEarlier|wLater) || p.isClass(i-1, cNumber|cOrdinal|cToday|cWeekday)) {
		return date{}, false
	}
	return p.day(i+1, off, Day), true
}
