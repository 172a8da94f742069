package ledgertest

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/ledger"
)

// severed is the evidence of [severance].
const severed = "Peru severed relations with Mexico"

// severLeft is what is left of its text.
var severLeft = func() string {
	at := strings.Index(severText, severed)
	out := func(s string) string {
		return strings.Map(func(r rune) rune {
			if r == '\n' {
				return r
			}
			return ledger.Punched
		}, strings.NewReplacer("ó", "oo", "á", "aa", "é", "ee", "ñ", "nn").Replace(s)) // as many bytes
	}
	return out(severText[:at]) + severed + out(severText[at+len(severed):])
}()

// testWithholding has a text kept no longer, and asks what holds after.
func testWithholding(t *testing.T, h Harness) {
	s := h.New(t)
	appendTo(t, s, severance("v1"))
	id := ledger.TextID(severText)
	if n := len(all(t, s.Whole(t.Context(), 0, noon))); n != 1 {
		t.Errorf("%d texts are whole", n)
	}
	if n := len(all(t, s.Whole(t.Context(), 0, noon.Add(-time.Second)))); n != 0 {
		t.Errorf("%d texts were there before", n)
	}
	if got := appendTo(t, s, ledger.Withholding{Report: id}); got.Withheld != 1 {
		t.Errorf("%+v", got)
	}
	if got := appendTo(t, s, ledger.Withholding{Report: id}); got.Last != 0 {
		t.Errorf("withheld twice: %+v", got)
	}
	if r, err := s.Report(t.Context(), id); err != nil || r.Text != severLeft {
		t.Errorf("left is %q, %v", r.Text, err)
	}
	if got := verify(t, s); got.Withheld != 1 || got.Held != 1 {
		t.Errorf("tally %+v", got)
	}
	if n := len(all(t, s.Whole(t.Context(), 0, noon))); n != 0 {
		t.Errorf("%d texts are whole after", n)
	}
	if n := len(all(t, s.Outdated(t.Context(), "v2"))); n != 0 {
		t.Errorf("%d texts are to be read again", n)
	}
	for words, want := range map[string]int{"severing": 1, "diálogo": 0, "breaks": 0} {
		hits := all(t, s.Search(t.Context(), ledger.Search{Words: words}))
		if len(hits) != want {
			t.Errorf("%q finds %d reports", words, len(hits))
		}
		for _, h := range hits {
			if strings.TrimSpace(h.Text) != severed || h.Text != severLeft[h.Start:h.End] {
				t.Errorf("%q is shown as %q", words, h.Text)
			}
		}
	}
	// The article is met again, by the same reader and by a better one.
	better := severance("v2")
	better.Reading.Acts = append(better.Reading.Acts, claimOn(severText, "rompió además el diálogo", "talks.refuse", "PER", "MEX"))
	if got := appendTo(t, s, severance("v1"), better); got.Last != 0 || got.Unchanged != 2 {
		t.Errorf("read again: %+v", got)
	}
	better.Reading.Report.URL = "https://other.example/1"
	if got := appendTo(t, s, better); got.Copies != 1 || got.Asserted != 0 {
		t.Errorf("met elsewhere: %+v", got)
	}
	// A claim rests on what can be shown.
	for words, ok := range map[string]bool{"severed relations": true, "la señora Chávez se asiló": false} {
		_, err := s.Append(t.Context(), ledger.Batch{Agent: "tester", Because: "a test", At: noon,
			Steps: []ledger.Step{ledger.Assertion{Report: id, Claim: claimOn(severText, words, "talks.refuse", "PER", "")}}})
		if ok != (err == nil) || !ok && !errors.Is(err, ledger.ErrRefused) {
			t.Errorf("a claim on %q: %v", words, err)
		}
	}
	if _, err := s.Append(t.Context(), ledger.Batch{Agent: "tester", Because: "a test", At: noon,
		Steps: []ledger.Step{ledger.Withholding{Report: strings.Repeat("0", 64)}}}); !errors.Is(err, ledger.ErrUnknown) {
		t.Errorf("a report never read: %v", err)
	}
	verify(t, s)
	for _, query := range []string{
		`UPDATE reports SET text = replace(text, 'Peru', 'Cuba')`, // was withheld once
		`DELETE FROM entries WHERE verb = 'withhold'`,
	} {
		if err := h.Exec(t, s, query); err == nil {
			t.Errorf("the database did: %s", query)
		}
	}
	for query, fault := range map[string]int64{
		`UPDATE reports SET text = replace(text, 'Mexico', 'Canada')`:                     2,
		`UPDATE reports SET text = replace(text, 'relations with', 'relations WITH')`:     2,
		`UPDATE reports SET text = text || 'x'`:                                           3,
		`UPDATE reports SET print = (SELECT digest FROM entries WHERE verb = 'withhold')`: 3,
		`UPDATE entries SET verb = 'read' WHERE verb = 'withhold'`:                        3,
	} {
		s := h.New(t)
		appendTo(t, s, severance("v1"))
		appendTo(t, s, ledger.Withholding{Report: id})
		h.Unlock(t, s)
		if err := h.Exec(t, s, query); err != nil {
			t.Errorf("%s: %v", query, err)
			continue
		}
		var f *ledger.Fault
		if _, err := ledger.Verify(t.Context(), s, nil); !errors.As(err, &f) || f.Entry != fault {
			t.Errorf("%s: %v, want a fault of entry %d", query, err, fault)
		}
	}
	// What is missing without an entry that says so is a fault.
	s = h.New(t)
	appendTo(t, s, severance("v1"))
	h.Unlock(t, s)
	if err := h.Exec(t, s, `UPDATE reports SET text = '`+severLeft+`'`); err != nil {
		t.Fatal(err)
	}
	var f *ledger.Fault
	if _, err := ledger.Verify(t.Context(), s, nil); !errors.As(err, &f) || f.Entry != 1 {
		t.Errorf("withheld without an entry: %v", err)
	}
}

