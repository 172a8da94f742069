package when

// spanishPeriod matches one unit with a word that says which: "la semana
// pasada", "este año", "el próximo mes", "ese mismo año", "el año que viene",
// "el día siguiente", "el fin de semana".
func (p *parser) spanishPeriod(i int) (date, bool) {
	j := p.article(i)
	n, k, hangs, ok := p.shift(j)
	if same := p.opt(k, wSame); same > k {
		n, k, hangs, ok = 0, same, true, true
	}
	u, end := p.unitAt(k)
	if u == noUnit || u == hour || p.pluralUnit(k) {
		return date{}, false
	}
	if p.is(k-1, wLast) && k > j && fold(p.text(k - 1))[0] == 'u' && u != day && u != weekend { // "la última semana" ends today
		return p.counting(end, 1, -1, u), true
	}
	if m, e, h, after := p.shift(end); after {
		if !ok || m != 0 {
			n, end, hangs, ok = m, e, h, true
		}
	} else if p.is(end, wSame) {
		n, end, hangs, ok = 0, end+1, true, true
	}
	switch {
	case u == weekend && (!ok || n == 0 && !hangs):
		if !ok && j == i && !p.is(i-1, wThe|wOn) {
			return date{}, false
		}
		to := back
		if ok {
			to = near
		}
		return p.weekend(end, to), true
	case !ok, u == day && n < 0 && !hangs:
		return date{}, false
	case hangs || u == day && n > 0:
		return p.hanging(end, u, n), true
	case n == 0:
		return date{end: end, kind: u.kind(), unit: u, days: around(p.ref, u)}, true
	}
	return p.reported(end, u, n), true
}

// shift reads a word that says which unit is meant: how many units from the
// one at hand, and whether it hangs on an earlier expression.
func (p *parser) shift(i int) (n, end int, hangs, ok bool) {
	switch {
	case p.is(i, wLast):
		return -1, i + 1, false, true
	case p.is(i, wThis|wCurrent):
		return 0, i + 1, false, true
	case p.is(i, wNext):
		return 1, i + 1, false, true
	case p.is(i, wThan) && p.is(i+1, wCome):
		return 1, i + 2, false, true
	case p.is(i, wThat):
		return 0, i + 1, true, true
	case p.is(i, wLater) && !p.is(i, wAfter):
		return 1, i + 1, true, true
	case p.is(i, wEarlier) && !p.is(i, wBefore):
		return -1, i + 1, true, true
	case p.is(i, wOf|wIn) && p.is(p.article(i+1), wCurrent):
		return 0, p.article(i+1) + 1, false, true
	}
	return 0, i, false, false
}

// spanishStretch matches "los últimos tres años", "las pasadas 3 semanas",
// "próximos días", "los 3 meses siguientes", "los 30 últimos años".
func (p *parser) spanishStretch(i int) (date, bool) {
	j := p.article(i)
	sign := 0
	switch {
	case p.is(j, wLast|wRecent), p.is(j, wEarlier) && !p.is(j, wBefore):
		sign = -1
	case p.is(j, wNext), p.is(j, wLater) && !p.is(j, wAfter):
		sign = 1
	}
	if sign != 0 {
		return p.stretch(j+1, sign)
	}
	n, end, few, ok := p.count(j)
	if ok && !few && p.is(end, wLast|wNext) { // "los 30 últimos años"
		if u, after := p.unitAt(end + 1); u != noUnit {
			sign = 1
			if p.is(end, wLast) {
				sign = -1
			}
			return p.counting(after, n, sign, u), true
		}
	}
	u, after := p.unitAt(end)
	if !ok || few || u == noUnit || n < 2 {
		return date{}, false
	}
	switch {
	case p.is(after, wLast), p.is(after, wEarlier) && !p.is(after, wBefore):
		sign = -1
	case p.is(after, wNext), p.is(after, wLater) && !p.is(after, wAfter):
		sign = 1
	default:
		return date{}, false
	}
	return p.counting(after+1, n, sign, u), true
}
