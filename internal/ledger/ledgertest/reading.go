package ledgertest

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/ledger"
)

func testEmpty(t *testing.T, h Harness) {
	s := h.New(t)
	if head, err := s.Head(t.Context()); err != nil || head != (chancery.Entry{}) {
		t.Errorf("head of an empty ledger: %+v, %v", head, err)
	}
	if n, err := s.NumberAt(t.Context(), noon); err != nil || n != 0 {
		t.Errorf("number at noon: %d, %v", n, err)
	}
	if got := verify(t, s); got.Entries != 0 {
		t.Errorf("tally %+v", got)
	}
	if got := appendTo(t, s); got != (ledger.Receipt{}) {
		t.Errorf("a batch without steps: %+v", got)
	}
}

func testReadingAgain(t *testing.T, h Harness) {
	s := h.New(t)
	first := appendTo(t, s, severance("v1"))
	if want := (ledger.Receipt{First: 1, Last: 2, Reports: 1, Asserted: 1}); first != want {
		t.Fatalf("first reading: %+v, want %+v", first, want)
	}
	if again := appendTo(t, s, severance("v1"), severance("v1")); again != (ledger.Receipt{Unchanged: 2}) {
		t.Errorf("second reading: %+v", again)
	}
	filed := all(t, s.Claims(t.Context(), ledger.Query{Text: true}))
	if len(filed) != 1 {
		t.Fatalf("%d claims", len(filed))
	}
	f := filed[0]
	want := severance("v1").Reading
	want.Acts[0].ID, want.Report.ID = ledger.Name(ledger.TextID(severText), &want.Acts[0]), ledger.TextID(severText)
	want.Acts[0].SaidBy, want.Report.Agencies = []chancery.Voice{}, []string{}
	if diff := cmp.Diff(want.Acts[0], f.Claim); diff != "" {
		t.Errorf("the claim is not as it was filed (-filed +held):\n%s", diff)
	}
	if diff := cmp.Diff(want.Report, f.Report); diff != "" {
		t.Errorf("the report is not as it was filed (-filed +held):\n%s", diff)
	}
	if f.Number != 2 || !f.At.Equal(noon) || f.Agent != "tester" || f.Reader != "v1" || f.Version != 1 || f.Retracted != 0 || len(f.Print) == 0 {
		t.Errorf("filed as %+v", f)
	}
	report, err := s.Report(t.Context(), f.Report.ID)
	if err != nil || report.Text != severText {
		t.Errorf("report: %+v, %v", report, err)
	}
	if got := verify(t, s); got.Reports != 1 || got.Claims != 1 || got.Held != 1 || got.Head.Number != 2 {
		t.Errorf("tally %+v", got)
	}
}

func testVersionsAndCopies(t *testing.T, h Harness) {
	s := h.New(t)
	appendTo(t, s, severance("v1"))
	edited := severance("v1")
	edited.Reading.Report.Text = severText + "Corrected at noon.\n"
	elsewhere := severance("v1")
	elsewhere.Reading.Report.URL, elsewhere.Reading.Report.Publisher = "https://other.example/9", "The Other"
	moved := severance("v1")
	moved.Reading.Report.Source = "another file"
	got := appendTo(t, s, edited, elsewhere, moved, elsewhere)
	if want := (ledger.Receipt{First: 3, Last: 5, Reports: 1, Copies: 1, Unchanged: 2, Asserted: 1}); got != want {
		t.Fatalf("%+v, want %+v", got, want)
	}
	if v := verbs(t, s); v != "read assert read assert copied" {
		t.Errorf("entries: %s", v)
	}
	versions := all(t, s.Versions(t.Context(), "https://paper.example/1"))
	if len(versions) != 2 || versions[0].Version != 1 || versions[1].Version != 2 || versions[1].Report.ID != ledger.TextID(edited.Reading.Report.Text) {
		t.Errorf("versions: %+v", versions)
	}
	if other := all(t, s.Versions(t.Context(), "https://other.example/9")); len(other) != 1 || other[0].Report.Publisher != "The Other" || other[0].Version != 1 {
		t.Errorf("the copy: %+v", other)
	}
	if f := all(t, s.Claims(t.Context(), ledger.Query{Report: versions[1].Report.ID})); len(f) != 1 || f[0].Version != 2 {
		t.Errorf("claims of the second version: %+v", f)
	}
	verify(t, s)
}

