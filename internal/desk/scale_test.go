package desk_test

import (
	"context"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/desk"
	"github.com/chancery-ledger/chancery/internal/ledger/ledgertest"
	"github.com/chancery-ledger/chancery/internal/standing"
)

// TestScale logs what a desk takes of time and memory on a ledger of as many
// claims as CHANCERY_MILLION says (1000000). Without the variable it is skipped.
// CHANCERY_MILLION_LEDGER names a file, or a postgres:// address, that is
// filled where it is empty, and kept.
func TestScale(t *testing.T) {
	n, err := strconv.Atoi(os.Getenv("CHANCERY_MILLION"))
	if err != nil {
		t.Skip("takes minutes: set CHANCERY_MILLION to a number of claims, such as 1000000")
	}
	where := os.Getenv("CHANCERY_MILLION_LEDGER")
	if where == "" {
		where = filepath.Join(t.TempDir(), "ledger.db")
	}
	s := scale{t: t, rng: rand.New(rand.NewPCG(7, 7)), world: ledgertest.NewWorld(1)}
	s.open(where, n)
	defer s.d.Close()
	for _, known := range []standing.Known{{}, {Number: s.d.Number() / 2}, {Published: chancery.Date(2016, 1, 1)}} {
		name := map[bool]string{true: "now", false: "as known"}[known.All()]
		s.ask("standing of pairs as often as they are told of, "+name, 2000, func(a, b chancery.Code) {
			s.d.Book().Pair(a, b, chancery.Date(2016, 6, 1), known)
		})
		s.ask("timeline, "+name, 500, func(a, b chancery.Code) { s.d.Book().Timeline(a, b, known) })
		s.ask("country, "+name, 50, func(a, _ chancery.Code) { s.d.Book().Country(a, chancery.Date(2016, 6, 1), known) })
	}
	s.once("who severed", func() { s.d.Book().WhoSevered(chancery.Date(2016, 1, 1), standing.Known{}) })
	s.once("diff", func() { s.d.Book().Diff(chancery.Date(2016, 1, 1), chancery.Date(2016, 1, 8), standing.Known{}) })
	s.once("case", func() { s.d.Book().Case("Rosa Quispe", standing.Known{}) })
	s.ask("standing read from the ledger", 100, func(a, b chancery.Code) { s.between(a, b, 0) })
	s.ask("standing read from the ledger, as known", 100, func(a, b chancery.Code) { s.between(a, b, s.d.Number()/2) })
	s.follow()
	s.once("the ledger as it stood half way", func() {
		if _, err := s.d.At(t.Context(), s.d.Number()/2); err != nil {
			t.Fatal(err)
		}
	})
	s.memory("with it")
}

// scale asks a desk of a large ledger.
type scale struct {
	t     *testing.T
	rng   *rand.Rand
	world *ledgertest.World
	d     *desk.Desk
}

// open fills the ledger where it is empty and reads it.
func (s *scale) open(where string, claims int) {
	s.t.Helper()
	ctx := context.Background()
	store, err := desk.Open(ctx, where)
	if err != nil {
		s.t.Fatal(err)
	}
	if head, err := store.Head(ctx); err != nil {
		s.t.Fatal(err)
	} else if head.Number == 0 {
		ledgertest.Fill(s.t, store, s.world, claims)
	}
	if err := store.Close(); err != nil {
		s.t.Fatal(err)
	}
	s.memory("before")
	s.once("opening", func() { store, err = desk.Open(ctx, where) })
	if err != nil {
		s.t.Fatal(err)
	}
	tables, err := desk.Load()
	if err != nil {
		s.t.Fatal(err)
	}
	s.d = desk.New(tables, store)
	s.once("reading the whole ledger", func() { err = s.d.Refresh(ctx) })
	if err != nil {
		s.t.Fatal(err)
	}
	s.memory("of the desk")
	s.t.Logf("%d entries, %d events", s.d.Number(), s.d.Book().Len())
}

func (s *scale) between(a, b chancery.Code, known int64) {
	book, err := s.d.Between(s.t.Context(), a, b, known)
	if err != nil {
		s.t.Fatal(err)
	}
	book.Pair(a, b, chancery.Date(2016, 6, 1), standing.Known{})
}

// follow files some batches more and takes each in.
func (s *scale) follow() {
	s.t.Helper()
	var took []time.Duration
	for range 20 {
		if _, err := s.d.Append(s.t.Context(), s.world.Batch(20)); err != nil {
			s.t.Fatal(err)
		}
		start := time.Now()
		if err := s.d.Refresh(s.t.Context()); err != nil {
			s.t.Fatal(err)
		}
		took = append(took, time.Since(start))
	}
	s.report("taking in 20 reports", took)
}

func (s *scale) ask(what string, times int, do func(a, b chancery.Code)) {
	s.t.Helper()
	var took []time.Duration
	for range times {
		a, b := ledgertest.Pair(s.rng)
		start := time.Now()
		do(a, b)
		took = append(took, time.Since(start))
	}
	s.report(what, took)
}

func (s *scale) report(what string, took []time.Duration) {
	s.t.Helper()
	slices.Sort(took)
	n := len(took)
	s.t.Logf("%s: p50 %v, p99 %v, worst of %d %v", what, took[n/2].Round(time.Microsecond), took[n*99/100].Round(time.Microsecond), n, took[n-1].Round(time.Microsecond))
}

func (s *scale) once(what string, do func()) {
	s.t.Helper()
	start := time.Now()
	do()
	s.t.Logf("%s: %v", what, time.Since(start).Round(time.Millisecond))
}

func (s *scale) memory(what string) {
	s.t.Helper()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	s.t.Logf("memory %s: %d MB live, %d MB of the system", what, m.HeapAlloc>>20, m.Sys>>20)
}
