package web

import (
	"cmp"
	"slices"
	"strings"
	"sync"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/desk"
	"github.com/chancery-ledger/chancery/internal/standing"
)

// index finds the events of a book by what a page asks for, the newest first.
// It takes in what changes and no more. The lists that it hands out are never
// written to again.
type index struct {
	mu      sync.RWMutex
	number  int64 // of the last entry taken in
	byID    map[string]*chancery.Event
	latest  []*chancery.Event
	byPair  map[[2]chancery.Code][]*chancery.Event
	byParty map[chancery.Code][]*chancery.Event
	papers  papers
}

// follower is a desk that tells what changes in its book.
type follower interface {
	Subscribe(told func(desk.Change))
}

// indexes keeps the index of a desk. Where the desk does not tell what changes,
// it is made again for each state of the ledger.
type indexes struct {
	desk    Desk
	follows bool
	mu      sync.Mutex
	last    *index
}

func newIndexes(d Desk) *indexes {
	x := &indexes{desk: d, last: newIndex(-1, nil)}
	if f, ok := d.(follower); ok {
		x.follows = true
		f.Subscribe(func(c desk.Change) { x.last.take(c.Number, c.Events, c.Gone) })
	}
	return x
}

// now is the index of the book as it is.
func (x *indexes) now() *index {
	if x.follows {
		return x.last
	}
	x.mu.Lock()
	defer x.mu.Unlock()
	if n := x.desk.Number(); x.last.at() != n {
		x.last = newIndex(n, x.desk.Book().Events())
	}
	return x.last
}

// number is that of the last entry that both the book and the index have.
func (x *indexes) number() int64 {
	if x.follows {
		return x.last.at()
	}
	return x.desk.Number()
}

func newIndex(number int64, events []chancery.Event) *index {
	x := &index{
		byID: make(map[string]*chancery.Event, len(events)), papers: papers{},
		byPair: map[[2]chancery.Code][]*chancery.Event{}, byParty: map[chancery.Code][]*chancery.Event{},
	}
	x.take(number, events, nil)
	return x
}

// take takes in the events that are new or not as they were, and takes out
// those that are no more. The events are not copied and must not change.
func (x *index) take(number int64, put []chancery.Event, gone []string) {
	x.mu.Lock()
	defer x.mu.Unlock()
	x.number = number
	out, in := newRevision(), newRevision()
	for _, id := range gone {
		x.drop(id, out)
	}
	for i := range put {
		ev := &put[i]
		x.drop(ev.ID, out)
		x.byID[ev.ID] = ev
		x.papers.count(ev, 1)
		in.add(ev)
	}
	x.latest = merged(x.latest, out.all, in.all)
	revise(x.byPair, out.byPair, in.byPair)
	revise(x.byParty, out.byParty, in.byParty)
}

func (x *index) drop(id string, out *revision) {
	ev := x.byID[id]
	if ev == nil {
		return
	}
	delete(x.byID, id)
	x.papers.count(ev, -1)
	out.add(ev)
}

// at is the number of the last entry taken in.
func (x *index) at() int64 {
	x.mu.RLock()
	defer x.mu.RUnlock()
	return x.number
}

// event is the event of an id; nil where there is none.
func (x *index) event(id string) *chancery.Event {
	x.mu.RLock()
	defer x.mu.RUnlock()
	return x.byID[id]
}

// newest are all events.
func (x *index) newest() []*chancery.Event {
	x.mu.RLock()
	defer x.mu.RUnlock()
	return x.latest
}

// of are the events to which a party is a party.
func (x *index) of(c chancery.Code) []*chancery.Event {
	x.mu.RLock()
	defer x.mu.RUnlock()
	return x.byParty[c]
}

// between are the events to which both are parties.
func (x *index) between(a, b chancery.Code) []*chancery.Event {
	x.mu.RLock()
	defer x.mu.RUnlock()
	return x.byPair[pairKey(a, b)]
}

func pairKey(a, b chancery.Code) [2]chancery.Code { return [2]chancery.Code{min(a, b), max(a, b)} }

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

// newerFirst is the order of the lists of an index.
func newerFirst(a, b *chancery.Event) int {
	return cmp.Or(-cmp.Compare(dayOf(a), dayOf(b)), strings.Compare(a.ID, b.ID))
}

// upTo are those of some events, the newer first, that had happened or been told
// by a day; 0 is any.
func upTo(events []*chancery.Event, on chancery.Day) []*chancery.Event {
	if on == 0 {
		return events
	}
	i, _ := slices.BinarySearchFunc(events, on, func(ev *chancery.Event, on chancery.Day) int { return cmp.Compare(on, dayOf(ev)) })
	return events[i:]
}

// known are those of some events that were known, and had happened or been
// told by a day, as they were known; at most n of them, or all where n is 0.
func known(events []*chancery.Event, on chancery.Day, k standing.Known, n int, want func(*chancery.Event) bool) []chancery.Event {
	var out []chancery.Event
	for _, ev := range upTo(events, on) {
		if want != nil && !want(ev) {
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

// countKnown is how many of them known finds.
func countKnown(events []*chancery.Event, on chancery.Day, k standing.Known) int {
	events = upTo(events, on)
	if k.All() {
		return len(events)
	}
	n := 0
	for _, ev := range events {
		_, ok := standing.Restrict(*ev, k)
		n += bit(ok)
	}
	return n
}