func testBetterReader(t *testing.T, h Harness) {
	s := h.New(t)
	appendTo(t, s, severance("v1"))
	if got := strings.Join(all(t, s.Outdated(t.Context(), "v2")), " "); got != ledger.TextID(severText) {
		t.Errorf("out of date for v2: %q", got)
	}
	better := severance("v2")
	better.Reading.Acts[0].Status = chancery.Planned
	better.Reading.Report.Published = monday // the better reader finds another day, too
	got := appendTo(t, s, better)
	if want := (ledger.Receipt{First: 3, Last: 5, Asserted: 1, Retracted: 1}); got != want {
		t.Fatalf("%+v, want %+v", got, want)
	}
	held := all(t, s.Claims(t.Context(), ledger.Query{}))
	if len(held) != 1 || held[0].Claim.Status != chancery.Planned || held[0].Reader != "v2" || held[0].Report.Published != monday {
		t.Errorf("held: %+v", held)
	}
	ever := all(t, s.Claims(t.Context(), ledger.Query{Retracted: true}))
	if len(ever) != 2 || ever[0].Retracted != 4 || ever[0].Report.Published != monday+1 || ever[1].Retracted != 0 {
		t.Errorf("ever held: %+v", ever)
	}
	if got := all(t, s.Outdated(t.Context(), "v2")); len(got) != 0 {
		t.Errorf("still out of date: %v", got)
	}
	// The first reader again: its claim is asserted anew, and stays one claim.
	if got := appendTo(t, s, severance("v1")); got.Asserted != 1 || got.Retracted != 1 {
		t.Errorf("the first reader again: %+v", got)
	}
	if tally := verify(t, s); tally.Claims != 2 || tally.Held != 1 {
		t.Errorf("tally %+v", tally)
	}
	if lives := all(t, s.Claims(t.Context(), ledger.Query{Claim: ever[0].Claim.ID, Retracted: true})); len(lives) != 2 || lives[0].Retracted == 0 || lives[1].Retracted != 0 {
		t.Errorf("lives of the first claim: %+v", lives)
	}
}

func testPersonOutweighsReader(t *testing.T, h Harness) {
	s := h.New(t)
	two := severance("v1")
	two.Reading.Acts = append(two.Reading.Acts, claimOn(severText, "la señora Chávez se asiló", "asylum.seek", "MEX", "PER"))
	appendTo(t, s, two)
	claims := all(t, s.Claims(t.Context(), ledger.Query{}))
	sever, asylum := claims[0].Claim.ID, claims[1].Claim.ID
	appendTo(t, s, ledger.Retraction{Claim: sever}, ledger.Confirmation{Claim: asylum})

	none := severance("v2") // finds the first again and the second no more
	got := appendTo(t, s, none)
	if got.Barred != 1 || got.Asserted != 0 || got.Retracted != 0 {
		t.Errorf("after a person decided: %+v", got)
	}
	held := all(t, s.Claims(t.Context(), ledger.Query{}))
	if len(held) != 1 || held[0].Claim.ID != asylum || held[0].Confirmed != 5 {
		t.Errorf("held: %+v", held)
	}
	appendTo(t, s, ledger.Retraction{Claim: sever}) // not held: nothing to do
	if v := verbs(t, s); v != "read assert assert retract confirm read" {
		t.Errorf("entries: %s", v)
	}
	appendTo(t, s, ledger.Assertion{Report: ledger.TextID(severText), Claim: severance("").Reading.Acts[0]})
	if held := all(t, s.Claims(t.Context(), ledger.Query{})); len(held) != 2 {
		t.Errorf("a person asserts it again: %+v", held)
	}
	verify(t, s)
}

func testAsKnown(t *testing.T, h Harness) {
	s := h.New(t)
	at := func(hour int) time.Time { return noon.Add(time.Duration(hour) * time.Hour) }
	file := func(hour int, steps ...ledger.Step) {
		if _, err := s.Append(t.Context(), ledger.Batch{Agent: "tester", Because: "a test", At: at(hour), Steps: steps}); err != nil {
			t.Fatal(err)
		}
	}
	file(0, severance("v1")) // 1 read, 2 assert
	id := all(t, s.Claims(t.Context(), ledger.Query{}))[0].Claim.ID
	file(2, ledger.Confirmation{Claim: id}) // 3
	file(4, ledger.Retraction{Claim: id})   // 4
	for _, tt := range []struct {
		hour                         int
		number                       int64
		held                         int
		confirmedThen, retractedThen int64
	}{{-1, 0, 0, 0, 0}, {0, 2, 1, 0, 0}, {1, 2, 1, 0, 0}, {2, 3, 1, 3, 0}, {3, 3, 1, 3, 0}, {4, 4, 0, 3, 4}, {9, 4, 0, 3, 4}} {
		n, err := s.NumberAt(t.Context(), at(tt.hour))
		if err != nil || n != tt.number {
			t.Errorf("number at %d hours: %d, %v; want %d", tt.hour, n, err, tt.number)
		}
		if n == 0 {
			continue // Known 0 is now
		}
		if got := all(t, s.Claims(t.Context(), ledger.Query{Known: n})); len(got) != tt.held {
			t.Errorf("held at %d hours: %d, want %d", tt.hour, len(got), tt.held)
		}
		ever := all(t, s.Claims(t.Context(), ledger.Query{Known: n, Retracted: true}))
		if len(ever) != 1 || ever[0].Confirmed != tt.confirmedThen || ever[0].Retracted != tt.retractedThen {
			t.Errorf("at %d hours: %+v", tt.hour, ever)
		}
	}
}
