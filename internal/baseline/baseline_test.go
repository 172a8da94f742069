package baseline

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/sharedtest"
	"github.com/chancery-ledger/chancery/internal/standing"
)

var _ standing.Baseline = (*Base)(nil)

func on(s string) chancery.Day {
	d, err := chancery.ParseDay(s)
	if err != nil {
		panic(err)
	}
	return d
}

// TestDiplomatic asks for pairs of which the pages agree, do not agree, say no
// day, or say that it is over.
func TestDiplomatic(t *testing.T) {
	b := Open()
	if b.Len() != 16729 {
		t.Errorf("%d pairs", b.Len())
	}
	for _, c := range []struct {
		a, b  chancery.Code
		want  string // states in order, with the first and last day of each beginning
		doubt string
	}{
		{"PER", "MEX", "established 1823-01-23 1823-01-23; suspended undated", ""},
		{"CAN", "AFG", "established 1968-07-17 1969-07-17", "the page of AFG says 1969-07-17, that of CAN says 1968-07-17"},
		{"ARE", "SDN", "established 1971-12-01 1971-12-31; suspended undated", ""},
		{"MLI", "UKR", "established 1992-11-05 1992-11-05; severed undated", ""},
		{"COM", "QAT", "established undated; suspended undated", ""},
		{"USA", "CUB", "established 1902-05-27 1902-05-27; severed 1961-01-03 1961-01-03; established 2015-07-20 2015-07-20", ""},
		{"USA", "FRA", "established 1778-08-06 1778-08-06; suspended 1798-07-07 1798-07-07; established 1801-01-01 1801-12-31", ""}, // how the break of 1942 ended is not told
		{"USA", "IRN", "established 1883-06-11 1883-06-11; severed 1980-04-07 1980-04-07; suspended undated", "the list uses both words"},
		{"ISR", "SAU", "none undated", "that a list leaves something out proves little"}, // a row of a notes table proves nothing
		{"NIC", "NSA:Abkhazia", "established 2009-09-14 2009-09-14", "listed apart from the numbered states"},
	} {
		var got []string
		doubt := ""
		for _, f := range b.Facts(c.a, c.b, chancery.Diplomatic) {
			s := string(f.State) + " " + f.Since.From.String() + " " + f.Since.To.String()
			if f.Undated {
				s = string(f.State) + " undated"
			}
			got = append(got, s)
			if doubt == "" {
				doubt = f.Doubt
			}
			if f.Source == "" || f.AsOf.From == 0 || f.Says == "" || f.ID == "" {
				t.Errorf("%s–%s: a fact without source: %+v", c.a, c.b, f)
			}
		}
		if s := strings.Join(got, "; "); s != c.want || doubt != c.doubt {
			t.Errorf("%s–%s: %s, doubt %q; want %s, %q", c.a, c.b, s, doubt, c.want, c.doubt)
		}
	}
	if f := b.Facts("PER", "PER", ""); f != nil {
		t.Errorf("a state with itself: %v", f)
	}
}

func TestMissions(t *testing.T) {
	b := Open()
	premises := 0
	for _, f := range b.Facts("MEX", "PER", chancery.Premises) {
		premises++
		if f.State != "normal" || !f.Undated || f.URL == "" {
			t.Errorf("%+v", f)
		}
	}
	if premises < 3 { // both ways, and two sources
		t.Errorf("%d facts of premises", premises)
	}
	if f := b.Facts("MEX", "PER", chancery.Representation); len(f) != 0 {
		t.Errorf("an embassy that is listed tells no level: %+v", f)
	}
	// Where the source names the chief of mission, it does.
	found := false
	for _, f := range b.Facts("DZA", "USA", chancery.Representation) {
		found = found || f.Line.A == "DZA" && f.State == "ambassador_resident" && f.Since.From == on("2024-02-27")
	}
	if !found {
		t.Error("no ambassador of Algeria in the United States since 2024-02-27")
	}
}

