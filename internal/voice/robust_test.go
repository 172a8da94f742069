package voice

import (
	"testing"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/name"
	"github.com/chancery-ledger/chancery/internal/syntax"
	"github.com/chancery-ledger/chancery/text"
)

// FuzzFind reads anything with a tree that is no better than the seed: heads
// and relations are drawn from it, so that the reader meets every wrong tree.
func FuzzFind(f *testing.F) {
	for _, s := range []string{
		"“We leave,” he said. “Now we go home at last,” she added, saying that “it is over”.",
		"X: Y said that, according to Z\n\n“One two three four\n\n“five six seven” — A. Ruiz",
		"Said said said: “”, said “that that” told of on",
	} {
		f.Add(s, uint64(1), true)
	}
	f.Fuzz(func(t *testing.T, s string, seed uint64, title bool) {
		for _, lang := range []text.Lang{text.English, text.Spanish} {
			doc := text.New(s, lang, title)
			tree := randomTree(doc, seed)
			found := Find(doc, tree, name.Find(doc, chancery.Day(739000)))
			checkStatements(t, doc, found)
			Quotes(tree, found)
			Find(doc, tree, nil)
		}
	})
}

// randomTree gives every sentence of doc a tree: each token hangs on one nearer
// to the root.
func randomTree(doc *text.Doc, seed uint64) *syntax.Tree {
	tree := &syntax.Tree{Doc: doc}
	tree.Reset(len(doc.Tokens))
	next := func(n int) int {
		seed = seed*6364136223846793005 + 1442695040888963407
		return int(seed>>33) % n
	}
	for _, s := range doc.Sentences {
		root := s.First + next(s.Last-s.First)
		for i := s.First; i < s.Last; i++ {
			tree.Lemma[i] = doc.Word(i)
			if tree.Lemma[i] == "said" {
				tree.Lemma[i] = "say"
			}
			tree.Tags[i] = syntax.Tag(next(17))
			tree.Feats[i] = syntax.Feats(seed >> 20)
			tree.Rel[i] = syntax.Rel(next(int(syntax.Punctuation) + 1))
			switch {
			case i == root:
				tree.Head[i] = -1
			case i < root:
				tree.Head[i] = int32(i + 1 + next(root-i))
			default:
				tree.Head[i] = int32(i - 1 - next(i-root))
			}
		}
	}
	return tree
}

// checkStatements holds what Find promises.
func checkStatements(t *testing.T, doc *text.Doc, found []Statement) {
	t.Helper()
	for i, s := range found {
		if s.First < 0 || s.Last <= s.First || s.Last > len(doc.Tokens) || s.Content != doc.SpanOf(s.First, s.Last) {
			t.Fatalf("content of %+v", s)
		}
		if s.Speaker.Start < 0 || s.Speaker.End > len(doc.Text) || s.Speaker.Len() < 0 || s.SpeakerHead >= len(doc.Tokens) {
			t.Fatalf("speaker of %+v", s)
		}
		if s.Parent >= len(found) || s.Parent == i || s.CueToken >= len(doc.Tokens) {
			t.Fatalf("parent of %d: %+v", i, s)
		}
		at := s.Content.Start
		for _, p := range s.Parts {
			if p.Start < at || p.Len() <= 0 || p.End > s.Content.End {
				t.Fatalf("parts of %+v", s)
			}
			at = p.End
		}
		if i > 0 && found[i-1].First > s.First {
			t.Fatalf("statement %d is out of order", i)
		}
	}
}

const dispatch = `Peru breaks relations with Mexico

LIMA (Reuters) — The government of Peru said on Monday that it had decided to break diplomatic relations with Mexico. “We learned of it with surprise,” Foreign Minister Hugo de Zela told reporters. “There was no other way.”

The minister accused Mexico of interfering in the affairs of Peru, and added that consular relations would continue. According to the Mexican foreign ministry, the decision is “excessive and disproportionate”.
`

func BenchmarkFind(b *testing.B) {
	parser := parsers(b)[text.English]
	doc, tree := text.New(dispatch, text.English, true), &syntax.Tree{}
	parser.Parse(doc, tree)
	names := name.Find(doc, chancery.Day(739000))
	b.SetBytes(int64(len(dispatch)))
	b.ReportAllocs()
	for b.Loop() {
		Find(doc, tree, names)
	}
}
