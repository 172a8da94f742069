package when

import (
	"time"

	"github.com/chancery-ledger/chancery"
)

// numeric matches "2022-12-07", "7/12/2022", "13.5.2015", "05-Aug-2016" and
// "11/2016". English takes the month first where both orders are possible,
// Spanish the day.
func (p *parser) numeric(i int) (date, bool) {
	if p.atoms[i].num < 0 || p.atoms[i].suffix != bare || i+2 >= len(p.atoms) || p.glued(i) && i > 0 && p.atoms[i-1].mark != '(' {
		return date{}, false
	}
	sep := p.atoms[i+1].mark
	if sep != '/' && sep != '-' && sep != '.' || !p.glued(i+1) || !p.glued(i+2) {
		return date{}, false
	}
	a, b := &p.atoms[i], &p.atoms[i+2]
	if i+4 < len(p.atoms) && p.atoms[i+3].mark == sep && p.glued(i+3) && p.glued(i+4) && p.atoms[i+4].num >= 0 && p.atoms[i+4].suffix == bare {
		return p.numericDay(i, a, b, &p.atoms[i+4])
	}
	switch {
	case sep == '/' && p.is(i-1, wIn|wSince|wOf|wTill) && a.digits <= 2 && b.digits == 4 && b.num >= 1000 && b.num <= 2100 && a.num >= 1 && a.num <= 12:
		return date{end: i + 3, kind: Month, unit: month, basis: chancery.Stated, days: monthDays(int(b.num), int(a.num))}, true
	case sep == '/' && !p.spanish && a.num == 9 && b.num == 11: // the attacks of that day
		d := chancery.Date(2001, time.September, 11)
		return date{end: i + 3, kind: Named, unit: day, basis: chancery.Stated, days: interval{d, d}}, true
	}
	return date{}, false
}

func (p *parser) numericDay(i int, a, b, c *atom) (date, bool) {
	y, m, d := int(c.num), int(a.num), int(b.num)
	switch {
	case a.digits == 4:
		y, m, d = int(a.num), int(b.num), int(c.num)
	case a.digits > 2 || c.digits != 4 && c.digits != 2:
		return date{}, false
	case b.num < 0:
		if !p.isClass(i+2, cMonth) {
			return date{}, false
		}
		m, d = int(b.sense.month), int(a.num)
	case p.spanish && b.num <= 12 || a.num > 12:
		m, d = int(b.num), int(a.num)
	}
	if c.digits == 2 && a.digits != 4 {
		y = twoDigitYear(y)
	}
	if y < 1000 || y > 2100 || !validDay(y, m, d) {
		return date{}, false
	}
	day1 := chancery.Date(y, time.Month(m), d)
	return date{end: i + 5, kind: Day, unit: day, basis: chancery.Stated, days: interval{day1, day1}}, true
}

// monthAt matches a month's name at atom i where its neighbours let it be one.
func (p *parser) monthAt(i int) (m, end int, ok bool) {
	if !p.isClass(i, cMonth) {
		return 0, i, false
	}
	s := p.atoms[i].sense
	m, end = int(s.month), i+1
	if p.isMark(end, '.') && p.glued(end) && end+1 < len(p.atoms) && (p.atoms[end+1].num >= 0 || p.is(end+1, wOf)) {
		end++
	}
	upper := p.atoms[i].upper
	switch {
	case p.is(i-1, wNotBeforeMonth), p.spanish && p.is(i-2, wNotBeforeMonth) && p.is(i-1, wOf):
		return 0, i, false
	case p.spanish && upper && p.capitalised(end): // "Julio César"
		return 0, i, false
	case s.strength == strong && !(p.spanish && upper && i > 0):
		return m, end, true
	case s.strength == capital && !upper:
		return 0, i, false
	case p.numberBeside(i, end):
		return m, end, true
	case !upper && !p.spanish:
		return 0, i, false
	}
	return m, end, p.monthContext(i, s)
}

