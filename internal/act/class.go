package act

import (
	"strings"

	"github.com/chancery-ledger/chancery/internal/act/logic"
	"github.com/chancery-ledger/chancery/internal/name"
	"github.com/chancery-ledger/chancery/internal/syntax"
)

// classTest tells whether the phrase of a token is of a class.
type classTest func(m *reader, t int) bool

// classNamed returns the built-in class of that name, or nil.
func classNamed(class string) classTest {
	switch class {
	case "party":
		return isParty
	case "state":
		return func(m *reader, t int) bool { return m.coded(t, isState) }
	case "organisation":
		return func(m *reader, t int) bool {
			return m.isBody(t) && m.coded(t, func(c string) bool { return strings.HasPrefix(c, "ORG:") })
		}
	case "group":
		return func(m *reader, t int) bool {
			return m.isBody(t) && m.coded(t, func(c string) bool { return strings.HasPrefix(c, "NSA:") })
		}
	case "named":
		return func(m *reader, t int) bool { return m.names.At(t) != nil }
	case "person":
		return isPerson
	case "several":
		return func(m *reader, t int) bool { return len(Codes(nil, m.spread(nil, t))) > 1 }
	case "adjective":
		return func(m *reader, t int) bool { return m.isKind(t, name.Adjective) }
	case "country":
		return func(m *reader, t int) bool { return m.isKind(t, name.State) }
	case "official":
		return func(m *reader, t int) bool { at := m.names.At(t); return at != nil && at.Office != "" && !at.Former }
	case "own":
		return isOwn
	}
	return nil
}

// isParty tells whether a party can be read off the phrase: it is one, or it
// is of one ("Peruvian police").
func isParty(m *reader, t int) bool { return len(m.parties(nil, t, "", lenient)) > 0 }

// isOwn tells whether the phrase is of the agent's own party: "its own police".
func isOwn(m *reader, t int) bool {
	of := m.parties(nil, t, "", lenient)
	if len(of) == 0 {
		return false
	}
	var who []Arg
	for _, a := range m.args {
		if a.Role == logic.Agent {
			who = m.parties(who, int(a.Token), "", lenient)
		}
	}
	return covers(who, of)
}

func (m *reader) isKind(t int, k name.Kind) bool {
	at := m.names.At(t)
	return at != nil && at.Kind == k
}

// isBody tells whether a body itself is named, not somebody of it.
func (m *reader) isBody(t int) bool { return !m.isKind(t, name.Person) && !m.isKind(t, name.Office) }

// spread appends the parties of a phrase and of its conjuncts.
func (m *reader) spread(dst []Arg, t int) []Arg {
	return m.conjuncts(m.parties(dst, t, "", lenient), t, "", lenient, maxNesting)
}

func isState(code string) bool { return !strings.Contains(code, ":") }

// coded tells whether the token is named and all its codes pass the test.
func (m *reader) coded(t int, test func(string) bool) bool {
	at := m.names.At(t)
	if at == nil || len(at.Codes) == 0 {
		return false
	}
	for _, c := range at.Codes {
		if !test(string(c)) {
			return false
		}
	}
	return true
}

// isPerson tells whether the phrase is a person or several: by name, by
// office, by nationality, by pronoun, or by a word of the list "people".
func isPerson(m *reader, t int) bool {
	if at := m.names.At(t); at != nil {
		switch at.Kind {
		case name.Person, name.Office, name.Demonym:
			return true
		case name.Anaphor:
			return at.Person != "" || m.tree.Lemma[t] == "he" || m.tree.Lemma[t] == "she" || m.tree.Lemma[t] == "they"
		case name.State, name.Organ, name.Organisation, name.Group, name.Capital, name.City, name.Seat:
			return false
		}
	}
	if m.tree.Tags[t] == syntax.PRON {
		switch m.tree.Lemma[t] {
		case "he", "she", "him", "her", "they", "who", "I", "quien", "él", "ella":
			return true
		}
		return false
	}
	return m.listed(t, m.lists["people"]) || m.tree.Tags[t] == syntax.PROPN && m.names.At(t) == nil
}
