package event

import (
	"maps"
	"slices"

	"github.com/chancery-ledger/chancery"
)

// Changes returns the events that are new or not as they were when Changes was
// last called, in the order of their first claims, and the ids of those that
// are no more.
func (x *Index) Changes() (events []chancery.Event, gone []string) {
	x.refresh()
	if len(x.touched) == 0 {
		return nil, nil
	}
	merged := x.merge()
	for _, key := range slices.Collect(maps.Keys(x.touched)) {
		for _, k := range merged.with(key) {
			x.touched[k] = true
		}
	}
	before, now := map[string]bool{}, map[string]bool{}
	for key := range x.touched {
		if id, told := x.ids[key]; told {
			before[id] = true
			delete(x.ids, key)
		}
	}
	for _, key := range slices.Sorted(maps.Keys(x.touched)) {
		if len(x.groups[key]) == 0 || x.ids[key] != "" {
			continue
		}
		keys := merged.with(key)
		ev := x.event(keys, merged.why[merged.root(key)])
		if len(keys) > 1 {
			x.shared[ev.ID] = keys
		}
		for _, k := range keys {
			x.ids[k] = ev.ID
		}
		now[ev.ID] = true
		events = append(events, ev)
	}
	clear(x.touched)
	slices.SortFunc(events, compareEvents)
	for _, id := range slices.Sorted(maps.Keys(before)) {
		if !now[id] {
			gone = append(gone, id)
		}
	}
	return events, gone
}

// mergers are groups that opinions have put together.
type mergers struct {
	parent map[string]string
	why    map[string][]chancery.Entry // the opinions, by root
}

func (m *mergers) root(key string) string {
	for m.parent[key] != "" {
		key = m.parent[key]
	}
	return key
}

// with returns all groups put together with this one, itself included, sorted.
func (m *mergers) with(key string) []string {
	root := m.root(key)
	keys := []string{root}
	for k := range m.parent {
		if m.root(k) == root {
			keys = append(keys, k)
		}
	}
	slices.Sort(keys)
	return keys
}

// merge puts groups together as the opinions say, in the order of the ledger.
// Groups whose mergers are not as they were are touched.
func (x *Index) merge() *mergers {
	m := &mergers{map[string]string{}, map[string][]chancery.Entry{}}
	for _, e := range x.opinions.all(chancery.Merge) {
		for _, link := range x.links(e) {
			a, b := m.root(link[0]), m.root(link[1])
			if a == b || x.parted(m.with(a), m.with(b), e.Number) {
				continue
			}
			if b < a {
				a, b = b, a
			}
			m.parent[b] = a
			m.why[a] = append(append(m.why[a], m.why[b]...), e)
			delete(m.why, b)
		}
	}
	for key := range m.parent {
		for _, k := range m.with(key) {
			x.touched[k] = true
		}
	}
	for _, keys := range x.shared { // put together before, and perhaps not now
		for _, k := range keys {
			x.touched[k] = true
		}
	}
	clear(x.shared)
	return m
}

// links returns which groups the merger of two claims puts together: those
// between the same parties where both have one, else the first of each.
func (x *Index) links(e chancery.Entry) [][2]string {
	from, to := x.groupsOf(e.ClaimID), x.groupsOf(e.Other)
	var links [][2]string
	for p, a := range from {
		for q, b := range to {
			if p.A == q.A && p.B == q.B {
				links = append(links, [2]string{a, b})
			}
		}
	}
	if len(links) == 0 && len(from) > 0 && len(to) > 0 {
		first := func(m map[pair]string) string { return m[slices.SortedFunc(maps.Keys(m), pair.compare)[0]] }
		links = append(links, [2]string{first(from), first(to)})
	}
	slices.SortFunc(links, func(a, b [2]string) int { return slices.Compare(a[:], b[:]) })
	return links
}

// groupsOf returns the groups in which a claim stands, by block.
func (x *Index) groupsOf(claim string) map[pair]string {
	out := map[pair]string{}
	for _, f := range x.claims[claim] {
		for _, pl := range x.rules.places(&f.Claim) {
			x.groupsAt(pl.pair, f.Number, out)
			if pl.A == "" {
				for q := range x.beside[side{pl.Type, pl.B}] {
					x.groupsAt(q, f.Number, out)
				}
			}
		}
	}
	return out
}

func (x *Index) groupsAt(p pair, number int64, out map[pair]string) {
	b := x.blocks[p]
	if b == nil {
		return
	}
	for _, d := range b.deeds {
		if d.hasAny(map[int64]bool{number: true}) {
			out[p] = groupKey(d)
		}
	}
}

// parted tells whether somebody holds, after the entry of this number, that
// some claim of the one does not speak of the deed of some claim of the other.
func (x *Index) parted(as, bs []string, number int64) bool {
	for _, e := range x.opinions.all(chancery.Split) {
		if e.Number < number {
			continue
		}
		for _, pair := range [][2]string{{e.ClaimID, e.Other}, {e.Other, e.ClaimID}} {
			if x.has(as, pair[0]) && x.has(bs, pair[1]) {
				return true
			}
		}
	}
	return false
}

// has tells whether a claim stands in one of the groups.
func (x *Index) has(keys []string, claim string) bool {
	for _, g := range x.groupsOf(claim) {
		if slices.Contains(keys, g) {
			return true
		}
	}
	return false
}
