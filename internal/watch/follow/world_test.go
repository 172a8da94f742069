package follow

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/chancery-ledger/chancery/internal/watch/fetch"
	"github.com/chancery-ledger/chancery/internal/watch/frontier"
	"github.com/chancery-ledger/chancery/internal/watch/simnet"
	"github.com/chancery-ledger/chancery/internal/watch/source"
)

// epoch is when every bubble of package synctest begins.
var epoch = time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)

// box is a value that a host and the test share.
type box[T any] struct {
	mu sync.Mutex
	v  T
}

func (b *box[T]) get() T {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.v
}

func (b *box[T]) set(v T) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.v = v
}

// world is a network of hosts with sources on it, in a bubble of fast time.
type world struct {
	t       *testing.T
	path    string // of the frontier
	net     *simnet.Net
	fetcher *fetch.Fetcher
	sources []source.Source

	*Follower
	frontier *frontier.Frontier
	stop     func()

	mu   sync.Mutex
	got  map[string]int // how often each report was handed on
	full error          // what comes after takes nothing
}

// inWorld runs a test in a world. Each source is named as its host, without
// ".test".
func inWorld(t *testing.T, hosts map[string]http.Handler, sources []source.Source, test func(*world)) {
	t.Helper()
	dir := t.TempDir()
	synctest.Test(t, func(t *testing.T) {
		w := &world{t: t, path: filepath.Join(dir, "frontier.db"), net: simnet.New(hosts), sources: sources, got: map[string]int{}}
		w.start()
		test(w)
		w.end()
		if err := w.net.Close(); err != nil {
			t.Error(err)
		}
		synctest.Wait()
	})
}

// start starts to follow, where the frontier stands.
func (w *world) start() {
	w.t.Helper()
	var err error
	if w.frontier, err = frontier.Open(w.t.Context(), w.path); err != nil {
		w.t.Fatal(err)
	}
	w.fetcher = fetch.New(fetch.Options{Dial: w.net.Dial})
	if w.Follower, err = New(w.t.Context(), w.sources, w.fetcher, w.frontier, Options{}); err != nil {
		w.t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(w.t.Context())
	ended := make(chan error)
	go func() { ended <- w.Run(ctx, w.deliver) }()
	w.stop = func() {
		cancel()
		if err := <-ended; !errors.Is(err, context.Canceled) {
			w.t.Errorf("the watch ended with %v", err)
		}
	}
}

// end ends following, as a stop of the program does.
func (w *world) end() {
	w.t.Helper()
	w.stop()
	w.fetcher.Close()
	if err := w.frontier.Close(); err != nil {
		w.t.Error(err)
	}
}

func (w *world) deliver(_ context.Context, items []source.Item) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.full != nil {
		return w.full
	}
	if len(items) == 0 || len(items) > Batch {
		w.t.Errorf("%d reports at once", len(items))
	}
	for _, it := range items {
		w.got[it.URL+it.Path]++
	}
	return nil
}

// status is how a source is now.
func (w *world) status(name string) Status {
	w.t.Helper()
	for _, s := range w.Sources() {
		if s.Source.Name == name {
			return s
		}
	}
	w.t.Fatalf("no source %s", name)
	return Status{}
}

// want tests that just these reports were handed on, each once.
func (w *world) want(addresses ...string) {
	w.t.Helper()
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, a := range addresses {
		if w.got[a] != 1 {
			w.t.Errorf("%s was handed on %d times", a, w.got[a])
		}
	}
	if len(w.got) != len(addresses) {
		w.t.Errorf("%d reports were handed on, want %d: %v", len(w.got), len(addresses), w.got)
	}
}

// at is a source that is a feed at a host of its name.
func at(name string, every time.Duration) source.Source {
	return source.Source{Name: name, Kind: source.Feed, URL: "http://" + name + ".test/feed", Every: every, On: true}
}

// rss is a feed of items whose addresses are paths.
func rss(paths ...string) string {
	var b strings.Builder
	b.WriteString(`<rss version="2.0"><channel><title>T</title>`)
	for _, p := range paths {
		fmt.Fprintf(&b, "<item><title>%s</title><link>%s</link></item>", p, p)
	}
	b.WriteString("</channel></rss>")
	return b.String()
}

// house is a host without rules.
func house(h http.HandlerFunc) http.Handler {
	m := http.NewServeMux()
	m.HandleFunc("/robots.txt", http.NotFound)
	m.HandleFunc("/.well-known/", http.NotFound)
	m.HandleFunc("/", h)
	return m
}

// says is a host that always says the same.
func says(status int, body string) http.Handler {
	return house(func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(status)
		fmt.Fprint(w, body)
	})
}
