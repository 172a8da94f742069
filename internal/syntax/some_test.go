package syntax_test

import (
	"slices"
	"testing"

	"github.com/chancery-ledger/chancery/internal/syntax"
	"github.com/chancery-ledger/chancery/text"
)

// reports are of several sentences each.
var reports = map[text.Lang]string{
	text.English: "Peru expels envoy\n\nPeru has expelled the ambassador. It rained in the hills. “We left,” said Ana Ruiz, who went to Quito. The buses ran late, officials were told.",
	text.Spanish: "Perú expulsa al embajador\n\nPerú expulsó al embajador del país vecino. Llovió en las sierras. «Nos fuimos», dijo Ana Ruiz, quien quiere decirle la verdad. Los autobuses llegaron tarde.",
}

// TestParseSome holds that a sentence has the tree that a whole reading gives
// it, whichever others are read, and that the others have none.
func TestParseSome(t *testing.T) {
	for lang, s := range reports {
		p := load(t, lang)
		doc := text.New(s, lang, true)
		var whole, some syntax.Tree
		p.Parse(doc, &whole)
		for set := range 1 << len(doc.Sentences) {
			p.ParseSome(doc, &some, func(at int) bool { return set>>at&1 == 1 })
			for at, sent := range doc.Sentences {
				if got, want := some.Read(at), set>>at&1 == 1; got != want {
					t.Fatalf("%s, set %b: sentence %d is read: %v, want %v", lang, set, at, got, want)
				}
				for i := sent.First; i < sent.Last; i++ {
					switch {
					case some.Read(at) && (some.Head[i] != whole.Head[i] || some.Rel[i] != whole.Rel[i] || some.Tags[i] != whole.Tags[i] || some.Feats[i] != whole.Feats[i] || some.Lemma[i] != whole.Lemma[i]):
						t.Fatalf("%s, set %b: token %q is read otherwise than in the whole", lang, set, doc.Word(i))
					case !some.Read(at) && (some.Head[i] != -1 || some.Rel[i] != syntax.Dep || some.Tags[i] != syntax.X || some.Lemma[i] != doc.Form(i)):
						t.Fatalf("%s, set %b: token %q of an unread sentence has something of a tree", lang, set, doc.Word(i))
					}
				}
			}
		}
	}
}

// TestGuesser holds that what Parse makes of a form was guessed before.
func TestGuesser(t *testing.T) {
	for lang, s := range reports {
		p := load(t, lang)
		g := p.NewGuesser()
		var tree syntax.Tree
		for _, s := range append(more(t, lang), s) {
			doc := text.New(s, lang, true)
			p.Parse(doc, &tree)
			for i, lemma := range tree.Lemma {
				if form := doc.Form(i); !slices.Contains(slices.Collect(g.Lemmas(form)), lemma) {
					t.Fatalf("%s: %s is read as a form of %q, which was not among the guesses", lang, form, lemma)
				}
			}
		}
	}
	if got := slices.Collect(load(t, text.English).NewGuesser().Lemmas("zebras")); !slices.Contains(got, "zebra") || slices.Contains(got, "go") {
		t.Errorf("zebras may be %q", got)
	}
}

// more are the sentences of the fixtures in a language.
func more(t *testing.T, lang text.Lang) []string {
	var out []string
	for _, f := range readFixtures(t, "testdata/news.txt") {
		if f.lang == lang {
			out = append(out, f.text)
		}
	}
	return out
}
