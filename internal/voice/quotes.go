package voice

import (
	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/syntax"
	"github.com/chancery-ledger/chancery/text"
)

// Quotes turns the statements of speech into the record's quotations: each
// piece of a divided quotation is one. A reported clause of a known source is a
// quotation too, with Direct unset; a reported noun phrase, a thought, a wish
// and a judgement are none.
func Quotes(tree *syntax.Tree, statements []Statement) []chancery.Quote {
	var out []chancery.Quote
	for i := range statements {
		s := &statements[i]
		if !s.Class.Speech() || !s.Direct && (s.Who.Name == "" || !isClause(tree, s)) {
			continue
		}
		parts := s.Parts
		if parts == nil {
			parts = []text.Span{s.Content}
		}
		for _, p := range parts {
			out = append(out, chancery.Quote{
				Start: p.Start, End: p.End, Text: tree.Doc.Text[p.Start:p.End],
				Speaker: s.Who, Verb: s.Verb, Direct: s.Direct,
			})
		}
	}
	return out
}

// isClause tells whether the content of s has a subject and so a predicate, or
// is an infinitive ("promised to leave").
func isClause(tree *syntax.Tree, s *Statement) bool {
	for j := s.First; j < s.Last; j++ {
		h := int(tree.Head[j])
		switch tree.Rel[j] {
		case syntax.Nsubj, syntax.NsubjPass, syntax.Csubj, syntax.Expl:
			return true
		}
		if j == s.First && (h >= s.First && h < s.Last && tree.Rel[j] == syntax.Mark || tree.Tags[j] == syntax.VERB) {
			return true
		}
		if tree.Tags[j] == syntax.VERB && tree.Feats[j]&syntax.Finite != 0 && tree.Rel[j] != syntax.AclRelcl && tree.Rel[j] != syntax.Acl {
			return true
		}
	}
	return false
}
