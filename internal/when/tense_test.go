package when

import (
	"testing"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/text"
)

func find(t *testing.T, lang text.Lang, s string, ref chancery.Day) []Expr {
	t.Helper()
	got := Find(text.New(s, lang, false), ref)
	if len(got) == 0 {
		t.Fatalf("no expression in %q", s)
	}
	return got
}

func TestAsFuture(t *testing.T) {
	ref := chancery.Date(2025, 11, 4) // a Tuesday
	for _, tt := range []struct {
		lang               text.Lang
		text               string
		plain, future, was string // From of Find's own reading, AsFuture and AsPast
	}{
		{text.English, "The embassy will reopen on Thursday.", "2025-10-30", "2025-11-06", "2025-10-30"},
		{text.English, "It reopens on Tuesday.", "2025-11-04", "2025-11-04", "2025-11-04"},
		{text.English, "It will open in March.", "2025-03-01", "2026-03-01", "2025-03-01"},
		{text.English, "It will open on June 5.", "2025-06-05", "2026-06-05", "2025-06-05"},
		{text.English, "It will open on Dec. 1.", "2025-12-01", "2025-12-01", "2024-12-01"},
		{text.English, "It opens this Friday.", "2025-11-07", "2025-11-07", "2025-10-31"},
		{text.English, "It opened yesterday.", "2025-11-03", "2025-11-03", "2025-11-03"},
		{text.English, "They will meet from June 3 to June 5.", "2025-06-03", "2026-06-03", "2025-06-03"},
		{text.Spanish, "Reabrirá el jueves.", "2025-10-30", "2025-11-06", "2025-10-30"},
		{text.Spanish, "Reabrirá a finales de mayo.", "2025-05-21", "2026-05-21", "2025-05-21"},
		{text.English, "It fell on Feb. 29.", "2024-02-29", "2028-02-29", "2024-02-29"},
	} {
		e := find(t, tt.lang, tt.text, ref)[0]
		if got := e.From.String(); got != tt.plain {
			t.Errorf("%q: from %s, want %s", tt.text, got, tt.plain)
		}
		if got := e.AsFuture().From.String(); got != tt.future {
			t.Errorf("%q as future: from %s, want %s", tt.text, got, tt.future)
		}
		if got := e.AsPast().From.String(); got != tt.was {
			t.Errorf("%q as past: from %s, want %s", tt.text, got, tt.was)
		}
	}
}

func TestAsFutureKeepsTheOpenSide(t *testing.T) {
	e := find(t, text.English, "It stays shut until Thursday.", chancery.Date(2025, 11, 4))[0].AsFuture()
	if e.From != 0 || e.To != chancery.Date(2025, 11, 6) {
		t.Errorf("until Thursday: %v..%v, want ..2025-11-06", e.From, e.To)
	}
}

func TestBounds(t *testing.T) {
	e := find(t, text.English, "They have had none since 1980.", chancery.Date(2025, 11, 4))[0]
	from, to := e.Bounds()
	if from != chancery.Date(1980, 1, 1) || to != chancery.Date(1980, 12, 31) || e.To != 0 || e.From != from {
		t.Errorf("since 1980: bounds %v..%v of %v..%v", from, to, e.From, e.To)
	}
}

func TestWithoutReportDay(t *testing.T) {
	got := find(t, text.English, "On Monday, two years ago and on 3 March 2020 they met; last week, too.", 0)
	for _, e := range got {
		stated := e.Text == "3 March 2020"
		if stated != (e.From != 0) || stated != (e.Basis == chancery.Stated) || !stated && e.Basis != chancery.Unknown {
			t.Errorf("%q: %v..%v %s", e.Text, e.From, e.To, e.Basis)
		}
	}
	if len(got) != 4 {
		t.Errorf("%d expressions, want 4: %v", len(got), summary(got))
	}
}

func TestWhenAndAnchor(t *testing.T) {
	got := find(t, text.English, "On Dec. 7, 2022 he fell; two days later he fled.", chancery.Date(2025, 11, 4))
	w := got[1].When()
	if w.From != chancery.Date(2022, 12, 9) || w.Basis != chancery.Relative || w.Text != "two days later" || w.Inferred {
		t.Errorf("two days later: %+v", w)
	}
	if a := got[1].Anchor; a.Kind != Earlier || a.Expr != 0 {
		t.Errorf("two days later hangs on %+v, want expression 0", a)
	}
	if got[0].Basis != chancery.Stated || got[0].Anchor.Kind != Free {
		t.Errorf("Dec. 7, 2022: %s, %+v", got[0].Basis, got[0].Anchor)
	}
}

func TestModifier(t *testing.T) {
	ref := chancery.Date(2025, 11, 4)
	for s, want := range map[string]bool{
		"Monday's vote failed.":               true,
		"The 2016 swap freed four.":           true,
		"The March 4 attack was condemned.":   true,
		"It failed on Monday.":                false,
		"In 2016 they were freed by the king": false,
	} {
		if got := find(t, text.English, s, ref)[0].Modifier; got != want {
			t.Errorf("%q: modifier %v, want %v", s, got, want)
		}
	}
}
