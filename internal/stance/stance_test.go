package stance_test

import (
	"testing"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/stance"
	"github.com/chancery-ledger/chancery/internal/syntax"
	"github.com/chancery-ledger/chancery/text"
)

// TestJudge has the word that tells a deed, what sort of deed it is, and how
// it must stand.
func TestJudge(t *testing.T) {
	for _, c := range []struct {
		lang  text.Lang
		deed  stance.Deed
		said  string
		word  string
		stand chancery.Status
	}{
		{text.English, stance.Plain, "Peru expelled the ambassador of Mexico.", "expelled", chancery.Done},
		{text.English, stance.Plain, "Peru will expel the ambassador of Mexico.", "expel", chancery.Planned},
		{text.English, stance.Plain, "Peru refused to expel the ambassador of Mexico.", "expel", chancery.Not},
		{text.English, stance.Plain, "Lawmakers urged Peru to expel the ambassador of Mexico.", "expel", chancery.Proposed},
		{text.English, stance.Plain, "Mexico said there were no plans to restore relations with Ecuador.", "restore", chancery.Not},
		{text.English, stance.Plain, "The former vice president had been promised asylum in Mexico.", "promised", chancery.Planned},
		{text.English, stance.Plain, "Mexico promised to grant him asylum.", "grant", chancery.Planned},
		{text.English, stance.Refusal, "Serbia refused to extradite the suspect to Italy.", "extradite", chancery.Done},
		{text.English, stance.Refusal, "Serbia will refuse to extradite the suspect to Italy.", "extradite", chancery.Planned},
		{text.English, stance.Uttered, "Canada rejected the extradition request of France.", "request", chancery.Done},
		{text.English, stance.Uttered, "France asked Canada to extradite the priest.", "extradite", chancery.Done},
		{text.Spanish, stance.Plain, "Perú se negó a expulsar al embajador de México.", "expulsar", chancery.Not},
		{text.Spanish, stance.Plain, "Perú expulsará al embajador de México.", "expulsará", chancery.Planned},
		{text.Spanish, stance.Refusal, "Serbia se negó a extraditar al sospechoso.", "extraditar", chancery.Done},
		{text.Spanish, stance.Plain, "México prometió asilo al exvicepresidente.", "prometió", chancery.Planned},
	} {
		parser, err := syntax.Load(c.lang)
		if err != nil {
			t.Fatal(err)
		}
		lexicon, err := stance.Load(c.lang)
		if err != nil {
			t.Fatal(err)
		}
		doc := text.New(c.said, c.lang, false)
		tree := new(syntax.Tree)
		parser.Parse(doc, tree)
		at := -1
		for i := range doc.Tokens {
			if doc.Word(i) == c.word {
				at = i
			}
		}
		if at < 0 {
			t.Fatalf("%q has no word %q", c.said, c.word)
		}
		if got := lexicon.Judge(tree, at, c.deed); got.Status != c.stand {
			t.Errorf("%q: %s is %s, want %s; by %v", c.said, c.word, got.Status, c.stand, got.Cues)
		}
	}
}
