package when

// englishStretch matches "the past three weeks", "the next 3 months", "the
// last few days", "recent weeks", "the coming days".
func (p *parser) englishStretch(i int) (date, bool) {
	j := p.opt(i, wThe)
	switch {
	case p.is(j, wRecent):
		u, end := p.unitAt(j + 1)
		if u == noUnit {
			return date{}, false
		}
		return p.vague(end, -1, u), true
	case p.is(j, wLast), p.is(j, wEarlier) && j == i:
		return p.stretch(j+1, -1)
	case p.is(j, wNext):
		return p.stretch(j+1, 1)
	}
	return date{}, false
}

// vague is an unnumbered stretch that ends or begins at the report's day.
func (p *parser) vague(end, sign int, u unit) date {
	d := date{end: end, kind: Vague, unit: u, past: sign < 0, future: sign > 0}
	if p.ref != 0 {
		d.days = vagueDays(p.ref, sign, u)
	}
	return d
}

// stretch is the numbered units at atom i, back or ahead from the report's
// day.
func (p *parser) stretch(i, sign int) (date, bool) {
	n, end, few, ok := p.countOr(i)
	if !ok {
		u, end := p.unitAt(i)
		if u == noUnit || !p.pluralUnit(i) {
			return date{}, false
		}
		return p.vague(end, sign, u), true
	}
	u, after := p.unitAt(p.optMark(end, '-'))
	if u == noUnit || n == 0 {
		return date{}, false
	}
	if few {
		return p.vague(after, sign, u), true
	}
	return p.counting(after, n, sign, u), true
}

// counting is n units back from the report's day, or ahead from the day after.
// Decades ahead are calendar decades.
func (p *parser) counting(end, n, sign int, u unit) date {
	d := date{end: end, kind: Range, unit: u, past: sign < 0, future: sign > 0}
	switch {
	case p.ref == 0:
	case u == hour:
		d.kind, d.days = Time, interval{p.ref - 1, p.ref}
		if sign > 0 {
			d.days = interval{p.ref, p.ref + 1}
		}
	case u == decade:
		from := p.ref.Time().Year() / 10 * 10
		if sign > 0 {
			d.days = yearDays(from+10, 10*n)
		} else {
			d.days = interval{add(p.ref, -n, decade), p.ref}
		}
	case sign > 0:
		d.days = interval{p.ref + 1, add(p.ref, n, u)}
	default:
		d.days = interval{add(p.ref, -n, u), p.ref}
	}
	return d
}

// pluralUnit tells whether the unit at atom i is in the plural.
func (p *parser) pluralUnit(i int) bool {
	s := p.text(i)
	return s[len(s)-1] == 's' && s != "mes"
}

// vagueDate matches "recently", "lately", "recientemente".
func (p *parser) vagueDate(i int) (date, bool) {
	if p.isClass(i, cVague) {
		return p.vague(i+1, -1, month), true
	}
	return date{}, false
}
