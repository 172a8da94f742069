package ledgertest

import (
	"syscall"
	"testing"
	"time"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/ledger"
)

// batchOf is how many reports a benchmark files in one transaction.
const batchOf = 1000

// Batch makes up the next reports as one batch.
func (w *World) Batch(reports int) ledger.Batch {
	b := ledger.Batch{Agent: "bench", Because: "a benchmark", At: w.today.Time()}
	for range reports {
		b.Steps = append(b.Steps, ledger.Read{Reader: "v1", Reading: w.Reading()})
	}
	return b
}

// BenchmarkFiling measures claims filed a second, in batches of some hundred
// reports, each with its text, its index of words and its fingerprint.
func BenchmarkFiling(b *testing.B, s ledger.Store) {
	w := NewWorld(1)
	claims := 0
	used := time.Duration(0)
	for b.Loop() {
		b.StopTimer()
		batch := w.Batch(batchOf)
		before := processorTime()
		b.StartTimer()
		r, err := s.Append(b.Context(), batch)
		used += processorTime() - before
		if err != nil {
			b.Fatal(err)
		}
		claims += r.Asserted
	}
	b.ReportMetric(float64(claims)/b.Elapsed().Seconds(), "claims/s")
	b.ReportMetric(float64(claims)/used.Seconds(), "claims/cpu-s")
}

// processorTime is what this process has used so far, on all processors: on a
// busy machine it says more than the clock.
func processorTime() time.Duration {
	var u syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &u) != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// BenchmarkPair measures asking for all claims between two parties.
func BenchmarkPair(b *testing.B, s ledger.Store) {
	w := NewWorld(1)
	for range 20 {
		if _, err := s.Append(b.Context(), w.Batch(batchOf)); err != nil {
			b.Fatal(err)
		}
	}
	i := 0
	for b.Loop() {
		i++
		q := ledger.Query{Parties: []chancery.Code{chancery.Code(codes[i%len(codes)]), chancery.Code(codes[(i*7+1)%len(codes)])}}
		for _, err := range s.Claims(b.Context(), q) {
			if err != nil {
				b.Fatal(err)
			}
		}
	}
}
