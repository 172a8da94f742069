package when

import "github.com/chancery-ledger/chancery"

// expr matches a whole expression at atom i: a core date, a range of two, or
// one that an opening word makes open to a side.
func (p *parser) expr(i int) (date, bool) {
	if p.is(i, wBetween|wFrom) || p.spanish && p.is(i, wOf) {
		if d, ok := p.pair(i); ok {
			return d, true
		}
	}
	if p.atoms[i].num > 0 && p.atoms[i].num < 32 {
		if d, ok := p.dayPair(i); ok { // "4 to 23 of this month"
			return d, true
		}
	}
	if d, ok := p.opened(i); ok {
		return d, true
	}
	d, ok := p.core(i)
	if !ok || p.isMark(i-1, '"') && p.isMark(d.end, '"') && d.basis == "" { // the “Today” show
		return date{}, false
	}
	if next, ok := p.coupled(i, d); ok {
		return next, true
	}
	if end, ok := p.connector(d.end); ok {
		if b, ok := p.core(end); ok {
			if r, ok := p.span(d, b); ok {
				return r, true
			}
		}
	}
	return d, true
}

// coupled gives the second weekday of "next Tuesday and Wednesday" the week of
// the first.
func (p *parser) coupled(i int, d date) (date, bool) {
	n := len(p.out) - 1
	if n < 0 || i < 2 || d.bound.kind != byWeekday || !p.is(i-1, wAnd|wOr) {
		return d, false
	}
	first := &p.out[n]
	if first.End != int(p.atoms[i-2].end) || first.Kind != Day || !first.Future || first.Floats() {
		return d, false
	}
	d.days, d.future = d.bound.resolve(first.To, ahead), true
	d.bound = floating{}
	return d, true
}

// deepest is how far dates within dates are followed: "the first week of the
// last quarter of 2020". Prose goes no deeper; hostile text does.
const deepest = 4

// core matches one date and notes whether it stands before a noun.
func (p *parser) core(i int) (date, bool) {
	if i >= len(p.atoms) || p.depth == deepest {
		return date{}, false
	}
	p.depth++
	defer func() { p.depth-- }()
	d, ok := p.numeric(i)
	if !ok {
		if p.spanish {
			d, ok = p.spanishDate(i)
		} else {
			d, ok = p.englishDate(i)
		}
	}
	if ok && !p.spanish && d.end < len(p.atoms) {
		s := p.text(d.end)
		d.modifier = d.modifier || s == "'s" || s == "’s" || p.is(i-1, wThe) && d.kind != Ago && p.lower(d.end) && p.atoms[d.end].sense == nil
	}
	return d, ok
}

// connector is the atom after "to", "through", "until", "–" between the two
// ends of a range.
func (p *parser) connector(i int) (int, bool) {
	switch {
	case p.isMark(i, '-'):
		return i + 1, true
	case p.spanish && p.is(i, wAt|wTill):
		return p.opt(i+1, wOn|wThe), true
	case !p.spanish && p.is(i, wTo|wTill|wThrough):
		return i + 1, true
	}
	return i, false
}

// pair matches "between X and Y", "from X to Y", "entre X y Y", "de X a Y".
func (p *parser) pair(i int) (date, bool) {
	start := p.opt(i+1, wOn|wThe)
	if d, ok := p.dayPair(start); ok { // "between 3 and 12 of September"
		return d, true
	}
	a, ok := p.core(start)
	if !ok {
		return date{}, false
	}
	next := a.end
	switch {
	case p.is(i, wBetween) && p.is(next, wAnd):
		next = p.opt(next+1, wOn|wThe)
	default:
		if next, ok = p.connector(next); !ok {
			return date{}, false
		}
	}
	if p.is(next, wNow) {
		return p.span(a, p.day(next+1, 0, Day))
	}
	b, ok := p.core(next)
	if !ok {
		return date{}, false
	}
	return p.span(a, b)
}

