package review_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/catalogue"
	"github.com/chancery-ledger/chancery/internal/review"
)

const reportText = "Lima acts\n\nPeru severed  relations\nwith México on Monday. Peru severed nothing else."

func corrector(t *testing.T) review.Corrector {
	t.Helper()
	kinds, err := catalogue.Load()
	if err != nil {
		t.Fatal(err)
	}
	return review.Corrector{
		Kinds: kinds, Name: func(c chancery.Code) string { return "called " + string(c) },
		Report: func(_ context.Context, id string) (chancery.Report, error) {
			if id != "r" {
				return chancery.Report{}, errors.New("another report")
			}
			return chancery.Report{ID: id, Text: reportText}, nil
		},
	}
}

func wrongClaim() chancery.Filed {
	c := chancery.Claim{ID: "c", Status: chancery.Done, Confidence: 0.4, Why: &chancery.Why{Rule: "sever"}, Evidence: []chancery.Evidence{{Start: 0, End: 4, Text: "Lima"}}}
	c.Type, c.From, c.To = "envoy.expel", []chancery.Party{{Code: "PER", Name: "Peru", Start: 11, End: 15}}, []chancery.Party{{Code: "BOL"}}
	c.When = chancery.When{From: day, To: day, Basis: chancery.Relative, Text: "on Monday", Start: 47, End: 56}
	c.Person, c.Channel = "Ana", "trade"
	return chancery.Filed{Claim: c, Report: chancery.Report{ID: "r"}}
}

func ptr[T any](v T) *T { return &v }

// A change touches what it names and, since a person has read the claim, how it
// was read; all else stays.
func TestCorrect(t *testing.T) {
	stated := func(from, to chancery.Day) chancery.When {
		return chancery.When{From: from, To: to, Basis: chancery.Stated}
	}
	for name, c := range map[string]struct {
		by   review.Change
		want func(*chancery.Claim)
	}{
		"nothing": {review.Change{}, func(c *chancery.Claim) {}},
		"type and status": {review.Change{Type: ptr(chancery.ActType("relations.sever")), Status: ptr(chancery.Planned)}, func(c *chancery.Claim) {
			c.Type, c.Status = "relations.sever", chancery.Planned
		}},
		"person, channel, voice": {review.Change{Person: ptr(""), Channel: ptr("consular"), Alleged: ptr(true)}, func(c *chancery.Claim) {
			c.Person, c.Channel, c.Alleged = "", "consular", true
		}},
		"a party keeps its place": {review.Change{From: []chancery.Code{"MEX", "PER", ""}, To: []chancery.Code{}}, func(c *chancery.Claim) {
			c.From, c.To = []chancery.Party{{Code: "MEX", Name: "called MEX"}, c.From[0], {Name: "called "}}, []chancery.Party{}
		}},
		"both days":     {review.Change{First: ptr(day - 1), Last: ptr(day)}, func(c *chancery.Claim) { c.When = stated(day-1, day) }},
		"one day":       {review.Change{Last: ptr(day + 3)}, func(c *chancery.Claim) { c.When = stated(day, day+3) }},
		"no end":        {review.Change{Last: ptr(chancery.Day(0))}, func(c *chancery.Claim) { c.When = stated(day, 0) }},
		"day not known": {review.Change{First: ptr(chancery.Day(0)), Last: ptr(chancery.Day(0))}, func(c *chancery.Claim) { c.When = chancery.When{Basis: chancery.Unknown} }},
		"words": {review.Change{Words: ptr("Peru severed relations with México")}, func(c *chancery.Claim) {
			c.Evidence = []chancery.Evidence{{Start: 11, End: 47, Text: "Peru severed  relations\nwith México"}}
		}},
		"stretches": {review.Change{Evidence: []chancery.Evidence{{Start: 11, End: 15}, {Start: 5, End: 9}}}, func(c *chancery.Claim) {
			c.Evidence = []chancery.Evidence{{Start: 11, End: 15, Text: "Peru"}, {Start: 5, End: 9, Text: "acts"}}
		}},
	} {
		t.Run(name, func(t *testing.T) {
			x, want := corrector(t), wrongClaim().Claim
			want.ID, want.Why, want.Confidence = "", nil, 1
			c.want(&want)
			want.Codes = x.Kinds.CodesFor(want.Type, want.Status)
			got, err := x.Correct(t.Context(), wrongClaim(), c.by)
			if err != nil || cmp.Diff(want, got) != "" {
				t.Errorf("%v, want (-) got (+)\n%s", err, cmp.Diff(want, got))
			}
		})
	}
}

