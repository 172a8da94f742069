package ledgertest

import (
	"context"
	"io"
	"math/rand/v2"
	"os"
	"runtime"
	"slices"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/event"
	"github.com/chancery-ledger/chancery/internal/ledger"
	"github.com/chancery-ledger/chancery/internal/ledger/export"
)

// Million files as many claims as CHANCERY_MILLION says (1000000) and logs how
// fast, on how much disk, and what asking takes then. size returns the bytes
// on disk. Without the variable the test is skipped.
func Million(t *testing.T, open func() ledger.Store, size func() int64) {
	n, err := strconv.Atoi(os.Getenv("CHANCERY_MILLION"))
	if err != nil {
		t.Skip("takes minutes: set CHANCERY_MILLION to a number of claims, such as 1000000")
	}
	s := open()
	Fill(t, s, NewWorld(1), n)
	t.Logf("%d bytes on disk", size())
	for name, do := range map[string]func(context.Context) error{
		"jsonl":   func(ctx context.Context) error { return export.JSONL(ctx, io.Discard, s, 0) },
		"csv":     func(ctx context.Context) error { return export.CSV(ctx, io.Discard, s, ledger.Query{}) },
		"parquet": func(ctx context.Context) error { return export.Parquet(ctx, io.Discard, s, ledger.Query{}) },
		"verify":  func(ctx context.Context) error { _, err := ledger.Verify(ctx, s, nil); return err },
	} {
		timed(t, name, func() error { return do(t.Context()) })
	}
	head, err := s.Head(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	rules, err := event.Load()
	if err != nil {
		t.Fatal(err)
	}
	ask(t, s, "claims of a pair", func(ctx context.Context, a, b chancery.Code) error {
		return count(s.Claims(ctx, ledger.Query{Parties: []chancery.Code{a, b}}))
	})
	ask(t, s, "the same as known half way", func(ctx context.Context, a, b chancery.Code) error {
		return count(s.Claims(ctx, ledger.Query{Parties: []chancery.Code{a, b}, Known: head.Number / 2}))
	})
	ask(t, s, "severances of a party", func(ctx context.Context, a, _ chancery.Code) error {
		return count(s.Claims(ctx, ledger.Query{Parties: []chancery.Code{a}, Types: []chancery.ActType{"relations.sever"}}))
	})
	ask(t, s, "events of a pair", func(ctx context.Context, a, b chancery.Code) error {
		_, err := event.Between(ctx, rules, s, a, b, 0)
		return err
	})
	ask(t, s, "search for two words", func(ctx context.Context, a, b chancery.Code) error {
		return count(s.Search(ctx, ledger.Search{Words: string(a) + " " + string(b), Limit: 20}))
	})
}

// Fill files reports of a world until there are n claims, and logs how fast.
func Fill(t *testing.T, s ledger.Store, w *World, n int) {
	t.Helper()
	var claims, reports atomic.Int64
	batches := make(chan ledger.Batch)
	making := time.Duration(0)
	start, used := time.Now(), processorTime()
	filing, ctx := errgroup.WithContext(t.Context())
	for range 2 { // while the one writes, the other works out its batch
		filing.Go(func() error {
			for b := range batches {
				r, err := s.Append(ctx, b)
				if err != nil {
					return err
				}
				claims.Add(int64(r.Asserted))
				reports.Add(int64(r.Reports))
			}
			return nil
		})
	}
	for claims.Load() < int64(n) && ctx.Err() == nil {
		before := time.Now()
		b := w.Batch(batchOf)
		making += time.Since(before)
		select {
		case batches <- b:
		case <-ctx.Done():
		}
	}
	close(batches)
	if err := filing.Wait(); err != nil {
		t.Fatal(err)
	}
	took := time.Since(start)
	used = processorTime() - used - making
	t.Logf("filed %d claims of %d reports in %v: %.0f claims/s by the clock, %.0f by processor time", claims.Load(), reports.Load(),
		took.Round(time.Second), float64(claims.Load())/took.Seconds(), float64(claims.Load())/used.Seconds())
}

// timed runs do and logs how long it took and how much memory was in use at most.
func timed(t *testing.T, name string, do func() error) {
	t.Helper()
	runtime.GC()
	var most uint64
	stop := make(chan struct{})
	var watching sync.WaitGroup
	watching.Go(func() {
		for tick := time.NewTicker(50 * time.Millisecond); ; {
			select {
			case <-stop:
				tick.Stop()
				return
			case <-tick.C:
				var m runtime.MemStats
				runtime.ReadMemStats(&m)
				most = max(most, m.HeapInuse)
			}
		}
	})
	start, used := time.Now(), processorTime()
	err := do()
	close(stop)
	watching.Wait()
	if err != nil {
		t.Errorf("%s: %v", name, err)
	}
	t.Logf("%s: %v by the clock, %v of processor time, heap at most %d MB", name,
		time.Since(start).Round(time.Millisecond), (processorTime() - used).Round(time.Millisecond), most>>20)
}

// ask asks of pairs as often as the papers tell of them and logs how long an answer takes.
func ask(t *testing.T, s ledger.Store, name string, do func(ctx context.Context, a, b chancery.Code) error) {
	t.Helper()
	rng := rand.New(rand.NewPCG(7, 7))
	var took []time.Duration
	used := processorTime()
	const times = 500
	for range times {
		a, b := Pair(rng)
		start := time.Now()
		if err := do(t.Context(), a, b); err != nil {
			t.Fatal(err)
		}
		took = append(took, time.Since(start))
	}
	used = processorTime() - used
	slices.Sort(took)
	t.Logf("%s: p50 %v, p99 %v by the clock, %v of processor time on average", name,
		took[times/2].Round(10*time.Microsecond), took[times*99/100].Round(10*time.Microsecond), (used / times).Round(10*time.Microsecond))
}

// count runs a sequence to its end.
func count[T any](seq func(func(T, error) bool)) (err error) {
	for _, err = range seq {
		if err != nil {
			return err
		}
	}
	return nil
}
