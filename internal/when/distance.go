package when

import "github.com/chancery-ledger/chancery"

// englishDistance matches a number of units and where they lead: "two years
// ago", "three days later", "a day after", "two weeks from now".
func (p *parser) englishDistance(i int) (date, bool) {
	if d, ok := p.anniversary(i); ok {
		return d, true
	}
	start := p.opt(i, wThe)
	m, ok := p.measure(start)
	if !ok {
		return date{}, false
	}
	end := m.end
	if p.is(end, wAgo) {
		return p.reckon(end+1, m, -1, interval{p.ref, p.ref}, Anchor{Kind: Report}), true
	}
	switch {
	case p.is(end, wHence), p.is(end, wFrom) && p.is(end+1, wNow):
		if p.is(end, wFrom) {
			end++
		}
		return p.reckon(end+1, m, 1, interval{p.ref, p.ref}, Anchor{Kind: Report}), true
	case p.is(end, wFrom|wAfter|wBefore) && p.isClass(end+1, cToday):
		at := p.day(end+2, int(p.atoms[end+1].sense.today), Day).days
		sign := 1
		if p.is(end, wBefore) {
			sign = -1
		}
		return p.reckon(end+2, m, sign, at, Anchor{Kind: Report}), true
	case p.is(i-1, wIn|wFor|wDuring):
		return date{}, false // "in the two years after the vote" is a length
	case p.is(end, wEarlier|wLater|wAfter|wBefore), p.is(end, wOn) && p.text(end) == "on" && (end+1 == len(p.atoms) || p.atoms[end+1].mark != 0) && m.unit > hour:
		return p.relativeTo(end, m)
	}
	return date{}, false
}

// relativeTo finishes "three days later", "a day earlier" and "a day after
// ...". With a clause behind it, "a day after" dates that clause, and the
// other way about: what was said a day after the deal makes the deal a day
// older.
func (p *parser) relativeTo(end int, m measured) (date, bool) {
	at, anchor := p.earlier(m.unit)
	sign := 1
	if p.is(end, wEarlier|wBefore) {
		sign = -1
	}
	clause := p.is(end, wAfter|wBefore) && end+1 < len(p.atoms) && p.atoms[end+1].mark == 0
	switch {
	case clause && m.unit == hour:
		return date{}, false // "two minutes after the start" dates nothing
	case !clause && anchor.Kind == Report:
		return p.reckon(end+1, m, sign, interval{}, anchor), true
	case !clause:
		return p.reckon(end+1, m, sign, at, anchor), true
	}
	if b, ok := p.core(end + 1); ok && b.days.from != 0 && b.unit == day {
		return p.reckon(b.end, m, sign, b.days, b.anchor), true
	}
	at, anchor = p.mainClause()
	d := p.reckon(end+1, m, -sign, at, anchor)
	d.past = sign > 0 && anchor.Kind == Report
	d.future = false
	return d, true
}

// mainClause is the day that the sentence at hand has told so far, or else the
// report's. A date that stands before its noun ("the March 4 attack") is not
// the sentence's.
func (p *parser) mainClause() (interval, Anchor) {
	for n := len(p.out) - 1; n >= max(0, len(p.out)-6) && p.out[n].Start >= int(p.atoms[0].start); n-- {
		if e := &p.out[n]; e.Kind == Day && !e.Modifier && e.named.from != 0 {
			return e.named, Anchor{Kind: Earlier, Expr: n}
		}
	}
	return interval{p.ref, p.ref}, Anchor{Kind: Report}
}

// reckon moves an anchor by a measure.
func (p *parser) reckon(end int, m measured, sign int, at interval, anchor Anchor) date {
	d := date{end: end, kind: Ago, unit: m.unit, anchor: anchor}
	if anchor.Kind == Report || anchor.Kind == Free {
		d.past, d.future = sign < 0, sign > 0
	}
	if m.unit == hour {
		d.kind = Time
	}
	if at.from == 0 {
		return d
	}
	base := at.from
	for _, s := range m.more[:m.moreLen] {
		base = add(base, sign*s.n, s.unit)
	}
	if m.half {
		base = add(base, sign*halfOf(m.unit).n, halfOf(m.unit).unit)
	}
	d.days, d.nominal = distance(base, sign*m.n, m.unit)
	switch {
	case m.half:
		about := add(base, halfOf(m.unit).n, halfOf(m.unit).unit) - base
		d.days = interval{d.nominal - about/2, d.nominal + about/2}
	case m.few:
		d.kind = Vague
		d.days = vagueDays(at.from, sign, m.unit)
	case m.moreLen > 0 && m.more[0].unit != m.unit || m.moreLen > 1:
		d.days = interval{d.nominal, d.nominal}
	case at.to > at.from && at.to-at.from < 40:
		d.days.to += at.to - at.from
	}
	return d
}

