package api

import (
	"cmp"
	"slices"
	"sync"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/standing"
)

// index keeps the events of the book by day, made again when the ledger has
// grown and somebody asks.
type index struct {
	desk Desk
	mu   sync.Mutex
	last *indexed
}

// indexed is the index of one state of the ledger; it never changes.
type indexed struct {
	number int64
	byID   map[string]*chancery.Event
	latest []dated // newest first
}

type dated struct {
	day chancery.Day
	*chancery.Event
}

func (x *index) now() *indexed {
	x.mu.Lock()
	defer x.mu.Unlock()
	if n := x.desk.Number(); x.last == nil || x.last.number != n {
		x.last = newIndexed(n, x.desk.Book().Events())
	}
	return x.last
}

func newIndexed(number int64, events []chancery.Event) *indexed {
	x := &indexed{number: number, byID: make(map[string]*chancery.Event, len(events)), latest: make([]dated, 0, len(events))}
	for i := range events {
		ev := &events[i]
		x.byID[ev.ID] = ev
		x.latest = append(x.latest, dated{dayOf(ev), ev})
	}
	slices.SortFunc(x.latest, func(a, b dated) int { return compareDated(a.day, a.ID, b.day, b.ID) })
	return x
}

func compareDated(day chancery.Day, id string, otherDay chancery.Day, otherID string) int {
	return cmp.Or(cmp.Compare(otherDay, day), cmp.Compare(id, otherID))
}

// from are the events from a place on: after the one of a day and id.
func (x *indexed) from(day chancery.Day, id string) []dated {
	i, found := slices.BinarySearchFunc(x.latest, struct{}{}, func(e dated, _ struct{}) int { return compareDated(e.day, e.ID, day, id) })
	if found {
		i++
	}
	return x.latest[i:]
}

// dayOf is the day by which an event is sorted: the last on which it can have
// been, where it has been; else that of its first report.
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

// concerns tells whether a party is on one of the sides of a deed.
func concerns(d *chancery.Deed, c chancery.Code) bool {
	is := func(p chancery.Party) bool { return p.Code == c }
	return slices.ContainsFunc(d.From, is) || slices.ContainsFunc(d.To, is)
}

// held is an event as far as it was known; ok is false where it was not.
func held(ev *chancery.Event, k standing.Known) (chancery.Event, bool) {
	return standing.Restrict(*ev, k)
}
