package ledgertest

import (
	"errors"
	"testing"
	"time"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/ledger"
)

func testCorrections(t *testing.T, h Harness) {
	s := h.New(t)
	appendTo(t, s, severance("v1"))
	wrong := all(t, s.Claims(t.Context(), ledger.Query{}))[0].Claim
	right := wrong
	right.Status = chancery.Planned
	got := appendTo(t, s, ledger.Correction{Claim: wrong.ID, Right: right})
	if got.Retracted != 1 || got.Asserted != 1 {
		t.Fatalf("%+v", got)
	}
	entries := all(t, s.Entries(t.Context(), 2))
	if len(entries) != 2 || entries[0].Verb != chancery.Retract || entries[1].Verb != chancery.Assert || entries[1].Of != entries[0].Number {
		t.Errorf("entries of a correction: %+v", entries)
	}
	held := all(t, s.Claims(t.Context(), ledger.Query{}))
	if len(held) != 1 || held[0].Claim.Status != chancery.Planned || held[0].Claim.ID == wrong.ID || held[0].Reader != "" {
		t.Errorf("held: %+v", held)
	}
	if again := appendTo(t, s, severance("v2")); again.Asserted != 0 || again.Retracted != 0 || again.Barred != 1 {
		t.Errorf("a reader finds the wrong one again: %+v", again)
	}
	verify(t, s)
}

func testOpinions(t *testing.T, h Harness) {
	s := h.New(t)
	w := NewWorld(1)
	for range 3 {
		appendTo(t, s, ledger.Read{Reader: "v1", Reading: w.Reading()})
	}
	claims := all(t, s.Claims(t.Context(), ledger.Query{}))
	a, b, c := claims[0].Claim.ID, claims[1].Claim.ID, claims[2].Claim.ID
	merged := appendTo(t, s, ledger.Merger{Claim: a, Other: b})
	appendTo(t, s, ledger.Separation{Claim: c, Other: a})
	appendTo(t, s, ledger.Undoing{Entry: merged.First})
	got := all(t, s.Opinions(t.Context()))
	if len(got) != 3 || got[0].Verb != chancery.Merge || got[0].ClaimID != a || got[0].Other != b ||
		got[1].Verb != chancery.Split || got[1].ClaimID != c || got[2].Verb != chancery.Undo || got[2].Of != merged.First {
		t.Errorf("opinions: %+v", got)
	}
	verify(t, s)
}

