package when

// englishDate matches one English date at atom i. The order matters where one
// form begins another.
func (p *parser) englishDate(i int) (date, bool) {
	for _, match := range [...]func(*parser, int) (date, bool){
		(*parser).englishPart, (*parser).englishOrdinal, (*parser).edge, (*parser).englishWeekday, (*parser).englishMonth,
		(*parser).englishDayOfMonth, (*parser).englishToday, (*parser).englishPeriod, (*parser).englishStretch,
		(*parser).englishDistance, (*parser).seasonDate, (*parser).englishDecade, (*parser).yearDate,
		(*parser).holidayDate, (*parser).vagueDate,
	} {
		if d, ok := match(p, i); ok {
			return d, true
		}
	}
	return date{}, false
}

// englishPart matches a stretch of a period: "late 2022", "mid-March", "early
// last month", "the end of the year", "earlier this year", "later in December
// 2022", "the rest of the week", "the first half of 2016".
func (p *parser) englishPart(i int) (date, bool) {
	j := p.opt(i, wThe)
	switch {
	case p.isClass(j, cPart) && (p.atoms[j].sense.strength == strong || p.is(j+1, wOf)):
		return p.englishCut(j+1, p.atoms[j].sense.part)
	case p.isClass(j, cOrdinal) && p.is(j+1, wHalf) && p.is(j+2, wOf):
		if n := p.atoms[j].sense.ordinal; n <= 2 {
			return p.englishCut(j+2, firstHalf+part(n-1))
		}
	case p.is(i, wEarlier|wLater) && (p.is(i+1, wIn|wThis|wOn|wLast|wNext) || p.isClass(i+1, cWeekday|cToday)):
		return p.englishSide(i)
	case p.is(j, wRest):
		d, ok := p.englishWhole(p.opt(j+1, wOf))
		if ok && p.ref != 0 && d.days.from <= p.ref && p.ref <= d.days.to {
			d.days.from, d.kind = p.ref, Range
			return d, true
		}
	}
	return date{}, false
}

// englishCut finishes a part of the period that follows.
func (p *parser) englishCut(i int, part part) (date, bool) {
	j := p.optMark(i, '-')
	j = p.opt(j, wIn|wOf)
	if p.is(j-1, wIn) && p.is(j, wOf) {
		j++
	}
	d, ok := p.englishWhole(j)
	if !ok || d.unit < week || d.unit == weekend {
		if part == early || part == late { // "late Monday", "early on Tuesday", "late last night"
			d, ok = p.englishWeekday(p.opt(i, wOn))
			if !ok {
				d, ok = p.englishToday(i)
			}
			return d, ok
		}
		return date{}, false
	}
	if d.bound.kind != fixed {
		d.bound.part = part
		if d.bound.kind == byMonth || d.bound.kind == bySeason {
			d.days = d.bound.resolve(p.ref, back)
			return d, true
		}
	}
	d.days = part.of(d.days, d.unit)
	return d, true
}

// englishWhole matches a period that can have parts. "The week" is the one at
// hand.
func (p *parser) englishWhole(i int) (date, bool) {
	if d, ok := p.englishPeriod(i); ok {
		return d, true
	}
	if m, end, ok := p.monthAt(i); ok {
		return p.monthOnly(end, m, bareName, whole), true
	}
	if pick := p.pickAt(i); pick != bareName {
		if m, end, ok := p.monthAt(i + 1); ok {
			return p.monthOnly(end, m, pick, whole), true
		}
	}
	for _, match := range [...]func(*parser, int) (date, bool){(*parser).seasonDate, (*parser).englishDecade, (*parser).yearDate, (*parser).englishOrdinal} {
		if d, ok := match(p, i); ok {
			return d, true
		}
	}
	j := p.opt(i, wThe)
	if u, end := p.unitAt(j); u >= week && u != fortnight && (j > i || p.is(i-1, wRest)) {
		return date{end: end, kind: u.kind(), unit: u, days: around(p.ref, u)}, true
	}
	return date{}, false
}

// englishSide matches "earlier" and "later" before a period or a day. Within
// the period at hand the report's day divides the two.
func (p *parser) englishSide(i int) (date, bool) {
	past := p.is(i, wEarlier)
	j := p.opt(i+1, wIn|wOn)
	d, ok := p.englishWhole(j)
	if !ok {
		if u, end := p.unitAt(p.opt(j, wThe)); u == day {
			return date{end: end, kind: Time, unit: day, days: interval{p.ref, p.ref}}, true
		}
		if d, ok = p.englishWeekday(j); !ok {
			d, ok = p.englishToday(j)
		}
		return d, ok
	}
	if p.ref != 0 && d.days.from <= p.ref && p.ref <= d.days.to {
		if past {
			d.days.to, d.past = p.ref, true
		} else {
			d.days.from, d.future = p.ref, true
		}
		d.bound = floating{}
	}
	return d, true
}
