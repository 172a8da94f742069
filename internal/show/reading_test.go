package show

import (
	"strings"
	"testing"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/catalogue"
)

func printer(t *testing.T) Printer {
	t.Helper()
	kinds, err := catalogue.Load()
	if err != nil {
		t.Fatal(err)
	}
	return Printer{Kinds: kinds, Style: Style{Width: 100}}
}

func party(c chancery.Code) []chancery.Party { return []chancery.Party{{Code: c, Name: string(c)}} }

// reading is one report with an act of one side and one of both.
func reading(id string, day chancery.Day) chancery.Reading {
	on := chancery.When{From: day, To: day}
	words := []chancery.Evidence{{Text: "Peru broke off relations with Mexico"}}
	return chancery.Reading{
		Report: chancery.Report{ID: id, Title: "Peru breaks ties", Publisher: "http://www.gazette.example/rss.xml", Language: "en"},
		Acts: []chancery.Claim{
			{Deed: chancery.Deed{Type: "relations.sever", From: party("PER"), To: party("MEX"), When: on}, Status: chancery.Threatened, Evidence: words,
				SaidBy: []chancery.Voice{{Name: "The ministry"}, {Name: "the ministry"}, {Name: "Ana Ruiz", Office: "president"}}},
			{Deed: chancery.Deed{Type: "relations.restore", From: append(party("PER"), party("ORG:EU")...)}, Status: chancery.Done, Evidence: words},
		},
		Quotes: []chancery.Quote{
			{Start: 0, End: 50, Direct: true, Text: "We have decided to leave and we will never return", Speaker: chancery.Voice{Name: "Juan Ruiz", Office: "foreign minister"}},
			{Start: 11, End: 45, Direct: true, Text: "decided to leave and we will never"},
			{Start: 60, End: 100, Direct: true, Text: "a part of something, whoever said it"},
		},
	}
}

func TestReading(t *testing.T) {
	var b strings.Builder
	if err := printer(t).Reading(&b, reading("a", chancery.Date(2025, 11, 3))); err != nil {
		t.Fatal(err)
	}
	want := `Peru breaks ties
day not known · gazette.example

  day unknown  Peru – EU      restore relations            done
               “Peru broke off relations with Mexico”
  2025-11-03   Peru → Mexico  severs diplomatic relations  threatened
               “Peru broke off relations with Mexico”
               says the ministry, according to Ana Ruiz, president

    “We have decided to leave and we will never return”
    — Juan Ruiz, foreign minister

`
	if got := b.String(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// TestTogether counts one act told by two reports once, and gives what has no
// day last.
func TestTogether(t *testing.T) {
	var b strings.Builder
	day := chancery.Date(2025, 11, 3)
	if err := printer(t).Together(&b, []chancery.Reading{reading("a", day), reading("b", day)}); err != nil {
		t.Fatal(err)
	}
	want := `What 2 reports tell of 2 pairs of states

  EU and Peru
    day unknown       Peru – EU  restore relations  done        2 reports
  Mexico and Peru
    2025-11-03        Peru → Mexico  severs diplomatic relations  threatened  2 reports
`
	if got := b.String(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestInterval(t *testing.T) {
	d := chancery.Date
	for _, c := range []struct {
		from, to chancery.Day
		want     string
	}{
		{0, 0, "day unknown"},
		{d(2024, 2, 29), d(2024, 2, 29), "2024-02-29"},
		{d(2024, 1, 1), d(2024, 12, 31), "2024"},
		{d(2024, 2, 1), d(2024, 2, 29), "2024-02"},
		{d(2024, 2, 3), d(2024, 2, 9), "2024-02-03/09"},
		{d(2024, 2, 3), d(2024, 3, 9), "2024-02-03/03-09"},
		{d(2023, 12, 30), d(2024, 1, 2), "2023-12-30/2024-01-02"},
		{d(2024, 2, 3), 0, "since 2024-02-03"},
		{0, d(2024, 2, 3), "until 2024-02-03"},
	} {
		if got := Interval(chancery.When{From: c.from, To: c.to}); got != c.want {
			t.Errorf("%v..%v: %q, want %q", c.from, c.to, got, c.want)
		}
	}
}

func TestQuotation(t *testing.T) {
	lines := quotation(strings.Repeat("word ", 60), 40)
	if len(lines) != 3 || !strings.HasPrefix(lines[0], "“word") || !strings.HasSuffix(lines[2], "…”") {
		t.Errorf("a long quotation is printed as %q", lines)
	}
	for _, l := range lines {
		if n := len([]rune(l)); n > 40 {
			t.Errorf("%q has %d columns", l, n)
		}
	}
}
