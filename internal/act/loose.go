package act

import (
	"github.com/chancery-ledger/chancery/internal/syntax"
)

// A tree may be wrong, above all that of a headline. Where a rule does not
// hold by the tree, it is read once more by the order of the words alone: what
// its conditions ask for must stand within a few words of the trigger, who
// acts before it, and whom it befalls behind it. Such frames weigh less and
// are marked.

const (
	looseWeight = 0.4 // how much less a frame weighs that only the order of the words supports
	looseReach  = 7   // how far from the trigger a word may stand that a condition asks for
	classReach  = 4   // how far what is of a class may stand
)

// loosely proposes the frame of a rule by the order of the words, unless the
// trigger already tells the act.
func (m *reader) loosely(r *rule, at int) {
	for i := at; i < len(m.frames); i++ {
		if m.frames[i].Type == r.act && m.frames[i].Trigger == m.trigger {
			return
		}
	}
	left, ok := m.holdsLoosely(r)
	if !ok || !r.lexical && m.nominal {
		return
	}
	f := Frame{Rule: r.name, Type: r.act, Weight: r.weight * looseWeight, Loose: true, Lack: r.lack, Trigger: m.trigger, Sentence: m.sentence, PersonMention: -1}
	before, after := m.sides()
	if !r.lexical && !(m.close(before) && m.close(after)) {
		return
	}
	if !m.close(before) && !r.from.ends(other) && !r.from.ends(report) {
		before = nil
	}
	f.From, f.To = before, after
	if !m.nominal && (left || m.passiveWords()) {
		f.From, f.To = nil, before
		if m.agentFollows() {
			f.From = after
		}
	}
	f.To = minus(f.To, f.From)
	if len(r.to) == 0 {
		f.To = nil
	}
	if len(f.From)+len(f.To) > 0 {
		m.add(f, r.reverse)
	}
}

// holdsLoosely tests the conditions on the words around the trigger, and tells
// whether what they ask of the patient stands before it.
func (m *reader) holdsLoosely(r *rule) (left, ok bool) {
	for i := range r.conditions {
		c := &r.conditions[i]
		if c.negated || c.optional || c.routes[0].head == sentence || c.routes[0].head == governor {
			if !m.condition(c) {
				return false, false
			}
			continue
		}
		t := m.around(c.sets)
		if t < 0 {
			return false, false
		}
		left = left || t < m.trigger && c.routes[0].head == "patient"
	}
	return left, true
}

// close tells whether the party stands close to the trigger.
func (m *reader) close(party []Arg) bool {
	for _, a := range party {
		at := &m.names.List[a.Mention]
		if at.First-m.trigger <= classReach && m.trigger-at.Last < classReach {
			return true
		}
	}
	return false
}

// around returns the word nearest to the trigger, those behind it first, that
// is in one of the sets; or -1. Words of lists are looked for further off than
// what is of a class, and where there are lists, classes do not count.
func (m *reader) around(sets []set) int {
	reach := classReach
	var listed []set
	for _, s := range sets {
		if s.list != nil {
			listed = append(listed, s)
		}
	}
	if len(listed) > 0 {
		sets, reach = listed, looseReach
	}
	fits := func(t int) bool { return (listed != nil || m.names.At(t) != nil) && m.wordIn(t, sets) }
	s := m.doc.Sentences[m.sentence]
	for t := m.trigger + 1; t < min(m.trigger+1+reach, s.Last); t++ {
		if fits(t) {
			return t
		}
	}
	for t := m.trigger - 1; t >= max(m.trigger-reach, s.First); t-- {
		if fits(t) {
			return t
		}
	}
	return -1
}

// sides returns the nearest parties before and behind the trigger, each with
// those that stand in one list with it.
func (m *reader) sides() (before, after []Arg) {
	for _, a := range m.candidates() {
		at := &m.names.List[a.Mention]
		switch {
		case at.Last <= m.trigger && stands(at, strict):
			before = append(before[:0], a)
		case at.First > m.trigger && after == nil && stands(at, lenient):
			after = []Arg{a}
		}
	}
	return m.withList(before, "before"), m.withList(after, "after")
}

func (m *reader) withList(side []Arg, role string) []Arg {
	if len(side) == 0 {
		return nil
	}
	side[0].Role = role
	return m.enumeration(side, &m.names.List[side[0].Mention], role)
}

// passiveWords tells whether the words around the trigger are those of the
// passive: its auxiliary right before it, or the agent's preposition behind.
func (m *reader) passiveWords() bool {
	for t := m.trigger - 1; t >= max(m.trigger-2, 0); t-- {
		if m.tree.Rel[t] == syntax.AuxPass {
			return true
		}
	}
	return m.agentFollows()
}

// agentFollows tells whether a preposition of the agent stands right behind
// the trigger.
func (m *reader) agentFollows() bool {
	return m.trigger+1 < len(m.doc.Tokens) && m.logic.Agentive[m.doc.Word(m.trigger+1)]
}
