package web

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/chancery-ledger/chancery"
)

// histories are the entries that made the claims of an event what they are, the
// latest first: with the claims that were corrected into one of them, and the
// opinions about any.
func (v *visit) histories(f chancery.Filed, ev *chancery.Event) ([]entryLine, error) {
	h := past{visit: v, entries: map[int64]chancery.Entry{}, claims: map[string]bool{}}
	all := []chancery.Filed{f}
	if ev != nil {
		all = append(all, slices.Concat(ev.Claims, ev.Denied)...)
	}
	for _, f := range all[:min(len(all), 60)] {
		if err := h.claim(f); err != nil {
			return nil, err
		}
	}
	if err := h.opinions(); err != nil {
		return nil, err
	}
	return h.lines()
}

// past gathers entries.
type past struct {
	*visit
	entries map[int64]chancery.Entry
	claims  map[string]bool
	undone  map[int64]bool
}

func (h *past) add(n int64) (e chancery.Entry, err error) {
	if e, ok := h.entries[n]; ok || n <= 0 {
		return e, nil
	}
	for e, err := range h.office.Ledger.Entries(h.ctx, n-1) {
		if err == nil {
			h.entries[n] = e
		}
		return e, err
	}
	return e, nil
}

// claim adds the entries of a claim, of the one that it corrects, and of the
// one that corrects it.
func (h *past) claim(f chancery.Filed) error {
	if h.claims[f.Claim.ID] {
		return nil
	}
	h.claims[f.Claim.ID] = true
	made, err := h.add(f.Number)
	if err != nil {
		return err
	}
	for _, n := range []int64{f.Confirmed, f.Retracted} {
		if _, err := h.add(n); err != nil {
			return err
		}
	}
	others := []int64{}
	if made.Of != 0 {
		others = append(others, made.Of)
	}
	if f.Retracted != 0 && f.Retracted < h.site.index.number() {
		others = append(others, f.Retracted+1)
	}
	for _, n := range others {
		for e, err := range h.office.Ledger.Entries(h.ctx, n-1) {
			if err != nil {
				return err
			}
			if n != made.Of && e.Of != f.Retracted {
				break
			}
			other, ok, err := h.filed(e.ClaimID)
			if err != nil {
				return err
			}
			if ok {
				if err := h.claim(other); err != nil {
					return err
				}
			}
			break
		}
	}
	return nil
}

// opinions add the mergers and separations of the claims, and what took them
// back.
func (h *past) opinions() error {
	h.undone = map[int64]bool{}
	for e, err := range h.office.Ledger.Opinions(h.ctx) {
		if err != nil {
			return err
		}
		_, about := h.entries[e.Of]
		if h.claims[e.ClaimID] || h.claims[e.Other] || e.Verb == chancery.Undo && about {
			h.entries[e.Number] = e
			if e.Verb == chancery.Undo {
				h.undone[e.Of] = true
			}
		}
	}
	return nil
}

func (h *past) lines() (out []entryLine, err error) {
	for _, e := range h.entries {
		line, err := h.entry(e)
		if err != nil {
			return nil, err
		}
		if (e.Verb == chancery.Merge || e.Verb == chancery.Split) && !h.undone[e.Number] {
			line.UndoURL = address(h.lang, "/review/entry/"+strconv.FormatInt(e.Number, 10), nil)
		}
		out = append(out, line)
	}
	slices.SortFunc(out, func(a, b entryLine) int { return cmp.Compare(b.Number, a.Number) })
	return out, nil
}
