package standing

import (
	"cmp"
	"maps"
	"slices"

	"github.com/chancery-ledger/chancery"
)

// Change is a line whose state, or whose flags, are not on one day what they
// were on another.
type Change struct {
	Line   Line   `json:"line"`
	Before Answer `json:"before"`
	After  Answer `json:"after"`
}

// Diff lists what changed between two days, by what was known: every line that
// events move, and the diplomatic relations of the baseline. The order is that
// of the days on which the new states began.
func (b *Book) Diff(from, to chancery.Day, known Known) []Change {
	b.mu.Lock()
	defer b.mu.Unlock()
	v := b
	if !known.All() {
		v = b.view(known, b.events)
	}
	var out []Change
	look := func(t *Thread) {
		i, j := t.At(from), t.At(to)
		if i != j && (i < 0 || j < 0 || t.Stretches[i].State != t.Stretches[j].State) || !sameFlags(t.flags(from), t.flags(to)) {
			out = append(out, Change{t.Line, v.answer(t, from), v.answer(t, to)})
		}
	}
	seen := map[Line]bool{}
	for p, events := range v.pairs {
		if !begins(events, from, to) {
			continue
		}
		moves := v.moved(p, events)
		for _, g := range group(slices.Collect(maps.Keys(moves))) {
			look(v.folded(g, moves))
			seen[g[0]] = true
		}
	}
	if v.base != nil {
		v.base.Turns(func(x, y chancery.Code, _ State, w Window) {
			if l := pairLine(chancery.Diplomatic, x, y); w.To > from && w.From <= to && !seen[l] {
				look(v.thread(l))
				seen[l] = true
			}
		})
	}
	slices.SortFunc(out, func(x, y Change) int {
		return cmp.Or(cmp.Compare(x.After.Since.To, y.After.Since.To), cmp.Compare(trackOrder(x.Line.Track), trackOrder(y.Line.Track)), compareLines(x.Line, y.Line))
	})
	return out
}

// begins tells whether some event may begin a state after one day and by
// another: a state begins within the window of a move.
func begins(events map[string]*entry, from, to chancery.Day) bool {
	for _, e := range events {
		for i := range e.moves {
			if w := e.moves[i].window; w.To > from && w.at() <= to {
				return true
			}
		}
	}
	return false
}

// moved are the moves between two on the lines that some event moves: the
// baseline is asked for their tracks alone.
func (b *Book) moved(p [2]chancery.Code, events map[string]*entry) gathered {
	lines := map[Line]bool{}
	of := map[chancery.Track]bool{}
	for _, e := range events {
		for _, m := range e.moves {
			if m.row.Of != SideAny && m.line.between(p[0], p[1]) {
				lines[m.line], of[m.line.Track] = true, true
			}
		}
	}
	out := gathered{}
	for t := range of {
		for l, ms := range b.gather(p, t) {
			if lines[l] {
				out[l] = ms
			}
		}
	}
	return out
}

func sameFlags(x, y []Flag) bool {
	return slices.EqualFunc(x, y, func(f, g Flag) bool { return f.Flag == g.Flag && f.By == g.By })
}
