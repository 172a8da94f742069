package chancery

import (
	"fmt"
	"time"
)

// Day is a day of the proleptic Gregorian calendar, counted from 0001-01-01,
// which is 1 (the rata die number of Reingold and Dershowitz, Calendrical
// Calculations). The zero Day is no day: not known, or not given.
type Day int32

const secondsPerDay = 24 * 60 * 60

// rataDieEpoch is the Unix time of the day before 0001-01-01.
var rataDieEpoch = time.Date(0, time.December, 31, 0, 0, 0, 0, time.UTC).Unix()

// DayOf returns the civil day of t in t's own location.
func DayOf(t time.Time) Day {
	if t.IsZero() {
		return 0
	}
	return Date(t.Year(), t.Month(), t.Day())
}

// Date returns the day of a year, month and day of the month; values out of
// range are carried over as time.Date does.
func Date(year int, month time.Month, day int) Day {
	return Day((time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Unix() - rataDieEpoch) / secondsPerDay)
}

// ParseDay reads the first ten letters of an ISO 8601 day or RFC 3339 time.
func ParseDay(s string) (Day, error) {
	if len(s) > 10 {
		s = s[:10]
	}
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return 0, fmt.Errorf("day %q: want the form 2025-11-03", s)
	}
	return DayOf(t), nil
}

// Time is midnight UTC of the day.
func (d Day) Time() time.Time {
	if d == 0 {
		return time.Time{}
	}
	return time.Unix(rataDieEpoch+int64(d)*secondsPerDay, 0).UTC()
}

// Known tells whether d is a day at all.
func (d Day) Known() bool { return d != 0 }

// Weekday is the day of the week.
func (d Day) Weekday() time.Weekday { return time.Weekday(((int(d) % 7) + 7) % 7) }

// String is the ISO 8601 form, or "" for no day.
func (d Day) String() string {
	if d == 0 {
		return ""
	}
	return d.Time().Format(time.DateOnly)
}

// MarshalJSON writes "2025-11-03", or null for no day.
func (d Day) MarshalJSON() ([]byte, error) {
	if d == 0 {
		return []byte("null"), nil
	}
	return []byte(`"` + d.String() + `"`), nil
}

// UnmarshalJSON reads what MarshalJSON writes, and "" as no day.
func (d *Day) UnmarshalJSON(b []byte) error {
	s := string(b)
	if s == "null" || s == `""` {
		*d = 0
		return nil
	}
	if len(s) < 2 || s[0] != '"' {
		return fmt.Errorf("day %s: want a string of the form 2025-11-03", s)
	}
	got, err := ParseDay(s[1 : len(s)-1])
	*d = got
	return err
}

// Basis says on what a date rests. There is no silent fallback.
type Basis string

const (
	Stated    Basis = "stated"    // the text names the day: "on 3 November 2025"
	Relative  Basis = "relative"  // reckoned from the report's day: "on Monday", "last month"
	Published Basis = "published" // fresh news without an expression: the day of publication
	Unknown   Basis = "unknown"   // nothing to go by
)

// When is the first and the last possible day of a deed, with the words and
// the basis it rests on. Either bound may be no day.
type When struct {
	From     Day    `json:"from"`
	To       Day    `json:"to"`
	Text     string `json:"text,omitempty"`
	Basis    Basis  `json:"basis"`
	Inferred bool   `json:"inferred"` // no expression of the text: the basis is published or unknown
	Start    int    `json:"start,omitempty"`
	End      int    `json:"end,omitempty"`
}

// Overlaps tells whether some day may lie in both; an unknown bound is open.
func (w When) Overlaps(v When) bool {
	return (w.To == 0 || v.From == 0 || v.From <= w.To) && (v.To == 0 || w.From == 0 || w.From <= v.To)
}
