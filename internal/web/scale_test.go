package web

import (
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"net/http/httptrace"
	"os"
	"path/filepath"
	"runtime/debug"
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
// second over loopback, each sent at its time whatever became of those before:
// of a handler that has made no page yet, and of the same one afterwards; and
// how long pages take one at a time. Without the variable it is skipped. CHANCERY_MILLION_LEDGER
// names a file that is filled where it is empty, and kept.
func TestScale(t *testing.T) {
	n, err := strconv.Atoi(os.Getenv("CHANCERY_MILLION"))
	if err != nil {
		t.Skip("takes minutes: set CHANCERY_MILLION to a number of claims, such as 1000000")
	}
	defer debug.SetGCPercent(debug.SetGCPercent(400)) // as chancery serve has it
	d, pages := millionDesk(t, n), mustParties(t)
	handler := func(t *testing.T, o Options) http.Handler {
		o.Now = func() time.Time { return time.Date(2016, 6, 1, 12, 0, 0, 0, time.UTC) }
		start := time.Now()
		h, err := Handler(d, o)
		if err != nil {
			t.Fatal(err)
		}
		t.Logf("a handler in %v", time.Since(start).Round(time.Millisecond))
		return h
	}
	debug.FreeOSMemory()
	t.Run("made", func(t *testing.T) {
		h := handler(t, Options{CacheBytes: 1})
		for _, kind := range kinds {
			newStream(kind, pages).one(t, h, 400)
		}
	})
	for _, kind := range kinds {
		t.Run(kind, func(t *testing.T) {
			server := httptest.NewServer(handler(t, Options{}))
			defer server.Close()
			s := newStream(kind, pages)
			s.run(server, 3000).log(t, "nothing kept yet")
			s.run(server, 3000).log(t, "afterwards")
		})
	}
	t.Run("rest", func(t *testing.T) {
		h := handler(t, Options{})
		for _, path := range []string{"/", "/changes", "/ruptures", "/cases", "/sources", "/countries", "/search?q=asilo"} {
			start := time.Now()
			w := get(t, h, path)
			t.Logf("GET %s: %d, %d bytes, %v", path, w.Code, w.Body.Len(), time.Since(start).Round(time.Millisecond))
		}
	})
}

// kinds are the pages that readers ask for: of one kind, or of both in turn.
var kinds = []string{"relations", "country", "both"}

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
	start := time.Now()
	if err := d.Refresh(t.Context()); err != nil {
		t.Fatal(err)
	}
	t.Logf("%d entries, %d events, read in %v", d.Number(), d.Book().Len(), time.Since(start).Round(time.Millisecond))
	return d
}

// stream is readers who come at a steady rate.
type stream struct {
	kind  string
	rng   *rand.Rand
	pages *parties
	asked map[string]bool
}

func newStream(kind string, pages *parties) *stream {
	return &stream{kind: kind, rng: rand.New(rand.NewPCG(3, 3)), pages: pages, asked: map[string]bool{}}
}

// address is the page that the next reader wants: of a pair as often as the pair
// is told of, half of them on some day.
func (s *stream) address() string {
	a, b := ledgertest.Pair(s.rng)
	path := "/country/" + s.pages.slugFor(a)
	if s.kind == "relations" || s.kind == "both" && s.rng.IntN(2) == 0 {
		path = "/relations/" + s.pages.pairSlug(a, b)
	}
	if s.rng.IntN(2) == 0 {
		path += fmt.Sprint("?on=", chancery.Date(2016, 1, 1)+chancery.Day(s.rng.IntN(150)))
	}
	s.asked[path] = true
	return path
}

// one asks for pages one after the other, without a network.
func (s *stream) one(t *testing.T, h http.Handler, n int) {
	var took times
	for range n {
		r := httptest.NewRequest(http.MethodGet, s.address(), nil)
		r.Header.Set("Accept-Encoding", "gzip")
		start, w := time.Now(), httptest.NewRecorder()
		if h.ServeHTTP(w, r); w.Code != http.StatusOK {
			t.Errorf("GET %s: %d", r.URL, w.Code)
		}
		took = append(took, time.Since(start))
	}
	t.Logf("%s, one at a time: %v", s.kind, took)
}

// waits are how long readers waited, each from the time at which its request was
// due: for the first byte of the answer, and for the last.
type waits struct {
	first, last times
	asked       int // addresses that were different
	failed      int
}

// run sends requests at their times.
func (s *stream) run(server *httptest.Server, n int) waits {
	const every = time.Second / 200
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 256, DisableCompression: true}}
	defer client.CloseIdleConnections()
	w := waits{first: make(times, n), last: make(times, n)}
	clear(s.asked)
	var all sync.WaitGroup
	var failed sync.Map
	start := time.Now()
	for i := range n {
		due := start.Add(time.Duration(i) * every)
		first := func() { w.first[i] = time.Since(due) }
		r, err := http.NewRequest(http.MethodGet, server.URL+s.address(), nil)
		if err != nil {
			panic(err) // an address of our own
		}
		r.Header.Set("Accept-Encoding", "gzip")
		r = r.WithContext(httptrace.WithClientTrace(r.Context(), &httptrace.ClientTrace{GotFirstResponseByte: first}))
		time.Sleep(time.Until(due))
		all.Go(func() {
			got, err := client.Do(r)
			if err == nil {
				_, err = io.Copy(io.Discard, got.Body)
				_ = got.Body.Close()
			}
			if w.last[i] = time.Since(due); err != nil || got.StatusCode != http.StatusOK {
				failed.Store(i, true)
			}
		})
	}
	all.Wait()
	failed.Range(func(any, any) bool { w.failed++; return true })
	w.asked = len(s.asked)
	return w
}

func (w waits) log(t *testing.T, what string) {
	t.Helper()
	t.Logf("%s, %d requests of %d pages: %v; first byte %v", what, len(w.last), w.asked, w.last, w.first)
	if w.failed > 0 {
		t.Errorf("%s: %d requests failed", what, w.failed)
	}
}

// times are how long some things took.
type times []time.Duration

// String tells some quantiles.
func (ts times) String() string {
	sorted := slices.Sorted(slices.Values(ts))
	at := func(permille int) time.Duration {
		return sorted[min(len(sorted)*permille/1000, len(sorted)-1)].Round(10 * time.Microsecond)
	}
	return fmt.Sprintf("p50 %v, p99 %v, p999 %v, worst %v", at(500), at(990), at(999), at(1000))
}
