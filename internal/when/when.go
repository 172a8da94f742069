// Package when finds date expressions in news text and turns them into
// intervals of days.
//
// A newspaper's dates are short and lean on what the reader knows: "on Monday"
// is the latest Monday not after the paper's day, "Dec. 7 of that year" hangs
// on a year named before, "late 2022" is a stretch and not a day. [Find] reads
// them with a hand-written grammar over tokens whose words come from
// lexicon/when; each result is an [Expr] with its first and last possible day
// and with what it rests on. Where tense decides ("will reopen on Thursday")
// the caller, who knows the clause, asks [Expr.AsFuture] or [Expr.AsPast].
//
// The terms follow TIMEX3 of ISO-TimeML (Pustejovsky et al. 2010): an
// expression is stated (fully specified), or relative to the report's day or
// to an earlier expression. Weeks begin on Monday, as in ISO 8601. Seasons are
// the meteorological ones of the northern hemisphere.
package when

import (
	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/text"
)

// Expr is one date expression of a text.
type Expr struct {
	First, Last int // tokens of the Doc, half-open
	text.Span
	Text     string         // the words, Doc.Text[Start:End]
	From, To chancery.Day   // first and last possible day; 0 is open or not known
	Nominal  chancery.Day   // an "ago" reckoned to the day, which From and To surround; else 0
	Basis    chancery.Basis // Stated, Relative, or Unknown where a relative one has nothing to hang on
	Kind     Kind
	Past     bool // the words point back from the report's day: "last week", "two years ago"
	Future   bool // the words point ahead of it: "next month", "tomorrow"
	Modifier bool // it stands before the noun it dates: "the 2016 deal", "Monday's vote"
	Anchor   Anchor

	bound, end floating     // what resolution by tense needs; zero where nothing floats
	named      interval     // the days the words name, before Since, Until, ... open a side
	ref        chancery.Day // the report's day
}

// Anchor is what a relative expression hangs on.
type Anchor struct {
	Kind AnchorKind
	Expr int // the index of the earlier expression in the result of Find, for Earlier
}

// AnchorKind tells what a relative expression is reckoned from.
type AnchorKind uint8

const (
	Free    AnchorKind = iota // it is stated and hangs on nothing
	Report                    // the report's day: "yesterday", "on Monday"
	Earlier                   // an earlier expression of the text: "that year", "two days later"
)

// Kind is the sort of a date expression.
type Kind uint8

const (
	Day     Kind = iota // one day: "on Monday", "Dec. 7", "today"
	Range               // "from March to May", "the past three weeks"
	Week                // "last week"
	Weekend             // "over the weekend"
	Month               // "in September", "late May"
	Quarter             // "the first quarter of 2023"
	Season              // "the summer of 2021"
	Year                // "2022", "earlier this year"
	Decade              // "the 1980s"
	Century             // "the 19th century"
	Since               // "since 1980": From is known, To is open
	Until               // "until 2019", "by Friday": To is known, From is open
	Before              // "before 2014": To is the day before
	After               // "after Monday": To is open
	Ago                 // a distance from an anchor: "two years ago", "three days later"
	Vague               // "recently", "in recent days"
	Time                // hours and nights: "hours later", "overnight"
	Named               // a date that is part of a name: "the 1961 Vienna Convention", "9/11"
)

var kindNames = [...]string{"day", "range", "week", "weekend", "month", "quarter", "season", "year", "decade",
	"century", "since", "until", "before", "after", "ago", "vague", "time", "named"}

// String is the kind in lower case.
func (k Kind) String() string {
	if int(k) < len(kindNames) {
		return kindNames[k]
	}
	return "unknown"
}

// When is the expression as the root package keeps dates.
func (e Expr) When() chancery.When {
	return chancery.When{From: e.From, To: e.To, Text: e.Text, Basis: e.Basis, Start: e.Start, End: e.End}
}

// Bounds are the days that the words themselves name. For "since 1980" they
// are 1980-01-01 and 1980-12-31, where From and To are 1980-01-01 and open:
// what began, began within them. For other kinds they are From and To.
func (e Expr) Bounds() (from, to chancery.Day) { return e.named.from, e.named.to }

// Floats tells whether tense decides which day is meant: a weekday, a month or
// a day of a month without its year.
func (e Expr) Floats() bool { return e.bound.kind != fixed && e.ref != 0 }

// AsFuture resolves a floating expression to its next occurrence not before
// the report's day, for clauses that look ahead ("will reopen on Thursday").
// An expression that does not float is returned as it is.
func (e Expr) AsFuture() Expr { return e.resolve(ahead) }

// AsPast resolves a floating expression to its latest occurrence not after the
// report's day, for clauses in a past tense. Find does that by itself save for
// "this Friday", "this weekend" and days of the next weeks ("on Dec. 12" in a
// report of Dec. 6).
func (e Expr) AsPast() Expr { return e.resolve(back) }

func (e Expr) resolve(to direction) Expr {
	if !e.Floats() {
		return e
	}
	iv := e.bound.resolve(e.ref, to)
	if e.end.kind != fixed && iv.from != 0 {
		iv.to = e.end.resolve(iv.from, ahead).to
	}
	e.setDays(iv)
	e.Past, e.Future = iv.to != 0 && iv.to < e.ref, iv.from > e.ref
	return e
}

// setDays lays down the named days and opens the side that the kind leaves open.
func (e *Expr) setDays(iv interval) {
	e.named = iv
	e.From, e.To = iv.from, iv.to
	switch e.Kind {
	case Since, After:
		e.To = 0
	case Until:
		e.From = 0
	case Before:
		e.From = 0
		if iv.from != 0 {
			e.To = iv.from - 1
		}
	}
}
