package name

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/text"
)

// marks are the braces of a fixture: "{PER adj: Peruvian} police".
var marks = regexp.MustCompile(`\{[^:{}]+(?::[^:{}]*[^ :{}])?: ([^{}]*)\}`)

// TestMarks reads sentences of ours in which the expected mentions are marked.
func TestMarks(t *testing.T) {
	day := chancery.Date(2025, 11, 4)
	for _, lang := range []text.Lang{text.English, text.Spanish} {
		b, err := os.ReadFile("testdata/" + string(lang) + ".txt")
		if err != nil {
			t.Fatal(err)
		}
		cases := 0
		for n, want := range strings.Split(strings.TrimSuffix(string(b), "\n"), "\n") {
			if strings.HasPrefix(want, "#") {
				continue
			}
			cases++
			doc := text.New(marks.ReplaceAllString(want, "$1"), lang, false)
			if got := mark(doc, Find(doc, day)); got != want {
				t.Errorf("testdata/%s.txt:%d:\n%s", lang, n+1, cmp.Diff(want, got))
			}
		}
		if cases < 75 {
			t.Errorf("%s: %d sentences, want 75 at least", lang, cases)
		}
	}
}

// A leader is judged by the day of the report.
func TestDay(t *testing.T) {
	for _, c := range []struct {
		day  chancery.Day
		s    string
		want string
	}{
		{chancery.Date(2023, 6, 1), "Trump spoke.", "{USA former person: Trump} spoke."},
		{chancery.Date(2019, 6, 1), "Trump spoke.", "{USA person: Trump} spoke."},
		{chancery.Date(2007, 6, 1), "Chávez spoke in Caracas.", "{VEN person: Chávez} spoke in {VEN city: Caracas}."},
		{chancery.Date(2025, 6, 1), "Chávez spoke in Caracas.", "Chávez spoke in {VEN city: Caracas}."},
		{chancery.Date(2018, 9, 1), "Josep Borrell spoke.", "{ESP person: Josep Borrell} spoke."},
		{chancery.Date(2022, 6, 1), "Josep Borrell spoke.", "{ORG:EU person: Josep Borrell} spoke."},
		{chancery.Date(2010, 6, 1), "Medvedev met Obama.", "{RUS person: Medvedev} met {USA person: Obama}."},
		{0, "Putin met Xi.", "{RUS person: Putin} met {CHN person: Xi}."},
	} {
		doc := text.New(c.s, text.English, false)
		if got := mark(doc, Find(doc, c.day)); got != c.want {
			t.Errorf("%v: got %s, want %s", c.day, got, c.want)
		}
	}
}

func TestPeopleAndAt(t *testing.T) {
	doc := text.New("Peruvian Foreign Minister Hugo de Zela left. De Zela said no.", text.English, false)
	m := Find(doc, chancery.Date(2025, 11, 4))
	want := []chancery.Person{
		{Name: "Hugo de Zela", Office: "foreign minister", Code: "PER", Start: 9, End: 38},
		{Name: "Hugo de Zela", Office: "foreign minister", Code: "PER", Start: 45, End: 52},
	}
	if diff := cmp.Diff(want, m.People()); diff != "" {
		t.Error(diff)
	}
	if m.At(0) == nil || m.At(0).Kind != Adjective || m.At(3) != m.At(5) || m.At(len(doc.Tokens)-1) != nil || m.At(-1) != nil {
		t.Error("At does not find the mention that covers a token, and only that")
	}
	if back := m.At(9); back == nil || back.Antecedent < 0 || m.List[back.Antecedent].Person != "Hugo de Zela" {
		t.Errorf("the surname does not lead back to the full name: %+v", back)
	}
}
