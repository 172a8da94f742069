package when

import (
	"testing"
	"time"

	"github.com/chancery-ledger/chancery"
	"pgregory.net/rapid"
)

func TestEaster(t *testing.T) {
	// Meeus, Astronomical Algorithms, chapter 8, and the tables of the U.S.
	// Naval Observatory.
	for _, want := range []string{"1818-03-22", "1886-04-25", "1954-04-18", "1991-03-31", "2000-04-23", "2016-03-27", "2024-03-31", "2025-04-20", "2038-04-25"} {
		d, err := chancery.ParseDay(want)
		if err != nil {
			t.Fatal(err)
		}
		if got := easter(d.Time().Year()); got != d {
			t.Errorf("Easter of %d: %v, want %v", d.Time().Year(), got, d)
		}
	}
}

func anyDay(t *rapid.T) chancery.Day {
	return chancery.Day(rapid.IntRange(int(chancery.Date(1600, 1, 1)), int(chancery.Date(2300, 1, 1))).Draw(t, "day"))
}

func TestAroundHoldsTheDay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := anyDay(t)
		for _, u := range []unit{day, week, month, quarter, semester, year, decade, century} {
			iv := around(d, u)
			if d < iv.from || iv.to < d {
				t.Fatalf("unit %d about %v is %v..%v", u, d, iv.from, iv.to)
			}
			if next := around(iv.to+1, u); next.from != iv.to+1 {
				t.Fatalf("after %v..%v comes %v..%v", iv.from, iv.to, next.from, next.to)
			}
		}
		if wd := weekDays(d).from.Weekday(); wd != time.Monday {
			t.Fatalf("the week of %v begins on a %v", d, wd)
		}
	})
}

func TestAddMonthsKeepsTheMonth(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d, n := anyDay(t), rapid.IntRange(-500, 500).Draw(t, "months")
		y, m, dom := d.Time().Date()
		got := addMonths(d, n)
		gy, gm, gdom := got.Time().Date()
		if gy*12+int(gm) != y*12+int(m)+n || gdom > dom {
			t.Fatalf("%v and %d months is %v", d, n, got)
		}
	})
}

func TestResolveFacesTheRightWay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		ref := anyDay(t)
		m := rapid.IntRange(1, 12).Draw(t, "month")
		f := rapid.SampledFrom([]floating{
			{kind: byWeekday, day: int8(rapid.IntRange(1, 7).Draw(t, "weekday"))},
			{kind: byMonthDay, month: int8(m), day: int8(rapid.IntRange(1, 28).Draw(t, "dom"))},
			{kind: byMonth, month: int8(m)},
			{kind: byDay, day: int8(rapid.IntRange(1, 31).Draw(t, "day of month"))},
			{kind: bySeason, month: 12}, {kind: byQuarter, month: 3}, {kind: byWeekend}, {kind: byEaster},
		}).Draw(t, "floating")
		past, future := f.resolve(ref, back), f.resolve(ref, ahead)
		if past.from == 0 || past.from > ref || past.to < past.from {
			t.Fatalf("%+v before %v is %v..%v", f, ref, past.from, past.to)
		}
		if future.from == 0 || future.to < ref || future.to < future.from {
			t.Fatalf("%+v after %v is %v..%v", f, ref, future.from, future.to)
		}
		if past.to >= ref && past != future {
			t.Fatalf("%+v at %v: what holds the day is both: %v and %v", f, ref, past, future)
		}
	})
}

func TestPartsLieWithin(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := anyDay(t)
		for _, u := range []unit{week, month, quarter, year, decade} {
			iv := around(d, u)
			for p := early; p <= secondHalf; p++ {
				got := p.of(iv, u)
				if got.from < iv.from || got.to > iv.to || got.from > got.to {
					t.Fatalf("part %d of %v..%v is %v..%v", p, iv.from, iv.to, got.from, got.to)
				}
			}
			if a, b := firstHalf.of(iv, u), secondHalf.of(iv, u); a.from != iv.from || b.to != iv.to || a.to+1 != b.from {
				t.Fatalf("halves of %v..%v: %v, %v", iv.from, iv.to, a, b)
			}
		}
	})
}
