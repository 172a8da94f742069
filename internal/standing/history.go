package standing

import (
	"cmp"
	"maps"
	"slices"

	"github.com/chancery-ledger/chancery"
)

// History is one line from its beginning to its end.
type History struct {
	Line      Line     `json:"line"`
	Person    string   `json:"person,omitempty"`
	Stretches []Answer `json:"stretches"`
	Flags     []Flag   `json:"flags,omitempty"` // with their ends
}

// Timeline is the history of every line between two parties.
type Timeline struct {
	A       chancery.Code `json:"a"`
	B       chancery.Code `json:"b"`
	Known   Known         `json:"known"`
	Lines   []History     `json:"lines"`
	Pending []Telling     `json:"pending,omitempty"`
	Notes   []Fact        `json:"notes,omitempty"`
}

// Timeline tells the history between two parties, as it was known.
func (b *Book) Timeline(x, y chancery.Code, known Known) Timeline {
	b.mu.Lock()
	defer b.mu.Unlock()
	v := b.seen(x, y, known)
	t := Timeline{A: x, B: y, Known: known}
	for _, th := range v.between(x, y) {
		t.Lines = append(t.Lines, v.history(th))
	}
	p := Pair{A: x, B: y}
	v.beside(&p)
	t.Pending = p.Pending
	if v.base != nil {
		t.Notes = v.base.Notes(x, y)
	}
	return t
}

// history tells each stretch as it stood at its end.
func (b *Book) history(t *Thread) History {
	h := History{Line: t.Line, Person: personName(t)}
	for i := range t.Stretches {
		until := t.until(i)
		if until != 0 {
			until = max(until-1, t.Stretches[i].begins())
		}
		a := b.answerAt(t, i, until)
		a.Next, a.Flags, a.Stale = nil, nil, false
		h.Stretches = append(h.Stretches, a)
	}
	for _, f := range t.Flags {
		flag := Flag{Flag: f.Flag, By: f.By, Since: f.Start, Role: f.Role, Until: f.End.To}
		for _, c := range f.m.claims {
			flag.Evidence = append(flag.Evidence, evidenceOf(f.m, c, "began"))
		}
		h.Flags = append(h.Flags, flag)
	}
	return h
}

// CaseFile is all that concerns one person: the asylum cases, what authorities
// did, and what is told beside.
type CaseFile struct {
	Asked   string    `json:"asked"`
	Known   Known     `json:"known"`
	Names   []string  `json:"names"` // as the reports write them
	Lines   []History `json:"lines"`
	Pending []Telling `json:"pending,omitempty"`
	Besides []Telling `json:"besides,omitempty"`
}

// Case tells the history of a person, by a name that may be less than full.
func (b *Book) Case(person string, known Known) CaseFile {
	b.mu.Lock()
	defer b.mu.Unlock()
	want := plainName(person)
	events := map[string]*entry{}
	for word, set := range b.persons {
		for _, w := range wordsOf(person) {
			if near(w, word) {
				for id, e := range set {
					if sameName(want, plainName(e.raw.Deed.Person)) {
						events[id] = e
					}
				}
			}
		}
	}
	v := b.view(known, events)
	f := CaseFile{Asked: person, Known: known}
	moves := gathered{}
	for _, id := range sortedKeys(v.events) {
		e := v.events[id]
		if n := e.event.Deed.Person; !slices.Contains(f.Names, n) {
			f.Names = append(f.Names, n)
		}
		for i := range e.moves {
			if m := &e.moves[i]; m.line.Person != "" {
				moves[m.line] = append(moves[m.line], m)
			}
		}
		switch {
		case len(e.moves) > 0:
		case e.event.Status == chancery.Done, e.event.Status == chancery.Not:
			f.Besides = append(f.Besides, tellingOf(e))
		default:
			f.Pending = append(f.Pending, tellingOf(e))
		}
	}
	for _, g := range group(slices.Collect(maps.Keys(moves))) {
		f.Lines = append(f.Lines, v.history(v.folded(g, moves)))
	}
	slices.SortFunc(f.Names, func(x, y string) int { return cmp.Or(-cmp.Compare(len(x), len(y)), cmp.Compare(x, y)) })
	return f
}