// numberBeside tells whether a day or a year stands next to a month.
func (p *parser) numberBeside(i, end int) bool {
	next := p.opt(p.optMark(end, ','), wOf|wThe)
	if _, _, ok := p.yearNumber(next); ok {
		return true
	}
	if d, after, ok := p.dayNumber(end); ok && !p.isMark(after, '%') && (p.atoms[end].num > 0 || p.isClass(end, cOrdinal) || d >= 20) {
		return true
	}
	before := i - 1
	if p.is(before, wOf) || p.isMark(before, '-') {
		before--
	}
	if before < 0 {
		return false
	}
	a := &p.atoms[before]
	return a.num >= 1 && a.num <= 31 && a.suffix <= ordinal || p.isClass(before, cOrdinal|cNumber) && before < i-1 || p.isClass(before, cOrdinal) && p.spanish
}

// monthContext tells whether the words before a doubtful month make it one:
// "in May", "since March", "last June", "early August", "April to June".
func (p *parser) monthContext(i int, s *sense) bool {
	before := i - 1
	if p.isMark(before, '-') {
		before--
	}
	openers := wIn | wSince | wTill | wLast | wNext | wThis | wDuring | wEarlier | wLater
	if s.strength == weak {
		openers |= wBy
	}
	switch {
	case p.is(before, openers), p.isClass(before, cPart):
		return true
	case p.is(before, wOf) && (p.isClass(before-1, cPart) || p.isClass(before-1, cUnit)):
		return true
	case p.is(before, wFrom|wBetween) && p.is(i+1, wTo|wAnd|wTill|wAt) && p.isClass(i+2, cMonth):
		return true
	case p.is(i-1, wTo|wAnd|wTill|wThrough|wOr|wAt) && p.isClass(i-2, cMonth), p.isMark(i-1, '-') && p.isClass(i-2, cMonth):
		return true
	}
	return !p.spanish && s.strength == weak && len(p.text(i)) > 3 && (p.is(before, wThe) || before >= 0 && p.text(before) == "'s") && !p.capitalised(i+1)
}

// weekdayAt matches a weekday's name at atom i where its neighbours let it be
// one.
func (p *parser) weekdayAt(i int) (w, end int, ok bool) {
	if !p.isClass(i, cWeekday) {
		return 0, i, false
	}
	a := &p.atoms[i]
	w, end = int(a.sense.weekday), i+1
	if a.sense.strength != strong {
		end = p.optMark(end, '.')
		after := p.optMark(end, ',')
		number := after < len(p.atoms) && p.atoms[after].num >= 1 && p.atoms[after].num <= 31
		if !number && !p.isClass(after, cMonth) && !(a.upper && p.is(i-1, wOn|wLast|wNext|wThis|wTo|wTill|wFrom) && !p.spanish) {
			return 0, i, false
		}
	}
	switch {
	case p.is(i-1, wNotBeforeWeekday) && p.capitalised(i-1),
		p.is(i+1, wNotAfterWeekday) && (p.capitalised(i+1) || p.spanish || p.lower(i+1) && p.atoms[i+1].sense.words&wNotAfterMonthDay == 0):
		return 0, i, false
	case p.spanish && p.is(i+1, wOf) && p.is(i+2, wNotAfterWeekday): // "miércoles de ceniza"
		return 0, i, false
	case p.spanish && a.upper && i > 0 && !p.is(i-1, wOn|wThis|wLast|wNext) && p.atoms[i-1].mark == 0:
		return 0, i, false // "Santo Domingo", "Plácido Domingo"
	}
	return w, end, true
}

