package ledgertest

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/ledger"
)

func testQueries(t *testing.T, h Harness) {
	s := h.New(t)
	text := "Four states severed relations with Qatar. Peru expelled the envoy of Mexico. Police detained a lawyer."
	four := claimOn(text, "Four states severed relations with Qatar", "relations.sever", "SAU", "QAT")
	four.From = append(four.From, chancery.Party{Code: "ARE"}, chancery.Party{Code: "BHR"}, chancery.Party{Code: "EGY"})
	four.When = chancery.When{From: monday - 10, To: monday - 8}
	expel := claimOn(text, "Peru expelled the envoy of Mexico", "envoy.expel", "PER", "MEX")
	detain := claimOn(text, "Police detained a lawyer", "person.detain", "PER", "")
	detain.When = chancery.When{Basis: chancery.Unknown}
	appendTo(t, s, ledger.Read{Reader: "v1", Reading: chancery.Reading{
		Report: chancery.Report{Text: text, Language: "en"}, Acts: []chancery.Claim{four, expel, detain}}})

	for _, tt := range []struct {
		query ledger.Query
		want  string // numbers of the entries
	}{
		{ledger.Query{}, "2 3 4"},
		{ledger.Query{After: 2}, "3 4"},
		{ledger.Query{Limit: 2}, "2 3"},
		{ledger.Query{Parties: []chancery.Code{"QAT"}}, "2"},
		{ledger.Query{Parties: []chancery.Code{"QAT", "BHR"}}, "2"},
		{ledger.Query{Parties: []chancery.Code{"BHR", "EGY"}}, ""}, // on one side, not against each other
		{ledger.Query{Parties: []chancery.Code{"MEX", "PER"}}, "3"},
		{ledger.Query{Parties: []chancery.Code{"PER"}}, "3 4"},
		{ledger.Query{Parties: []chancery.Code{"", "PER"}}, "4"}, // who is unnamed on the other side
		{ledger.Query{Types: []chancery.ActType{"envoy.expel", "person.detain"}}, "3 4"},
		{ledger.Query{Types: []chancery.ActType{"envoy.expel"}, Parties: []chancery.Code{"QAT"}}, ""},
		{ledger.Query{From: monday}, "3 4"},   // an unknown day may be any
		{ledger.Query{To: monday - 9}, "2 4"}, // an interval may lie before its last day
		{ledger.Query{From: monday - 8, To: monday - 7}, "2 4"},
		{ledger.Query{Report: ledger.TextID(text)}, "2 3 4"},
		{ledger.Query{Report: ledger.TextID("another")}, ""},
		{ledger.Query{Claim: ledger.Name(ledger.TextID(text), &expel)}, "3"},
		{ledger.Query{Known: 3}, "2 3"},
	} {
		var got []string
		for _, f := range all(t, s.Claims(t.Context(), tt.query)) {
			got = append(got, fmt.Sprint(f.Number))
		}
		if strings.Join(got, " ") != tt.want {
			t.Errorf("%+v: entries %v, want %s", tt.query, got, tt.want)
		}
	}
	for _, bad := range []ledger.Query{{Claim: "x"}, {Report: "abc"}, {Parties: []chancery.Code{"A", "B", "C"}}} {
		failed := false
		for _, err := range s.Claims(t.Context(), bad) {
			failed = failed || err != nil
		}
		if !failed {
			t.Errorf("%+v: no error", bad)
		}
	}
	for range s.Claims(t.Context(), ledger.Query{}) {
		break // a reader may stop early
	}
}

