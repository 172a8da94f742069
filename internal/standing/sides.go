package standing

import (
	"slices"
	"strings"

	"github.com/chancery-ledger/chancery"
)

// sidesOf turns the parties of an event into pairs: each of the one side with
// each of the other; where there is no other side, each of the one with each.
// Four that sever relations with one are four pairs, each its own.
func (r *Rules) sidesOf(ev *chancery.Event, claims []*chancery.Filed) sides {
	from, to := r.codes(ev.Deed.From), r.codes(ev.Deed.To)
	s := sides{from: from}
	if strings.HasPrefix(string(ev.Deed.Type), "protection.") && len(to) == 2 {
		to[0], s.third = r.whose(ev.Deed.Type, to, claims)
		to = to[:1]
	}
	told := func(c chancery.Code) bool { return slices.Contains(from, c) }
	if len(from) > 1 && !slices.ContainsFunc(to, func(c chancery.Code) bool { return !told(c) }) {
		to = from // no other side, or some of the same: each with each
	}
	if len(from) == 0 {
		from = []chancery.Code{""}
	}
	if len(to) == 0 {
		to = []chancery.Code{""}
	}
	for _, a := range from {
		for _, b := range to {
			if a != b {
				s.pairs = append(s.pairs, [2]chancery.Code{a, b})
			}
		}
	}
	return s
}

func (r *Rules) codes(ps []chancery.Party) []chancery.Code {
	var out []chancery.Code
	for i := range ps {
		if c := r.code(&ps[i]); !slices.Contains(out, c) {
			out = append(out, c)
		}
	}
	return out
}

// whose tells the other state from the protecting power among the two in "to".
// In a claim the other state goes first, unless its words put "in", "en" or
// "ante" before just one of the two: interests are protected in the other
// state. Each claim has a vote, and one that goes by its words has three.
func (r *Rules) whose(act chancery.ActType, to []chancery.Code, claims []*chancery.Filed) (other, third chancery.Code) {
	votes := map[chancery.Code]int{}
	for _, f := range claims {
		ps := f.Claim.To
		if len(ps) != 2 {
			continue
		}
		first := r.code(&ps[0])
		if votes[first]++; act != "protection.entrust" {
			continue
		}
		words := evidenceWords(&f.Claim)
		for i := range ps {
			if placed(wordsOf(ps[i].Name), words) && !placed(wordsOf(ps[1-i].Name), words) {
				votes[r.code(&ps[i])] += 3
			}
		}
	}
	if votes[to[1]] > votes[to[0]] {
		return to[1], to[0]
	}
	return to[0], to[1]
}

// placed tells whether the name stands after a word of place.
func placed(name, words []string) bool {
	for j := 1; j+len(name) <= len(words) && len(name) > 0; j++ {
		if slices.Equal(words[j:j+len(name)], name) && slices.Contains([]string{"in", "en", "ante", "before"}, words[j-1]) {
			return true
		}
	}
	return false
}

// linesOf are the lines on which a row moves, for the sides of an event.
func linesOf(row *Row, s sides, ev *chancery.Event) []Line {
	var out []Line
	add := func(l Line) {
		l.Part = partOf(row, ev)
		if !slices.Contains(out, l) {
			out = append(out, l)
		}
	}
	t := row.Track
	for _, p := range s.pairs {
		a, b := p[0], p[1]
		switch row.Of {
		case SidePair, SideAny:
			add(pairLine(t, a, b))
		case SideForth:
			add(Line{Track: t, A: a, B: b})
		case SideBack:
			add(Line{Track: t, A: b, B: a})
		case SideBoth:
			add(Line{Track: t, A: a, B: b})
			add(Line{Track: t, A: b, B: a})
		case SideForth3:
			add(Line{Track: t, A: a, B: b, Third: s.third})
		case SideBack3:
			add(Line{Track: t, A: b, B: a, Third: s.third})
		case SideCaseForth:
			add(Line{Track: t, A: a, B: b, Person: plainName(ev.Deed.Person)})
		case SideCaseBack:
			add(Line{Track: t, A: b, B: a, Person: plainName(ev.Deed.Person)})
		case SidePerson:
			add(Line{Track: t, A: a, B: b, Person: plainName(ev.Deed.Person)})
		}
	}
	return out
}

// partOf is the thread of the track: the treaty by name for instruments, else
// what the table says. A flag is on the main thread.
func partOf(row *Row, ev *chancery.Event) string {
	switch {
	case row.Verb == SetFlag || row.Verb == Unflag:
		return ""
	case row.Part == "instrument":
		return instrument(ev)
	case row.Part == "membership":
		return "membership"
	case row.Part == "office":
		return office(ev)
	}
	return row.Part
}

// office is the office of an act of taking or leaving one, where it is told.
func office(ev *chancery.Event) string {
	for _, p := range ev.Deed.From {
		if p.Office != "" {
			return "office: " + p.Office
		}
	}
	return "office"
}
