package standing

import (
	"cmp"
	"slices"

	"github.com/chancery-ledger/chancery"
)

// fold sorts the moves of one line and folds them into stretches. It depends
// on the set of the moves alone, not on their order.
func (r *Rules) fold(l Line, moves []*move) Thread {
	t := Thread{Line: l}
	moves = slices.Clone(moves)
	slices.SortFunc(moves, r.compareMoves)
	var undated []*move
	for _, m := range moves {
		if m.fact != nil && m.fact.Undated {
			undated = append(undated, m)
		}
	}
	for _, m := range moves {
		if m.fact != nil && m.fact.Undated && (r.explained(l, moves, m) || t.outlived(m)) {
			continue
		}
		r.apply(&t, m)
	}
	for _, m := range undated {
		if r.explained(l, moves, m) {
			if i := t.At(m.fact.AsOf.To); i >= 0 {
				t.Stretches[i].support(m, m.fact.AsOf.To)
			}
		}
	}
	t.days = t.starts()
	return t
}

// explained tells whether what the baseline lists without a day is what the
// dated moves have led to by the day of the list: then the dated moves are the
// history, and the list bears them out.
func (r *Rules) explained(l Line, moves []*move, listed *move) bool {
	t := Thread{Line: l}
	for _, m := range moves {
		if (m.fact == nil || !m.fact.Undated) && m.window.at() <= listed.fact.AsOf.To {
			r.apply(&t, m)
		}
	}
	i := t.At(listed.fact.AsOf.To)
	return i >= 0 && r.class(l, t.Stretches[i].State) == r.class(l, listed.row.State)
}

// outlived tells whether premises of which a list tells had been closed or
// attacked before: that an embassy is listed still does not tell that it is
// open again.
func (t *Thread) outlived(listed *move) bool {
	if t.Line.Track != chancery.Premises || len(t.Stretches) == 0 {
		return false
	}
	g := t.Stretches[len(t.Stretches)-1].grounds
	return len(g) > 0 && g[0].m != nil && g[0].m.ev != nil && g[0].m.window.at() <= listed.window.at()
}

func (r *Rules) class(l Line, s State) Class { return r.states[l.Track][s].Class }

// compareMoves orders moves by day; on one day those that the table ranks
// higher come last (sought before granted), then by name.
func (r *Rules) compareMoves(a, b *move) int {
	if c := cmp.Or(cmp.Compare(a.window.at(), b.window.at()), cmp.Compare(a.window.To, b.window.To)); c != 0 {
		return c // most often: what follows takes longer
	}
	rank := func(m *move) int { return r.states[m.row.Track][m.row.State].Rank }
	return cmp.Or(cmp.Compare(rank(a), rank(b)), cmp.Compare(verbOrder(a.row.Verb), verbOrder(b.row.Verb)),
		cmp.Compare(strength(a.row.Rests), strength(b.row.Rests)), cmp.Compare(a.id, b.id))
}

// verbOrder: on one day a flag is taken off last, and what confirms comes after
// what moves.
func verbOrder(v Verb) int {
	return slices.Index([]Verb{Set, Lower, Raise, End, Keep, Confirm, SetFlag, Unflag}, v)
}

// apply makes one move.
func (r *Rules) apply(t *Thread, m *move) {
	var cur *Stretch
	if n := len(t.Stretches); n > 0 {
		cur = &t.Stretches[n-1]
	} else if m.row.Before != "" {
		t.Stretches = append(t.Stretches, Stretch{State: m.row.Before, grounds: []ground{{rests: Default, support: support{m}}}})
		cur = &t.Stretches[0]
	}
	rank := func(s State) int { return r.states[t.Line.Track][s].Rank }
	switch m.row.Verb {
	case SetFlag:
		t.flag(m)
	case Unflag:
		t.unflag(m)
	case Set:
		t.step(cur, m, cur == nil || cur.State != m.row.State)
	case Lower:
		lower := cur == nil || rank(cur.State) < rank(m.row.State)
		if lower && cur != nil && cur.ownWord(m) {
			lower = false
		}
		lower = lower || r.forgotten(t.Line, cur, m)
		t.step(cur, m, lower)
		if n := len(t.Stretches) - 1; !lower && cur.State != m.row.State && r.class(t.Line, cur.State) == Off && r.class(t.Line, m.row.State) == Off {
			t.Stretches[n].bearOut(m) // that relations are suspended bears out that they do not stand
		}
	case Raise:
		t.step(cur, m, cur == nil || rank(cur.State) > rank(m.row.State))
	case End:
		if cur != nil && r.class(t.Line, cur.State) != Off {
			t.step(cur, m, true)
		}
	case Keep:
		switch {
		case cur == nil && m.row.Of == SideAny: // nothing to keep
		case cur == nil:
			t.step(nil, m, true)
		case r.class(t.Line, cur.State) == Up:
			cur.support(m, m.window.To)
		default:
			cur.further = append(cur.further, support{m})
		}
	case Confirm:
		if cur != nil {
			t.step(cur, m, false)
		}
	}
}

