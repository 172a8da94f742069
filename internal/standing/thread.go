package standing

import (
	"cmp"
	"slices"

	"github.com/chancery-ledger/chancery"
)

// gathered are the moves on the lines between two.
type gathered map[Line][]*move

// gather collects the moves between two, of one track or of all (""), those of
// events and of the baseline. Moves that bear on every line of a track are
// added to each line of it that is known.
func (b *Book) gather(p [2]chancery.Code, t chancery.Track) gathered {
	out := gathered{}
	var any []*move
	for _, e := range b.pairs[p] {
		for i := range e.moves {
			switch m := &e.moves[i]; {
			case !m.line.between(p[0], p[1]) || t != "" && m.line.Track != t:
			case m.row.Of == SideAny:
				any = append(any, m)
			default:
				out[m.line] = append(out[m.line], m)
			}
		}
	}
	for _, f := range b.facts(p, t) {
		m := f.move()
		out[f.Line] = append(out[f.Line], &m)
	}
	for _, m := range any {
		for l := range out {
			if l.Track == m.line.Track {
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

// work is what was worked out of a pair.
type work struct {
	views   []view                        // of the past, the one asked for last at the end
	lines   map[Line]*Thread              // lines by themselves
	threads []*Thread                     // all lines, grouped, as between returns them
	whole   bool                          // threads are
	done    map[chancery.ActType][]*entry // see doneOf
	days    []chancery.Day                // see heldOn
	aside   []*entry                      // see besides
	sorted  bool                          // aside is
}

// kept is of how many pairs the work is kept, which is more than states can
// form, and viewsKept how many views of the past of each: readers follow
// citations, which name an entry.
const (
	kept      = 1 << 15
	viewsKept = 4
)

// workOf is what was worked out of a pair since an event of it changed last.
func (b *Book) workOf(p [2]chancery.Code) *work {
	w := b.works[p]
	if w == nil {
		if len(b.works) >= kept {
			clear(b.works)
		}
		w = &work{lines: map[Line]*Thread{}}
		b.works[p] = w
	}
	return w
}

// thread returns one folded line.
func (b *Book) thread(l Line) *Thread {
	p := sorted([2]chancery.Code{l.A, l.B})
	if t := b.workOf(p).lines[l]; t != nil {
		return t
	}
	return b.folded([]Line{l}, b.gather(p, l.Track))
}

// folded returns a group of lines, folded as the first of them. A line by
// itself is kept until an event between the two changes.
func (b *Book) folded(lines []Line, moves gathered) *Thread {
	head := lines[0]
	w := b.workOf(sorted([2]chancery.Code{head.A, head.B}))
	if t := w.lines[head]; t != nil && len(lines) == 1 {
		return t
	}
	var all []*move
	for _, l := range lines {
		all = append(all, moves[l]...)
	}
	t := b.rules.fold(head, all)
	if len(lines) == 1 {
		w.lines[head] = &t
	}
	return &t
}

// between returns every line between two, folded, in the order in which they
// are told. What authorities of the one do to a person is left to the person.
func (b *Book) between(x, y chancery.Code) []*Thread {
	p := sorted([2]chancery.Code{x, y})
	w := b.workOf(p)
	if w.whole {
		return w.threads
	}
	moves := b.gather(p, "")
	var lines []Line
	for l := range moves {
		if l.Track != chancery.PersonTrack {
			lines = append(lines, l)
		}
	}
	for _, g := range group(lines) {
		w.threads = append(w.threads, b.folded(g, moves))
	}
	w.whole = true
	return w.threads
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
