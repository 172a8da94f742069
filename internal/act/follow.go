package act

import (
	"slices"

	"github.com/chancery-ledger/chancery/internal/act/logic"
	"github.com/chancery-ledger/chancery/internal/name"
	"github.com/chancery-ledger/chancery/internal/syntax"
)

// follow yields the heads of the phrases to which a route leads from the
// trigger, nearest first.
func (m *reader) follow(q *route, yield func(int)) {
	m.heads(q, func(t int) {
		switch q.tail {
		case "":
			yield(t)
		case quality:
			m.qualities(t, yield)
		default:
			m.below(t, q.tail, yield)
		}
	})
}

// heads yields the phrases of the first step of a route.
func (m *reader) heads(q *route, yield func(int)) {
	switch {
	case q.head == itself:
		yield(m.trigger)
	case q.head == governor:
		m.governors(yield)
	case q.role != logic.NoRole:
		m.role(q.role, yield)
	default:
		for _, a := range m.args {
			if a.Role == logic.Oblique && (a.Prep == q.head || q.head == place && m.lists["place"].words[a.Prep]) {
				yield(int(a.Token))
			}
		}
	}
}

// role yields the arguments in a role. The genitive of a noun is its patient;
// its owner and what stands before it may be agent or patient: "Peru's
// expulsion of", "Russian attack" against "the envoy's expulsion", "prisoner
// swap". A state is taken for the agent, anything else for the patient.
func (m *reader) role(r logic.Role, yield func(int)) {
	for _, a := range m.args {
		if a.Role == r {
			yield(int(a.Token))
		}
	}
	if !m.nominal || r != logic.Patient && r != logic.Agent {
		return
	}
	for _, a := range m.args {
		switch t := int(a.Token); {
		case a.Role == logic.Oblique && r == logic.Patient && m.logic.Genitive[a.Prep]:
			yield(t)
		case a.Role != logic.Owner && a.Role != logic.Quality:
		case r == logic.Patient && !m.acts(t), r == logic.Agent && !slices.Contains(m.bound, a.Token):
			yield(t)
		}
	}
}

// acts tells whether token t names what can act: a state, an organ, a group.
func (m *reader) acts(t int) bool {
	at := m.names.At(t)
	return at != nil && len(at.Codes) > 0 && at.Person == "" && at.Kind != name.Office && at.Kind != name.Person && at.Kind != name.Anaphor
}

// below yields the attributes of phrase t that tail names: by a preposition,
// or as the post of an envoy or mission.
func (m *reader) below(t int, tail string, yield func(int)) {
	for k := range m.graph.Kids(t) {
		if m.tree.Rel[k] != syntax.Nmod && m.tree.Rel[k] != syntax.Obl {
			continue
		}
		p := m.graph.Prep(k)
		if p == tail || tail == host && m.lists["post"].words[p] {
			yield(k)
			for c := range m.graph.Kids(k) {
				if m.tree.Rel[c] == syntax.Conj {
					yield(c)
				}
			}
		}
	}
}

// qualities yields the adjectives and nouns before noun t.
func (m *reader) qualities(t int, yield func(int)) {
	for k := range m.graph.Kids(t) {
		switch m.tree.Rel[k] {
		case syntax.Amod, syntax.Compound:
			yield(k)
			for c := range m.graph.Kids(k) {
				if m.tree.Rel[c] == syntax.Conj {
					yield(c)
				}
			}
		}
	}
}

// governors yields the predicate above the trigger and, of a noun, the
// participles below it: "imposed" of "sanctions imposed by Peru".
func (m *reader) governors(yield func(int)) {
	if chain := m.graph.Chain(m.chain[:0], m.trigger); len(chain) > 0 {
		m.chain = chain
		yield(chain[0])
	}
	if !m.nominal {
		return
	}
	for k := range m.graph.Kids(m.trigger) {
		switch m.tree.Rel[k] {
		case syntax.Acl, syntax.AclRelcl:
			yield(k)
		}
	}
}