// yearDate matches a bare year, and marks it Named where it belongs to a name.
func (p *parser) yearDate(i int) (date, bool) {
	y, end, ok := p.yearNumber(i)
	if !ok || !p.yearContext(i, y) {
		return date{}, false
	}
	d := date{end: end, kind: Year, unit: year, basis: chancery.Stated, days: yearDays(y, 1)}
	if last, after, ok := p.shortYear(end, y); ok {
		d.end, d.kind, d.days = after, Range, yearDays(y, last-y+1)
	} else if p.inName(i, end) {
		d.kind = Named
	}
	d.modifier = p.is(i-1, wThe) && end < len(p.atoms) && p.atoms[end].mark == 0 && !p.is(end, ^word(0))
	return d, true
}

// shortYear reads the second year of "1961-62" and "2014/15".
func (p *parser) shortYear(i, y int) (last, end int, ok bool) {
	if i+1 >= len(p.atoms) || !p.isMark(i, '-') && !p.isMark(i, '/') || !p.glued(i) || !p.glued(i+1) {
		return 0, i, false
	}
	a := &p.atoms[i+1]
	last = y/100*100 + int(a.num)
	if a.digits != 2 || a.suffix != bare || last <= y || a.num <= 12 && last != y+1 {
		return 0, i, false
	}
	return last, i + 2, !p.isMark(i+2, '-')
}

// yearContext tells whether four digits are a year and not a quantity, a
// price, a model or the number of a law.
func (p *parser) yearContext(i, y int) bool {
	if p.is(i-1, wNotBeforeYear) || p.is(i+1, wNotAfterYear) || p.isMark(i+1, '%') {
		return false
	}
	if i > 0 {
		switch p.atoms[i-1].mark {
		case '$', '#', '@', '+', '=', '%':
			return false
		case '-', '/':
			if i > 1 && p.glued(i) && p.glued(i-1) && p.atoms[i-2].num < 0 && p.atoms[i-2].sense == nil {
				return false // "GR-2000"
			}
		case 0:
			if r := p.text(i - 1); r == "€" || r == "£" || r == "©" {
				return false
			}
		}
	}
	if _, _, ok := p.shortYear(i+1, y); !ok && (p.isMark(i+1, '/') || p.isMark(i+1, ':')) && p.glued(i+1) && p.glued(i+2) {
		return false
	}
	opened := p.is(i-1, wIn|wSince|wTill|wBy|wDuring|wFrom|wBetween) || p.isClass(i-1, cPart|cMonth|cSeason|cUnit) ||
		p.is(i-1, wOf) && p.isClass(i-2, cPart|cMonth|cSeason|cUnit) ||
		p.spanish && p.is(i-1, wOn) && p.is(i-2, wIn|wOf|wSince|wTill)
	counted := p.lower(i+1) && !p.is(i+1, ^word(0)) && p.atoms[i+1].sense == nil && p.text(i + 1)[len(p.text(i+1))-1] == 's'
	switch {
	case y%100 == 0 || y < 1900 || y > 2035:
		return opened && !counted
	case p.spanish && counted:
		return opened
	}
	return true
}

// inName tells whether a year belongs to the name of a treaty, a charter or a
// contest: "the 1961 Vienna Convention", "la Convención de Viena de 1961".
func (p *parser) inName(i, end int) bool {
	if !p.spanish {
		for j := end; j < len(p.atoms) && j < end+5; j++ {
			if p.is(j, wNamedHead) {
				return true
			}
			if !p.is(j, wNamedSpread) && !(p.capitalised(j) && !p.isClass(j, cMonth|cWeekday)) {
				break
			}
		}
	}
	if !p.is(i-1, wOf) && !p.is(i-1, wOn) {
		return false
	}
	for j := i - 2; j >= 0 && j > i-10; j-- {
		if p.is(j, wNamedHead) && p.capitalised(j) {
			return true
		}
		if !p.capitalised(j) && !p.is(j, wOf|wThe|wOn|wAnd|wFor) {
			return false
		}
	}
	return false
}

// floatingDate is a date whose year or week the text does not say.
func (p *parser) floatingDate(end int, kind Kind, u unit, f floating, to direction) date {
	return date{end: end, kind: kind, unit: u, bound: f, days: f.resolve(p.ref, to)}
}
