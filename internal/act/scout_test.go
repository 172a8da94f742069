package act

import (
	"testing"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/name"
	"github.com/chancery-ledger/chancery/internal/syntax"
	"github.com/chancery-ledger/chancery/text"
)

// TestScout holds over the examples of all rules that a sentence with a frame
// was promising.
func TestScout(t *testing.T) {
	for _, lang := range []text.Lang{text.English, text.Spanish} {
		r, err := Load(lang)
		if err != nil {
			t.Fatal(err)
		}
		parser, err := syntax.Load(lang)
		if err != nil {
			t.Fatal(err)
		}
		scout := r.NewScout(parser.NewGuesser().Lemmas)
		var tree syntax.Tree
		check := func(s string) {
			t.Helper()
			doc := text.New(s, lang, false)
			names := name.Find(doc, chancery.Date(2025, 11, 4))
			promising, _ := scout.Promising(doc, names)
			parser.Parse(doc, &tree)
			for _, f := range r.Match(doc, &tree, names) {
				if !promising[f.Sentence] {
					t.Errorf("%s: sentence %d of %q was not promising", f.Rule, f.Sentence, s)
				}
			}
		}
		for i := range r.rules {
			for _, e := range r.rules[i].fires {
				check(e.text)
			}
			for _, e := range r.rules[i].nots {
				check(e.text)
			}
		}
	}
}

func TestScoutPassesOver(t *testing.T) {
	for _, tt := range []struct {
		lang text.Lang
		text string
		want []bool
	}{
		{text.English, "Peru severed diplomatic ties with Mexico. The river rose in the valley. Peru won by two goals.", []bool{true, false, false}},
		{text.English, "The singer walked home.", []bool{false}},
		{text.Spanish, "Perú rompió relaciones diplomáticas con México. El río creció en el valle.", []bool{true, false}},
	} {
		r, err := Load(tt.lang)
		if err != nil {
			t.Fatal(err)
		}
		parser, err := syntax.Load(tt.lang)
		if err != nil {
			t.Fatal(err)
		}
		doc := text.New(tt.text, tt.lang, false)
		got, any := r.NewScout(parser.NewGuesser().Lemmas).Promising(doc, name.Find(doc, chancery.Date(2025, 11, 4)))
		for at, want := range tt.want {
			if got[at] != want {
				t.Errorf("sentence %d of %q is promising: %v, want %v", at, tt.text, got[at], want)
			}
		}
		if any != tt.want[0] {
			t.Errorf("%q is promising: %v, want %v", tt.text, any, tt.want[0])
		}
	}
}
