// Package ledgertest is the suite that every store of a ledger passes, and a
// [World] that makes up reports to fill one with.
package ledgertest

import (
	"iter"
	"strings"
	"testing"
	"time"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/ledger"
)

// Harness is what the suite needs of a store besides its interface.
type Harness struct {
	// New returns an empty store, closed when the test ends.
	New func(t testing.TB) ledger.Store
	// Again opens what s keeps a second time, as another process would.
	Again func(t testing.TB, s ledger.Store) ledger.Store
	// Exec runs SQL on what s keeps, behind the back of the store.
	Exec func(t testing.TB, s ledger.Store, query string) error
	// Unlock takes the triggers away that refuse updates and deletes.
	Unlock func(t testing.TB, s ledger.Store)
}

// Run runs the suite.
func Run(t *testing.T, h Harness) {
	for _, tt := range []struct {
		name string
		run  func(*testing.T, Harness)
	}{
		{"Empty", testEmpty},
		{"ReadingAgainChangesNothing", testReadingAgain},
		{"VersionsAndCopies", testVersionsAndCopies},
		{"BetterReader", testBetterReader},
		{"PersonOutweighsReader", testPersonOutweighsReader},
		{"AsKnown", testAsKnown},
		{"Queries", testQueries},
		{"Corrections", testCorrections},
		{"Opinions", testOpinions},
		{"Refusals", testRefusals},
		{"ClockSetBack", testClockSetBack},
		{"Search", testSearch},
		{"DatabaseRefuses", testDatabaseRefuses},
		{"VerifyNamesTheFirstFault", testVerify},
		{"Replay", testReplay},
		{"Withholding", testWithholding},
		{"WithheldIsReplayed", testReplayWithheld},
		{"WritersTakeTurns", testWriters},
		{"ModelAgrees", testModel},
	} {
		t.Run(tt.name, func(t *testing.T) { tt.run(t, h) })
	}
}

// noon is the time of the first batch of a test.
var noon = time.Date(2025, 11, 4, 12, 0, 0, 123456000, time.UTC)

const (
	severTitle = "Peru breaks with Mexico"
	severText  = severTitle + "\n\nPeru severed relations with Mexico on Monday. Lima rompió además el diálogo; la señora Chávez se asiló.\n"
)

// claimOn returns a claim that rests on some words of a text.
func claimOn(text, words string, act chancery.ActType, from, to chancery.Code) chancery.Claim {
	at := strings.Index(text, words)
	c := chancery.Claim{Status: chancery.Done, Confidence: 0.9, Evidence: []chancery.Evidence{{Start: at, End: at + len(words), Text: words}}}
	c.Type, c.When = act, chancery.When{From: monday, To: monday, Basis: chancery.Relative}
	c.From = []chancery.Party{{Code: from}}
	if to != "" {
		c.To = []chancery.Party{{Code: to}}
	}
	return c
}

var monday = chancery.Date(2025, 11, 3)

// severance is the reading of a report that Peru severed relations with Mexico.
func severance(reader string) ledger.Read {
	return ledger.Read{Reader: reader, Reading: chancery.Reading{
		Report: chancery.Report{URL: "https://paper.example/1", Publisher: "The Paper", Published: monday + 1, Language: "en", Text: severText},
		Acts:   []chancery.Claim{claimOn(severText, "Peru severed relations with Mexico", "relations.sever", "PER", "MEX")},
	}}
}

// appendTo appends steps that must be accepted.
func appendTo(t testing.TB, s ledger.Store, steps ...ledger.Step) ledger.Receipt {
	t.Helper()
	r, err := s.Append(t.Context(), ledger.Batch{Agent: "tester", Because: "a test", At: noon, Steps: steps})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// all collects what a sequence yields without an error.
func all[T any](t testing.TB, seq iter.Seq2[T, error]) []T {
	t.Helper()
	var out []T
	for v, err := range seq {
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, v)
	}
	return out
}

// verbs are the verbs of all entries, in short.
func verbs(t testing.TB, s ledger.Store) string {
	t.Helper()
	var out []string
	for _, e := range all(t, s.Entries(t.Context(), 0)) {
		out = append(out, string(e.Verb))
	}
	return strings.Join(out, " ")
}

// verify makes sure that a ledger is whole.
func verify(t testing.TB, s ledger.Store) ledger.Tally {
	t.Helper()
	tally, err := ledger.Verify(t.Context(), s, nil)
	if err != nil {
		t.Fatal(err)
	}
	return tally
}
