package event

import (
	"cmp"
	"slices"

	"github.com/chancery-ledger/chancery"
)

// reason says why a claim speaks of a deed.
type reason int8

const (
	opens   reason = iota // it is the first of the deed
	precise               // its few days meet those of the deed
	undated               // of all deeds, it fits this one only
	alike                 // it fits several deeds, as others here do
	oneSide               // it names one side and the person of the deed
)

// settings of a block, from the rules and the opinions.
type settings struct {
	slack int32                   // days that may lie between
	apart func(a, b *member) bool // somebody holds that they speak of two deeds; nil where nobody holds anything
	out   map[string]bool         // claims that somebody has taken out of a deed
}

// divide puts the members of a block into deeds. loose are claims that name
// one side of the block and a person; they join a deed and never open one.
// The result depends on the sets alone.
func divide(p pair, members, loose []*member, s settings) []*deed {
	order := func(a, b *member) int { return a.before(b, s.out) }
	members = slices.SortedFunc(slices.Values(members), order)
	var deeds opened
	for _, m := range members {
		d, why := choose(&deeds, m, s)
		if d == nil {
			d = &deed{pair: p, days: m.days, vague: why == alike}
			deeds.add(d)
		}
		d.add(m, why)
	}
	for _, m := range slices.SortedFunc(slices.Values(loose), order) {
		if d := chooseByPerson(deeds.near(m.days, s.slack), m, s); d != nil && !d.hasAny(map[int64]bool{m.claim.Number: true}) {
			d.add(m, oneSide)
		}
	}
	return deeds.all
}

// opened are the deeds of a block so far, in the order in which they were
// opened, and those of a few days by each of their days, so that a claim of a
// few days is held against those around it alone.
type opened struct {
	all   []*deed
	wide  []int32                  // those of more days
	byDay map[chancery.Day][]int32 // the others
}

// add takes in a deed. Its days only become fewer later on.
func (o *opened) add(d *deed) {
	at := int32(len(o.all))
	o.all = append(o.all, d)
	if !d.days.few() {
		o.wide = append(o.wide, at)
		return
	}
	if o.byDay == nil {
		o.byDay = map[chancery.Day][]int32{}
	}
	for day := d.days.from; day <= d.days.to; day++ {
		o.byDay[day] = append(o.byDay[day], at)
	}
}

// near returns the deeds that may lie within some days of a window, in the
// order in which they were opened.
func (o *opened) near(w window, slack int32) []*deed {
	if !w.few() || len(o.all) < 2*precision {
		return o.all
	}
	found := slices.Clone(o.wide)
	for day := w.from - chancery.Day(slack); day <= w.to+chancery.Day(slack); day++ {
		found = append(found, o.byDay[day]...)
	}
	slices.Sort(found)
	deeds := make([]*deed, 0, len(found))
	for _, at := range slices.Compact(found) {
		deeds = append(deeds, o.all[at])
	}
	return deeds
}

// fit is a deed that a member may speak of.
type fit struct {
	*deed
	gap  int32 // days between
	away int32 // days between their first days
}

// choose returns the deed that a member joins, or nil where it opens one.
func choose(deeds *opened, m *member, s settings) (*deed, reason) {
	var fits []fit
	for _, d := range deeds.near(m.days, s.slack) {
		if gap, ok := d.takes(m, s.slack, s.apart); ok {
			fits = append(fits, fit{d, gap, abs(int32(d.days.from - m.days.from))})
		}
	}
	sharp := slices.DeleteFunc(slices.Clone(fits), func(f fit) bool { return f.vague })
	if len(sharp) > 1 && m.days.length() <= precision {
		sharp = nearest(sharp, m)
	}
	if len(sharp) == 1 {
		if m.days.length() <= precision {
			return sharp[0].deed, precise
		}
		return sharp[0].deed, undated
	}
	if len(sharp) == 0 {
		return nil, opens
	}
	// It says too little to tell which. Claims of which that is so stay
	// together where they say the same.
	for _, f := range fits {
		if f.vague && f.days == m.days {
			return f.deed, alike
		}
	}
	return nil, alike
}

// nearest returns the fit with the fewest days between, and among several that
// name the person of the member, those. Several remain where the member leaves
// open what tells them apart: who acts, or on which person. Where nothing does,
// the one whose first day is nearest remains, or of these the earliest opened.
func nearest(fits []fit, m *member) []fit {
	least := slices.MinFunc(fits, func(a, b fit) int { return cmp.Compare(a.gap, b.gap) }).gap
	fits = slices.DeleteFunc(fits, func(f fit) bool { return f.gap > least })
	named := slices.DeleteFunc(slices.Clone(fits), func(f fit) bool { return len(f.names) == 0 })
	if m.name == nil && len(named) > 1 {
		return fits
	}
	if m.name != nil && len(named) > 0 {
		fits = named
	}
	for _, f := range fits[1:] {
		if m.dir == either && f.dir != fits[0].dir {
			return fits
		}
	}
	return []fit{slices.MinFunc(fits, func(a, b fit) int { return cmp.Compare(a.away, b.away) })}
}

// chooseByPerson returns the one deed whose person a loose member names.
func chooseByPerson(deeds []*deed, m *member, s settings) *deed {
	var found *deed
	for _, d := range deeds {
		if len(d.names) == 0 {
			continue
		}
		if _, ok := d.takes(m, s.slack, s.apart); !ok {
			continue
		}
		if found != nil {
			return nil
		}
		found = d
	}
	return found
}

func abs(n int32) int32 { return max(n, -n) }
