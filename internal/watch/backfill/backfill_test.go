package backfill

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/ledger"
)

// book counts how often each report was filed.
type book struct {
	mu      sync.Mutex
	filed   map[string]int
	batches int
	refuse  int // the batch that fails; 0 is none
}

func (b *book) Read(r chancery.Report) chancery.Reading { return chancery.Reading{Report: r} }

func (b *book) Append(_ context.Context, some ledger.Batch) (ledger.Receipt, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.batches++; b.batches == b.refuse {
		return ledger.Receipt{}, errors.New("the ledger is away")
	}
	for _, s := range some.Steps {
		b.filed[s.(ledger.Read).Reading.Report.Key]++
	}
	return ledger.Receipt{}, nil
}

// archive writes files of so many reports each, and one that is broken.
func archive(t *testing.T, sizes ...int) (files []string, reports int) {
	t.Helper()
	dir := t.TempDir()
	for i, n := range sizes {
		var b strings.Builder
		for k := range n {
			fmt.Fprintf(&b, `{"id":"%d-%d","title":"Peru and Mexico %d","text":"Peru and Mexico, page %d of file %d.","published":"2025-11-04","lang":"en"}`+"\n", i, k, k, k, i)
		}
		name := filepath.Join(dir, fmt.Sprint(i, ".jsonl"))
		if err := os.WriteFile(name, []byte(b.String()), 0o600); err != nil {
			t.Fatal(err)
		}
		files, reports = append(files, name), reports+n
	}
	return files, reports
}

func run(t *testing.T, ctx context.Context, b *book, files []string, at string, filed func(File)) (Summary, error) {
	t.Helper()
	p, err := Open(at)
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	w := Work{Reader: b, Ledger: b, Now: time.Now, Readers: 3, Filed: filed, Broken: func(name string, err error) { t.Logf("%s: %v", name, err) }}
	return w.Run(ctx, files, p)
}

// Whenever it is stopped, and however often, every report is filed, and at most
// one transaction a stop is filed twice.
func TestStopsAtAnyMoment(t *testing.T) {
	files, reports := archive(t, 200, 1, 0, 64, 65, 130)
	for seed := range uint64(20) {
		random := rand.New(rand.NewPCG(seed, 1961))
		at := filepath.Join(t.TempDir(), "progress")
		b := &book{filed: map[string]int{}}
		stops := 0
		for ; ; stops++ {
			ctx, stop := context.WithCancel(t.Context())
			left := 1 + random.IntN(3)
			_, err := run(t, ctx, b, files, at, func(File) {
				if left--; left == 0 {
					stop()
				}
			})
			stop()
			if err == nil {
				break
			}
			if !errors.Is(err, context.Canceled) || stops > 100 {
				t.Fatal(err)
			}
			if random.IntN(3) == 0 { // the crash cut off the last line
				if b, err := os.ReadFile(at); err == nil && len(b) > 20 {
					if err := os.WriteFile(at, b[:len(b)-10], 0o600); err != nil {
						t.Fatal(err)
					}
				}
			}
		}
		twice := 0
		for _, n := range b.filed {
			twice += n - 1
		}
		if len(b.filed) != reports || twice > stops*batchSize {
			t.Errorf("seed %d: %d of %d reports after %d stops, %d filed again", seed, len(b.filed), reports, stops, twice)
		}
		s, err := run(t, t.Context(), b, files, at, nil)
		if err != nil || s.Reports != 0 || s.Skipped != len(files) {
			t.Errorf("seed %d: again: %+v, %v", seed, s, err)
		}
	}
}

func TestGoesOnAfterTheLedgerWasAway(t *testing.T) {
	files, reports := archive(t, 300)
	at := filepath.Join(t.TempDir(), "progress")
	b := &book{filed: map[string]int{}, refuse: 3}
	if _, err := run(t, t.Context(), b, files, at, nil); err == nil || !strings.Contains(err.Error(), files[0]) {
		t.Errorf("a ledger that is away: %v", err)
	}
	if got := len(b.filed); got != 2*batchSize {
		t.Errorf("%d reports are filed, want %d", got, 2*batchSize)
	}
	if s, err := run(t, t.Context(), b, files, at, nil); err != nil || len(b.filed) != reports || s.Reports != reports-2*batchSize {
		t.Errorf("then %d reports, %+v, %v", len(b.filed), s, err)
	}
}

func TestReadsAnewWhatHasChanged(t *testing.T) {
	files, _ := archive(t, 5, 7)
	at := filepath.Join(t.TempDir(), "progress")
	b := &book{filed: map[string]int{}}
	if _, err := run(t, t.Context(), b, files, at, nil); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(files[1])
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(files[0], text, 0o600); err != nil {
		t.Fatal(err)
	}
	if s, err := run(t, t.Context(), b, files, at, nil); err != nil || s.Reports != 7 || s.Skipped != 1 {
		t.Errorf("%+v, %v", s, err)
	}
}

func TestNamesWhatCannotBeRead(t *testing.T) {
	files, reports := archive(t, 3)
	broken := filepath.Join(t.TempDir(), "broken.warc.gz")
	if err := os.WriteFile(broken, []byte("\x1f\x8bno"), 0o600); err != nil {
		t.Fatal(err)
	}
	b := &book{filed: map[string]int{}}
	s, err := run(t, t.Context(), b, append([]string{broken, filepath.Join(t.TempDir(), "nowhere")}, files...), filepath.Join(t.TempDir(), "progress"), nil)
	if err != nil || s.Broken != 2 || s.Reports != reports {
		t.Errorf("%+v, %v", s, err)
	}
}
