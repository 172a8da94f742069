package when

import "github.com/chancery-ledger/chancery"

// englishOrdinal matches "the first quarter of 2023", "Q3", "H1 2016", "the
// last week of July", "the third week of this month", "the first Friday of
// July", "the week of 16 September".
func (p *parser) englishOrdinal(i int) (date, bool) {
	if p.isClass(i, cQuarter) {
		return p.quarterOf(i+1, int(p.atoms[i].sense.quarter), whole), true
	}
	if p.isClass(i, cPart) && p.atoms[i].sense.part >= firstHalf { // "H1 2016"
		if y, ok := p.yearAfter(i + 1); ok {
			y.days, y.kind, y.unit = p.atoms[i].sense.part.of(y.days, year), Range, semester
			return y, true
		}
		return date{}, false
	}
	if d, ok := p.weekOf(i); ok {
		return d, true
	}
	j := p.opt(i, wThe)
	n, end, ok := p.ordinalAt(j)
	if !ok {
		return date{}, false
	}
	return p.nth(n, end)
}

// weekOf matches "the week of 16 September", "the week starting on February
// 4", "two weeks starting May 20", "la semana del 16 de septiembre".
func (p *parser) weekOf(i int) (date, bool) {
	if m, ok := p.measure(i); ok && p.is(m.end, wStarting) && !m.few && m.unit >= day { // "two weeks starting May 20"
		d, ok := p.core(p.opt(m.end+1, wOn))
		if !ok || d.unit != day || d.days.from == 0 {
			return date{}, false
		}
		d.kind, d.bound = Range, floating{}
		d.days.to = add(d.days.from, m.n, m.unit) - 1
		return d, true
	}
	u, end := p.unitAt(p.opt(i, wThe))
	if u != week || !p.is(end, wOf|wStarting) {
		return date{}, false
	}
	j := p.opt(end+1, wOn)
	d, ok := p.core(j)
	if !ok || d.unit != day || d.days.from == 0 || d.days.from != d.days.to {
		return date{}, false
	}
	d.kind, d.unit, d.days, d.bound = Week, week, weekDays(d.days.from), floating{}
	return d, true
}

// edge matches "the first six months of 2023", "los últimos tres meses del
// año".
func (p *parser) edge(i int) (date, bool) {
	n, end, ok := p.ordinalAt(p.opt(i, wThe))
	if !ok || n > 1 {
		return date{}, false
	}
	many, end, few, ok := p.count(end)
	if !ok || few || many < 2 {
		return date{}, false
	}
	u, end := p.unitAt(end)
	if u < day || !p.is(end, wOf) {
		return date{}, false
	}
	d, ok := p.wholeOf(end + 1)
	if !ok || d.days.from == 0 || d.unit <= u {
		return date{}, false
	}
	days := interval{d.days.from, add(d.days.from, many, u) - 1}
	if n < 0 {
		days = interval{add(d.days.to+1, -many, u), d.days.to}
	}
	if days.from < d.days.from || days.to > d.days.to {
		return date{}, false
	}
	d.days, d.kind, d.unit, d.bound = days, Range, u, floating{}
	return d, true
}

// nth finishes an ordinal with its unit or weekday and the period it counts
// in. n is -1 for the last.
func (p *parser) nth(n, i int) (date, bool) {
	w, end, isDay := p.weekdayAt(i)
	u := day
	if !isDay {
		if u, end = p.unitAt(i); u != week && u != quarter && u != semester && u != decade && u != day && u != month {
			return date{}, false
		}
	}
	if u == quarter && n > 0 && n <= 4 {
		return p.quarterOf(end, n, whole), true
	}
	if !p.is(end, wOf|wIn) && !p.spanish {
		return date{}, false
	}
	of := p.opt(end, wOf|wIn)
	d, ok := p.wholeOf(of)
	if !ok || d.days.from == 0 || d.unit < month || !isDay && u == day && n != 1 && n != -1 || u >= d.unit {
		return date{}, false
	}
	if isDay {
		first := d.days.from + chancery.Day((w-isoWeekday(d.days.from)+7)%7)
		at := first + chancery.Day(7*(n-1))
		if n < 0 {
			at = d.days.to - chancery.Day((isoWeekday(d.days.to)-w+7)%7)
		}
		d.days, d.kind, d.unit = interval{at, at}, Day, day
	} else {
		d.days, d.kind, d.unit = nthOf(d.days, n, u), u.kind(), u
	}
	d.bound = floating{}
	return d, d.days.from != 0
}

// isoWeekday is 1 for Monday to 7 for Sunday.
func isoWeekday(d chancery.Day) int { return (int(d.Weekday())+6)%7 + 1 }

// nthOf is the n-th unit of a period. The first week of a month or year is the
// one that holds its first Thursday (ISO 8601); the last, its last Thursday.
func nthOf(iv interval, n int, u unit) interval {
	switch u {
	case day:
		if n < 0 {
			return interval{iv.to, iv.to}
		}
		return interval{iv.from, iv.from}
	case week:
		if n < 0 {
			w := weekDays(iv.to)
			if w.from+3 > iv.to {
				w = weekDays(w.from - 7)
			}
			return w
		}
		w := weekDays(iv.from)
		if w.from+3 < iv.from {
			w = weekDays(w.from + 7)
		}
		return weekDays(w.from + chancery.Day(7*(n-1)))
	case semester:
		if n < 0 {
			n = 2
		}
		return interval{addMonths(iv.from, 6*(n-1)), addMonths(iv.from, 6*n) - 1}
	case month:
		if n < 0 {
			return around(iv.to, month)
		}
		return around(addMonths(iv.from, n-1), month)
	case decade:
		if n < 0 {
			return around(iv.to, decade)
		}
		return around(add(iv.from, n-1, decade), decade)
	}
	return interval{}
}

// wholeOf is a period that can have parts, in the language at hand.
func (p *parser) wholeOf(i int) (date, bool) {
	if p.depth == deepest {
		return date{}, false
	}
	p.depth++
	defer func() { p.depth-- }()
	if p.spanish {
		return p.spanishWhole(i)
	}
	return p.englishWhole(i)
}

// quarterOf is a quarter with the year that follows it.
func (p *parser) quarterOf(end, q int, part part) date {
	if y, ok := p.yearAfter(end); ok {
		from := y.days.from.Time().Year()
		y.kind, y.unit = Quarter, quarter
		y.days = part.of(interval{monthDays(from, 3*q-2).from, monthDays(from, 3*q).to}, quarter)
		return y
	}
	return p.floatingDate(end, Quarter, quarter, floating{kind: byQuarter, month: int8(q), part: part}, back)
}