func TestChief(t *testing.T) {
	for s, want := range map[string]struct {
		state standing.State
		since chancery.Day
	}{
		"Ambassador Sabri BOUKADOUM (since 27 February 2024)":         {"ambassador_resident", on("2024-02-27")},
		"Ambassador (vacant); Chargé d'Affaires X (since 4 May 2025)": {"charge_ad_interim", on("2025-05-04")},
		"Ambassador (vacant)": {"", 0},
		"Chargé d’Affaires Ana PÉREZ (since 1 August 2025)":            {"charge_ad_interim", on("2025-08-01")},
		"High Commissioner Ana PÉREZ (since 31 January 2023)":          {"ambassador_resident", on("2023-01-31")},
		"none; the U.S. has an Interests Section in the Swiss embassy": {"interests_section", 0},
		"none": {"", 0},
	} {
		if state, since := chief(s); state != want.state || since != want.since {
			t.Errorf("%q: %s %s, want %s %s", s, state, since, want.state, want.since)
		}
	}
}

func TestTerms(t *testing.T) {
	b := Open()
	for _, c := range []struct {
		state       chancery.Code
		title, on   string
		want, since string
	}{
		{"PER", "President", "2022-12-15", "Boluarte", "2022-12-07"},
		{"PER", "President", "2022-12-06", "Castillo", "2021-07-28"},
		{"PER", "President", "2025-11-03", "Jerí", "2025-10-10"},
		{"MEX", "President", "2023-01-01", "López Obrador", "2018-12-01"},
		{"MEX", "President", "2025-11-04", "Sheinbaum", "2024-10-01"},
	} {
		got := standing.New(nil, b).Holders(c.state, c.title, on(c.on), standing.Known{})
		if len(got) == 0 || !strings.Contains(got[0].Person, c.want) || got[0].Since != on(c.since) || got[0].Source == "" {
			t.Errorf("%s %s on %s: %+v", c.state, c.title, c.on, got)
		}
	}
}

func TestGroups(t *testing.T) {
	b := Open()
	south, ok := b.Group("Sudamérica")
	if !ok {
		t.Fatal("no group")
	}
	want := []chancery.Code{"ARG", "BOL", "BRA", "CHL", "COL", "ECU", "GUY", "PER", "PRY", "SUR", "URY", "VEN"}
	if got := b.Members(south, on("2025-11-04")); !slices.Equal(got, want) {
		t.Errorf("South America: %v", got)
	}
	if got := b.Members(south, on("1960-01-01")); slices.Contains(got, "GUY") || slices.Contains(got, "SUR") {
		t.Errorf("South America in 1960: %v", got)
	}
	known := map[chancery.Code]bool{}
	for _, s := range b.States() {
		known[s.Code] = true
	}
	for _, g := range b.Groups() {
		if len(b.Members(g, 0)) < 3 {
			t.Errorf("%s has %d members", g.English, len(b.Members(g, 0)))
		}
		for _, m := range g.members {
			if len(m) == 3 && !known[chancery.Code(m)] {
				t.Errorf("%s: %s is no state", g.English, m)
			}
		}
	}
}

func TestNamesByDate(t *testing.T) {
	b := Open()
	for _, c := range []struct {
		code   chancery.Code
		on     string
		want   string
		former bool
	}{
		{"COD", "1980-01-01", "Zaire", true}, {"COD", "2000-01-01", "", false}, {"MMR", "1989-06-17", "Burma", true}, {"MMR", "1989-06-18", "", false},
		{"SUN", "1980-01-01", "Soviet Union", true}, {"PER", "1980-01-01", "", false},
	} {
		if name, _, ok := b.NameOn(c.code, on(c.on)); name != c.want || ok != c.former {
			t.Errorf("%s on %s: %q", c.code, c.on, name)
		}
	}
	for _, f := range b.Former() {
		if f.Until == 0 || f.From != 0 && f.From >= f.Until || f.English == "" || f.Spanish == "" || len(f.Now) == 0 {
			t.Errorf("%+v", f)
		}
	}
}

func TestTreaties(t *testing.T) {
	b := Open()
	var titles []string
	for _, f := range b.Facts("PER", "MEX", chancery.Treaty) {
		titles = append(titles, f.Line.Part)
	}
	if !slices.Contains(titles, "pacific alliance") || slices.Contains(titles, "un") {
		t.Errorf("Peru and Mexico share %v", titles)
	}
}

