package when

import (
	"time"

	"github.com/chancery-ledger/chancery"
)

// interval is a first and a last day; 0 is open.
type interval struct{ from, to chancery.Day }

// unit is a unit of calendar time.
type unit uint8

const (
	noUnit unit = iota
	hour
	day
	week
	fortnight
	weekend
	month
	quarter
	season
	semester
	year
	decade
	century
)

// kind is the kind of an expression that names one such unit.
func (u unit) kind() Kind {
	return [...]Kind{Day, Time, Day, Week, Range, Weekend, Month, Quarter, Season, Range, Year, Decade, Century}[u]
}

// monthDays is month m of year y; m may lie outside 1 to 12.
func monthDays(y, m int) interval {
	return interval{chancery.Date(y, time.Month(m), 1), chancery.Date(y, time.Month(m+1), 1) - 1}
}

// yearDays is n whole years from the first day of y.
func yearDays(y, n int) interval {
	return interval{chancery.Date(y, time.January, 1), chancery.Date(y+n, time.January, 1) - 1}
}

// weekDays is the ISO 8601 week, Monday to Sunday, that holds d.
func weekDays(d chancery.Day) interval {
	monday := d - chancery.Day((int(d.Weekday())+6)%7)
	return interval{monday, monday + 6}
}

// validDay tells whether the month has such a day in year y; year 0 stands for
// a leap year.
func validDay(y, m, d int) bool {
	if m < 1 || m > 12 || d < 1 {
		return false
	}
	if y == 0 {
		y = 2000
	}
	iv := monthDays(y, m)
	return d <= int(iv.to-iv.from)+1
}

// addMonths moves a day by n months and keeps the day of the month where the
// month has it.
func addMonths(d chancery.Day, n int) chancery.Day {
	y, m, dom := d.Time().Date()
	iv := monthDays(y, int(m)+n)
	return min(iv.from+chancery.Day(dom)-1, iv.to)
}

// add moves d by n units.
func add(d chancery.Day, n int, u unit) chancery.Day {
	switch u {
	case day:
		return d + chancery.Day(n)
	case week, weekend:
		return d + chancery.Day(7*n)
	case fortnight:
		return d + chancery.Day(14*n)
	case month:
		return addMonths(d, n)
	case quarter, season:
		return addMonths(d, 3*n)
	case semester:
		return addMonths(d, 6*n)
	case year:
		return addMonths(d, 12*n)
	case decade:
		return addMonths(d, 120*n)
	case century:
		return addMonths(d, 1200*n)
	}
	return d
}

// around is the calendar unit that holds d.
func around(d chancery.Day, u unit) interval {
	if d == 0 {
		return interval{}
	}
	y, m, _ := d.Time().Date()
	switch u {
	case week:
		return weekDays(d)
	case weekend:
		w := weekDays(d)
		return interval{w.from + 5, w.to}
	case month:
		return monthDays(y, int(m))
	case quarter:
		first := (int(m)-1)/3*3 + 1
		return interval{monthDays(y, first).from, monthDays(y, first+2).to}
	case semester:
		first := (int(m)-1)/6*6 + 1
		return interval{monthDays(y, first).from, monthDays(y, first+5).to}
	case season:
		first := int(m) / 3 * 3 // December belongs to the winter that ends in February
		return interval{monthDays(y, first).from, monthDays(y, first+2).to}
	case year:
		return yearDays(y, 1)
	case decade:
		return yearDays(y/10*10, 10)
	case century:
		return yearDays(y/100*100, 100)
	}
	return interval{d, d}
}

// distance is what "n units" before or after d may mean in a newspaper: the
// day for days, a week about it for weeks, the calendar month or year for
// those. It also gives the day reckoned exactly.
func distance(d chancery.Day, n int, u unit) (interval, chancery.Day) {
	if d == 0 {
		return interval{}, 0
	}
	at := add(d, n, u)
	switch u {
	case hour:
		if n < 0 {
			return interval{d - 1, d}, d
		}
		return interval{d, d + 1}, d
	case day:
		return interval{at, at}, at
	case week, fortnight, weekend:
		return interval{at - 3, at + 3}, at
	case month, quarter, season, semester:
		return around(at, month), at
	case century:
		return around(at, decade), at
	}
	return around(at, year), at
}

// easter is Easter Sunday of a Gregorian year (the anonymous algorithm of
// Meeus, Astronomical Algorithms, chapter 8).
func easter(y int) chancery.Day {
	a, b, c := y%19, y/100, y%100
	d, e := b/4, b%4
	g := (8*b + 13) / 25
	h := (19*a + b - d - g + 15) % 30
	i, k := c/4, c%4
	l := (32 + 2*e + 2*i - h - k) % 7
	m := (a + 11*h + 19*l) / 433
	mon := (h + l - 7*m + 90) / 25
	dom := (h + l - 7*m + 33*mon + 19) % 32
	return chancery.Date(y, time.Month(mon), dom)
}