// testReplayWithheld copies a ledger with withheld texts into one that has
// nothing, and into one that still has the texts.
func testReplayWithheld(t *testing.T, h Harness) {
	s := h.New(t)
	w := NewWorld(3)
	steps := []ledger.Step{severance("v1")}
	for range 12 {
		steps = append(steps, ledger.Read{Reader: "v1", Reading: w.Reading()})
	}
	appendTo(t, s, steps...)
	before := all(t, s.Lines(t.Context(), 0))
	for _, a := range all(t, s.Whole(t.Context(), 0, noon)) {
		if a.Entry%2 == 1 {
			appendTo(t, s, ledger.Withholding{Report: a.Report.ID})
		}
	}
	want := verify(t, s)
	claims := all(t, s.Claims(t.Context(), ledger.Query{Text: true}))
	fresh, copied := h.New(t), h.New(t)
	if err := copied.Replay(t.Context(), before); err != nil {
		t.Fatal(err)
	}
	for _, to := range []struct {
		name  string
		store ledger.Store
		after int64
	}{{"nothing", fresh, 0}, {"a copy of before", copied, int64(len(before))}} {
		lines := all(t, s.Lines(t.Context(), to.after))
		for len(lines) > 0 { // in pieces, as an import does
			n := min(7, len(lines))
			if err := to.store.Replay(t.Context(), lines[:n]); err != nil {
				t.Fatalf("%s: %v", to.name, err)
			}
			lines = lines[n:]
		}
		if got := verify(t, to.store); got != want {
			t.Errorf("%s: %+v, want %+v", to.name, got, want)
		}
		for i, c := range all(t, to.store.Claims(t.Context(), ledger.Query{Text: true})) {
			if o := claims[i]; c.Claim.ID != o.Claim.ID || c.Report.Text != o.Report.Text || string(c.Print) != string(o.Print) {
				t.Errorf("%s: claim %d is another", to.name, i)
			}
		}
	}
	// Another text is not what was left.
	lines := all(t, s.Lines(t.Context(), 0))
	for i := range lines {
		if lines[i].Entry.Verb == chancery.Withhold {
			lines[i].Text = strings.ReplaceAll(lines[i].Text, "e", "a")
		}
	}
	var f *ledger.Fault
	if err := h.New(t).Replay(t.Context(), lines); !errors.As(err, &f) {
		t.Errorf("another text is left: %v", err)
	}
}
