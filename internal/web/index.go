package web

import (
	"cmp"
	"slices"
	"strings"
	"sync"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/standing"
)

// index finds the events of a book by what a page asks for. It is made once
// for each state of the ledger, when a page first needs it, and never changes.
type index struct {
	number     int64
	byID       map[string]*chancery.Event
	latest     []*chancery.Event // by day, newest first
	byPair     map[[2]chancery.Code][]*chancery.Event
	byParty    map[chancery.Code][]*chancery.Event
	publishers []publisher
}

// publisher is somebody whose reports were read.
type publisher struct {
	Name        string       `json:"publisher"`
	Reports     int          `json:"reports"`
	First, Last chancery.Day `json:",omitempty"`
	reports     map[string]bool
}

// indexes keeps the index of the latest state.
type indexes struct {
	desk Desk
	mu   sync.Mutex
	last *index
}

// now is the index of the book as it is.
func (x *indexes) now() *index {
	x.mu.Lock()
	defer x.mu.Unlock()
	if n := x.desk.Number(); x.last == nil || x.last.number != n {
		x.last = newIndex(n, x.desk.Book().Events())
	}
	return x.last
}

func newIndex(number int64, events []chancery.Event) *index {
	x := &index{
		number: number, byID: make(map[string]*chancery.Event, len(events)),
		byPair: map[[2]chancery.Code][]*chancery.Event{}, byParty: map[chancery.Code][]*chancery.Event{},
	}
	papers := map[string]*publisher{}
	for i := range events {
		ev := &events[i]
		x.byID[ev.ID] = ev
		if _, held := standing.Restrict(*ev, standing.Known{}); !held {
			continue
		}
		x.latest = append(x.latest, ev)
		for _, f := range ev.Claims {
			count(papers, &f.Report)
		}
	}
	slices.SortStableFunc(x.latest, func(a, b *chancery.Event) int {
		return cmp.Or(-cmp.Compare(dayOf(a), dayOf(b)), cmp.Compare(a.ID, b.ID))
	})
	for _, ev := range x.latest {
		x.file(ev)
	}
	for _, p := range papers {
		p.Reports = len(p.reports)
		x.publishers = append(x.publishers, *p)
	}
	slices.SortFunc(x.publishers, func(a, b publisher) int {
		return cmp.Or(-cmp.Compare(a.Reports, b.Reports), strings.Compare(a.Name, b.Name))
	})
	return x
}

// file enters an event under its parties.
func (x *index) file(ev *chancery.Event) {
	var codes []chancery.Code
	for _, p := range slices.Concat(ev.Deed.From, ev.Deed.To) {
		if p.Code != "" && !slices.Contains(codes, p.Code) {
			codes = append(codes, p.Code)
		}
	}
	for i, a := range codes {
		x.byParty[a] = append(x.byParty[a], ev)
		for _, b := range codes[i+1:] {
			k := pairKey(a, b)
			x.byPair[k] = append(x.byPair[k], ev)
		}
	}
}

func pairKey(a, b chancery.Code) [2]chancery.Code { return [2]chancery.Code{min(a, b), max(a, b)} }

func count(papers map[string]*publisher, r *chancery.Report) {
	p := papers[r.Publisher]
	if p == nil {
		p = &publisher{Name: r.Publisher, reports: map[string]bool{}}
		papers[r.Publisher] = p
	}
	p.reports[r.ID] = true
	if d := r.Published; d != 0 {
		p.Last = max(p.Last, d)
		if p.First == 0 || d < p.First {
			p.First = d
		}
	}
}

// dayOf is the day by which an event is sorted: the last on which it can have
// been, else that of its first report.
func dayOf(ev *chancery.Event) chancery.Day {
	if d := cmp.Or(ev.Deed.When.To, ev.Deed.When.From); d != 0 && ev.Status == chancery.Done {
		return d
	}
	var first chancery.Day
	for i := range ev.Claims {
		if d := ev.Claims[i].Report.Published; d != 0 && (first == 0 || d < first) {
			first = d
		}
	}
	return cmp.Or(first, ev.Deed.When.To)
}

// known are those of some events that were known, and had happened or been
// told by a day, as they were known; at most n of them, or all where n is 0.
func known(events []*chancery.Event, on chancery.Day, k standing.Known, n int, want func(*chancery.Event) bool) []chancery.Event {
	var out []chancery.Event
	for _, ev := range events {
		if on != 0 && dayOf(ev) > on || want != nil && !want(ev) {
			continue
		}
		if held, ok := standing.Restrict(*ev, k); ok {
			if out = append(out, held); len(out) == n {
				break
			}
		}
	}
	return out
}
