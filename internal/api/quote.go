package api

import (
	"slices"
	"unicode/utf8"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/standing"
)

// MostQuote is how many letters of a report a quotation has at most.
const MostQuote = 320

// quotation cuts a text to what may be quoted.
func quotation(s string) string {
	if len(s) <= MostQuote || utf8.RuneCountInString(s) <= MostQuote {
		return s
	}
	return string([]rune(s)[:MostQuote-1]) + "…"
}

// What follows cuts the quotations in the types of other packages. They may be
// shared with the book, so that every slice is copied before it is changed.

func viewClaim(c chancery.Claim) chancery.Claim {
	c.Deed = viewDeed(c.Deed)
	c.Evidence = slices.Clone(c.Evidence)
	for i := range c.Evidence {
		c.Evidence[i].Text = quotation(c.Evidence[i].Text)
	}
	if c.Why != nil {
		why := *c.Why
		why.Words, why.Steps = quotation(why.Words), slices.Clone(why.Steps)
		for i := range why.Steps {
			why.Steps[i] = quotation(why.Steps[i])
		}
		c.Why = &why
	}
	return c
}

func viewDeed(d chancery.Deed) chancery.Deed {
	d.When.Text, d.Ground, d.Person = quotation(d.When.Text), quotation(d.Ground), quotation(d.Person)
	return d
}

func viewEvidence(es []standing.Evidence) []standing.Evidence {
	es = slices.Clone(es)
	for i := range es {
		es[i].Text, es[i].Title = quotation(es[i].Text), quotation(es[i].Title)
	}
	return es
}

func viewAnswer(x standing.Answer) standing.Answer {
	x.Evidence = viewEvidence(x.Evidence)
	x.Contested = slices.Clone(x.Contested)
	for i := range x.Contested {
		x.Contested[i].Evidence = viewEvidence([]standing.Evidence{x.Contested[i].Evidence})[0]
	}
	x.Flags = viewFlags(x.Flags)
	x.Dates = viewDates(x.Dates)
	if x.Next != nil {
		next := *x.Next
		next.Dates = viewDates(next.Dates)
		x.Next = &next
	}
	return x
}

func viewDates(d standing.Dates) standing.Dates {
	for _, w := range []*chancery.When{&d.Announced, &d.Notified, &d.Effective} {
		w.Text = quotation(w.Text)
	}
	d.Others = slices.Clone(d.Others)
	for i := range d.Others {
		d.Others[i].Text = quotation(d.Others[i].Text)
	}
	return d
}

func viewFlags(fs []standing.Flag) []standing.Flag {
	fs = slices.Clone(fs)
	for i := range fs {
		fs[i].Evidence = viewEvidence(fs[i].Evidence)
	}
	return fs
}

func viewTellings(ts []standing.Telling) []standing.Telling {
	ts = slices.Clone(ts)
	for i := range ts {
		ts[i].Evidence, ts[i].When.Text = viewEvidence(ts[i].Evidence), quotation(ts[i].When.Text)
	}
	return ts
}

func viewPair(p standing.Pair) standing.Pair {
	p.Answers = slices.Clone(p.Answers)
	for i := range p.Answers {
		p.Answers[i] = viewAnswer(p.Answers[i])
	}
	p.Pending, p.Recorded, p.Rivals = viewTellings(p.Pending), viewTellings(p.Recorded), slices.Clone(p.Rivals)
	for i := range p.Rivals {
		p.Rivals[i].Pair = viewPair(p.Rivals[i].Pair)
	}
	return p
}

func viewHistories(hs []standing.History) []standing.History {
	hs = slices.Clone(hs)
	for i := range hs {
		hs[i].Flags, hs[i].Stretches = viewFlags(hs[i].Flags), slices.Clone(hs[i].Stretches)
		for k := range hs[i].Stretches {
			hs[i].Stretches[k] = viewAnswer(hs[i].Stretches[k])
		}
	}
	return hs
}