// vagueDays is what "a few days ago" or "recent weeks" may reach over, up to
// and with the day it is reckoned from.
func vagueDays(at chancery.Day, sign int, u unit) interval {
	n := 4
	switch u {
	case hour:
		n, u = 1, day
	case day:
		n = 7
	case week, year:
		n = 5
	case month:
		n = 6
	}
	far := add(at, sign*n, u)
	return interval{min(at, far), max(at, far)}
}

// halfOf is half a unit.
func halfOf(u unit) step {
	switch u {
	case century:
		return step{50, year}
	case decade:
		return step{5, year}
	case year:
		return step{6, month}
	case month:
		return step{15, day}
	case week:
		return step{3, day}
	}
	return step{0, day}
}

// andHalf skips "and a half" and "y medio".
func (p *parser) andHalf(i int) (end int, ok bool) {
	j := p.optMark(i, '-')
	if !p.is(j, wAnd) {
		return i, false
	}
	j = p.optMark(j+1, '-')
	if !p.spanish && j < len(p.atoms) && p.text(j) == "a" {
		j = p.optMark(j+1, '-')
	}
	if !p.is(j, wHalf) {
		return i, false
	}
	return j + 1, true
}

// measured is a length of time: "two years", "2 years, 1 month and 21 days",
// "a few days", "a year and a half".
type measured struct {
	n, end  int
	unit    unit
	few     bool
	half    bool // and half a unit
	more    [3]step
	moreLen int
}

type step struct {
	n    int
	unit unit
}

// measure reads a length of time at atom i.
func (p *parser) measure(i int) (measured, bool) {
	i = p.softened(i)
	n, end, few, ok := p.countOr(i)
	if !ok { // "days ago", "hace años", "hace año y medio"
		u, after := p.unitAt(i)
		if half, ok := p.andHalf(after); ok && p.spanish && u != noUnit && !p.pluralUnit(i) {
			return measured{n: 1, unit: u, end: half, half: true}, true
		}
		return measured{n: 3, unit: u, end: after, few: true}, u != noUnit && u != weekend && p.pluralUnit(i) && !p.is(i-1, wThe|wLast|wNext|wThat|wThis|wRecent) && !p.isClass(i-1, cNumber|cFew) && (i == 0 || p.atoms[i-1].num < 0)
	}
	if n == 0 {
		return measured{}, false
	}
	end, half := p.andHalf(end)
	end = p.optMark(end, '-')
	u, after := p.unitAt(end)
	if u == noUnit && p.isClass(end, cFew) {
		u, after = p.unitAt(end + 1)
	}
	if u == noUnit {
		return measured{}, false
	}
	m := measured{n: n, unit: u, end: after, few: few, half: half}
	if end, half := p.andHalf(after); half {
		m.end, m.half = end, true
		return m, true
	}
	if u == fortnight {
		m.n, m.unit = 2*n, week
	}
	for m.moreLen < len(m.more) {
		next := p.opt(p.optMark(m.end, ','), wAnd)
		n2, end2, few2, ok := p.count(next)
		if !ok || few2 {
			break
		}
		u2, after2 := p.unitAt(end2)
		if u2 == noUnit || u2 == hour {
			break
		}
		m.more[m.moreLen] = step{m.n, m.unit}
		m.moreLen++
		m.n, m.unit, m.end = n2, u2, after2
	}
	return m, true
}

// softened skips "about", "almost", "more than".
func (p *parser) softened(i int) int {
	for range 3 {
		switch {
		case p.isClass(i, cFew) && p.isClass(i+1, cUnit):
			return i // "unos días"
		case p.is(i, wAbout):
			i++
		case p.is(i, wMore|wLess) && p.is(i+1, wThan|wOf):
			i += 2
		default:
			return i
		}
	}
	return i
}

// anniversary matches "the 25th anniversary", "the one-year anniversary", "el
// 50 aniversario": the deed that is remembered happened that many years before
// the report, about its day.
func (p *parser) anniversary(i int) (date, bool) {
	j := p.opt(i, wThe)
	n, end, ok := p.ordinalAt(j)
	if !ok || n < 1 {
		if n, end, _, ok = p.count(j); !ok {
			return date{}, false
		}
		if end = p.optMark(end, '-'); !p.spanish {
			u, after := p.unitAt(p.optMark(end, '-'))
			if u != year {
				return date{}, false
			}
			end = after
		}
	}
	if end = p.optMark(end, '-'); !p.is(end, wAnniversary) || n > 999 {
		return date{}, false
	}
	d := date{end: end + 1, kind: Ago, unit: day, past: true, anchor: Anchor{Kind: Report}}
	if p.ref != 0 {
		d.nominal = add(p.ref, -n, year)
		d.days = interval{d.nominal - 15, d.nominal + 15}
	}
	return d, true
}
