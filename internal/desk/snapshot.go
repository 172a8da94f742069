package desk

import (
	"context"
	"slices"
	"sync"

	"github.com/chancery-ledger/chancery/internal/event"
	"github.com/chancery-ledger/chancery/internal/standing"
)

// snapshotsKept is how many books of the past are kept for who asks again.
const snapshotsKept = 4

// snapshots are books of the past, the one asked for last at the end.
type snapshots struct {
	mu    sync.Mutex
	books []snapshot
}

type snapshot struct {
	number int64
	book   *standing.Book
}

// At is the book of the ledger as it stood after the entry of a number; 0 is
// as it stands now. A number that the ledger has not reached is the book of
// now as well. It reads the ledger up to there, so it costs what reading it
// all does; the last few books are kept.
//
// [standing.Known] with a Number asks the same of the current book at the cost
// of one pair. The two differ only where claims filed since, or opinions of
// people, have shown which earlier ones speak of one deed.
func (d *Desk) At(ctx context.Context, number int64) (*standing.Book, error) {
	if number == 0 || number >= d.Number() {
		if err := d.Refresh(ctx); err != nil {
			return nil, err
		}
		if number == 0 || number >= d.Number() {
			return d.book, nil
		}
	}
	d.past.mu.Lock()
	defer d.past.mu.Unlock()
	if i := slices.IndexFunc(d.past.books, func(s snapshot) bool { return s.number == number }); i >= 0 {
		s := d.past.books[i]
		d.past.books = append(slices.Delete(d.past.books, i, i+1), s)
		return s.book, nil
	}
	x := event.NewIndex(d.Events)
	if err := x.UpdateTo(ctx, d.Store, number); err != nil {
		return nil, err
	}
	events, _ := x.Changes()
	s := snapshot{number, standing.Fold(d.Law, d.Base, events)}
	if len(d.past.books) == snapshotsKept {
		d.past.books = slices.Delete(d.past.books, 0, 1)
	}
	d.past.books = append(d.past.books, s)
	return s.book, nil
}
