package event

import (
	"cmp"
	"slices"

	"github.com/chancery-ledger/chancery"
)

// pair is an act between two: what blocks are named by. A is not greater than
// B; an unnamed side is "".
type pair struct {
	Type chancery.ActType
	A, B chancery.Code
}

func (p pair) compare(q pair) int {
	return cmp.Or(cmp.Compare(p.Type, q.Type), cmp.Compare(p.A, q.A), cmp.Compare(p.B, q.B))
}

// direction is who of a pair acts on whom.
type direction int8

const (
	either direction = 0  // mutual, or not told
	aToB   direction = 1  // A acts on B
	bToA   direction = -1 // B acts on A
)

// place is where a claim belongs: one of its pairs.
type place struct {
	pair
	dir direction
}

// places returns the pairs that a claim speaks of.
func (r *Rules) places(c *chancery.Claim) []place {
	from, to := codes(c.From), codes(c.To)
	if r.mutual(c.Type) {
		from, to = codes(append(slices.Clone(c.From), c.To...)), nil
	}
	among := len(to) == 0 && len(from) > 1 && (r.mutual(c.Type) || toldAsMutual(c.Type))
	var out []place
	switch {
	case among:
		for i, a := range from {
			for _, b := range from[i+1:] {
				out = append(out, place{pair{c.Type, a, b}, either})
			}
		}
	case len(from) == 0 && len(to) == 0:
		out = append(out, place{pair{c.Type, "", ""}, either})
	default:
		for _, a := range orUnnamed(from) {
			for _, b := range orUnnamed(to) {
				out = append(out, placeOf(c.Type, a, b, r.mutual(c.Type)))
			}
		}
	}
	return out
}

func placeOf(t chancery.ActType, from, to chancery.Code, mutual bool) place {
	p := place{pair{t, from, to}, aToB}
	if to < from {
		p = place{pair{t, to, from}, bToA}
	}
	if mutual || from == to {
		p.dir = either
	}
	return p
}

// codes returns the codes of one side, each once and sorted.
func codes(side []chancery.Party) []chancery.Code {
	var out []chancery.Code
	for _, p := range side {
		if p.Code != "" {
			out = append(out, p.Code)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func orUnnamed(side []chancery.Code) []chancery.Code {
	if len(side) == 0 {
		return []chancery.Code{""}
	}
	return side
}

// member is a claim in a block.
type member struct {
	claim *chancery.Filed
	dir   direction
	days  window
	name  name // of the person, if any
}

// before orders the members of a block: held before retracted, those that a
// person has taken out of a deed last, the precise before the vague, those that
// say who acts and on which person before those that do not, then by how
// precisely they say when, done before planned, and the rest in the order of
// the ledger.
func (m *member) before(n *member, out map[string]bool) int {
	if c := cmp.Or(
		boolCompare(m.claim.Retracted != 0, n.claim.Retracted != 0),
		boolCompare(out[m.claim.Claim.ID], out[n.claim.Claim.ID]),
		boolCompare(m.days.length() > precision, n.days.length() > precision),
		boolCompare(m.dir == either, n.dir == either),
		boolCompare(m.name == nil, n.name == nil),
		cmp.Compare(m.days.length(), n.days.length()),
	); c != 0 {
		return c
	}
	return cmp.Or(
		cmp.Compare(rank(m.claim.Claim.Status), rank(n.claim.Claim.Status)),
		cmp.Compare(m.days.from, n.days.from),
		cmp.Compare(m.claim.Number, n.claim.Number),
	)
}

func boolCompare(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	}
	return 1
}

// rank orders statuses: the furthest first.
func rank(s chancery.Status) int {
	return slices.Index([]chancery.Status{chancery.Done, chancery.Planned, chancery.Proposed, chancery.Threatened, chancery.Not}, s)
}

// deed is some members of a block taken to speak of one deed.
type deed struct {
	pair
	dir     direction
	days    window // of the members that opened it
	names   []name
	members []joined
	vague   bool // opened by a claim that fits several deeds
}

// joined is a member with why it joined.
type joined struct {
	*member
	why reason
}

// takes tells whether m may speak of the deed, and how many days lie between.
func (d *deed) takes(m *member, slack int32, apart func(a, b *member) bool) (gap int32, ok bool) {
	if d.dir != either && m.dir != either && d.dir != m.dir {
		return 0, false
	}
	if gap = d.days.gap(m.days); gap > slack {
		return 0, false
	}
	for _, n := range d.names {
		if m.name != nil && !n.same(m.name) {
			return 0, false
		}
	}
	for i := 0; apart != nil && i < len(d.members); i++ {
		if apart(m, d.members[i].member) {
			return 0, false
		}
	}
	return gap, true
}

func (d *deed) add(m *member, why reason) {
	d.members = append(d.members, joined{m, why})
	if d.dir == either {
		d.dir = m.dir
	}
	if m.name != nil {
		d.names = append(d.names, m.name)
	}
	if why == precise || why == undated {
		d.days = d.days.meet(m.days)
	}
}

// reasons are the reasons of all members, in the order in which they joined.
func (d *deed) reasons() string {
	b := make([]byte, len(d.members))
	for i, j := range d.members {
		b[i] = byte(j.why)
	}
	return string(b)
}

// hasAny tells whether a claim of one of these numbers is a member.
func (d *deed) hasAny(numbers map[int64]bool) bool {
	return slices.ContainsFunc(d.members, func(j joined) bool { return numbers[j.claim.Number] })
}

// first is the member that comes first in the ledger.
func (d *deed) first() *member {
	return slices.MinFunc(d.members, func(a, b joined) int { return cmp.Compare(a.claim.Number, b.claim.Number) }).member
}
