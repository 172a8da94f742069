package text

import "strings"

// number returns the end of the number at i with its inner marks: "3,000",
// "3.5", "10:30", "9/11", "713-853-3989", "20th", "1960s", "80's". English
// units that lean on a number are left off ("5|pm", "35|mm"), Spanish ones are
// not, as in the treebanks. It returns i where the chunk is rather a word.
func (c *scanner) number(i, to int) int {
	j := c.digits(i, to)
	if end := c.digitGroups(i, j, to); end > 0 {
		return end
	}
	if j == to {
		return j
	}
	if c.lang == Spanish {
		return c.spanishNumber(i, j, to)
	}
	k := j
	for k < to {
		r, n := runeAt(c.s, k)
		if !isLetter(r) && !isDigit(r) {
			break
		}
		k += n
	}
	switch suffix := c.s[j:k]; suffix {
	case "":
		if c.s[j] == '\'' && j+1 < to && c.s[j+1] == 's' && c.s[j-1] == '0' {
			return j + 2 // "80's"
		}
		return j
	case "s", "st", "nd", "rd", "th", "D", "G":
		return k
	default:
		if isUnit(suffix) || strings.ContainsAny(c.s[i:j], ".,:/") {
			return j
		}
		return i // "3143C"
	}
}

func (c *scanner) spanishNumber(i, j, to int) int {
	switch r, n := runeAt(c.s, j); {
	case r == '%':
		return j + 1
	case r == '.' && j+1 < to:
		if r, m := runeAt(c.s, j+1); r == 'º' || r == 'ª' || r == '°' {
			return j + 1 + m // "1.º"
		}
		return j
	case isLetter(r) || (r == '-' && n > 0):
		return i
	}
	return j
}

// digits is the end of the digits at i with the marks that stand between
// digits: stops, commas, colons and slashes.
func (c *scanner) digits(i, to int) int {
	for i < to {
		switch b := c.s[i]; {
		case '0' <= b && b <= '9':
			i++
			continue
		case (b == '.' || b == ',' || b == ':' || b == '/' || b == '\'') && i+1 < to && '0' <= c.s[i+1] && c.s[i+1] <= '9':
			if b == '\'' && c.lang != Spanish {
				return i
			}
			i += 2
			continue
		case b >= 0x80:
			if r, n := runeAt(c.s, i); isDigit(r) || isMark(r) {
				i += n
				continue
			}
		}
		break
	}
	return i
}

// digitGroups is the end of groups of digits that hyphens join, where they are
// one token, and 0 elsewhere. In English these are telephone numbers (a last
// group of four after one of three) and dates (three groups), while ranges and
// scores are cut ("1998|-|2000"); in Spanish all are one token.
func (c *scanner) digitGroups(i, first, to int) int {
	groups, prev, last := 1, 0, first-i
	j := first
	for j+1 < to && c.s[j] == '-' && isDigit(rune(c.s[j+1])) {
		k := c.digits(j+1, to)
		groups, prev, last = groups+1, last, k-j-1
		j = k
	}
	if groups == 1 || j < to && isLetter(rune(c.s[j])) {
		return 0
	}
	if c.lang == Spanish || groups > 2 || prev == 3 && last == 4 || prev == 5 && last == 4 {
		return j
	}
	return 0
}

// isUnit tells whether w is a unit or time that English writes right after a
// number.
func isUnit(w string) bool {
	switch w {
	case "pm", "am", "PM", "AM", "p", "a", "m", "k", "K", "M", "km", "mm", "cm", "kg", "g", "ft", "in", "lb", "lbs", "oz",
		"bn", "mn", "tn", "mph", "kph", "min", "hr", "hrs", "h", "kW", "MW", "GW", "MB", "GB", "TB", "C", "F", "million", "billion":
		return true
	}
	return false
}
