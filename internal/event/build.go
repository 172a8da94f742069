package event

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"slices"

	"github.com/chancery-ledger/chancery"
)

// event makes one event of all deeds of some groups. why are the opinions that
// put them together.
func (x *Index) event(keys []string, why []chancery.Entry) chancery.Event {
	deeds := x.deedsOf(keys)
	claims, reasons := x.claimsOf(deeds)
	var ev chancery.Event
	ev.ID = idOf(deeds)
	counting := held(claims)
	ev.Status = furthest(counting)
	for _, f := range claims {
		if f.Claim.Status == chancery.Not && ev.Status != chancery.Not {
			ev.Denied = append(ev.Denied, *f)
		} else {
			ev.Claims = append(ev.Claims, *f)
		}
	}
	best := withStatus(counting, ev.Status)
	ev.Deed = x.deedOf(deeds, best)
	sources := x.rules.Sources(best)
	if ev.Sources = sources.Count; best[0].Retracted != 0 {
		ev.Sources = 0
	}
	ev.Why = explain(ev, claims, reasons, sources, why)
	return ev
}

// deedsOf returns the deeds of some groups, in the order of their pairs.
func (x *Index) deedsOf(keys []string) []*deed {
	var deeds []*deed
	for _, k := range keys {
		deeds = slices.AppendSeq(deeds, maps.Values(x.groups[k]))
	}
	slices.SortFunc(deeds, func(a, b *deed) int {
		return cmp.Or(a.pair.compare(b.pair), cmp.Compare(first(a), first(b)))
	})
	return deeds
}

// first is the number of the first claim of a deed.
func first(d *deed) int64 { return d.first().claim.Number }

// claimsOf returns the claims of some deeds, each once, in the order of the
// ledger, and why each is there.
func (x *Index) claimsOf(deeds []*deed) ([]*chancery.Filed, map[int64]reason) {
	var claims []*chancery.Filed
	reasons := map[int64]reason{}
	for _, d := range deeds {
		for _, j := range d.members {
			if _, known := reasons[j.claim.Number]; !known {
				reasons[j.claim.Number] = j.why
				claims = append(claims, j.claim)
			}
		}
	}
	slices.SortFunc(claims, func(a, b *chancery.Filed) int { return cmp.Compare(a.Number, b.Number) })
	return claims, reasons
}

// idOf names an event by its first claim, the first of that claim's pairs and
// who acts in it, so that it keeps its name when further claims join.
func idOf(deeds []*deed) string {
	d := slices.MinFunc(deeds, func(a, b *deed) int { return cmp.Or(cmp.Compare(first(a), first(b)), a.pair.compare(b.pair)) })
	m := d.first()
	sum := sha256.Sum256(fmt.Appendf(nil, "%s\x00%s\x00%s\x00%d\x00%d", d.Type, d.A, d.B, m.dir, m.claim.Number))
	return hex.EncodeToString(sum[:8])
}

func compareEvents(a, b chancery.Event) int {
	return cmp.Or(cmp.Compare(number(a), number(b)), cmp.Compare(a.ID, b.ID))
}

// number is that of the first claim of an event.
func number(ev chancery.Event) int64 {
	switch {
	case len(ev.Claims) == 0:
		return ev.Denied[0].Number
	case len(ev.Denied) == 0:
		return ev.Claims[0].Number
	}
	return min(ev.Claims[0].Number, ev.Denied[0].Number)
}

// held returns the claims that are not retracted, or all where none is held.
func held(claims []*chancery.Filed) []*chancery.Filed {
	if h := only(claims, func(f *chancery.Filed) bool { return f.Retracted == 0 }); len(h) > 0 {
		return h
	}
	return claims
}

// furthest is the status that comes nearest to being done.
func furthest(claims []*chancery.Filed) chancery.Status {
	return slices.MinFunc(claims, func(a, b *chancery.Filed) int {
		return cmp.Compare(rank(a.Claim.Status), rank(b.Claim.Status))
	}).Claim.Status
}

// withStatus returns the claims that say that the deed stands so: those that
// say it for certain, or else those that allege it.
func withStatus(claims []*chancery.Filed, s chancery.Status) []*chancery.Filed {
	claims = only(claims, func(f *chancery.Filed) bool { return f.Claim.Status == s })
	if certain := only(claims, func(f *chancery.Filed) bool { return !f.Claim.Alleged }); len(certain) > 0 {
		return certain
	}
	return claims
}

func only(claims []*chancery.Filed, keep func(*chancery.Filed) bool) []*chancery.Filed {
	return slices.DeleteFunc(slices.Clone(claims), func(f *chancery.Filed) bool { return !keep(f) })
}

// explain says why the claims were put together and how many sources they are.
func explain(ev chancery.Event, claims []*chancery.Filed, reasons map[int64]reason, s Sources, opinions []chancery.Entry) []string {
	why := []string{fmt.Sprintf("%s: %s", ev.Deed.Type, s)}
	for _, f := range claims {
		text := fmt.Sprintf("entry %d (%s) %s", f.Number, f.Claim.Status, reasons[f.Number])
		if f.Retracted != 0 {
			text += fmt.Sprintf("; retracted by entry %d", f.Retracted)
		}
		why = append(why, text)
	}
	for _, e := range opinions {
		why = append(why, fmt.Sprintf("merged by %s in entry %d: %s", e.Agent, e.Number, e.Because))
	}
	return why
}

// String says why, as part of a sentence.
func (r reason) String() string {
	switch r {
	case opens:
		return "says it first or most precisely"
	case precise:
		return "gives days that meet"
	case undated:
		return "leaves the day open and fits no other deed"
	case alike:
		return "fits several deeds, so that it confirms none of them"
	case oneSide:
		return "names one side and the same person"
	}
	return fmt.Sprintf("reason %d", int8(r))
}
