// Package backfill reads archives into a ledger: files one after the other, each
// report once, with progress that survives a stop, and with the same memory
// however much there is.
package backfill

import (
	"context"
	"fmt"
	"iter"
	"os"
	"runtime"
	"sync"
	"time"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/ledger"
	"github.com/chancery-ledger/chancery/internal/page"
)

// Work is what reads and what files.
type Work struct {
	Reader interface {
		Read(report chancery.Report) chancery.Reading
	}
	Ledger interface {
		Append(ctx context.Context, b ledger.Batch) (ledger.Receipt, error)
	}
	Version        string // of the reader, for the entries
	Agent, Because string
	Readers        int // reports read at once; 0 is one for each processor
	Now            func() time.Time
	Options        page.Options

	Filed  func(File)                   // after each transaction, of the file it is from; nil tells nobody
	Broken func(name string, err error) // what of a file cannot be read; nil tells nobody
}

// Summary is what was done.
type Summary struct {
	Files, Skipped  int   // read now; read by an earlier run and not changed since
	Reports, Broken int   // read; not to be read
	Claims          int   // asserted
	Bytes           int64 // of the texts read
	Took            time.Duration
	Readers         int
}

// batchSize is how many reports one transaction files.
const batchSize = 64

// batch is some reports of one file.
type batch struct {
	file  File // as it stands when this is filed
	steps []ledger.Step
	bytes int64
	read  sync.WaitGroup // until the steps are there
}

// Run reads the files named. What was filed stays filed where it is stopped or
// fails; the next run with the same progress goes on behind it.
func (w *Work) Run(ctx context.Context, files []string, p *Progress) (Summary, error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	s := Summary{Readers: w.Readers}
	if s.Readers <= 0 {
		s.Readers = runtime.GOMAXPROCS(0)
	}
	start := w.Now()
	batches := make(chan *batch, 1)
	go func() {
		defer close(batches)
		free := make(chan struct{}, s.Readers)
		for b := range w.batches(ctx, files, p, &s) {
			w.read(b, free)
			select {
			case batches <- b:
			case <-ctx.Done():
				return
			}
		}
	}()
	var failed error
	for b := range batches {
		b.read.Wait()
		if failed != nil || ctx.Err() != nil {
			continue // lets the readers end
		}
		if failed = w.file(ctx, b, p, &s); failed != nil {
			cancel(failed)
		}
	}
	s.Took = w.Now().Sub(start)
	if failed == nil {
		failed = context.Cause(ctx)
	}
	return s, failed
}

// batches yields the reports of the files that are not yet filed.
func (w *Work) batches(ctx context.Context, files []string, p *Progress, s *Summary) iter.Seq[*batch] {
	return func(yield func(*batch) bool) {
		for _, name := range files {
			if ctx.Err() != nil {
				return
			}
			f, err := p.of(name)
			if err != nil {
				w.broken(s, name, err)
				continue
			}
			if f.Done {
				s.Skipped++
				continue
			}
			s.Files++
			if !w.batchesOf(ctx, f, s, yield) {
				return
			}
		}
	}
}

// batchesOf yields those of one file, the last of which ends it.
func (w *Work) batchesOf(ctx context.Context, f File, s *Summary, yield func(*batch) bool) bool {
	b := &batch{}
	passed := 0
	for r, err := range page.Open(ctx, f.Name, nil, w.Options) {
		if ctx.Err() != nil {
			return false
		}
		if err != nil {
			w.broken(s, f.Name, err)
			continue
		}
		if passed++; passed <= f.Reports {
			continue // filed by an earlier run
		}
		b.steps = append(b.steps, ledger.Read{Reader: w.Version, Reading: chancery.Reading{Report: r}})
		b.bytes += int64(len(r.Text))
		if len(b.steps) == batchSize {
			f.Reports = passed
			b.file = f
			if !yield(b) {
				return false
			}
			b = &batch{}
		}
	}
	if ctx.Err() != nil {
		return false
	}
	f.Reports, f.Done = max(passed, f.Reports), true
	b.file = f
	return yield(b)
}

func (w *Work) broken(s *Summary, name string, err error) {
	s.Broken++
	if w.Broken != nil {
		w.Broken(name, err)
	}
}

// read has the reports of a batch read, so many at once over all batches.
func (w *Work) read(b *batch, free chan struct{}) {
	for i := range b.steps {
		free <- struct{}{}
		b.read.Go(func() {
			defer func() { <-free }()
			step := b.steps[i].(ledger.Read)
			step.Reading = w.Reader.Read(step.Reading.Report)
			b.steps[i] = step
		})
	}
}

// file files a batch and notes that it is filed, in that order: a stop between
// both has it filed again, which changes nothing.
func (w *Work) file(ctx context.Context, b *batch, p *Progress, s *Summary) error {
	if len(b.steps) > 0 {
		got, err := w.Ledger.Append(context.WithoutCancel(ctx), ledger.Batch{Agent: w.Agent, Because: w.Because, At: w.Now(), Steps: b.steps})
		if err != nil {
			return fmt.Errorf("filing reports of %s: %w", b.file.Name, err)
		}
		s.Reports, s.Claims, s.Bytes = s.Reports+len(b.steps), s.Claims+got.Asserted, s.Bytes+b.bytes
	}
	if err := p.note(b.file); err != nil {
		return err
	}
	if w.Filed != nil {
		w.Filed(b.file)
	}
	return nil
}

// sizeAndTime tell one state of a file from another.
func sizeAndTime(name string) (size int64, changed time.Time, err error) {
	info, err := os.Stat(name)
	if err != nil {
		return 0, time.Time{}, err
	}
	return info.Size(), info.ModTime().UTC(), nil
}