// step begins a new stretch, or else counts the move for the one that stands,
// or, where that is of another state, as something further that was told.
func (t *Thread) step(cur *Stretch, m *move, moves bool) {
	switch {
	case moves:
		s := Stretch{State: m.row.State, Start: m.window, Role: m.role, Dates: *m.dates, By: m.by, Law: m.row.Law}
		if m.fact != nil {
			s.Undated = m.fact.Undated
		}
		if m.row.Verb == Keep { // what is kept was there before: by then at the latest
			s.Start.From, s.Role, s.Dates, s.By = 0, "", Dates{}, nil
		}
		s.grounds = []ground{{from: m.window.To, rests: m.row.Rests, refs: m.row.Law, support: support{m}}}
		t.Stretches = append(t.Stretches, s)
	case cur.State == m.row.State:
		cur.tighten(m)
		cur.support(m, m.window.To)
	default:
		cur.further = append(cur.further, support{m})
	}
}

// support counts a move for the stretch. A rule of law does not displace what
// a source said, save where the act unsettles it (keep).
func (s *Stretch) support(m *move, from chancery.Day) {
	if m.row.Rests == Default && m.row.Verb != Keep {
		if g := s.ground(0); g != nil && strength(g.rests) > strength(Default) {
			s.further = append(s.further, support{m})
			return
		}
	}
	s.grounds = append(s.grounds, ground{from: from, rests: m.row.Rests, refs: m.row.Law, support: support{m}})
}

// mostOthers is how many days that do not fit are kept.
const mostOthers = 20

// tighten narrows the beginning by further evidence of the same deed: where
// the days overlap, or the other dates of the act are told.
func (s *Stretch) tighten(m *move) {
	if s.Role == "" {
		s.adopt(m)
		return
	}
	if !slices.ContainsFunc(m.by, func(c chancery.Code) bool { return slices.Contains(s.By, c) }) {
		return
	}
	for _, w := range []struct{ have, told *chancery.When }{
		{&s.Dates.Announced, &m.dates.Announced}, {&s.Dates.Notified, &m.dates.Notified}, {&s.Dates.Effective, &m.dates.Effective},
	} {
		switch {
		case !dated(*w.told):
		case !dated(*w.have):
			*w.have = *w.told
		default:
			best, others := tightest([]chancery.When{*w.have, *w.told})
			*w.have = best
			if len(s.Dates.Others) < mostOthers {
				s.Dates.Others = append(slices.Clip(s.Dates.Others), others...)
			}
		}
	}
	s.Dates.Awaited = s.Dates.Awaited || m.dates.Awaited
	when, role := s.Dates.AsOf()
	s.Role, s.Start = role, Window{when.From, when.To}
	if s.Start.To == 0 {
		s.Start.To = s.Start.From
	}
}

// forgotten tells whether a move to a state that still stands may be believed
// over an old one that does not. Who recalls an ambassador had one there: that
// outweighs that nothing stood when a source last told of it, long before.
func (r *Rules) forgotten(l Line, cur *Stretch, m *move) bool {
	return r.class(l, cur.State) == Off && r.class(l, m.row.State) != Off && m.window.at()-cur.confirmed(0) > staleAfter
}

// ownWord tells whether the stretch began with the actor's own word for the
// deed that the move only characterises: a minister says "suspended", agencies
// write "severed" of the same act. The actor's word is the state, theirs is
// told besides.
func (s *Stretch) ownWord(m *move) bool {
	if len(s.grounds) == 0 || s.grounds[0].m == nil || s.grounds[0].m.ev == nil || m.ev == nil || !slices.Equal(s.By, m.by) {
		return false
	}
	_, same := s.Start.within(m.window)
	return same && says(s.grounds[0].m) && !says(m)
}

// says tells whether an official of the acting party says it.
func says(m *move) bool {
	for _, c := range m.claims {
		for _, v := range c.Claim.SaidBy {
			if v.Code != "" && slices.Contains(m.by, v.Code) {
				return true
			}
		}
	}
	return false
}

// bearOut moves what was told besides among the grounds.
func (s *Stretch) bearOut(m *move) {
	s.further = slices.DeleteFunc(s.further, func(f support) bool { return f.m == m })
	s.support(m, m.window.To)
}

func (t *Thread) flag(m *move) {
	for _, by := range m.by {
		on := func(f FlagSpan) bool { return f.Flag == string(m.row.State) && f.By == by && f.End == (Window{}) }
		if !slices.ContainsFunc(t.Flags, on) {
			t.Flags = append(t.Flags, FlagSpan{Flag: string(m.row.State), By: by, Start: m.window, Dates: *m.dates, Role: m.role, m: m})
		}
	}
}

// adopt takes the day, the dates and the actor from a report of the same
// beginning, where the baseline knew of it already.
func (s *Stretch) adopt(m *move) {
	in, same := s.Start.within(m.window)
	if !same || m.role == "" || s.Undated || s.Start.From == 0 {
		return
	}
	s.Start, s.Role, s.Dates, s.By, s.Law = in, m.role, *m.dates, m.by, m.row.Law
}

func (t *Thread) unflag(m *move) {
	for i := range t.Flags {
		if f := &t.Flags[i]; f.Flag == string(m.row.State) && f.End == (Window{}) {
			f.End = m.window
		}
	}
}
