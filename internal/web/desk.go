package web

import (
	"context"
	"iter"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/ledger"
	"github.com/chancery-ledger/chancery/internal/standing"
)

// Desk is what the pages need of whoever keeps the book of the ledger. Its
// methods may be called by many goroutines at once.
type Desk interface {
	// Book is what stands, with the entries up to Number taken in.
	Book() *standing.Book
	// Number is that of the last entry in the book, 0 where there is no ledger.
	Number() int64
	// Report returns a report with its text, or an error that wraps
	// ledger.ErrUnknown.
	Report(ctx context.Context, id string) (chancery.Report, error)
	// Claims yields the claims asked for in the order of their entries.
	Claims(ctx context.Context, q ledger.Query) iter.Seq2[chancery.Filed, error]
	// Search yields the reports that hold the words, newest first.
	Search(ctx context.Context, s ledger.Search) iter.Seq2[ledger.Hit, error]
}
