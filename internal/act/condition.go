package act

import (
	"github.com/chancery-ledger/chancery/internal/act/logic"
	"github.com/chancery-ledger/chancery/internal/syntax"
)

// holds tests the conditions of a rule and keeps what they bind.
func (m *reader) holds(r *rule) bool {
	m.bound = m.bound[:0]
	for i := range r.conditions {
		if !m.condition(&r.conditions[i]) {
			return false
		}
	}
	return true
}

func (m *reader) condition(c *condition) bool {
	found, any := false, false
	for i := range c.routes {
		q := &c.routes[i]
		if q.head == sentence {
			found = found || m.mentioned(c.sets)
			continue
		}
		m.follow(q, func(t int) {
			any = true
			if m.inSets(t, c.sets) {
				found = true
				if !c.negated && q.role == logic.Patient {
					m.bound = append(m.bound, int32(t))
				}
			}
		})
	}
	if c.negated {
		return !found
	}
	return found || c.optional && !any
}

// mentioned tells whether any word of the sentence is in the sets.
func (m *reader) mentioned(sets []set) bool {
	s := m.doc.Sentences[m.sentence]
	for t := s.First; t < s.Last; t++ {
		if m.wordIn(t, sets) {
			return true
		}
	}
	return false
}

// inSets tells whether the phrase of token t is in one of the sets. A named
// person counts by the title too ("Ambassador Dupont"), any phrase by its
// apposition ("Dupont, the ambassador").
func (m *reader) inSets(t int, sets []set) bool {
	if m.wordIn(t, sets) {
		return true
	}
	for k := range m.graph.Kids(t) {
		switch m.tree.Rel[k] {
		case syntax.Appos, syntax.Flat:
		case syntax.Nmod, syntax.Compound:
			if m.tree.Tags[t] != syntax.PROPN || k > t || m.graph.Prep(k) != "" {
				continue
			}
		default:
			continue
		}
		if m.wordIn(k, sets) {
			return true
		}
	}
	return false
}

func (m *reader) wordIn(t int, sets []set) bool {
	for i := range sets {
		if s := &sets[i]; s.class != nil {
			if s.class(m, t) {
				return true
			}
		} else if m.listed(t, s.list) {
			return true
		}
	}
	return false
}

// listed tells whether token t heads a word or phrase of the list.
func (m *reader) listed(t int, l *list) bool {
	lemma := m.lemmas[t]
	if lemma == "" {
		return false
	}
	if l.words[lemma] || l.words[fold(m.doc.Word(t))] {
		return true
	}
	for _, words := range l.phrases[lemma] {
		if m.aligned(t, words) {
			return true
		}
	}
	return false
}

// aligned tells whether the words stand such that t is the first or the last.
func (m *reader) aligned(t int, words []string) bool {
	s := m.doc.Sentences[m.sentence]
	for _, start := range [2]int{t, t - len(words) + 1} {
		ok := start >= s.First && start+len(words) <= s.Last
		for i := 0; ok && i < len(words); i++ {
			ok = m.reads(start+i, words[i])
		}
		if ok {
			return true
		}
	}
	return false
}
