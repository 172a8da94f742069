package when

import "github.com/chancery-ledger/chancery"

// spanishOrdinal matches "el primer trimestre de 2023", "la última semana de
// julio", "el primer viernes de este mes", "la segunda quincena de mayo".
func (p *parser) spanishOrdinal(i int) (date, bool) {
	if d, ok := p.weekOf(i); ok {
		return d, true
	}
	j := p.article(i)
	n, end, ok := p.ordinalAt(j)
	if !ok {
		return date{}, false
	}
	if u, after := p.unitAt(end); u == fortnight && n > 0 && n <= 2 && p.is(after, wOf) {
		d, ok := p.spanishWhole(after + 1)
		if !ok || d.unit != month {
			return date{}, false
		}
		d.days, d.kind, d.bound = (firstHalf+part(n-1)).of(d.days, month), Range, floating{}
		return d, true
	} else if u == semester && n > 0 && n <= 2 && !p.is(after, wOf) {
		d := p.reported(after, year, 0)
		d.days, d.kind, d.unit = (firstHalf+part(n-1)).of(d.days, year), Range, semester
		return d, true
	}
	d, ok := p.nth(n, end)
	if ok && d.unit == week && d.end == end+1 {
		return date{}, false
	}
	return d, ok
}

// spanishAgo matches "hace dos años", "hace más de una década", "dentro de
// cinco días", "hace unos días".
func (p *parser) spanishAgo(i int) (date, bool) {
	sign, j := -1, i+1
	switch {
	case p.is(i, wInside) && p.is(i+1, wOf):
		sign, j = 1, i+2
	case !p.is(i, wAgo):
		return date{}, false
	}
	m, ok := p.measure(j)
	if !ok {
		return date{}, false
	}
	end := m.end
	if p.is(end, wBefore) && p.text(end) == "atrás" {
		end++
	}
	return p.reckon(end, m, sign, interval{p.ref, p.ref}, Anchor{Kind: Report}), true
}

// spanishDistance matches "dos días después", "tres semanas antes", "un mes
// atrás", "un día después de", "la víspera".
func (p *parser) spanishDistance(i int) (date, bool) {
	if d, ok := p.anniversary(i); ok {
		return d, true
	}
	if j := p.article(i); j > i && p.is(j, wEve) && !p.is(j+1, wOf) {
		return p.hanging(j+1, day, -1), true
	}
	m, ok := p.measure(i)
	if !ok {
		return date{}, false
	}
	end := m.end
	switch {
	case p.is(end, wBefore) && !p.is(end, wEarlier): // "atrás"
		return p.reckon(end+1, m, -1, interval{p.ref, p.ref}, Anchor{Kind: Report}), true
	case p.is(end, wMore) && end+1 < len(p.atoms) && p.text(end+1) == "tarde":
		at, anchor := p.earlier(m.unit)
		if anchor.Kind == Report {
			at = interval{}
		}
		return p.reckon(end+2, m, 1, at, anchor), true
	case p.is(end, wAfter|wEarlier|wLater) && p.text(end) != "tras":
		return p.spanishRelative(end, m)
	}
	return date{}, false
}

// spanishRelative finishes "dos días después" and "un día después de ...";
// see relativeTo.
func (p *parser) spanishRelative(end int, m measured) (date, bool) {
	at, anchor := p.earlier(m.unit)
	sign := 1
	if p.is(end, wEarlier) {
		sign = -1
	}
	switch clause := p.is(end+1, wOf); {
	case clause && m.unit == hour:
		return date{}, false
	case !clause && anchor.Kind == Report:
		return p.reckon(end+1, m, sign, interval{}, anchor), true
	case !clause:
		return p.reckon(end+1, m, sign, at, anchor), true
	}
	if b, ok := p.core(p.article(end + 2)); ok && b.days.from != 0 && b.unit == day {
		return p.reckon(b.end, m, sign, b.days, b.anchor), true
	}
	at, anchor = p.mainClause()
	d := p.reckon(end+1, m, -sign, at, anchor)
	d.past, d.future = sign > 0 && anchor.Kind == Report, false
	return d, true
}

// spanishDecade matches "los años 80", "la década de 1970", "los 90", "los
// años setenta", "el siglo XIX".
func (p *parser) spanishDecade(i int) (date, bool) {
	j := p.article(i)
	u, end := p.unitAt(j)
	if u == century {
		if n := roman(p.wordAt(end)); n > 0 {
			return date{end: end + 1, kind: Century, unit: century, basis: chancery.Stated, days: yearDays(100*(n-1), 100)}, true
		}
		return date{}, false
	}
	if u == decade {
		end = p.article(p.opt(end, wOf))
		if v, e := p.unitAt(end); v == year {
			end = e
		}
	}
	if u != decade && !(u == year && p.pluralUnit(j)) && !(u == noUnit && j > i && p.atoms[i].end-p.atoms[i].start == 3) {
		return date{}, false
	}
	if end >= len(p.atoms) {
		return date{}, false
	}
	y := -1
	switch a := &p.atoms[end]; {
	case a.num >= 0 && a.suffix <= plural && (a.digits == 2 && u != noUnit || a.digits == 4):
		y = int(a.num)
	case p.isClass(end, cNumber) && u != noUnit:
		y = int(a.sense.number)
	case p.isClass(end, cDecade):
		y = int(a.sense.decade)
	}
	if y >= 20 && y < 100 {
		y += 1900
	}
	if y < 1000 || y%10 != 0 || y > 2100 || u == noUnit && y == 2000 {
		return date{}, false
	}
	return date{end: end + 1, kind: Decade, unit: decade, basis: chancery.Stated, days: yearDays(y, 10)}, true
}

// wordAt is the letters of atom i, or "".
func (p *parser) wordAt(i int) string {
	if i >= len(p.atoms) {
		return ""
	}
	return p.text(i)
}

// roman reads a Roman numeral up to 39, or gives 0.
func roman(s string) int {
	total, last := 0, 0
	for i := len(s) - 1; i >= 0; i-- {
		v := map[byte]int{'I': 1, 'V': 5, 'X': 10}[s[i]]
		if v == 0 {
			return 0
		}
		if v < last {
			total -= v
		} else {
			total, last = total+v, v
		}
	}
	return total
}

// spanishYear matches "2016" and "el año 2016".
func (p *parser) spanishYear(i int) (date, bool) {
	j := p.article(i)
	if u, end := p.unitAt(j); u == year && !p.pluralUnit(j) {
		y, end, ok := p.yearNumber(end)
		return date{end: end, kind: Year, unit: year, basis: chancery.Stated, days: yearDays(y, 1)}, ok
	}
	return p.yearDate(i)
}
