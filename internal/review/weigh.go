package review

import (
	"slices"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/catalogue"
	"github.com/chancery-ledger/chancery/internal/standing"
)

// Weigh says how much depends on an event: 1 where a state of today rests on it
// alone, else a tenth for an act that could move one, and a hundredth for the
// rest. The book is only asked, since others may read it at the same time.
func Weigh(book *standing.Book, kinds *catalogue.Catalogue) Consequence {
	return func(ev chancery.Event) float64 {
		for _, p := range pairs(&ev.Deed) {
			for _, x := range book.Pair(p[0], p[1], 0, standing.Known{}).Answers {
				if restsOn(&x, ev.ID) {
					return 1
				}
			}
		}
		if k, _ := kinds.Kind(ev.Deed.Type); k.Tier == "A" {
			return 0.1
		}
		return 0.01
	}
}

// restsOn tells whether an event, and no other, speaks for a state.
func restsOn(x *standing.Answer, event string) bool {
	on := false
	for _, e := range x.Evidence {
		if e.Rests == standing.Default || e.How != "began" && e.How != "bears out" {
			continue
		}
		if e.Event != event {
			return false
		}
		on = true
	}
	return on
}

// pairs are the pairs between which a deed stands.
func pairs(d *chancery.Deed) (out [][2]chancery.Code) {
	for i, p := range d.From {
		others := d.To
		if len(others) == 0 {
			others = d.From[i+1:]
		}
		for _, q := range others {
			k := [2]chancery.Code{p.Code, q.Code}
			if p.Code != "" && q.Code != "" && p.Code != q.Code && !slices.Contains(out, k) {
				out = append(out, k)
			}
		}
	}
	return out
}
