// Package watch is the work on a stream of reports: it fetches the items that
// sources yield, reads what was fetched, and files what was read. Each stage
// puts its outcome before the next and only then counts as done, and filing a
// reading again changes nothing; so a report is filed once whatever stops in
// between.
package watch

import (
	"context"
	"runtime/pprof"
	"sync"
	"time"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/ledger"
	"github.com/chancery-ledger/chancery/internal/watch/fetch"
	"github.com/chancery-ledger/chancery/internal/watch/source"
	"github.com/chancery-ledger/chancery/internal/watch/stream"
)

// Fetcher gets a page; it is a [fetch.Fetcher].
type Fetcher interface {
	Get(ctx context.Context, address string, v fetch.Validators) (fetch.Answer, error)
}

// Reader reads a report; it is an extract.Reader.
type Reader interface {
	Read(report chancery.Report) chancery.Reading
}

// Appender files readings; it is a [ledger.Store].
type Appender interface {
	Append(ctx context.Context, b ledger.Batch) (ledger.Receipt, error)
}

// Line is all that works on a stream. A part that is nil leaves its stage to
// other workers.
type Line struct {
	Stream  *stream.Stream
	Fetcher Fetcher
	Reader  Reader
	Ledger  Appender

	Version string // of the reader, for the entries
	Agent   string // who files
	Fetches int    // pages fetched at once; 0 is 16
	Reads   int    // reports read at once; 0 is 1
	Now     func() time.Time
	Told    func(stream.Outcome) // of each piece of work; nil tells nobody
}

// filesAtOnce is how many readings one transaction files at most.
const filesAtOnce = 64

// Run works until the context ends; what is under way is then finished or
// left to others.
func (l *Line) Run(ctx context.Context) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	var stages sync.WaitGroup
	start := func(stage stream.Stage, workers, atOnce int, do stream.Handler) {
		stages.Go(func() {
			pprof.Do(ctx, pprof.Labels("stage", string(stage)), func(ctx context.Context) { // so that a profile tells them apart
				if err := l.Stream.Work(ctx, stage, workers, atOnce, do, l.Told); err != nil {
					cancel(err)
				}
			})
		})
	}
	if l.Fetcher != nil {
		start(stream.Fetch, orElse(l.Fetches, 16), 1, each(l.fetch))
	}
	if l.Reader != nil {
		start(stream.Read, orElse(l.Reads, 1), 1, each(l.read))
	}
	if l.Ledger != nil {
		start(stream.File, 1, filesAtOnce, l.file)
	}
	<-ctx.Done()
	stages.Wait()
	if err := context.Cause(ctx); err != ctx.Err() {
		return err
	}
	return nil
}

func orElse(n, otherwise int) int {
	if n > 0 {
		return n
	}
	return otherwise
}

// Deliver puts items before the first stage; it is a follow.Deliver.
func (l *Line) Deliver(ctx context.Context, items []source.Item) error {
	for _, i := range items {
		if _, err := l.Stream.Put(ctx, stream.Fetch, i.ID, i); err != nil {
			return err
		}
	}
	return nil
}

// each makes a handler of what works on one piece.
func each(do func(context.Context, *stream.Message) error) stream.Handler {
	return func(ctx context.Context, some []*stream.Message) []error {
		errs := make([]error, len(some))
		for i, m := range some {
			errs[i] = do(ctx, m)
		}
		return errs
	}
}
