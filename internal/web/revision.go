package web

import (
	"cmp"
	"slices"
	"strings"

	"github.com/chancery-ledger/chancery"
)

// revision is what goes out of an index, or comes in.
type revision struct {
	all     []*chancery.Event
	byPair  map[[2]chancery.Code][]*chancery.Event
	byParty map[chancery.Code][]*chancery.Event
}

func newRevision() *revision {
	return &revision{byPair: map[[2]chancery.Code][]*chancery.Event{}, byParty: map[chancery.Code][]*chancery.Event{}}
}

// add enters an event under its parties.
func (r *revision) add(ev *chancery.Event) {
	r.all = append(r.all, ev)
	var codes []chancery.Code
	for _, side := range [][]chancery.Party{ev.Deed.From, ev.Deed.To} {
		for _, p := range side {
			if p.Code != "" && !slices.Contains(codes, p.Code) {
				codes = append(codes, p.Code)
			}
		}
	}
	for i, a := range codes {
		r.byParty[a] = append(r.byParty[a], ev)
		for _, b := range codes[i+1:] {
			k := pairKey(a, b)
			r.byPair[k] = append(r.byPair[k], ev)
		}
	}
}

// revise puts new lists in the place of those that change.
func revise[K comparable](lists, out, in map[K][]*chancery.Event) {
	for k, gone := range out {
		if lists[k] = merged(lists[k], gone, in[k]); len(lists[k]) == 0 {
			delete(lists, k)
		}
	}
	for k, come := range in {
		if _, done := out[k]; !done {
			lists[k] = merged(lists[k], nil, come)
		}
	}
}

// merged is a new list, in order, without some events and with others.
func merged(list, out, in []*chancery.Event) []*chancery.Event {
	if len(out)+len(in) == 0 {
		return list
	}
	gone := make(map[*chancery.Event]bool, len(out))
	for _, ev := range out {
		gone[ev] = true
	}
	in = slices.SortedFunc(slices.Values(in), newerFirst)
	all := make([]*chancery.Event, 0, max(0, len(list)-len(out))+len(in))
	for _, ev := range list {
		for len(in) > 0 && newerFirst(in[0], ev) < 0 {
			all, in = append(all, in[0]), in[1:]
		}
		if !gone[ev] {
			all = append(all, ev)
		}
	}
	return append(all, in...)
}

// publisher is somebody whose reports were read.
type publisher struct {
	Name        string       `json:"publisher"`
	Reports     int          `json:"reports"`
	First, Last chancery.Day `json:",omitempty"`
}

// papers are the reports that the events rest on, by publisher and id.
type papers map[string]map[string]*printed

// printed is a report: on how many claims the events have it, and its day.
type printed struct {
	claims    int
	published chancery.Day
}

// count takes in the reports of an event (n is 1), or takes them out (n is -1).
func (p papers) count(ev *chancery.Event, n int) {
	for i := range ev.Claims {
		r := &ev.Claims[i].Report
		if p[r.Publisher] == nil {
			p[r.Publisher] = map[string]*printed{}
		}
		x := p[r.Publisher][r.ID]
		if x == nil {
			x = &printed{published: r.Published}
			p[r.Publisher][r.ID] = x
		}
		if x.claims += n; x.claims > 0 {
			continue
		}
		if delete(p[r.Publisher], r.ID); len(p[r.Publisher]) == 0 {
			delete(p, r.Publisher)
		}
	}
}

// publishers lists who published what the events rest on, most reports first.
func (x *index) publishers() []publisher {
	x.mu.RLock()
	defer x.mu.RUnlock()
	var out []publisher
	for name, reports := range x.papers {
		p := publisher{Name: name, Reports: len(reports)}
		for _, r := range reports {
			p.Last = max(p.Last, r.published)
			if d := r.published; d != 0 && (p.First == 0 || d < p.First) {
				p.First = d
			}
		}
		out = append(out, p)
	}
	slices.SortFunc(out, func(a, b publisher) int {
		return cmp.Or(-cmp.Compare(a.Reports, b.Reports), strings.Compare(a.Name, b.Name))
	})
	return out
}

// size is how many reports of how many publishers the events rest on.
func (x *index) size() (reports, publishers int) {
	x.mu.RLock()
	defer x.mu.RUnlock()
	for _, p := range x.papers {
		reports += len(p)
	}
	return reports, len(x.papers)
}
