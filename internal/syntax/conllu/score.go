package conllu

import (
	"fmt"

	"github.com/chancery-ledger/chancery/internal/syntax"
	"github.com/chancery-ledger/chancery/text"
)

// Score counts what a parser got right, relations without subtypes.
type Score struct {
	Tokens, Tags, Feats, Lemmas, Heads, Labelled int
}

// Evaluate parses the sentences with the treebank's tokens and compares the
// trees, punctuation included.
func Evaluate(p *syntax.Parser, sents []Sentence, lang text.Lang) Score {
	var tree syntax.Tree
	p.Parse(Doc(sents, lang), &tree)
	var s Score
	for k, sent := range sents {
		first := tree.Doc.Sentences[k].First
		for j, w := range sent {
			s.count(w, &tree, first, first+j)
		}
	}
	return s
}

func (s *Score) count(w Word, t *syntax.Tree, first, i int) {
	s.Tokens++
	add := func(n *int, right bool) {
		if right {
			*n++
		}
	}
	head := int(t.Head[i])
	if head >= 0 {
		head -= first
	}
	add(&s.Tags, t.Tags[i] == w.Tag)
	add(&s.Feats, t.Feats[i] == w.Feats)
	add(&s.Lemmas, t.Lemma[i] == w.Lemma)
	add(&s.Heads, head == w.Head)
	add(&s.Labelled, head == w.Head && t.Rel[i].Base() == w.Rel.Base())
}

func percent(n, of int) float64 { return 100 * float64(n) / float64(max(of, 1)) }

// UPOS is the percentage of right parts of speech.
func (s Score) UPOS() float64 { return percent(s.Tags, s.Tokens) }

// UAS is the percentage of right heads.
func (s Score) UAS() float64 { return percent(s.Heads, s.Tokens) }

// LAS is the percentage of right heads with the right relation.
func (s Score) LAS() float64 { return percent(s.Labelled, s.Tokens) }

func (s Score) String() string {
	return fmt.Sprintf("UPOS %.2f  feats %.2f  lemma %.2f  UAS %.2f  LAS %.2f  (%d tokens)",
		s.UPOS(), percent(s.Feats, s.Tokens), percent(s.Lemmas, s.Tokens), s.UAS(), s.LAS(), s.Tokens)
}
