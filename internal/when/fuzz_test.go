package when

import (
	"strings"
	"testing"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/text"
	"pgregory.net/rapid"
)

// checkSound fails where a result breaks what Find promises for any text.
func checkSound(t interface{ Fatalf(string, ...any) }, doc *text.Doc, got []Expr) {
	end, last := 0, 0
	for i, e := range got {
		if e.Start < end || e.End <= e.Start || e.End > len(doc.Text) || doc.Text[e.Start:e.End] != e.Text {
			t.Fatalf("expression %d of %q at %v, after byte %d: %q", i, doc.Text, e.Span, end, e.Text)
		}
		if e.First < 0 || e.Last <= e.First || e.Last > len(doc.Tokens) || e.First < last-1 {
			t.Fatalf("expression %d of %q has tokens %d to %d of %d", i, doc.Text, e.First, e.Last, len(doc.Tokens))
		}
		if e.From != 0 && e.To != 0 && e.From > e.To {
			t.Fatalf("%q of %q runs from %v to %v", e.Text, doc.Text, e.From, e.To)
		}
		if e.Anchor.Kind == Earlier && (e.Anchor.Expr < 0 || e.Anchor.Expr >= i) {
			t.Fatalf("expression %d of %q hangs on %d", i, doc.Text, e.Anchor.Expr)
		}
		if (e.Basis == chancery.Unknown) != (e.named == interval{}) {
			t.Fatalf("%q of %q: basis %s of %v..%v", e.Text, doc.Text, e.Basis, e.From, e.To)
		}
		for _, as := range []Expr{e.AsPast(), e.AsFuture()} {
			if as.From != 0 && as.To != 0 && as.From > as.To || as.Span != e.Span {
				t.Fatalf("%q of %q resolves to %v..%v", e.Text, doc.Text, as.From, as.To)
			}
		}
		end, last = e.End, e.Last
	}
}

func FuzzFind(f *testing.F) {
	for _, s := range []string{
		englishProse, spanishProse,
		"Dec. 7 of that year, mid-March 2016-2018, the '80s, 1/2/2003, 13.5.2015, 31/31/31, 29 Feb. 2023",
		"el 1º de enero del año pasado, finales de los años 80, hace 999 siglos, del 31 al 32 de abril",
		"in 0000, 9999 years ago, 2100-12-31, the 31st of February, 999 decades later", "two days after two days after Monday",
	} {
		f.Add(s, false, int32(739559))
		f.Add(s, true, int32(0))
	}
	f.Fuzz(func(t *testing.T, s string, spanish bool, ref int32) {
		lang := text.English
		if spanish {
			lang = text.Spanish
		}
		doc := text.New(s, lang, false)
		day := chancery.Day(ref % 4_000_000)
		checkSound(t, doc, Find(doc, max(day, 0)))
	})
}

// TestFindIsSound strings words of dates together at random.
func TestFindIsSound(t *testing.T) {
	pieces := map[text.Lang][]string{}
	for _, lang := range []text.Lang{text.English, text.Spanish} {
		pieces[lang] = []string{"7", "25th", "2016", "1980s", "-", ",", ".", "3,000", "'", "s", "Perú", "12/5/2020", "/", "99"}
		for form := range wordsOf(lang).senses {
			pieces[lang] = append(pieces[lang], form)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		lang := rapid.SampledFrom([]text.Lang{text.English, text.Spanish}).Draw(t, "lang")
		s := ""
		for _, w := range rapid.SliceOfN(rapid.SampledFrom(pieces[lang]), 1, 12).Draw(t, "words") {
			s += w + rapid.SampledFrom([]string{" ", " ", " ", ""}).Draw(t, "gap")
		}
		doc := text.New(s, lang, false)
		checkSound(t, doc, Find(doc, anyDay(t)))
	})
}

// TestDeepNesting holds texts on which a careless grammar recurses without end
// or reads the rest of the text at every word.
func TestDeepNesting(t *testing.T) {
	for _, s := range []string{"the week of ", "two days after ", "the first week of ", "about ", "between ", "late ", "one hundred ", "Monday, ", "la semana del ", "hace "} {
		for _, lang := range []text.Lang{text.English, text.Spanish} {
			doc := text.New(strings.Repeat(s, 20000), lang, false)
			checkSound(t, doc, Find(doc, 739559))
		}
	}
}
