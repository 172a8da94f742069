package act

import (
	"slices"
	"strings"

	"github.com/chancery-ledger/chancery/internal/name"
)

// propose appends the frame of a rule whose conditions hold, unless no party
// of it is named and the rule asks for one. Where a party is found only as one
// that stands nearby, the frame without it is proposed too.
func (m *reader) propose(r *rule) {
	f := Frame{Rule: r.name, Type: r.act, Weight: r.weight, Lack: r.lack, Trigger: m.trigger, Sentence: m.sentence, PersonMention: -1}
	f.From = m.fill(r.from, strict, nil)
	if !m.between(f.From) {
		f.To = m.fill(r.to, lenient, f.From)
	}
	m.fillPerson(&f, r.person)
	if len(f.From)+len(f.To) > 0 || r.alone {
		m.add(f, r.reverse)
	}
	near := f
	if len(f.From) == 0 {
		near.From = m.nearby(r.from, f.To)
	}
	if len(f.To) == 0 && len(Codes(nil, f.From)) < 2 {
		near.To = m.nearby(r.to, near.From)
	}
	if len(near.From) > len(f.From) || len(near.To) > len(f.To) {
		near.Weight *= nearbyWeight
		m.add(near, r.reverse)
	}
}

// between tells whether the parties are those between whom the act is, so
// that there is no other side.
func (m *reader) between(from []Arg) bool {
	if len(from) < 2 {
		return false
	}
	head, _, _ := strings.Cut(from[0].Role, "@")
	mutual := m.lists["mutual"]
	return mutual != nil && mutual.words[head]
}

// nearbyWeight is how much less a frame weighs whose party is merely near.
const nearbyWeight = 0.6

func (m *reader) add(f Frame, reverse bool) {
	m.frames = append(m.frames, f)
	if reverse {
		f.From, f.To = f.To, f.From
		m.frames = append(m.frames, f)
	}
}

// ends tells whether the last alternative is that special place.
func (f filler) ends(head string) bool {
	return len(f) > 0 && f[len(f)-1][0].head == head
}

// nearby returns the party that a filler's last resort finds: the nearest of
// the sentence, then the foremost of the report.
func (m *reader) nearby(f filler, taken []Arg) []Arg {
	if f.ends(others) {
		return m.rest(taken)
	}
	if !f.ends(other) && !f.ends(report) {
		return nil
	}
	if found := m.nearest(taken); found != nil || f.ends(other) {
		return found
	}
	return m.foremost(taken)
}

// fill returns the parties of the first alternative that yields one which is
// not among those already taken.
func (m *reader) fill(f filler, how mode, taken []Arg) []Arg {
	for _, alternative := range f {
		var found []Arg
		for i := range alternative {
			q := &alternative[i]
			if q.head == other || q.head == others || q.head == report {
				continue
			}
			loose := how
			if q.head == place || q.tail == host {
				loose = lenient
			}
			m.follow(q, func(t int) {
				at := len(found)
				found = m.parties(found, t, q.name, loose)
				if q.filter != nil {
					found = append(found[:at], slices.DeleteFunc(found[at:], func(a Arg) bool { return !q.filter(m, a.Token) })...)
				}
			})
		}
		if found = distinct(minus(found, taken)); len(found) > 0 {
			return found
		}
	}
	return nil
}

// distinct drops the parties that add no code.
func distinct(args []Arg) []Arg {
	kept := args[:0]
	for _, a := range args {
		if !covers(kept, []Arg{a}) {
			kept = append(kept, a)
		}
	}
	return kept
}

// fillPerson finds the person an act befalls.
func (m *reader) fillPerson(f *Frame, routes filler) {
	for _, alternative := range routes {
		for i := range alternative {
			m.follow(&alternative[i], func(t int) {
				if at := m.person(t); at != nil && f.Person == "" {
					f.Person, f.PersonMention = at.Person, m.mentionIndex(at)
				} else if at := m.unnamed(t); at != nil && f.PersonMention < 0 {
					f.PersonMention = m.mentionIndex(at)
				}
			})
		}
	}
}

// nearest returns the party of the sentence that is nearest to the trigger in
// the tree and has no part in the act yet.
func (m *reader) nearest(taken []Arg) []Arg {
	var best []Arg
	for _, a := range m.candidates() {
		at := &m.names.List[a.Mention]
		if !at.Stands() && at.Kind != name.City || covers(taken, []Arg{a}) {
			continue
		}
		if len(best) == 0 || a.Steps < best[0].Steps {
			a.Role = other
			best = []Arg{a}
		}
	}
	return slices.Clip(best)
}

// rest returns all parties of the sentence that have no part in the act yet,
// or where there are fewer than two the two foremost of the report.
func (m *reader) rest(taken []Arg) []Arg {
	var found []Arg
	for _, a := range m.candidates() {
		if m.names.List[a.Mention].Stands() && !covers(taken, []Arg{a}) && !covers(found, []Arg{a}) {
			a.Role = others
			found = append(found, a)
		}
	}
	for _, a := range m.wholeReport() {
		if len(found) < 2 && !covers(taken, []Arg{a}) && !covers(found, []Arg{a}) {
			found = append(found, a)
		}
	}
	return found
}