func TestCorrectRefuses(t *testing.T) {
	at := func(start, end int) review.Change {
		return review.Change{Evidence: []chancery.Evidence{{Start: start, End: end}}}
	}
	accent := strings.Index(reportText, "é")
	for name, c := range map[string]struct {
		by   review.Change
		part review.Part
		says string
	}{
		"type":               {review.Change{Type: ptr(chancery.ActType("war.dance"))}, review.TypePart, `"war.dance" is no type`},
		"status":             {review.Change{Status: ptr(chancery.Status("perhaps"))}, review.StatusPart, "done"},
		"nobody":             {review.Change{From: []chancery.Code{}, To: []chancery.Code{}}, review.PartiesPart, "at least one party"},
		"last before first":  {review.Change{Last: ptr(day - 1)}, review.DaysPart, (day - 1).String()},
		"words not there":    {review.Change{Words: ptr("Peru severed all")}, review.EvidencePart, "no stretch"},
		"no stretch":         {review.Change{Evidence: []chancery.Evidence{}}, review.EvidencePart, "no stretch"},
		"empty stretch":      {at(3, 3), review.EvidencePart, "no stretch"},
		"backwards":          {at(4, 3), review.EvidencePart, "no stretch"},
		"before the text":    {at(-1, 3), review.EvidencePart, "no stretch"},
		"beyond the text":    {at(0, len(reportText)+1), review.EvidencePart, "no stretch"},
		"half of a letter":   {at(0, accent+1), review.EvidencePart, "no stretch"},
		"from within letter": {at(accent+1, accent+3), review.EvidencePart, "no stretch"},
	} {
		_, err := corrector(t).Correct(t.Context(), wrongClaim(), c.by)
		if wrong := (*review.WrongError)(nil); !errors.As(err, &wrong) || wrong.Part != c.part || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v, want one of %s that says %q", name, err, c.part, c.says)
		}
	}
	elsewhere := wrongClaim()
	elsewhere.Report.ID = "x"
	if _, err := corrector(t).Correct(t.Context(), elsewhere, review.Change{Words: ptr("Peru")}); err == nil || errors.As(err, new(*review.WrongError)) {
		t.Errorf("a report that cannot be read: %v", err)
	}
}

// Words that are taken from a text are found in it, however the white space
// between them was changed.
func TestWords(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		ws := rapid.SliceOfN(rapid.StringMatching(`[a-cé]{1,3}`), 1, 12).Draw(t, "words")
		gap := func(label string) string {
			return rapid.SampledFrom([]string{" ", "\n", "  ", "\u00a0", "\r\n\t", "\u202f"}).Draw(t, label)
		}
		var text, asked strings.Builder
		from := rapid.IntRange(0, len(ws)-1).Draw(t, "from")
		for i, w := range ws {
			text.WriteString(w + gap("gap of the text"))
			if i >= from {
				asked.WriteString(gap("gap of the form") + w)
			}
		}
		e, ok := review.Words(text.String(), asked.String())
		if !ok || e.Text != text.String()[e.Start:e.End] || cmp.Diff(strings.Fields(e.Text), ws[from:]) != "" {
			t.Fatalf("%q in %q: %+v, %v", asked.String(), text.String(), e, ok)
		}
	})
	for _, none := range []string{"", " \n", "b a", "ab"} {
		if e, ok := review.Words("a b\u00a0c", none); ok {
			t.Errorf("%q was found: %+v", none, e)
		}
	}
}
