package standing_test

import (
	"fmt"
	"math/rand/v2"
	"runtime"
	"slices"
	"testing"
	"time"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/baseline"
	"github.com/chancery-ledger/chancery/internal/standing"
)

// crowd is a large book: n events between 190 states over 30 years.
func crowd(b *testing.B, n int) *standing.Book {
	b.Helper()
	rng := rand.New(rand.NewPCG(1, 2))
	base := baseline.Open()
	var states []chancery.Code
	for _, s := range base.States() {
		if !s.Territory {
			states = append(states, s.Code)
		}
	}
	acts := []chancery.ActType{"relations.sever", "relations.restore", "envoy.recall", "envoy.expel", "trade.restrict", "voice.condemn", "talks.meet", "visa.impose"}
	book := standing.New(rules(b), base)
	for i := range n {
		x, y := states[rng.IntN(len(states))], states[rng.IntN(len(states))]
		on := day("1995-01-01") + chancery.Day(rng.IntN(30*365))
		deed := chancery.Deed{Type: acts[rng.IntN(len(acts))], From: parties([]chancery.Code{x}), To: parties([]chancery.Code{y}), When: chancery.When{From: on, To: on, Basis: chancery.Stated}}
		c := chancery.Claim{ID: fmt.Sprint(i), Deed: deed, Status: chancery.Done, Evidence: []chancery.Evidence{{Text: "The government announced the decision on Monday."}}}
		book.Put(chancery.Event{ID: c.ID, Deed: deed, Status: chancery.Done, Sources: 1, Claims: []chancery.Filed{{Claim: c, Number: int64(i + 1), Report: chancery.Report{Publisher: "Example Post", Published: on + 1}}}})
	}
	return book
}

func BenchmarkPut(b *testing.B) {
	book := crowd(b, 1000)
	evs := book.Events()
	for i := 0; b.Loop(); i++ {
		book.Put(evs[i%len(evs)])
	}
}

func BenchmarkPair(b *testing.B) {
	book := crowd(b, 20_000)
	for _, known := range []standing.Known{{}, {Number: 10_000}} {
		b.Run(fmt.Sprintf("known=%d", known.Number), func(b *testing.B) {
			for b.Loop() {
				book.Pair("PER", "MEX", day("2020-01-01"), known)
			}
		})
	}
}

func BenchmarkTimeline(b *testing.B) {
	book := crowd(b, 20_000)
	for b.Loop() {
		book.Timeline("FRA", "DEU", standing.Known{})
	}
}

func BenchmarkCountry(b *testing.B) {
	book := crowd(b, 20_000)
	for b.Loop() {
		book.Country("MEX", day("2020-01-01"), standing.Known{})
	}
}

func BenchmarkWhoSevered(b *testing.B) {
	book := crowd(b, 10_000)
	for b.Loop() {
		book.WhoSevered(day("2024-01-01"), standing.Known{})
	}
}

func BenchmarkDiff(b *testing.B) {
	book := crowd(b, 10_000)
	for b.Loop() {
		book.Diff(day("2023-01-01"), day("2024-01-01"), standing.Known{})
	}
}

// BenchmarkRandomPairs asks for pairs that have not been asked for, now and as
// known, and reports the 99th percentile of the single answers.
func BenchmarkRandomPairs(b *testing.B) {
	const events = 200_000
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	book := crowd(b, events)
	runtime.GC()
	runtime.ReadMemStats(&after)
	states := book.Country("MEX", 0, standing.Known{}).Dealings
	for _, known := range []standing.Known{{}, {Number: events / 2}} {
		b.Run(fmt.Sprintf("known=%d", known.Number), func(b *testing.B) {
			rng := rand.New(rand.NewPCG(3, 4))
			var took []time.Duration
			for b.Loop() {
				x, y := states[rng.IntN(len(states))].With, states[rng.IntN(len(states))].With
				start := time.Now()
				book.Pair(x, y, day("2020-01-01"), known)
				took = append(took, time.Since(start))
			}
			slices.Sort(took)
			b.ReportMetric(float64(took[len(took)*99/100].Microseconds()), "p99-µs")
			b.ReportMetric(float64(after.HeapAlloc-before.HeapAlloc)/events, "heap-B/event")
		})
	}
}
