package event

import (
	"math"

	"github.com/chancery-ledger/chancery"
)

// window is the first and the last day on which a deed may have been done,
// as far as a claim lets one say. 0 is open.
type window struct{ from, to chancery.Day }

// How far a deed may lie from the publication of fresh news that gives no day
// of its own.
const (
	lagWeighty = 2  // days before: told on the next day, or the one after
	lagDaily   = 1  // days before, of acts that come daily
	planAhead  = 60 // days after: a plan without a day
)

// precision is the length in days up to which a window counts as precise.
const precision = 7

// windowOf returns the days of a claim. A day of publication that stands for a
// day that the report does not give is widened: what was done was done some
// days before it, what is planned comes after it. Where nothing is known, what
// was done was done by the day of publication.
func windowOf(f *chancery.Filed, weighty bool) window {
	w, published := f.Claim.When, f.Report.Published
	ahead := f.Claim.Status == chancery.Planned
	switch {
	case w.From == 0 && w.To == 0 && ahead:
		return window{from: published}
	case w.From == 0 && w.To == 0:
		return window{to: published}
	case w.Basis == chancery.Published && ahead:
		return window{w.From, w.To + planAhead}
	case w.Basis == chancery.Published && weighty:
		return window{w.From - lagWeighty, w.To}
	case w.Basis == chancery.Published:
		return window{w.From - lagDaily, w.To}
	}
	return window{w.From, w.To}
}

// length is the number of days in w.
func (w window) length() int32 {
	if w.from == 0 || w.to == 0 {
		return math.MaxInt32
	}
	return int32(w.to-w.from) + 1
}

// few tells whether w is some days, and not more than count as precise.
func (w window) few() bool {
	n := w.length()
	return 1 <= n && n <= precision
}

// gap is the number of days between two windows, 0 where they overlap and 1
// where the one begins on the day after the other ends.
func (w window) gap(v window) int32 {
	gap := int32(0)
	if w.to != 0 && v.from > w.to {
		gap = int32(v.from - w.to)
	}
	if v.to != 0 && w.from > v.to {
		gap = int32(w.from - v.to)
	}
	return gap
}

// meet is what two windows have in common, or w where they have nothing.
func (w window) meet(v window) window {
	if w.gap(v) > 0 {
		return w
	}
	out := window{max(w.from, v.from), w.to}
	if v.to != 0 && (out.to == 0 || v.to < out.to) {
		out.to = v.to
	}
	return out
}
