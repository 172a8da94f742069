package event

import (
	"encoding/binary"
	"maps"
	"slices"

	"github.com/chancery-ledger/chancery"
)

// Index clusters claims as they arrive. It is not safe for concurrent use.
type Index struct {
	rules    *Rules
	claims   map[string][]*chancery.Filed // by id, in the order of their numbers
	blocks   map[pair]*block
	beside   map[side]map[pair]bool // the blocks between two in which a party stands
	taken    map[loose]int          // in how many blocks a one-sided claim has joined a deed
	opinions opinions
	dirty    map[pair]map[int64]bool   // blocks to work out again, with the claims that changed
	groups   map[string]map[pair]*deed // the deeds that have the same claims, by groupKey
	ids      map[string]string         // of the event of a group, as last told
	shared   map[string][]string       // the groups of an event that opinions put together
	touched  map[string]bool           // groups that have changed since
	last     int64                     // number of the last entry seen by Update
	only     *[2]chancery.Code         // the parties to which Between keeps
}

// block holds the claims of one pair.
type block struct {
	members []*member // in the order of the ledger
	deeds   []*deed
	loose   []loose // one-sided claims that have joined a deed here
}

// side is a party of a type of act.
type side struct {
	Type chancery.ActType
	Code chancery.Code
}

// loose is a claim that names this side only.
type loose struct {
	number int64
	code   chancery.Code
}

// NewIndex returns an empty index.
func NewIndex(rules *Rules) *Index {
	return &Index{
		rules: rules, claims: map[string][]*chancery.Filed{}, blocks: map[pair]*block{}, beside: map[side]map[pair]bool{},
		taken: map[loose]int{}, opinions: newOpinions(), dirty: map[pair]map[int64]bool{},
		groups: map[string]map[pair]*deed{}, ids: map[string]string{}, shared: map[string][]string{}, touched: map[string]bool{},
	}
}

// Add files a claim. One whose number is known already is not added again.
func (x *Index) Add(f chancery.Filed) {
	lives := x.claims[f.Claim.ID]
	at, known := slices.BinarySearchFunc(lives, f.Number, func(l *chancery.Filed, n int64) int { return int(l.Number - n) })
	if known {
		return
	}
	f.Report.Text = ""
	x.claims[f.Claim.ID] = slices.Insert(lives, at, &f)
	for _, p := range x.rules.places(&f.Claim) {
		if x.only != nil && (p.A != "" && p.A != x.only[0] || p.B != x.only[0] && p.B != x.only[1] || p.A != "" && p.B != x.only[1]) {
			continue
		}
		x.put(p, &member{claim: &f, dir: p.dir, days: windowOf(&f, x.rules.weighty(p.Type)), name: nameOf(f.Claim.Person)})
	}
}

// put adds a member to its block.
func (x *Index) put(p place, m *member) {
	b := x.blocks[p.pair]
	if b == nil {
		b = &block{}
		x.blocks[p.pair] = b
		for _, c := range []chancery.Code{p.A, p.B} {
			if s := (side{p.Type, c}); p.A != "" {
				if x.beside[s] == nil {
					x.beside[s] = map[pair]bool{}
				}
				x.beside[s][p.pair] = true
			}
		}
	}
	at, _ := slices.BinarySearchFunc(b.members, m.claim.Number, func(n *member, number int64) int { return int(n.claim.Number - number) })
	b.members = slices.Insert(b.members, at, m)
	x.soil(p.pair, m)
}

// soil marks what must be worked out again when a member of a block changes.
func (x *Index) soil(p pair, m *member) {
	x.mark(p, m.claim.Number)
	if p.A == "" && m.name != nil {
		for q := range x.beside[side{p.Type, p.B}] {
			x.mark(q, m.claim.Number)
		}
	}
}

func (x *Index) mark(p pair, number int64) {
	if x.dirty[p] == nil {
		x.dirty[p] = map[int64]bool{}
	}
	x.dirty[p][number] = true
}

// Retract marks the claim as retracted by the entry of this number.
func (x *Index) Retract(claim string, number int64) {
	x.change(claim, func(f *chancery.Filed) bool {
		if f.Number > number || f.Retracted != 0 {
			return false
		}
		f.Retracted = number
		return true
	})
}

// Confirm marks the claim as confirmed by the entry of this number.
func (x *Index) Confirm(claim string, number int64) {
	x.change(claim, func(f *chancery.Filed) bool {
		if f.Number > number || f.Retracted != 0 && f.Retracted < number || f.Confirmed >= number {
			return false
		}
		f.Confirmed = number
		return true
	})
}

// change changes the assertions of a claim for which do returns true.
func (x *Index) change(claim string, do func(*chancery.Filed) bool) {
	for _, f := range x.claims[claim] {
		if do(f) {
			x.soilClaim(f)
		}
	}
}

