package web

import (
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"sync"
	"testing"
	"time"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/desk"
	"github.com/chancery-ledger/chancery/internal/ledger/ledgertest"
)

// TestScale logs how long readers wait for pages of pairs and countries over a
// ledger of as many claims as CHANCERY_MILLION says (1000000), at 200 requests a
// second over loopback, each sent at its time whatever became of those before.
// Without the variable it is skipped. CHANCERY_MILLION_LEDGER names a file that
// is filled where it is empty, and kept.
func TestScale(t *testing.T) {
	n, err := strconv.Atoi(os.Getenv("CHANCERY_MILLION"))
	if err != nil {
		t.Skip("takes minutes: set CHANCERY_MILLION to a number of claims, such as 1000000")
	}
	d := millionDesk(t, n)
	for _, c := range []struct {
		name  string
		cache int
	}{{"pages kept in 64 MiB", 0}, {"no page kept", 1}} {
		start := time.Now()
		h, err := Handler(d, Options{CacheBytes: c.cache, Now: func() time.Time { return time.Date(2016, 6, 1, 12, 0, 0, 0, time.UTC) }})
		if err != nil {
			t.Fatal(err)
		}
		t.Logf("%s: a handler in %v", c.name, time.Since(start).Round(time.Millisecond))
		server := httptest.NewServer(h)
		for _, kind := range []string{"relations", "country"} {
			s := &stream{server: server, kind: kind, rng: rand.New(rand.NewPCG(3, 3)), pages: mustParties(t)}
			s.run(400) // a second or two of readers before it counts
			took := s.run(4000)
			logTimes(t, c.name+", "+kind, took)
		}
		server.Close()
	}
	h, err := Handler(d, Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{"/", "/changes", "/ruptures", "/cases", "/sources", "/countries", "/search?q=asilo"} {
		start := time.Now()
		w := get(t, h, path)
		t.Logf("GET %s: %d, %d bytes, %v", path, w.Code, w.Body.Len(), time.Since(start).Round(time.Millisecond))
	}
}

func mustParties(t *testing.T) *parties {
	t.Helper()
	s, err := newSite(newDesk(t, nil), Options{})
	if err != nil {
		t.Fatal(err)
	}
	return s.parties
}

// millionDesk is a desk on a large ledger.
func millionDesk(t *testing.T, claims int) *desk.Desk {
	t.Helper()
	where := os.Getenv("CHANCERY_MILLION_LEDGER")
	if where == "" {
		where = filepath.Join(t.TempDir(), "ledger.db")
	}
	store, err := desk.Open(t.Context(), where)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = store.Close() })
	if head, err := store.Head(t.Context()); err != nil {
		t.Fatal(err)
	} else if head.Number == 0 {
		ledgertest.Fill(t, store, ledgertest.NewWorld(1), claims)
	}
	tables, err := desk.Load()
	if err != nil {
		t.Fatal(err)
	}
	d := desk.New(tables, store)
	if err := d.Refresh(t.Context()); err != nil {
		t.Fatal(err)
	}
	t.Logf("%d entries, %d events", d.Number(), d.Book().Len())
	return d
}

// stream is readers who come at a steady rate.
type stream struct {
	server *httptest.Server
	kind   string
	rng    *rand.Rand
	pages  *parties
}

// address is the page that the next reader wants: of a pair as often as the pair
// is told of, half of them on some day.
func (s *stream) address() string {
	a, b := ledgertest.Pair(s.rng)
	path := "/country/" + s.pages.slugFor(a)
	if s.kind == "relations" {
		path = "/relations/" + s.pages.pairSlug(a, b)
	}
	if s.rng.IntN(2) == 0 {
		path += fmt.Sprint("?on=", chancery.Date(2016, 1, 1)+chancery.Day(s.rng.IntN(150)))
	}
	return s.server.URL + path
}

// run sends requests and returns how long each took from the time at which it
// was due to the last byte of its answer.
func (s *stream) run(n int) []time.Duration {
	const every = time.Second / 200
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 64}}
	took := make([]time.Duration, n)
	var wg sync.WaitGroup
	start := time.Now()
	for i := range n {
		at := s.address()
		due := start.Add(time.Duration(i) * every)
		time.Sleep(time.Until(due))
		wg.Go(func() {
			r, err := client.Get(at)
			if err == nil {
				_, err = io.Copy(io.Discard, r.Body)
				_ = r.Body.Close()
			}
			if took[i] = time.Since(due); err != nil || r.StatusCode != http.StatusOK {
				took[i] = time.Hour // shows as the worst
			}
		})
	}
	wg.Wait()
	return took
}

func logTimes(t *testing.T, what string, took []time.Duration) {
	t.Helper()
	slices.Sort(took)
	n := len(took)
	t.Logf("%s: p50 %v, p90 %v, p99 %v, worst of %d %v", what, took[n/2].Round(time.Microsecond), took[n*9/10].Round(time.Microsecond), took[n*99/100].Round(time.Microsecond), n, took[n-1].Round(time.Microsecond))
}
