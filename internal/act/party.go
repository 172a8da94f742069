package act

import (
	"slices"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/name"
	"github.com/chancery-ledger/chancery/internal/syntax"
)

// mode says which mentions may stand for a party.
type mode bool

const (
	strict  mode = false // who acts: no place, and nobody out of office
	lenient mode = true  // whom it befalls, and where: those too
)

// maxNesting is how deep a party may lie in a phrase: "the family of Peru's
// ousted president".
const maxNesting = 3

// parties appends the parties for which the phrase of token t stands: the one
// it names, else the one whose it is. An envoy or a mission stands for the
// sender, never for the post.
func (m *reader) parties(dst []Arg, t int, role string, how mode) []Arg {
	return m.nested(dst, t, role, how, maxNesting)
}

func (m *reader) nested(dst []Arg, t int, role string, how mode, depth int) []Arg {
	if at := m.names.At(t); at != nil && stands(at, how) {
		return m.enumeration(append(dst, m.arg(t, at, role)), at, role)
	}
	if depth == 0 {
		return dst
	}
	from := len(dst)
	for k := range m.graph.Kids(t) {
		if m.possesses(k, t) {
			dst = m.nested(dst, k, role, lenient, depth-1)
			dst = m.conjuncts(dst, k, role, lenient, depth-1)
		}
	}
	if len(dst) > from {
		return dst
	}
	for k := range m.graph.Kids(t) {
		if m.tree.Rel[k] == syntax.Appos || m.tree.Rel[k] == syntax.Flat {
			dst = m.nested(dst, k, role, how, depth-1)
		}
	}
	if len(dst) > from || how == strict {
		return dst
	}
	for k := range m.graph.Kids(t) { // "officials in Syria"
		if m.tree.Rel[k] == syntax.Nmod && m.lists["place"].words[m.graph.Prep(k)] {
			dst = m.nested(dst, k, role, lenient, depth-1)
			dst = m.conjuncts(dst, k, role, lenient, depth-1)
		}
	}
	return dst
}

func (m *reader) conjuncts(dst []Arg, t int, role string, how mode, depth int) []Arg {
	for k := range m.graph.Kids(t) {
		if m.tree.Rel[k] == syntax.Conj {
			dst = m.nested(dst, k, role, how, depth)
		}
	}
	return dst
}

// possesses tells whether dependent k says whose the phrase of t is.
func (m *reader) possesses(k, t int) bool {
	switch m.tree.Rel[k] {
	case syntax.NmodPoss, syntax.Amod, syntax.Compound:
		return true
	case syntax.Det:
		return m.tree.Feats[k].Has(syntax.Possessive)
	case syntax.Obl: // "al-Qaeda-linked"
		return k < t && m.graph.Prep(k) == ""
	case syntax.Nmod:
		p := m.graph.Prep(k)
		return p == "" && k < t || m.lists["belonging"].words[p]
	}
	return false
}

func stands(at *name.Mention, how mode) bool {
	if how == lenient {
		return len(at.Codes) > 0
	}
	return at.Stands()
}

func (m *reader) arg(t int, at *name.Mention, role string) Arg {
	return Arg{Token: t, Codes: at.Codes, Mention: m.mentionIndex(at), Role: role}
}

// mentionIndex is the place of a mention in the list of all.
func (m *reader) mentionIndex(at *name.Mention) int {
	i, _ := slices.BinarySearchFunc(m.names.List, at.First, func(o name.Mention, first int) int { return o.First - first })
	return i
}

// person returns the person whom the phrase of token t names, or nil.
func (m *reader) person(t int) *name.Mention {
	if at := m.names.At(t); at != nil && at.Person != "" {
		return at
	}
	for k := range m.graph.Kids(t) {
		switch m.tree.Rel[k] {
		case syntax.Appos, syntax.Flat, syntax.Nmod, syntax.Compound:
			if m.tree.Rel[k] == syntax.Nmod && m.graph.Prep(k) != "" {
				continue
			}
			if at := m.names.At(k); at != nil && at.Person != "" {
				return at
			}
		}
	}
	return nil
}

// unnamed returns the mention of a person of whom the phrase of token t tells
// the state but no name: "a former Peruvian minister", "two Canadians".
func (m *reader) unnamed(t int) *name.Mention {
	if at := m.names.At(t); at != nil {
		if at.Kind == name.Office || at.Kind == name.Demonym {
			return at
		}
		return nil
	}
	for k := range m.graph.Kids(t) {
		if at := m.names.At(k); at != nil && at.Kind == name.Adjective {
			return at
		}
	}
	return nil
}

// minus leaves out of found the parties whose codes are all in have.
func minus(found, have []Arg) []Arg {
	return slices.DeleteFunc(found, func(a Arg) bool {
		return !slices.ContainsFunc(a.Codes, func(c chancery.Code) bool {
			return !slices.ContainsFunc(have, func(h Arg) bool { return slices.Contains(h.Codes, c) })
		})
	})
}