func testSearch(t *testing.T, h Harness) {
	s := h.New(t)
	spanish := "Lima rompió sus relaciones diplomáticas con México. El embajador Peñaloza vuelve."
	english := "The ambassadors of both countries were recalled. Diplomatic staff will close the missions; relations suffer."
	file := func(text string, lang string, evidence string) {
		r := severance("v1")
		r.Reading.Report = chancery.Report{Text: text, Language: "en"}
		if lang == "es" {
			r.Reading.Report.Language = "es"
		}
		r.Reading.Acts = []chancery.Claim{claimOn(text, evidence, "relations.sever", "PER", "MEX")}
		appendTo(t, s, r)
	}
	file(spanish, "es", "rompió sus relaciones")
	file(english, "en", "were recalled")
	for _, tt := range []struct {
		words    string
		evidence bool
		want     string // first letters of the texts, newest first
	}{
		{"relations", false, "T"},
		{"relación", false, "L"},
		{"relaciones", false, "L"},
		{"romper", false, "L"},
		{"rompio", false, "L"}, // without its accent
		{"penaloza", false, "L"},
		{"PEÑALOZA", false, "L"},
		{"ambassador recalling", false, "T"},
		{"embajadores mexico", false, "L"},
		{"diplomatic", false, "TL"}, // one stem in both languages
		{"ambassador embajador", false, ""},
		{`"diplomatic staff"`, false, "T"},
		{`"staff diplomatic"`, false, ""},
		{`"relaciones diplomáticas`, false, "L"},
		{"recall", true, "T"},
		{"mission", true, ""}, // in the text, not in the evidence
		{"mission", false, "T"},
		{"", false, ""},
		{`"'); DROP TABLE reports; --`, false, ""},
	} {
		var got string
		for _, hit := range all(t, s.Search(t.Context(), ledger.Search{Words: tt.words, Evidence: tt.evidence})) {
			report, err := s.Report(t.Context(), hit.Report.ID)
			if err != nil {
				t.Fatal(err)
			}
			if hit.Text != report.Text[hit.Start:hit.End] || len(hit.Claims) != 1 || hit.Report.Text != "" {
				t.Errorf("%q: hit %+v", tt.words, hit)
			}
			got += report.Text[:1]
		}
		if got != tt.want {
			t.Errorf("search %q, evidence %v: %q, want %q", tt.words, tt.evidence, got, tt.want)
		}
	}
	if got := all(t, s.Search(t.Context(), ledger.Search{Words: "diplomático", Limit: 1})); len(got) != 1 {
		t.Errorf("%d hits for a limit of 1", len(got))
	}
}

func testReplay(t *testing.T, h Harness) {
	from, to := h.New(t), h.New(t)
	w := NewWorld(3)
	for range 5 {
		var steps []ledger.Step
		for range 4 {
			steps = append(steps, ledger.Read{Reader: "v1", Reading: w.Reading()})
		}
		appendTo(t, from, steps...)
	}
	claims := all(t, from.Claims(t.Context(), ledger.Query{Limit: 3}))
	appendTo(t, from, ledger.Retraction{Claim: claims[0].Claim.ID}, ledger.Confirmation{Claim: claims[1].Claim.ID},
		ledger.Merger{Claim: claims[1].Claim.ID, Other: claims[2].Claim.ID})
	lines := all(t, from.Lines(t.Context(), 0))
	half := len(lines) / 2
	if err := to.Replay(t.Context(), lines[half:]); err == nil {
		t.Error("the second half went into an empty ledger")
	}
	for _, part := range [][]ledger.Line{lines[:half], lines[half:]} {
		if err := to.Replay(t.Context(), part); err != nil {
			t.Fatal(err)
		}
	}
	if err := to.Replay(t.Context(), lines[half:]); err == nil {
		t.Error("the second half went in twice")
	}
	a, b := verify(t, from), verify(t, to)
	if a != b {
		t.Errorf("the copy is another ledger: %+v, %+v", a, b)
	}
	if got, want := all(t, to.Claims(t.Context(), ledger.Query{})), all(t, from.Claims(t.Context(), ledger.Query{})); fmt.Sprint(got) != fmt.Sprint(want) {
		t.Error("the copy answers otherwise")
	}
	appendTo(t, to, severance("v1")) // and goes on
	verify(t, to)

	bad := lines[half]
	bad.Entry.Because += "!"
	other := h.New(t)
	if err := other.Replay(t.Context(), append(lines[:half:half], bad)); err == nil {
		t.Error("a changed line went in")
	}
	if head, _ := other.Head(t.Context()); head.Number != 0 {
		t.Errorf("a refused replay left %d entries", head.Number)
	}
}
