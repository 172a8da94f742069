package conllu

import (
	"strings"

	"github.com/chancery-ledger/chancery/internal/syntax"
	"github.com/chancery-ledger/chancery/text"
)

// normalise writes the subtypes that some treebanks leave out where the tree
// itself shows them: the passive auxiliary, the passive of its participle, its
// subject and its agent, and the relative clause. Heads, parts of speech and
// relations without subtype stay as annotated.
func (s Sentence) normalise(lang text.Lang) {
	for i := range s {
		if lang == text.Spanish && s.passiveSer(i) {
			s[i].Rel = syntax.AuxPass
		}
		if s[i].Rel == syntax.AuxPass && s[i].Head >= 0 {
			s[s[i].Head].Feats |= syntax.Passive
		}
	}
	for i := range s {
		h := s[i].Head
		if h < 0 {
			continue
		}
		passive := s[h].Feats.Has(syntax.Passive)
		switch s[i].Rel {
		case syntax.Nsubj:
			if passive && s.has(h, syntax.AuxPass) {
				s[i].Rel = syntax.NsubjPass
			}
		case syntax.Obl:
			if lang == text.Spanish && passive && s.caseIs(i, "por") {
				s[i].Rel = syntax.OblAgent
			}
		case syntax.Acl:
			if lang == text.Spanish && s[i].Feats.Has(syntax.Finite) && s.relative(i) {
				s[i].Rel = syntax.AclRelcl
			}
		}
	}
}

// passiveSer tells whether word i is "ser" beside a participle, which is the
// passive always: the Spanish perfect has "haber". AnCora calls it aux.
func (s Sentence) passiveSer(i int) bool {
	w := s[i]
	return w.Rel == syntax.Aux && w.Lemma == "ser" && w.Head >= 0 && s[w.Head].Feats.Has(syntax.Participle)
}

func (s Sentence) has(head int, rel syntax.Rel) bool {
	for i := range s {
		if s[i].Head == head && s[i].Rel == rel {
			return true
		}
	}
	return false
}

func (s Sentence) caseIs(head int, form string) bool {
	for i := range s {
		if s[i].Head == head && s[i].Rel == syntax.Case && strings.EqualFold(s[i].Form, form) {
			return true
		}
	}
	return false
}

// relative tells whether a relative word stands below i, at most two steps.
func (s Sentence) relative(i int) bool {
	for j := range s {
		if !s[j].Feats.Has(syntax.Interrogative) || s[j].Tag == syntax.SCONJ {
			continue
		}
		if h := s[j].Head; h == i || h >= 0 && s[h].Head == i {
			return true
		}
	}
	return false
}
