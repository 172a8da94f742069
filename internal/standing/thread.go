package standing

import (
	"cmp"
	"slices"

	"github.com/chancery-ledger/chancery"
)

// gathered are the moves on the lines between two.
type gathered map[Line][]move

// gather collects the moves between two, of one track or of all (""), those of
// events and of the baseline. Moves that bear on every line of a track are
// added to each line of it that is known.
func (b *Book) gather(p [2]chancery.Code, t chancery.Track) gathered {
	out := gathered{}
	var any []move
	for id := range b.pairs[p] {
		for _, m := range b.events[id].moves {
			switch {
			case !m.line.between(p[0], p[1]) || t != "" && m.line.Track != t:
			case m.row.Of == SideAny:
				any = append(any, m)
			default:
				out[m.line] = append(out[m.line], m)
			}
		}
	}
	for _, f := range b.facts(p, t) {
		out[f.Line] = append(out[f.Line], f.move())
	}
	for _, m := range any {
		for l := range out {
			if l.Track == m.line.Track {
				m.line = l
				out[l] = append(out[l], m)
			}
		}
	}
	return out
}

func (b *Book) facts(p [2]chancery.Code, t chancery.Track) []Fact {
	if b.base == nil || p[0] == "" || p[1] == "" {
		return nil
	}
	return b.base.Facts(p[0], p[1], t)
}

// thread returns one folded line.
func (b *Book) thread(l Line) *Thread {
	p := sorted([2]chancery.Code{l.A, l.B})
	if t := b.threads[p][l]; t != nil {
		return t
	}
	return b.folded([]Line{l}, b.gather(p, l.Track))
}

// folded returns a group of lines, folded as the first of them. A line by
// itself is kept until an event between the two changes.
func (b *Book) folded(lines []Line, moves gathered) *Thread {
	head := lines[0]
	p := sorted([2]chancery.Code{head.A, head.B})
	if t := b.threads[p][head]; t != nil && len(lines) == 1 {
		return t
	}
	var all []move
	for _, l := range lines {
		for _, m := range moves[l] {
			m.line = head
			all = append(all, m)
		}
	}
	t := b.rules.fold(head, all)
	if len(lines) == 1 {
		b.keep(p, head, &t)
	}
	return &t
}

// kept is of how many pairs folded lines are kept.
const kept = 1 << 12

func (b *Book) keep(p [2]chancery.Code, l Line, t *Thread) {
	if b.threads[p] == nil {
		if len(b.threads) >= kept {
			clear(b.threads)
		}
		b.threads[p] = map[Line]*Thread{}
	}
	b.threads[p][l] = t
}

// between returns every line between two, folded, in the order in which they
// are told. What authorities of the one do to a person is left to the person.
func (b *Book) between(x, y chancery.Code) []*Thread {
	moves := b.gather(sorted([2]chancery.Code{x, y}), "")
	var lines []Line
	for l := range moves {
		if l.Track != chancery.PersonTrack {
			lines = append(lines, l)
		}
	}
	var out []*Thread
	for _, g := range group(lines) {
		out = append(out, b.folded(g, moves))
	}
	return out
}

// group puts together lines that differ only in how a person is named. The
// first of a group names it most fully.
func group(lines []Line) [][]Line {
	names := map[Line][]string{}
	bare := func(l Line) Line { l.Person = ""; return l }
	for _, l := range lines {
		names[bare(l)] = append(names[bare(l)], l.Person)
	}
	heads := map[Line]map[string]string{}
	for k, ns := range names {
		heads[k] = groupNames(ns)
	}
	groups := map[Line][]Line{}
	for _, l := range lines {
		head := bare(l)
		head.Person = heads[bare(l)][l.Person]
		groups[head] = append(groups[head], l)
	}
	out := make([][]Line, 0, len(groups))
	for head, g := range groups {
		slices.SortFunc(g, func(a, c Line) int {
			return cmp.Or(-cmp.Compare(bit(a == head), bit(c == head)), compareLines(a, c))
		})
		out = append(out, g)
	}
	slices.SortFunc(out, func(a, c []Line) int {
		return cmp.Or(cmp.Compare(trackOrder(a[0].Track), trackOrder(c[0].Track)), compareLines(a[0], c[0]))
	})
	return out
}

func bit(v bool) int {
	if v {
		return 1
	}
	return 0
}

// tracks are the tracks in the order in which they are told.
func tracks() []chancery.Track {
	return []chancery.Track{
		chancery.Diplomatic, chancery.Representation, chancery.Consular, chancery.Posts, chancery.Protection, chancery.Premises,
		chancery.Recognition, chancery.Trade, chancery.Movement, chancery.Treaty, chancery.AsylumCase, chancery.PersonTrack,
	}
}

func trackOrder(t chancery.Track) int { return slices.Index(tracks(), t) }
