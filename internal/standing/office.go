package standing

import (
	"cmp"
	"slices"
	"strings"

	"github.com/chancery-ledger/chancery"
)

// Term is somebody's time in an office of a state.
type Term struct {
	State    chancery.Code `json:"state"`
	Role     string        `json:"role,omitempty"`  // "chief of state", "head of government", as the baseline has it
	Title    string        `json:"title,omitempty"` // "President", "Prime Minister"
	Person   string        `json:"person"`
	Since    chancery.Day  `json:"since"`               // 0: not known
	Until    chancery.Day  `json:"until"`               // the day on which another begins, or the person leaves; 0: not known to have ended
	Seen     chancery.Day  `json:"last_seen,omitempty"` // the last day on which the source named the person
	Rests    Rests         `json:"rests"`
	Source   string        `json:"source,omitempty"`
	Evidence []Evidence    `json:"evidence,omitempty"`
}

// Terms are the terms of office of a state, from the baseline and from reports
// that somebody took or left an office, in the order of their beginnings.
func (b *Book) Terms(state chancery.Code, known Known) []Term {
	b.mu.Lock()
	defer b.mu.Unlock()
	var out []Term
	if b.base != nil {
		out = slices.Clone(b.base.Terms(state))
	}
	var ids []string
	for _, act := range []chancery.ActType{"office.assume", "office.leave"} {
		for id := range b.acts[act] {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	for _, id := range ids {
		ev, ok := Restrict(b.events[id].raw, known)
		if ok && ev.Status == chancery.Done && slices.Contains(b.rules.codes(ev.Deed.From), state) {
			out = mergeTerm(out, state, &ev)
		}
	}
	slices.SortStableFunc(out, func(x, y Term) int {
		return cmp.Or(cmp.Compare(x.Since, y.Since), cmp.Compare(x.Until, y.Until), cmp.Compare(x.Person, y.Person))
	})
	return out
}

// mergeTerm takes in that a person took or left an office: a term of the same
// person that fits is filled in, and never moved.
func mergeTerm(terms []Term, state chancery.Code, ev *chancery.Event) []Term {
	when, taking := ev.Deed.When, ev.Deed.Type == "office.assume"
	name := plainName(ev.Deed.Person)
	if name == "" || !dated(when) {
		return terms
	}
	w := Window{when.From, when.To}
	var evidence []Evidence
	m := &move{row: &Row{Rests: Reported}, id: ev.ID}
	for _, f := range telling(ev) {
		evidence = append(evidence, evidenceOf(m, f, "began"))
	}
	for i := range terms {
		t := &terms[i]
		if !sameName(name, plainName(t.Person)) {
			continue
		}
		_, begins := w.within(Window{t.Since, t.Since})
		switch {
		case taking && t.Since != 0 && begins, taking && t.Since == 0:
			t.Since = max(t.Since, w.From)
		case !taking && t.Since <= w.To && (t.Until == 0 || t.Until >= w.From):
			if t.Until == 0 {
				t.Until = w.To
			}
		default:
			continue
		}
		t.Evidence = append(t.Evidence, evidence...)
		return terms
	}
	t := Term{State: state, Title: strings.TrimPrefix(strings.TrimPrefix(office(ev), "office: "), "office"), Person: ev.Deed.Person, Rests: Reported, Evidence: evidence}
	if taking {
		t.Since = w.To
	} else {
		t.Until = w.To
	}
	return append(terms, t)
}

// Holders are those who held an office of a state on a day: the title, in
// either of its words ("president"), or the role. An empty office asks for
// all. The most lately begun comes first.
func (b *Book) Holders(state chancery.Code, title string, on chancery.Day, known Known) []Term {
	want := plainName(title)
	var out []Term
	for _, t := range b.Terms(state, known) {
		fits := want == "" || plainName(t.Title) == want || plainName(t.Role) == want
		if fits && (on == 0 && t.Until == 0 || on != 0 && t.Since <= on && (t.Until == 0 || on < t.Until)) && t.Since != 0 {
			out = append(out, t)
		}
	}
	slices.Reverse(out)
	return out
}