// TestNotes: what contradicts the lists is shown and moves nothing.
func TestNotes(t *testing.T) {
	found := false
	for _, f := range Open().Notes("CHL", "BOL") {
		found = found || strings.Contains(f.Says, "1978")
	}
	if !found {
		t.Error("the break of 1978 between Bolivia and Chile is not noted")
	}
}

// TestTurns: every turn is a fact, and the other way round.
func TestTurns(t *testing.T) {
	b := Open()
	n := 0
	b.Turns(func(x, y chancery.Code, s standing.State, w standing.Window) {
		if n++; n%97 != 0 {
			return
		}
		fits := func(f standing.Fact) bool {
			return f.State == s && (f.Since == w || f.Undated && f.AsOf.From == w.From)
		}
		if !slices.ContainsFunc(b.Facts(x, y, chancery.Diplomatic), fits) {
			t.Errorf("%s–%s %s %v is no fact", x, y, s, w)
		}
	})
	if n < 16_800 {
		t.Errorf("%d turns", n)
	}
}

// TestEveryPair reads everything there is of every pair once.
func TestEveryPair(t *testing.T) {
	b := Open()
	for p := range b.relations().of {
		for _, f := range b.Facts(p[0], p[1], "") {
			if f.Undated == (f.Since != standing.Window{}) || f.Since.To != 0 && f.Since.From > f.Since.To {
				t.Fatalf("%+v", f)
			}
		}
	}
}

// TestSources: what is shipped may be shipped, and is not large.
func TestSources(t *testing.T) {
	for _, s := range Open().Sources() {
		if s.Licence == "" || strings.Contains(s.Licence, "UNCLEAR") || s.Read.From == 0 || s.Read.To < s.Read.From {
			t.Errorf("%+v", s)
		}
	}
	list, err := files.ReadDir("data")
	if err != nil {
		t.Fatal(err)
	}
	var size int64
	for _, e := range list {
		info, err := e.Info()
		if err != nil {
			t.Fatal(err)
		}
		size += info.Size()
		text, err := unpack(e.Name())
		if err != nil || !strings.HasPrefix(text, "# ") {
			t.Errorf("%s does not open with where it comes from (%v)", e.Name(), err)
		}
	}
	if size > 3<<20 {
		t.Errorf("%d bytes are shipped", size)
	}
}

// TestMake builds the data again and compares.
func TestMake(t *testing.T) {
	from := sharedtest.Path(t, "refdata")
	if testing.Short() {
		t.Skip("builds a program")
	}
	to := t.TempDir()
	if out, err := exec.Command("go", "run", "./make", "-from", from, "-to", to).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	made, err := filepath.Glob(filepath.Join(to, "*.gz"))
	if err != nil || len(made) < 10 {
		t.Fatal(made, err)
	}
	for _, m := range made {
		want, err := os.ReadFile(m)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := files.ReadFile("data/" + filepath.Base(m)); err != nil || !bytes.Equal(got, want) {
			t.Errorf("%s is not what make gives (%v)", filepath.Base(m), err)
		}
	}
}

func FuzzSpan(f *testing.F) {
	for _, s := range []string{"1971", "1971-12", "1971-12-03", "", "1971-13", "x"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if w := span(s); w.From > w.To {
			t.Errorf("%q: %v", s, w)
		}
	})
}

func BenchmarkOpen(b *testing.B) {
	for b.Loop() {
		base := Open()
		base.Facts("PER", "MEX", "")
		base.Notes("PER", "MEX")
		base.Terms("PER")
		base.Turns(func(x, y chancery.Code, s standing.State, w standing.Window) {})
	}
}

func BenchmarkOpenRelations(b *testing.B) {
	for b.Loop() {
		Open().Facts("PER", "MEX", chancery.Diplomatic)
	}
}

func BenchmarkFacts(b *testing.B) {
	base := Open()
	base.Facts("PER", "MEX", "")
	for b.Loop() {
		base.Facts("PER", "MEX", "")
	}
}
