package when

import "github.com/chancery-ledger/chancery"

// englishPeriod matches one unit with a word that says which: "last week",
// "this year", "next month", "that day", "the same year", "the following
// day", "the weekend", "the previous week".
func (p *parser) englishPeriod(i int) (date, bool) {
	j := p.opt(i, wThe)
	hasThe := j > i
	k := j
	if p.is(k, wThat) && p.is(k+1, wSame) {
		k++
	}
	u, end := p.unitAt(k + 1)
	if u == noUnit || u == hour || u == fortnight || p.pluralUnit(k+1) {
		if u, end := p.unitAt(j); u == weekend && !p.pluralUnit(j) && (hasThe || p.is(i-1, wOn|wAt|wThis)) && !p.is(end, wAfter|wBefore) {
			return p.weekend(end, back), true
		}
		return date{}, false
	}
	switch {
	case u == weekend && p.is(k, wThis):
		return p.weekend(end, near), true
	case p.is(k, wThis):
		return date{end: end, kind: u.kind(), unit: u, days: around(p.ref, u)}, true
	case p.is(k, wThat|wSame):
		return p.hanging(end, u, 0), true
	case p.is(k, wEarlier):
		if d := p.hanging(end, u, -1); d.anchor.Kind == Earlier || u < week {
			return d, true
		}
		return p.reported(end, u, -1), true
	case p.is(k, wLast) && p.text(k) == "past" && u != day: // "the past week" ends today
		return p.counting(end, 1, -1, u), true
	case p.is(k, wLast) && u != day:
		return p.reported(end, u, -1), true
	case p.is(k, wNext) && u == day:
		return p.hanging(end, u, 1), true
	case p.is(k, wNext):
		return p.reported(end, u, 1), true
	case p.is(k, wAfter) && p.is(k, wLater) && hasThe:
		return p.hanging(end, u, 1), true
	}
	return date{}, false
}

// weekend is the floating weekend. Where near is asked for, as in "this
// weekend", the one that comes is meant from Wednesday on.
func (p *parser) weekend(end int, to direction) date {
	d := p.floatingDate(end, Weekend, weekend, floating{kind: byWeekend}, back)
	if to == near && p.ref != 0 {
		if wd := int(p.ref.Weekday()); wd >= 3 || wd == 0 { // Wednesday and after: the one that comes
			d.days = d.bound.resolve(p.ref, ahead)
			d.future = d.days.from > p.ref
		}
	}
	return d
}

// reported is the calendar unit n units from the one that holds the report's
// day.
func (p *parser) reported(end int, u unit, n int) date {
	d := date{end: end, kind: u.kind(), unit: u, past: n < 0, future: n > 0}
	if p.ref != 0 {
		d.days = around(add(around(p.ref, u).from, n, u), u)
	}
	return d
}

// hanging is the calendar unit n units from the one of the nearest earlier
// expression.
func (p *parser) hanging(end int, u unit, n int) date {
	at, anchor := p.earlier(u)
	d := date{end: end, kind: u.kind(), unit: u, anchor: anchor}
	if at.from == 0 || anchor.Kind == Report && n != 0 {
		return d // "the next day" after no day at all
	}
	if u == day {
		d.days = interval{at.from + chancery.Day(n), at.to + chancery.Day(n)}
		if d.days.from != d.days.to {
			d.kind = Range
		}
		return d
	}
	d.days = around(add(around(at.from, u).from, n, u), u)
	return d
}
