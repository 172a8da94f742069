package syntax_test

import (
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/chancery-ledger/chancery/internal/syntax"
	"github.com/chancery-ledger/chancery/text"
	"pgregory.net/rapid"
)

// checkTree tells what is wrong with the form of a tree, "" for nothing: each
// sentence has one root and no cycle, no arc leaves its sentence, every token
// has a lemma and known values, and subtrees lie within their sentences.
func checkTree(t *syntax.Tree) string {
	n := len(t.Doc.Tokens)
	if t.Len() != n || len(t.Tags) != n || len(t.Feats) != n || len(t.Lemma) != n || len(t.Rel) != n {
		return "length of a column"
	}
	for s, sent := range t.Doc.Sentences {
		roots := 0
		for i := sent.First; i < sent.Last; i++ {
			h := int(t.Head[i])
			switch {
			case h == -1:
				roots++
			case h < sent.First || h >= sent.Last || h == i:
				return "head out of bounds"
			}
			if (h == -1) != (t.Rel[i] == syntax.Root) || int(t.Rel[i]) >= syntax.NumRels || int(t.Tags[i]) >= syntax.NumTags {
				return "relation or tag"
			}
			if t.Lemma[i] == "" {
				return "empty lemma"
			}
			steps := 0
			for j := h; j >= 0; j = int(t.Head[j]) {
				if steps++; steps > sent.Last-sent.First {
					return "cycle"
				}
			}
			if lo, hi := t.Subtree(i); lo < sent.First || hi > sent.Last || lo > i || hi <= i {
				return "subtree out of bounds"
			}
		}
		if roots != 1 || t.Head[t.RootOf(s)] != -1 {
			return "not one root"
		}
	}
	return ""
}

var seeds = []string{
	"", " ", "\n", ".", "Mexico severs ties with Ecuador\n\nPeru expelled the ambassador on Monday.",
	"El embajador fue declarado persona no grata. Entregándoselo del todo, dijo.", "\xff\xfe a\x00b", "🙂 🙂🙂 ’’’ “”",
	strings.Repeat("and ", 600), strings.Repeat("x", 5000), "((((((((((", "1 2 3 4,5 6.7 8:9",
}

func FuzzParse(f *testing.F) {
	for _, s := range seeds {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		var tree syntax.Tree
		for _, lang := range []text.Lang{text.English, text.Spanish} {
			load(t, lang).Parse(text.New(s, lang, true), &tree)
			if wrong := checkTree(&tree); wrong != "" {
				t.Errorf("%s: %s", lang, wrong)
			}
		}
	})
}

// randomTree draws a tree of one or two sentences, not always projective.
func randomTree(t *rapid.T) *syntax.Tree {
	d := &text.Doc{Lang: text.English}
	tree := &syntax.Tree{Doc: d}
	for range rapid.IntRange(1, 2).Draw(t, "sentences") {
		n := rapid.IntRange(1, 9).Draw(t, "tokens")
		first := len(d.Tokens)
		order := rapid.Permutation(ints(n)).Draw(t, "order")
		heads := make([]int32, n)
		for k, i := range order {
			heads[i] = -1
			if k > 0 {
				heads[i] = int32(first + order[rapid.IntRange(0, k-1).Draw(t, "head")])
			}
		}
		for range n {
			at := int32(len(d.Text))
			d.Text += "w "
			d.Tokens = append(d.Tokens, text.Token{Start: at, End: at + 1, Spaced: true})
		}
		d.Sentences = append(d.Sentences, text.Sentence{First: first, Last: first + n})
		tree.Head = append(tree.Head, heads...)
	}
	tree.Rel = make([]syntax.Rel, len(tree.Head))
	return tree
}

func ints(n int) []int {
	out := make([]int, n)
	for i := range out {
		out[i] = i
	}
	return out
}

func TestWalk(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		tree := randomTree(t)
		n := tree.Len()
		a, b := rapid.IntRange(0, n-1).Draw(t, "a"), rapid.IntRange(0, n-1).Draw(t, "b")
		deps := slices.Collect(tree.Deps(a))
		lo, hi := tree.Subtree(a)
		for i := range n {
			if slices.Contains(deps, i) != (tree.Head[i] == int32(a)) {
				t.Fatalf("deps of %d: %v", a, deps)
			}
			if tree.IsAncestor(a, i) && (i < lo || i >= hi) {
				t.Fatalf("%d below %d is not in %d:%d", i, a, lo, hi)
			}
		}
		if !tree.IsAncestor(a, lo) || !tree.IsAncestor(a, hi-1) {
			t.Fatalf("subtree of %d is %d:%d, too wide", a, lo, hi)
		}
		path, top := tree.Path(nil, a, b)
		if (top < 0) != (tree.Doc.SentenceOf(a) != tree.Doc.SentenceOf(b)) {
			t.Fatalf("path from %d to %d: %v", a, b, path)
		}
		if top < 0 {
			return
		}
		if path[0] != a || path[len(path)-1] != b || path[top] != tree.Common(a, b) {
			t.Fatalf("path from %d to %d: %v over %d", a, b, path, top)
		}
		for k := 1; k < len(path); k++ {
			up, down := path[k-1], path[k]
			if k > top {
				up, down = down, up
			}
			if tree.Head[up] != int32(down) {
				t.Fatalf("path from %d to %d: %v: no arc at %d", a, b, path, k)
			}
		}
	})
}

// TestParseAgain fills one tree with several texts and allocates nothing once
// all buffers have their size.
func TestParseAgain(t *testing.T) {
	p := load(t, text.English)
	doc := text.New(seeds[4]+strings.Repeat("\n\nMexico broke off relations with Ecuador, its president said on Saturday.", 30), text.English, true)
	var tree syntax.Tree
	p.Parse(doc, &tree)
	want := tree.String()
	p.Parse(text.New("Another text.", text.English, false), &tree)
	if n := testing.AllocsPerRun(10, func() { p.Parse(doc, &tree) }); n > 0 && !underRace {
		t.Errorf("%.0f allocations for a text read before", n)
	}
	if tree.String() != want {
		t.Error("the second reading differs from the first")
	}
	if n := testing.AllocsPerRun(10, func() {
		for i := range tree.Deps(1) {
			_ = i
		}
		tree.FindDep(1, syntax.Obj, syntax.Nsubj)
	}); n > 0 {
		t.Errorf("%.0f allocations to walk", n)
	}
}

// TestParseConcurrently reads texts from several goroutines.
func TestParseConcurrently(t *testing.T) {
	p := load(t, text.English)
	doc := text.New(seeds[4], text.English, true)
	var tree syntax.Tree
	p.Parse(doc, &tree)
	want := tree.String()
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			var tree syntax.Tree
			for range 20 {
				p.Parse(doc, &tree)
				if got := tree.String(); got != want {
					t.Errorf("got\n%swant\n%s", got, want)
					return
				}
			}
		})
	}
	all.Wait()
}

// TestLongSentence reads a sentence that is taken in parts.
func TestLongSentence(t *testing.T) {
	for _, lang := range []text.Lang{text.English, text.Spanish} {
		var tree syntax.Tree
		load(t, lang).Parse(text.New(strings.Repeat("word ", 1200), lang, false), &tree)
		if wrong := checkTree(&tree); wrong != "" {
			t.Errorf("%s: %s", lang, wrong)
		}
	}
}