// span joins the two ends of a range. An end without its year takes it from
// the other.
func (p *parser) span(a, b date) (date, bool) {
	if a.kind == Named || b.kind == Named || a.unit > century || a.kind == Ago || b.kind == Ago {
		return date{}, false
	}
	d := date{end: b.end, kind: Range, basis: b.basis, anchor: b.anchor, past: a.past && b.past, future: b.future}
	switch {
	case a.bound.kind != fixed && b.bound.kind != fixed:
		d.bound, d.last = a.bound, b.bound
		d.days = interval{from: a.days.from}
		if d.days.from != 0 {
			d.days.to = b.bound.resolve(d.days.from, ahead).to
		}
		d.basis, d.anchor = "", Anchor{}
	case a.bound.kind != fixed && b.days.to != 0:
		d.days = interval{a.bound.resolve(b.days.to, back).from, b.days.to}
	case b.bound.kind != fixed && a.days.from != 0:
		d.days = interval{a.days.from, b.bound.resolve(a.days.from, ahead).to}
		d.basis, d.anchor = a.basis, a.anchor
	default:
		d.days = interval{a.days.from, b.days.to}
		if a.basis != chancery.Stated {
			d.basis, d.anchor = a.basis, a.anchor
		}
	}
	if d.days.from > d.days.to && d.days.to != 0 {
		return date{}, false
	}
	return d, true
}

// opened matches "since", "until", "before", "after", "by" and a date.
func (p *parser) opened(i int) (date, bool) {
	kind, next, ok := p.opener(i)
	if !ok {
		return date{}, false
	}
	d, ok := p.core(next)
	if !ok || d.modifier && kind != Since || d.kind == Named || d.kind == Vague {
		return date{}, false
	}
	if at := p.opt(next, wThe); kind == Before && p.isClass(at, cPart) && p.atoms[at].sense.part == late {
		kind = Until // "before the end of the year" goes up to it
	}
	if p.ref != 0 && d.bound.kind == byMonthDay && (kind == Until || kind == Before) {
		d.days = d.bound.nearest(p.ref)
		d.future = d.days.from > p.ref
	}
	d.kind = kind
	return d, true
}

// opener is the kind that an opening word gives and the atom after it.
func (p *parser) opener(i int) (Kind, int, bool) {
	next := i + 1
	if p.spanish {
		switch {
		case p.is(i, wSince):
			return Since, p.opt(next, wOn|wThe), true
		case p.is(i, wTill):
			return Until, p.opt(next, wOn|wThe), true
		case p.is(i, wBefore) && p.is(next, wOf):
			return Before, p.opt(next+1, wOn|wThe), true
		case p.is(i, wAfter) && (p.is(next, wOf) || p.text(i) == "tras"):
			return After, p.opt(p.opt(next, wOf), wOn|wThe), true
		}
		return 0, i, false
	}
	switch {
	case p.is(i, wSince):
		return Since, next, true
	case p.is(i, wTill|wBy):
		return Until, next, true
	case p.is(i, wBefore):
		return Before, next, true
	case p.is(i, wAfter) && !p.is(i, wLater):
		return After, next, true
	}
	return 0, i, false
}

// dayPair matches the days of "between 3 and 12 of September", "from 4 to 22
// this month", "del 4 al 22 de enero de 1995", after the opening word.
func (p *parser) dayPair(i int) (date, bool) {
	a, end, ok := p.dayNumber(i)
	if !ok {
		return date{}, false
	}
	next := end
	if p.is(next, wAnd) {
		next = p.opt(next+1, wOn|wThe)
	} else if next, ok = p.connector(next); !ok {
		return date{}, false
	}
	b, end, ok := p.dayNumber(p.opt(next, wThe))
	if !ok || b < a {
		return date{}, false
	}
	of := p.opt(p.opt(end, wOf), wIn)
	if m, after, ok := p.monthAt(of); ok {
		return p.monthDay(i, after, m, a, b)
	}
	d, ok := p.period(of)
	if !ok || d.unit != month || d.days.from == 0 || d.days.from+chancery.Day(b)-1 > d.days.to {
		return date{}, false
	}
	d.kind, d.unit = Range, day
	d.days = interval{d.days.from + chancery.Day(a) - 1, d.days.from + chancery.Day(b) - 1}
	return d, true
}
