package when

// spanishDate matches one Spanish date at atom i. The order matters where one
// form begins another.
func (p *parser) spanishDate(i int) (date, bool) {
	for _, match := range [...]func(*parser, int) (date, bool){
		(*parser).holidayDate, (*parser).spanishPart, (*parser).spanishDayOfMonth, (*parser).spanishOrdinal, (*parser).edge,
		(*parser).spanishWeekday, (*parser).spanishMonth, (*parser).spanishToday, (*parser).spanishStretch, (*parser).spanishPeriod,
		(*parser).spanishAgo, (*parser).spanishDistance, (*parser).seasonDate, (*parser).spanishDecade, (*parser).spanishYear,
		(*parser).vagueDate,
	} {
		if d, ok := match(p, i); ok {
			return d, true
		}
	}
	return date{}, false
}

// article is the atom after an article at atom i.
func (p *parser) article(i int) int { return p.opt(i, wThe) }

// spanishPart matches "a finales de 2022", "a principios de año", "a mediados
// de marzo", "la primera mitad de 2016", "el resto del mes".
func (p *parser) spanishPart(i int) (date, bool) {
	j := p.article(i)
	switch {
	case p.isClass(j, cPart) && p.is(j+1, wOf):
		if u, _ := p.unitAt(j); u == weekend {
			return date{}, false
		}
		return p.spanishCut(j+2, p.atoms[j].sense.part)
	case p.is(j+1, wHalf) && p.is(j+2, wOf):
		if n, _, ok := p.ordinalAt(j); ok && n >= 1 && n <= 2 {
			return p.spanishCut(j+3, firstHalf+part(n-1))
		}
	case p.is(j, wRest) && p.is(j+1, wOf):
		d, ok := p.spanishWhole(j + 2)
		if ok && p.ref != 0 && d.days.from <= p.ref && p.ref <= d.days.to {
			d.days.from, d.kind = p.ref, Range
			return d, true
		}
	}
	return date{}, false
}

// spanishCut finishes a part of the period that follows.
func (p *parser) spanishCut(i int, part part) (date, bool) {
	d, ok := p.spanishWhole(i)
	if !ok || d.unit < week || d.unit == weekend {
		return date{}, false
	}
	if d.bound.kind == byMonth || d.bound.kind == bySeason {
		d.bound.part = part
		d.days = d.bound.resolve(p.ref, back)
		return d, true
	}
	d.days = part.of(d.days, d.unit)
	return d, true
}

// spanishWhole matches a period that can have parts; "del año", "de año" is
// the one at hand.
func (p *parser) spanishWhole(i int) (date, bool) {
	j := p.article(i)
	if d, ok := p.spanishPeriod(i); ok {
		return d, true
	}
	for _, match := range [...]func(*parser, int) (date, bool){(*parser).spanishMonth, (*parser).seasonDate, (*parser).spanishOrdinal, (*parser).spanishDecade, (*parser).spanishYear} {
		if d, ok := match(p, j); ok {
			return d, true
		}
	}
	if u, end := p.unitAt(j); u >= week && u != fortnight && p.is(i-1, wOf) {
		return date{end: end, kind: u.kind(), unit: u, days: around(p.ref, u)}, true
	}
	return date{}, false
}

// spanishPick reads a word that says which before or after a name, such as
// "pasado", "este", "próximo", "que viene".
func (p *parser) spanishPick(i int) (pick, int) {
	switch {
	case p.is(i, wLast):
		return lastOne, i + 1
	case p.is(i, wThis):
		return thisOne, i + 1
	case p.is(i, wNext):
		return nextOne, i + 1
	case p.is(i, wThan) && p.is(i+1, wCome):
		return nextOne, i + 2
	}
	return bareName, i
}
