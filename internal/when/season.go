package when

import "github.com/chancery-ledger/chancery"

// seasonDate matches "the summer of 2021", "last spring", "el verano pasado",
// and a bare season after a word that makes it a time.
func (p *parser) seasonDate(i int) (date, bool) {
	which, j := bareName, i
	if p.pickAt(i) != bareName {
		which, j = p.pickAt(i), i+1
	}
	j = p.opt(j, wThe|wOn)
	if !p.isClass(j, cSeason) {
		return date{}, false
	}
	s := p.atoms[j].sense
	end := j + 1
	if p.spanish && which == bareName {
		if which = p.pickAt(end); which != bareName {
			end++
		}
	}
	if y, ok := p.yearAfter(end); ok && which == bareName {
		y.kind, y.unit = Season, season
		f := floating{kind: bySeason, month: int8(s.season)}
		y.days, _ = f.at(y.days.from, 0)
		return y, true
	}
	if which == bareName && !(p.is(i-1, wIn|wDuring|wSince|wTill|wBy|wEarlier) || p.isClass(i-1, cPart) || p.isMark(i-1, '-') && p.isClass(i-2, cPart)) ||
		s.strength != strong && which == bareName {
		return date{}, false
	}
	d := p.floatingDate(end, Season, season, floating{kind: bySeason, month: int8(s.season)}, back)
	return p.picked(d, which, year), true
}

// englishDecade matches "the 1980s", "the '80s", "the seventies", "the 19th
// century".
func (p *parser) englishDecade(i int) (date, bool) {
	j := p.opt(i, wThe)
	quote := p.optMark(j, '\'')
	if quote < len(p.atoms) && p.atoms[quote].num >= 0 {
		a := &p.atoms[quote]
		end := quote + 1
		isPlural := a.suffix == plural
		if !isPlural && a.suffix == bare && p.glued(end) && end < len(p.atoms) {
			switch t := p.text(end); {
			case t == "'s" || t == "’s":
				isPlural, end = true, end+1
			case p.isMark(end, '\'') && p.glued(end+1) && end+1 < len(p.atoms) && p.text(end+1) == "s":
				isPlural, end = true, end+2
			}
		}
		y := int(a.num)
		if a.digits == 2 && (j > i || quote > j || p.is(i-1, wIn) && end > quote+1) {
			y += 1900
		}
		if isPlural && y >= 1000 && y < 2100 && y%10 == 0 {
			n := 10
			if y%100 == 0 && y < 2000 { // "the 1800s" is the century
				n = 100
			}
			return date{end: end, kind: Decade, unit: decade, basis: chancery.Stated, days: yearDays(y, n)}, true
		}
		if u, after := p.unitAt(quote + 1); u == century && a.suffix == ordinal && a.num > 0 && a.num < 23 {
			return date{end: after, kind: Century, unit: century, basis: chancery.Stated, days: yearDays(100*int(a.num-1), 100)}, true
		}
	}
	if j > i && p.isClass(j, cDecade) {
		return date{end: j + 1, kind: Decade, unit: decade, basis: chancery.Stated, days: yearDays(int(p.atoms[j].sense.decade), 10)}, true
	}
	return date{}, false
}

// holidayDate matches "Christmas Day", "Viernes Santo", with a year or without.
func (p *parser) holidayDate(i int) (date, bool) {
	if !p.isClass(i, cHoliday) {
		return date{}, false
	}
next:
	for _, h := range p.atoms[i].sense.days {
		end := i + 1
		for _, w := range h.rest {
			if end >= len(p.atoms) || fold(p.text(end)) != w {
				continue next
			}
			end++
		}
		if !p.spanish && !p.capitalised(i) || p.capitalised(end) && !p.isClass(end, cMonth) {
			return date{}, false
		}
		if y, ok := p.yearAfter(end); ok {
			days, _ := h.day.at(y.days.from, 0)
			y.days, y.kind, y.unit = days, Day, day
			return y, true
		}
		return p.floatingDate(end, Day, day, h.day, back), true
	}
	return date{}, false
}
