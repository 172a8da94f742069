package when

// count reads a whole number: digits, number words ("twenty-one", "treinta y
// uno", "a hundred") or a word for a few, which counts as three.
func (p *parser) count(i int) (n, end int, few, ok bool) {
	switch {
	case i >= len(p.atoms):
		return 0, i, false, false
	case p.atoms[i].num >= 0 && p.atoms[i].suffix == bare && p.atoms[i].digits <= 3:
		return int(p.atoms[i].num), i + 1, false, true
	case p.isClass(i, cFew):
		return 3, i + 1, true, true
	case p.isClass(i, cNumber):
		n, end = p.numberWords(i)
		if p.isClass(end, cFew) && n == 1 { // "a few"
			return 3, end + 1, true, true
		}
		if p.is(end, wOf) && n == 2 && p.isClass(i, cNumber) && !p.spanish { // "a couple of"
			end++
		}
		return n, end, false, true
	}
	return 0, i, false, false
}

// countOr reads a number or two with "or" between: "three or four" is few.
func (p *parser) countOr(i int) (n, end int, few, ok bool) {
	n, end, few, ok = p.count(i)
	if !ok || few || !p.is(end, wOr) {
		return n, end, few, ok
	}
	m, after, more, found := p.count(end + 1)
	if u, _ := p.unitAt(after); !found || more || m <= n || u == noUnit {
		return n, end, few, ok
	}
	return m, after, true, true
}

// numberWords reads number words up to 999 from atom i, which is one.
func (p *parser) numberWords(i int) (n, end int) {
	n = int(p.atoms[i].sense.number)
	end = i + 1
	for {
		next := end
		if n >= 20 {
			next = p.optMark(p.opt(next, wAnd), '-')
		}
		if !p.isClass(next, cNumber) {
			return n, end
		}
		v := int(p.atoms[next].sense.number)
		switch {
		case v == 100 && n < 10, n == 1 && v == 2 && !p.spanish: // "two hundred", "a couple"
			n *= v
		case n >= 20 && n%10 == 0 && n < 100 && v < 10, n >= 100 && n%100 == 0 && v < 100:
			n += v
		default:
			return n, end
		}
		end = next + 1
	}
}

// dayNumber reads a day of the month: "7", "25th", "1º", "twenty-first",
// "primero".
func (p *parser) dayNumber(i int) (d, end int, ok bool) {
	switch {
	case i >= len(p.atoms):
		return 0, i, false
	case p.atoms[i].num >= 0:
		a := &p.atoms[i]
		if a.digits > 2 || a.num < 1 || a.num > 31 || a.suffix > ordinal {
			return 0, i, false
		}
		return int(a.num), i + 1, true
	case p.isClass(i, cOrdinal):
		return int(p.atoms[i].sense.ordinal), i + 1, true
	case p.isClass(i, cNumber):
		n, end := p.numberWords(i)
		if n >= 20 && !p.spanish {
			if next := p.optMark(end, '-'); p.isClass(next, cOrdinal) && p.atoms[next].sense.ordinal < 10 {
				n, end = n+int(p.atoms[next].sense.ordinal), next+1
			}
		}
		return n, end, n >= 1 && n <= 31 && (p.spanish || n >= 20)
	}
	return 0, i, false
}

// ordinalAt reads "first", "3rd", "1ª", "último" (as -1).
func (p *parser) ordinalAt(i int) (n, end int, ok bool) {
	switch {
	case i >= len(p.atoms):
		return 0, i, false
	case p.isClass(i, cOrdinal):
		return int(p.atoms[i].sense.ordinal), i + 1, true
	case p.atoms[i].suffix == ordinal && p.atoms[i].num > 0 && p.atoms[i].num < 1000:
		return int(p.atoms[i].num), i + 1, true
	case p.is(i, wLast):
		return -1, i + 1, true
	}
	return 0, i, false
}

// yearNumber reads four digits that may be a year.
func (p *parser) yearNumber(i int) (y, end int, ok bool) {
	if i >= len(p.atoms) || i < 0 {
		return 0, i, false
	}
	a := &p.atoms[i]
	if a.num < 1000 || a.num > 2100 || a.digits != 4 || a.suffix != bare {
		return 0, i, false
	}
	return int(a.num), i + 1, true
}

// twoDigitYear widens a year of two digits.
func twoDigitYear(y int) int {
	if y < 50 {
		return 2000 + y
	}
	return 1900 + y
}