// soilClaim marks all blocks of a claim.
func (x *Index) soilClaim(f *chancery.Filed) {
	for _, p := range x.rules.places(&f.Claim) {
		x.soil(p.pair, &member{claim: f, name: nameOf(f.Claim.Person)})
	}
}

// Opine takes in an entry that merges, splits or undoes. Others do nothing.
func (x *Index) Opine(e chancery.Entry) {
	for _, claim := range x.opinions.add(e) {
		for _, f := range x.claims[claim] {
			x.soilClaim(f)
		}
	}
}

// groupKey names the deeds that have the same type and the same claims.
func groupKey(d *deed) string {
	numbers := make([]int64, len(d.members))
	for i, m := range d.members {
		numbers[i] = m.claim.Number
	}
	slices.Sort(numbers)
	key := []byte(d.Type)
	for _, n := range numbers {
		key = binary.AppendVarint(append(key, ' '), n)
	}
	return string(key)
}

// refresh works out all blocks marked, those between two first, since the
// others leave out what has joined there.
func (x *Index) refresh() {
	out := x.opinions.out()
	for _, between := range []bool{true, false} {
		for _, p := range slices.SortedFunc(maps.Keys(x.dirty), pair.compare) {
			if (p.A != "") == between {
				changed := x.dirty[p]
				delete(x.dirty, p)
				x.rework(p, changed, out)
			}
		}
	}
}

// rework divides a block again and enters the deeds that are not as they were.
func (x *Index) rework(p pair, changed map[int64]bool, out map[string]bool) {
	b := x.blocks[p]
	if b == nil {
		return
	}
	s := settings{out: out}
	if len(x.opinions.entries) > 0 {
		s.apart = x.opinions.apart
	}
	if x.rules.weighty(p.Type) {
		s.slack = 1
	}
	was := b.deeds
	if p.A == "" {
		left := slices.DeleteFunc(slices.Clone(b.members), func(m *member) bool { return x.taken[loose{m.claim.Number, p.B}] > 0 })
		b.deeds = divide(p, left, nil, s)
	} else {
		b.deeds = divide(p, b.members, x.looseFor(p), s)
		x.take(p, b)
	}
	x.enter(p, was, b.deeds, changed)
}

// enter replaces the deeds of a block in their groups. Groups of deeds that
// are as they were, with claims as they were, are not touched.
func (x *Index) enter(p pair, was, now []*deed, changed map[int64]bool) {
	before := map[string]string{} // the reasons in each deed, by group
	for _, d := range was {
		key, reasons := groupKey(d), d.reasons()
		before[key] = reasons
		if delete(x.groups[key], p); len(x.groups[key]) == 0 {
			delete(x.groups, key)
		}
	}
	for _, d := range now {
		key, reasons := groupKey(d), d.reasons()
		if old, same := before[key]; !same || old != reasons || d.hasAny(changed) {
			x.touched[key] = true
		}
		delete(before, key)
		if x.groups[key] == nil {
			x.groups[key] = map[pair]*deed{}
		}
		x.groups[key][p] = d
	}
	for key := range before {
		x.touched[key] = true
	}
}

// looseFor returns the one-sided claims that may join a deed between two, as
// members of that block.
func (x *Index) looseFor(p pair) []*member {
	var out []*member
	sides := []chancery.Code{p.A, p.B}
	if p.A == p.B {
		sides = sides[:1]
	}
	for _, c := range sides {
		b := x.blocks[pair{p.Type, "", c}]
		if b == nil {
			continue
		}
		for _, m := range b.members {
			if m.name == nil {
				continue
			}
			n := *m
			if c == p.A {
				n.dir = -n.dir // beside "" it was the greater code, here it is the less
			}
			out = append(out, &n)
		}
	}
	return out
}

// take keeps count of the one-sided claims that have joined deeds of b.
func (x *Index) take(p pair, b *block) {
	var now []loose
	for _, d := range b.deeds {
		for _, j := range d.members {
			if j.why != oneSide {
				continue
			}
			for _, c := range []chancery.Code{p.A, p.B} {
				if slices.ContainsFunc(x.rules.places(&j.claim.Claim), func(q place) bool { return q.pair == pair{p.Type, "", c} }) {
					now = append(now, loose{j.claim.Number, c})
				}
			}
		}
	}
	for i, list := range [][]loose{now, b.loose} {
		for _, l := range list {
			was := x.taken[l] > 0
			x.taken[l] += 1 - 2*i
			if x.taken[l] == 0 {
				delete(x.taken, l)
			}
			if was != (x.taken[l] > 0) {
				x.mark(pair{p.Type, "", l.code}, l.number)
			}
		}
	}
	b.loose = now
}
