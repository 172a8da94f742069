package when

import (
	"time"

	"github.com/chancery-ledger/chancery"
)

// direction is the way in which a floating date is looked for.
type direction uint8

const (
	back  direction = iota // the latest occurrence that has begun by the report's day
	ahead                  // the next that has not ended before it
	near                   // as back, but what comes within the next weeks is meant to come
)

// horizon is how many days ahead a day and month without a year is taken as
// coming: a paper that means last year's says so.
const horizon = 45

// cycle is what a floating date recurs by.
type cycle uint8

const (
	fixed      cycle = iota // it does not float
	byWeekday               // "Monday"
	byMonthDay              // "7 December"
	byMonth                 // "September", "late September"
	byDay                   // "the 25th"
	bySeason                // "the summer"
	byQuarter               // "the first quarter"
	byWeekend               // "the weekend"
	byEaster                // "Good Friday"
)

// floating is a date that recurs, without the word that says which one.
type floating struct {
	kind  cycle
	month int8 // 1 to 12; for bySeason the first month; for byQuarter 1 to 4
	day   int8 // day of the month, ISO weekday, or days from Easter
	part  part
}

// at is the occurrence in the n-th cycle from the one that holds ref.
func (f floating) at(ref chancery.Day, n int) (interval, bool) {
	y, m, _ := ref.Time().Date()
	switch f.kind {
	case byWeekday:
		d := weekDays(ref).from + chancery.Day(7*n) + chancery.Day(f.day-1)
		return interval{d, d}, true
	case byWeekend:
		w := weekDays(ref + chancery.Day(7*n))
		return interval{w.from + 5, w.to}, true
	case byMonthDay:
		d := chancery.Date(y+n, time.Month(f.month), int(f.day))
		return interval{d, d}, validDay(y+n, int(f.month), int(f.day))
	case byMonth:
		return f.part.of(monthDays(y+n, int(f.month)), month), true
	case byDay:
		iv := monthDays(y, int(m)+n)
		d := iv.from + chancery.Day(f.day) - 1
		return interval{d, d}, d <= iv.to
	case bySeason:
		iv := interval{monthDays(y+n, int(f.month)).from, monthDays(y+n, int(f.month)+2).to}
		return f.part.of(iv, season), true
	case byQuarter:
		first := 3*int(f.month) - 2
		iv := interval{monthDays(y+n, first).from, monthDays(y+n, first+2).to}
		return f.part.of(iv, quarter), true
	case byEaster:
		d := easter(y+n) + chancery.Day(f.day)
		return interval{d, d}, true
	}
	return interval{}, false
}

// resolve is the occurrence that is meant, or the empty interval where ref is
// not known or the date never comes (30 February).
func (f floating) resolve(ref chancery.Day, to direction) interval {
	if ref == 0 || f.kind == fixed {
		return interval{}
	}
	const reach = 8 // 29 February may be eight years away
	if to != back {
		for n := -1; n <= reach; n++ {
			iv, ok := f.at(ref, n)
			if !ok || iv.to < ref {
				continue
			}
			if to == ahead || f.kind == byMonthDay && iv.from <= ref+horizon {
				return iv
			}
			break
		}
		if to == ahead {
			return interval{}
		}
	}
	for n := 1; n >= -reach; n-- {
		if iv, ok := f.at(ref, n); ok && iv.from <= ref {
			return iv
		}
	}
	return interval{}
}

// nearest is the occurrence that is closer to the report's day. A limit ("by
// Sept. 2", "until July 15") mostly lies ahead, however far.
func (f floating) nearest(ref chancery.Day) interval {
	next, last := f.resolve(ref, ahead), f.resolve(ref, back)
	if next.from != 0 && (last.to == 0 || next.from-ref < ref-last.to) {
		return next
	}
	return last
}
