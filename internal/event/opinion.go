package event

import (
	"slices"

	"github.com/chancery-ledger/chancery"
)

// opinions are what people hold of which claims speak of one deed. The last
// entry on two claims counts, unless it was undone.
type opinions struct {
	entries map[[2]string][]chancery.Entry // that merge or split two claims, by number
	of      map[int64][2]string            // the claims of an entry
	undone  map[int64]bool
}

func newOpinions() opinions {
	return opinions{map[[2]string][]chancery.Entry{}, map[int64][2]string{}, map[int64]bool{}}
}

func both(a, b string) [2]string { return [2]string{min(a, b), max(a, b)} }

// add takes in an entry and returns the claims on which it bears.
func (o *opinions) add(e chancery.Entry) []string {
	switch e.Verb {
	case chancery.Merge, chancery.Split:
		if _, known := o.of[e.Number]; known {
			return nil
		}
		k := both(e.ClaimID, e.Other)
		o.of[e.Number] = k
		at, _ := slices.BinarySearchFunc(o.entries[k], e.Number, func(e chancery.Entry, n int64) int { return int(e.Number - n) })
		o.entries[k] = slices.Insert(o.entries[k], at, e)
		return k[:]
	case chancery.Undo:
		o.undone[e.Of] = true
		k, known := o.of[e.Of]
		if !known {
			return nil
		}
		return k[:]
	}
	return nil
}

// standing returns the entry that counts on two claims.
func (o *opinions) standing(a, b string) (chancery.Entry, bool) {
	entries := o.entries[both(a, b)]
	for i := len(entries) - 1; i >= 0; i-- {
		if !o.undone[entries[i].Number] {
			return entries[i], true
		}
	}
	return chancery.Entry{}, false
}

// all returns the entries of a verb that count, in the order of the ledger.
func (o *opinions) all(verb chancery.Verb) []chancery.Entry {
	var out []chancery.Entry
	for k := range o.entries {
		if e, ok := o.standing(k[0], k[1]); ok && e.Verb == verb {
			out = append(out, e)
		}
	}
	slices.SortFunc(out, func(a, b chancery.Entry) int { return int(a.Number - b.Number) })
	return out
}

// apart tells whether two claims are held not to speak of one deed.
func (o *opinions) apart(a, b *member) bool {
	e, ok := o.standing(a.claim.Claim.ID, b.claim.Claim.ID)
	return ok && e.Verb == chancery.Split
}

// out are the claims that somebody has taken out of a deed.
func (o *opinions) out() map[string]bool {
	out := map[string]bool{}
	for _, e := range o.all(chancery.Split) {
		out[e.ClaimID] = true
	}
	return out
}
