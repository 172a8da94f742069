package when

import "github.com/chancery-ledger/chancery"

// englishWeekday matches "Monday", "last Friday", "Tuesday morning", "Friday
// the 15th", "Monday, January 12, 2016", "Tuesday next week", "Monday night".
func (p *parser) englishWeekday(i int) (date, bool) {
	which, j := bareName, i
	if p.pickAt(i) != bareName {
		which, j = p.pickAt(i), i+1
	}
	w, end, ok := p.weekdayAt(j)
	if !ok {
		return date{}, false
	}
	if which == bareName {
		next := p.optMark(end, ',')
		if d, ok := p.englishMonth(next); ok && d.unit == day {
			return d, true
		}
		if d, ok := p.englishDayOfMonth(next); ok && next >= end {
			if d.bound.kind != byDay {
				return d, true
			}
			return p.weekdayOf(d, w), true
		}
	}
	f := floating{kind: byWeekday, day: int8(w)}
	d := p.picked(p.floatingDate(end, Day, day, f, back), which, week)
	if which == bareName {
		after := p.opt(end, wOf|wOn)
		if wk, ok := p.englishPeriod(after); ok && wk.unit == week && wk.days.from != 0 {
			at := wk.days.from + chancery.Day(w-1)
			return date{end: wk.end, kind: Day, unit: day, days: interval{at, at}, past: wk.past, future: wk.future, anchor: wk.anchor}, true
		}
	}
	if p.isClass(d.end, cDaypart) || p.isClass(d.end, cOvernight) {
		d.end++
	}
	return d, true
}

// weekdayOf narrows "the 15th" by its weekday: the latest 15th that is a
// Friday, within the year.
func (p *parser) weekdayOf(d date, w int) date {
	for n := 0; n >= -12; n-- {
		if days, ok := d.bound.at(p.ref, n); ok && p.ref != 0 && days.from <= p.ref+horizon && int(days.from.Weekday()+6)%7+1 == w {
			d.days, d.bound = days, floating{}
			break
		}
	}
	return d
}

// englishMonth matches "Dec. 7, 2022", "December the 7th of that year",
// "November 19-20", "December 2022", "last March", "in September".
func (p *parser) englishMonth(i int) (date, bool) {
	which, j := bareName, i
	if p.pickAt(i) != bareName {
		which, j = p.pickAt(i), i+1
	}
	m, end, ok := p.monthAt(j)
	if !ok {
		return date{}, false
	}
	if which != bareName && which != lastOne && p.isClass(end, cUnit) {
		return date{}, false
	}
	if d, after, ok := p.dayNumber(p.opt(p.optMark(end, '-'), wThe)); ok && (!p.isMark(end, '-') || p.glued(end)) && !p.isClass(after, cUnit) && !p.isMark(after, '%') {
		last := d
		if next := after; p.isMark(next, '-') && p.glued(next) || p.is(next, wAnd|wTo|wThrough|wTill|wOr) {
			if d2, after2, ok := p.dayNumber(next + 1); ok && d2 > d && !p.isClass(after2, cMonth|cUnit) && !p.counted(after2) {
				last, after = d2, after2
			}
		}
		out, ok := p.monthDay(j, after, m, d, last)
		if ok && (!p.is(j-1, wIn) || out.basis == chancery.Stated) {
			return out, true
		}
	}
	return p.monthOnly(end, m, which, whole), true
}

// counted tells whether atom i is a plural that a number before it counts.
func (p *parser) counted(i int) bool {
	return p.lower(i) && p.atoms[i].sense == nil && p.text(i)[len(p.text(i))-1] == 's'
}

// englishDayOfMonth matches "7 December 2022", "the 7th of December",
// "19-20 November", "the 20th of next month", "the 25th".
func (p *parser) englishDayOfMonth(i int) (date, bool) {
	j := p.opt(i, wThe)
	d, end, ok := p.dayNumber(j)
	if !ok {
		return date{}, false
	}
	last := d
	if p.isMark(end, '-') && p.glued(end) || p.is(end, wAnd|wTo|wThrough|wTill) {
		if d2, after, ok := p.dayNumber(end + 1); ok && d2 > d {
			if _, _, ok := p.monthAt(p.opt(after, wOf)); ok {
				last, end = d2, after
			}
		}
	}
	if m, after, ok := p.monthAt(p.optMark(p.opt(end, wOf), '-')); ok {
		return p.monthDay(j, after, m, d, last)
	}
	if mon, ok := p.englishPeriod(p.opt(end, wOf)); ok && mon.unit == month && mon.days.from != 0 && p.is(end, wOf) {
		at := mon.days.from + chancery.Day(d) - 1
		if at <= mon.days.to {
			return date{end: mon.end, kind: Day, unit: day, days: interval{at, at}, past: mon.past, future: mon.future, anchor: mon.anchor}, true
		}
		return date{}, false
	}
	if j > i && p.atoms[j].suffix == ordinal && (p.is(i-1, wOn|wFor|wSince|wTill) || p.isClass(i-1, cWeekday) || p.is(i-1, wOf) && p.isClass(i-2, cUnit)) && (end >= len(p.atoms) || p.atoms[end].mark != 0 || p.is(end, wOf|wAnd|wTo|wAt)) && !p.isMark(end, '-') {
		return p.floatingDate(end, Day, day, floating{kind: byDay, day: int8(d)}, back), true
	}
	return date{}, false
}

// englishToday matches "yesterday", "today", "tonight", "the day before
// yesterday", "this morning", "last night", "overnight".
func (p *parser) englishToday(i int) (date, bool) {
	j := p.opt(i, wThe)
	switch {
	case p.isClass(i, cToday):
		return p.day(i+1, int(p.atoms[i].sense.today), Day), true
	case p.isClass(j, cUnit) && p.atoms[j].sense.unit == day && p.isClass(j+2, cToday):
		off := int(p.atoms[j+2].sense.today)
		if p.is(j+1, wBefore) && off == -1 || p.is(j+1, wAfter) && off == 1 {
			return p.day(j+3, 2*off, Day), true
		}
	case p.is(i, wThis) && p.isClass(i+1, cDaypart):
		return p.day(i+2, 0, Day), true
	case p.is(i, wLast) && p.isClass(i+1, cDaypart) && p.text(i+1) == "night":
		return p.day(i+2, -1, Day), true
	case p.isClass(i, cOvernight):
		d := p.day(i+1, 0, Time)
		if p.ref != 0 {
			d.days.from--
		}
		return d, true
	}
	return date{}, false
}

// day is the day n days from the report's.
func (p *parser) day(end, n int, kind Kind) date {
	d := date{end: end, kind: kind, unit: day, past: n < 0, future: n > 0}
	if p.ref != 0 {
		at := p.ref + chancery.Day(n)
		d.days = interval{at, at}
	}
	return d
}