func testRefusals(t *testing.T, h Harness) {
	s := h.New(t)
	appendTo(t, s, severance("v1"))
	id := all(t, s.Claims(t.Context(), ledger.Query{}))[0].Claim.ID
	change := func(do func(*ledger.Read)) ledger.Read {
		r := severance("v1")
		r.Reading.Report.Text, r.Reading.Report.URL = severText+"And more.\n", "https://paper.example/2"
		do(&r)
		return r
	}
	nowhere := ledger.TextID("nothing")
	for _, tt := range []struct {
		name string
		step ledger.Step
		want error
	}{
		{"evidence that is not the span", change(func(r *ledger.Read) { r.Reading.Acts[0].Evidence[0].Start++ }), ledger.ErrRefused},
		{"evidence beyond the text", change(func(r *ledger.Read) { r.Reading.Acts[0].Evidence[0].End = 9999 }), ledger.ErrRefused},
		{"evidence before the text", change(func(r *ledger.Read) { r.Reading.Acts[0].Evidence[0].Start = -1 }), ledger.ErrRefused},
		{"empty evidence", change(func(r *ledger.Read) { r.Reading.Acts[0].Evidence = []chancery.Evidence{{}} }), ledger.ErrRefused},
		{"no evidence", change(func(r *ledger.Read) { r.Reading.Acts[0].Evidence = nil }), ledger.ErrRefused},
		{"no type", change(func(r *ledger.Read) { r.Reading.Acts[0].Type = "" }), ledger.ErrRefused},
		{"no status", change(func(r *ledger.Read) { r.Reading.Acts[0].Status = "" }), ledger.ErrRefused},
		{"no text", change(func(r *ledger.Read) { r.Reading.Report.Text = " \n" }), ledger.ErrRefused},
		{"text of another", change(func(r *ledger.Read) { r.Reading.Report.ID = nowhere }), ledger.ErrRefused},
		{"text with a NUL", change(func(r *ledger.Read) { r.Reading.Report.Text += "\x00" }), ledger.ErrRefused},
		{"text that is not UTF-8", change(func(r *ledger.Read) { r.Reading.Report.Text += "\xff" }), ledger.ErrRefused},
		{"a day before the calendar", change(func(r *ledger.Read) { r.Reading.Acts[0].When.From = -5 }), ledger.ErrRefused},
		{"a day beyond the calendar", change(func(r *ledger.Read) { r.Reading.Report.Published = 4_000_000 }), ledger.ErrRefused},
		{"words that are not UTF-8", change(func(r *ledger.Read) { r.Reading.Acts[0].Person = "\xff" }), ledger.ErrRefused},
		{"no version of the reader", change(func(r *ledger.Read) { r.Reader = "" }), ledger.ErrRefused},
		{"retracting the unknown", ledger.Retraction{Claim: nowhere}, ledger.ErrUnknown},
		{"retracting what is no id", ledger.Retraction{Claim: "x'; --"}, ledger.ErrUnknown},
		{"confirming the unknown", ledger.Confirmation{Claim: nowhere}, ledger.ErrUnknown},
		{"correcting the unknown", ledger.Correction{Claim: nowhere}, ledger.ErrUnknown},
		{"correcting to the same", ledger.Correction{Claim: id, Right: severance("").Reading.Acts[0]}, ledger.ErrRefused},
		{"claim of an unknown report", ledger.Assertion{Report: nowhere, Claim: severance("").Reading.Acts[0]}, ledger.ErrUnknown},
		{"merging with itself", ledger.Merger{Claim: id, Other: id}, ledger.ErrRefused},
		{"merging with the unknown", ledger.Merger{Claim: id, Other: nowhere}, ledger.ErrUnknown},
		{"undoing the unknown", ledger.Undoing{Entry: 99}, ledger.ErrUnknown},
		{"undoing a reading", ledger.Undoing{Entry: 1}, ledger.ErrRefused},
	} {
		good := change(func(r *ledger.Read) { r.Reading.Report.Text += tt.name })
		_, err := s.Append(t.Context(), ledger.Batch{Agent: "tester", Because: "a test", At: noon, Steps: []ledger.Step{good, tt.step}})
		if !errors.Is(err, tt.want) {
			t.Errorf("%s: %v, want %v", tt.name, err, tt.want)
		}
	}
	for _, b := range []ledger.Batch{{Agent: "tester"}, {Because: "a test"}} {
		b.Steps = []ledger.Step{change(func(*ledger.Read) {})}
		if _, err := s.Append(t.Context(), b); !errors.Is(err, ledger.ErrRefused) {
			t.Errorf("%+v: %v", b, err)
		}
	}
	if head, _ := s.Head(t.Context()); head.Number != 2 {
		t.Errorf("refused batches left %d entries", head.Number-2)
	}
	if _, err := s.Report(t.Context(), nowhere); !errors.Is(err, ledger.ErrUnknown) {
		t.Errorf("an unknown report: %v", err)
	}
}

func testClockSetBack(t *testing.T, h Harness) {
	s := h.New(t)
	appendTo(t, s, severance("v1"))
	id := all(t, s.Claims(t.Context(), ledger.Query{}))[0].Claim.ID
	_, err := s.Append(t.Context(), ledger.Batch{Agent: "tester", Because: "a test", At: noon.Add(-time.Hour), Steps: []ledger.Step{ledger.Retraction{Claim: id}}})
	if err != nil {
		t.Fatal(err)
	}
	if n, err := s.NumberAt(t.Context(), noon.Add(-time.Minute)); n != 0 || err != nil {
		t.Errorf("what was known before noon changed: entry %d, %v", n, err)
	}
	if head, _ := s.Head(t.Context()); !head.At.Equal(noon) {
		t.Errorf("the entry is dated %v", head.At)
	}
}
