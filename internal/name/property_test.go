package name

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/text"
)

func docOf(s, lang string) *text.Doc { return text.New(s, text.Lang(lang), false) }

// checkMentions asserts what holds of the mentions of any text.
func checkMentions(t rapid.TB, doc *text.Doc, m *Mentions) {
	at := 0
	for i := range m.List {
		x := &m.List[i]
		if x.First < at || x.Last <= x.First || x.Last > len(doc.Tokens) {
			t.Fatalf("mention %d [%d,%d) overlaps, is empty or leaves the text", i, x.First, x.Last)
		}
		at = x.Last
		if x.Antecedent < -1 || x.Antecedent >= len(m.List) || x.Antecedent == i {
			t.Fatalf("mention %d has antecedent %d of %d", i, x.Antecedent, len(m.List))
		}
		if x.Kind == None || x.Codes != nil && len(x.Codes) == 0 {
			t.Fatalf("mention %d has kind %v and codes %v", i, x.Kind, x.Codes)
		}
		if m.At(x.First) != x || m.At(x.Last-1) != x {
			t.Fatalf("At does not find mention %d", i)
		}
	}
	for _, p := range m.People() {
		if p.Start >= p.End || p.End > len(doc.Text) || p.Name == "" {
			t.Fatalf("person %+v", p)
		}
	}
}

// Texts of words that matter, in any order.
func TestMentionsOfAnyWords(t *testing.T) {
	words := strings.Fields(`Peru Peruvian Mexico 's the The President Hugo de Zela , . and former ex - U.S. EE. UU. President of its their
		both countries South American nation police in Lima Georgia Washington Jordan Kim Chávez ministro canciller peruano del al él
		la República Dominicana Foreign Minister said Ban May "Israel" Putin's ( ) ; Rusia-Ucrania pro-Russian UN-backed`)
	rapid.Check(t, func(t *rapid.T) {
		s := strings.Join(rapid.SliceOfN(rapid.SampledFrom(words), 0, 40).Draw(t, "words"), " ")
		lang := rapid.SampledFrom([]text.Lang{text.English, text.Spanish}).Draw(t, "lang")
		doc := text.New(s, lang, rapid.Bool().Draw(t, "title"))
		checkMentions(t, doc, Find(doc, chancery.Day(rapid.Int32Range(0, 740000).Draw(t, "day"))))
	})
}

// Folding twice is folding once, and accents do not count.
func TestFold(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.String().Draw(t, "s")
		once, _ := fold(nil, s)
		twice, _ := fold(nil, string(once))
		if string(once) != string(twice) {
			t.Fatalf("%q folds to %q and then to %q", s, once, twice)
		}
	})
	for s, want := range map[string]string{"Türkiye": "turkiye", "Đinđić": "dindic", "U.S.": "us", "CÔTE": "cote", "Straße": "strasse", "D’Ivoire": "d'ivoire", "ñandú": "nandu"} {
		if got, _ := fold(nil, s); string(got) != want {
			t.Errorf("%q folds to %q, want %q", s, got, want)
		}
	}
}

func FuzzFind(f *testing.F) {
	f.Add("Peru breaks relations with Mexico\n\nLima said so.", true, int32(739559))
	f.Add("El canciller de EE. UU., Marco Rubio, llegó a la República Dominicana.", false, int32(0))
	f.Add("Ex-\xff’s U.S.-China ex-Prime Minister", false, int32(-5))
	f.Fuzz(func(t *testing.T, s string, english bool, day int32) {
		lang := text.Spanish
		if english {
			lang = text.English
		}
		doc := text.New(s, lang, true)
		checkMentions(t, doc, Find(doc, chancery.Day(day)))
	})
}
