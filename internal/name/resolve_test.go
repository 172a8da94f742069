package name

import (
	"strconv"
	"strings"
	"testing"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/syntax"
	"github.com/chancery-ledger/chancery/text"
)

// treeOf reads "Peru/2:nsubj left/0:root": for each token its head, counted
// from 1, and relation. The text is the words with blanks between, save before
// 's.
func treeOf(t *testing.T, spec string) (*text.Doc, *syntax.Tree) {
	t.Helper()
	var words []string
	tree := &syntax.Tree{}
	for _, f := range strings.Fields(spec) {
		word, rest, _ := strings.Cut(f, "/")
		head, rel, _ := strings.Cut(rest, ":")
		h, err := strconv.Atoi(head)
		if err != nil {
			t.Fatalf("%s: %v", f, err)
		}
		words = append(words, word)
		tree.Head = append(tree.Head, int32(h-1))
		tree.Rel = append(tree.Rel, syntax.ParseRel(rel))
	}
	doc := text.New(strings.ReplaceAll(strings.Join(words, " "), " 's", "'s"), text.English, false)
	if len(doc.Tokens) != len(words) {
		t.Fatalf("%q has %d tokens, the tree %d", doc.Text, len(doc.Tokens), len(words))
	}
	tree.Doc = doc
	tree.Tags = make([]syntax.Tag, len(words))
	tree.Feats = make([]syntax.Feats, len(words))
	tree.Lemma = make([]string, len(words))
	return doc, tree
}

func TestResolve(t *testing.T) {
	for _, c := range []struct{ spec, want string }{
		// The possessive looks to the subject of its own clause, not to the first of the sentence.
		{"Serbia/2:nsubj protested/0:root after/5:mark NATO/5:nsubj sent/2:advcl its/7:nmod:poss troops/5:obj",
			"{SRB state: Serbia} protested after {ORG:NATO org: NATO} sent {ORG:NATO anaphor: its} {ORG:NATO organ: troops}"},
		// The subject of the clause above.
		{"Chile/2:nsubj told/0:root Peru/2:obj that/6:mark it/6:nsubj objected/2:ccomp",
			"{CHL state: Chile} told {PER state: Peru} that {CHL anaphor: it} objected"},
		// Principle B: the object is not the subject of its verb.
		{"Spain/2:nsubj left/0:root and/5:cc France/5:nsubj blamed/2:conj it/5:obj",
			"{ESP state: Spain} left and {FRA state: France} blamed {ESP anaphor: it}"},
		// An expletive refers to nothing.
		{"Spain/2:nsubj left/0:root and/5:cc it/5:expl seems/2:conj",
			"{ESP state: Spain} left and {? anaphor: it} seems"},
		// A state that depends on an office holds it, whatever stands between.
		{"Peru/8:nmod:poss 's/1:case newly/4:advmod appointed/8:amod and/6:cc outspoken/4:conj young/8:amod minister/9:nsubj resigned/0:root",
			"{PER state: Peru}'s newly appointed and outspoken young {PER office: minister} resigned"},
		// A capital that modifies a noun is a place, a subject is the government.
		{"Moscow/2:compound talks/3:nsubj failed/0:root while/6:mark Paris/6:nsubj waited/3:advcl",
			"{RUS city: Moscow} talks failed while {FRA capital: Paris} waited"},
	} {
		doc, tree := treeOf(t, c.spec)
		m := Find(doc, chancery.Date(2025, 11, 4))
		m.Resolve(tree)
		if got := mark(doc, m); got != c.want {
			t.Errorf("got  %s\nwant %s", got, c.want)
		}
		m.Resolve(tree)
		if got := mark(doc, m); got != c.want {
			t.Errorf("resolved twice: %s", got)
		}
	}
}

func TestResolveWithoutTree(t *testing.T) {
	doc, tree := treeOf(t, "Peru/2:nsubj left/0:root")
	m := Find(doc, 0)
	m.Resolve(nil)
	tree.Doc = nil
	m.Resolve(tree)
	if got := mark(doc, m); got != "{PER state: Peru} left" {
		t.Error(got)
	}
}
