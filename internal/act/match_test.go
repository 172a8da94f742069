package act

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/chancery-ledger/chancery/internal/name"
	"github.com/chancery-ledger/chancery/internal/syntax"
	"github.com/chancery-ledger/chancery/text"
)

const dispatch = `Peru breaks ties with Mexico

The government of Peru announced its decision to sever diplomatic relations with Mexico on Monday. Hours earlier a former prime minister had been granted asylum at the Mexican embassy in Lima. Chile called on both countries to talk, and Canada summoned the Peruvian ambassador. "We will expel every Mexican diplomat," the president said.`

func TestChain(t *testing.T) {
	r, err := Load(text.English)
	if err != nil {
		t.Fatal(err)
	}
	tree, _, frames := read(t, r, "Peru announced that it had decided to sever diplomatic relations with Mexico.", false)
	i := slices.IndexFunc(frames, func(f Frame) bool { return f.Type == "relations.sever" })
	if i < 0 {
		t.Fatal("no frame")
	}
	f := frames[i]
	var chain []string
	for _, c := range f.Chain {
		chain = append(chain, tree.Lemma[c])
	}
	if tree.Lemma[f.Pred] != "sever" || !slices.Equal(chain, []string{"decide", "announce"}) {
		t.Errorf("predicate %s, chain %v", tree.Lemma[f.Pred], chain)
	}
	if got := tree.Doc.Slice(f.First, f.Last); got != "Peru announced that it had decided to sever diplomatic relations with Mexico" {
		t.Errorf("evidence %q", got)
	}
	if len(f.Candidates) < 2 {
		t.Errorf("candidates %v", f.Candidates)
	}
}

// TestAnyTree holds that any tree, however wrong, yields well-formed frames.
func TestAnyTree(t *testing.T) {
	r, err := Load(text.English)
	if err != nil {
		t.Fatal(err)
	}
	good, names, _ := read(t, r, dispatch, true)
	rapid.Check(t, func(rt *rapid.T) {
		doc := good.Doc
		tree := &syntax.Tree{Doc: doc, Lemma: good.Lemma, Feats: good.Feats}
		n := len(doc.Tokens)
		tree.Tags = slices.Clone(good.Tags)
		tree.Rel = make([]syntax.Rel, n)
		tree.Head = make([]int32, n)
		for _, s := range doc.Sentences {
			for i := s.First; i < s.Last; i++ {
				// Heads to the left only, or the root: no circles, any shape.
				tree.Head[i] = int32(rapid.IntRange(s.First-1, i-1).Draw(rt, "head"))
				if tree.Head[i] < int32(s.First) {
					tree.Head[i] = -1
				}
				tree.Rel[i] = syntax.Rel(rapid.IntRange(0, syntax.NumRels-1).Draw(rt, "relation"))
			}
		}
		for _, f := range r.Match(doc, tree, names) {
			checkFrame(rt, doc, names, &f)
		}
	})
}

func checkFrame(t *rapid.T, doc *text.Doc, names *name.Mentions, f *Frame) {
	s := doc.Sentences[f.Sentence]
	if f.Trigger < s.First || f.Trigger >= s.Last || f.First > f.Trigger || f.Last <= f.Trigger || f.First < s.First || f.Last > s.Last {
		t.Fatalf("%s: tokens %d..%d of trigger %d, sentence %d..%d", f.Rule, f.First, f.Last, f.Trigger, s.First, s.Last)
	}
	if f.Weight <= 0 || f.Weight > 1 {
		t.Fatalf("%s: weight %v", f.Rule, f.Weight)
	}
	for _, side := range [][]Arg{f.From, f.To, f.Candidates} {
		for _, a := range side {
			if len(a.Codes) == 0 || !slices.Equal(names.List[a.Mention].Codes, a.Codes) {
				t.Fatalf("%s: party %+v of mention %+v", f.Rule, a, names.List[a.Mention])
			}
		}
	}
}

func FuzzMatch(f *testing.F) {
	r, err := Load(text.English)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(dispatch)
	f.Add("Russia, Russia expels expels of of Mexico's ambassador to to")
	f.Fuzz(func(t *testing.T, s string) {
		if len(s) > 4000 {
			return
		}
		read(t, r, s, true)
	})
}

func BenchmarkMatch(b *testing.B) {
	r, err := Load(text.English)
	if err != nil {
		b.Fatal(err)
	}
	tree, names, _ := read(b, r, dispatch, true)
	b.SetBytes(int64(len(dispatch)))
	b.ReportAllocs()
	for b.Loop() {
		r.Match(tree.Doc, tree, names)
	}
}

// BenchmarkNoTrigger is what a text without any trigger costs.
func BenchmarkNoTrigger(b *testing.B) {
	r, err := Load(text.English)
	if err != nil {
		b.Fatal(err)
	}
	s := "The river was high after days of snow, and the old bridge was grey in the dusk."
	tree, names, _ := read(b, r, s, false)
	for i := range tree.Doc.Tokens {
		if r.Triggered(tree.Doc, tree, i) {
			b.Fatalf("%q is a trigger", tree.Doc.Word(i))
		}
	}
	b.SetBytes(int64(len(s)))
	b.ReportAllocs()
	for b.Loop() {
		r.Match(tree.Doc, tree, names)
	}
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		if _, err := Load(text.English); err != nil {
			b.Fatal(err)
		}
	}
}
