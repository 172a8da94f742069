// Package desk is where questions are put: a ledger, the baseline and the
// tables of law together, with a book of what stands that grows as the ledger
// does.
//
// Three ways lead to a [standing.Book], by what a question costs:
//
//   - [Desk.Between] reads the claims on two parties alone, and is what a
//     command that answers once wants.
//   - [Desk.Book], after [Desk.Refresh], has the whole ledger and is kept
//     current entry by entry, for a server that answers many.
//   - [Desk.At] is the ledger as it stood after an entry, put together by what
//     was known then and by no opinion given since.
package desk

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/baseline"
	"github.com/chancery-ledger/chancery/internal/event"
	"github.com/chancery-ledger/chancery/internal/ledger"
	"github.com/chancery-ledger/chancery/internal/standing"
)

// Tables are what is shipped with the program and never changes while it runs.
type Tables struct {
	Law     *standing.Rules
	Events  *event.Rules
	Base    *baseline.Base
	Parties *Parties
}

// Load reads the tables. It fails only where data of the program are broken.
func Load() (*Tables, error) {
	t := &Tables{Base: baseline.Open()}
	var err error
	if t.Law, err = standing.Load(); err != nil {
		return nil, err
	}
	if t.Events, err = event.Load(); err != nil {
		return nil, err
	}
	t.Parties, err = loadParties(t.Base)
	return t, err
}

// Desk is a ledger that can be asked what stands. It may be used by several
// goroutines at once.
type Desk struct {
	ledger.Store
	*Tables

	book   *standing.Book
	number atomic.Int64 // of the last entry in book

	refreshing  sync.Mutex
	index       *event.Index   // guarded by refreshing
	subscribers []func(Change) // guarded by refreshing

	past snapshots
}

// New returns a desk of an open ledger, which Close closes. Its book has the
// baseline only, until Refresh is called.
func New(tables *Tables, store ledger.Store) *Desk {
	return &Desk{Store: store, Tables: tables, book: standing.New(tables.Law, tables.Base), index: event.NewIndex(tables.Events)}
}

// Book is what stands by the entries up to Number at least. It is the same
// book each time and changes under its readers: each answer is of one moment,
// two answers need not be of the same one. To name the moment, ask with a
// [standing.Known] of some Number.
func (d *Desk) Book() *standing.Book { return d.book }

// Number is that of the last entry in the book, 0 where nothing was read.
func (d *Desk) Number() int64 { return d.number.Load() }

// Refresh takes in what the ledger has come to hold. A book that is current
// costs one look at the head of the ledger.
func (d *Desk) Refresh(ctx context.Context) error {
	d.refreshing.Lock()
	defer d.refreshing.Unlock()
	head, err := d.Head(ctx)
	if err != nil || head.Number == d.number.Load() {
		return err
	}
	if err := d.index.Update(ctx, d.Store); err != nil {
		return fmt.Errorf("reading the ledger: %w", err)
	}
	events, gone := d.index.Changes()
	d.book.Revise(events, gone)
	d.number.Store(d.index.Last())
	for _, told := range d.subscribers {
		told(Change{d.index.Last(), events, gone})
	}
	return nil
}

// Change is what came to be known at once: the events that are new or not as
// they were, and the ids of those that are no more.
type Change struct {
	Number int64 // of the last entry
	Events []chancery.Event
	Gone   []string
}

// Subscribe calls told with all events of the book, and then with each change
// to it as it is taken in: who applies them in turn has at any time what the
// book has. The calls come one at a time and hold up the next Refresh; the
// slices are shared and must not be changed.
func (d *Desk) Subscribe(told func(Change)) {
	d.refreshing.Lock()
	defer d.refreshing.Unlock()
	told(Change{Number: d.number.Load(), Events: d.book.Events()})
	d.subscribers = append(d.subscribers, told)
}

// Follow refreshes again and again until the context ends. Errors go to
// report, and the next turn tries again.
func (d *Desk) Follow(ctx context.Context, every time.Duration, report func(error)) {
	tick := time.NewTicker(every)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			if err := d.Refresh(ctx); err != nil && ctx.Err() == nil {
				report(err)
			}
		}
	}
}

// Between is the book of two parties, and of the authorities that claim one of
// them beside it, as the ledger stood after an entry (0 is now): only their
// claims are read.
func (d *Desk) Between(ctx context.Context, a, b chancery.Code, known int64) (*standing.Book, error) {
	book := standing.New(d.Law, d.Base)
	pairs := [][2]chancery.Code{{a, b}}
	for _, r := range d.Law.Authorities(a, 0) {
		pairs = append(pairs, [2]chancery.Code{r.Code, b})
	}
	for _, r := range d.Law.Authorities(b, 0) {
		pairs = append(pairs, [2]chancery.Code{a, r.Code})
	}
	for _, p := range pairs {
		events, err := event.Between(ctx, d.Events, d.Store, p[0], p[1], known)
		if err != nil {
			return nil, err
		}
		book.Revise(events, nil)
	}
	return book, nil
}
