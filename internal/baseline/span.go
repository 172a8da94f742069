package baseline

import (
	"time"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/standing"
)

// span is the first and last day of "1971", "1971-12" or "1971-12-03"; the zero
// window of anything else.
func span(s string) standing.Window {
	year, ok := number(s, 0, 4)
	if !ok {
		return standing.Window{}
	}
	if len(s) == 4 {
		return standing.Window{From: civil(year, 1, 1), To: civil(year, 12, 31)}
	}
	month, ok := number(s, 5, 7)
	if !ok || month < 1 || month > 12 {
		return standing.Window{}
	}
	if len(s) == 7 {
		return standing.Window{From: civil(year, month, 1), To: civil(year, month+1, 1) - 1}
	}
	d, ok := number(s, 8, 10)
	if !ok {
		return standing.Window{}
	}
	at := civil(year, month, d)
	return standing.Window{From: at, To: at}
}

func number(s string, from, to int) (int, bool) {
	if len(s) < to {
		return 0, false
	}
	n := 0
	for _, c := range []byte(s[from:to]) {
		if c < '0' || c > '9' {
			return 0, false
		}
		n = 10*n + int(c-'0')
	}
	return n, true
}

func civil(year, month, day int) chancery.Day { return chancery.Date(year, time.Month(month), day) }

// agree brings together what two pages say. Where one is within the other, the
// narrower holds; where they do not fit, the window takes in both, and ok is
// false.
func agree(a, b standing.Window) (w standing.Window, ok bool) {
	none := standing.Window{}
	switch {
	case a == none:
		return b, true
	case b == none:
		return a, true
	case a.From <= b.From && b.To <= a.To:
		return b, true
	case b.From <= a.From && a.To <= b.To:
		return a, true
	}
	return standing.Window{From: min(a.From, b.From), To: max(a.To, b.To)}, false
}
