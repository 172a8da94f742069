package watch

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/extract"
	"github.com/chancery-ledger/chancery/internal/ledger"
	"github.com/chancery-ledger/chancery/internal/ledger/sqlite"
	"github.com/chancery-ledger/chancery/internal/watch/fetch"
	"github.com/chancery-ledger/chancery/internal/watch/source"
	"github.com/chancery-ledger/chancery/internal/watch/stream"
)

// press is a publisher whose pages need no network.
type press struct{}

func (press) Get(_ context.Context, address string, _ fetch.Validators) (fetch.Answer, error) {
	if address == "https://press.example/closed" {
		return fetch.Answer{}, &fetch.Error{Cause: fetch.Robots}
	}
	page := `<html lang="en"><head><title>Peru severs relations with Mexico</title></head><body><article><h1>Peru severs relations with Mexico</h1>
<p>LIMA, Nov 3 2025 - Peru severed diplomatic relations with Mexico on Monday, the foreign minister said. This is page ` + address + `.</p></article></body></html>`
	return fetch.Answer{
		URL: address, ContentType: "text/html; charset=utf-8", Body: []byte(page),
		Signals: []fetch.Signal{{Kind: "tdm-reservation", Value: "0"}},
	}, nil
}

// newLine is a line with a ledger and a stream of its own.
func newLine(t *testing.T, fetcher Fetcher) *Line {
	t.Helper()
	reader, err := extract.New()
	if err != nil {
		t.Fatal(err)
	}
	store, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "ledger.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	s, err := stream.Open(t.Context(), stream.Options{Dir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	return &Line{Stream: s, Fetcher: fetcher, Reader: reader, Ledger: store, Version: "test", Agent: "test", Now: time.Now}
}

// What a source lists is fetched, read and filed once, with what its owner says
// of its use; what may not be fetched ends among the dead letters.
func TestLine(t *testing.T) {
	line := newLine(t, press{})
	store := line.Ledger.(*sqlite.Store)
	var mu sync.Mutex
	filed, dead := map[string]int{}, map[string]bool{}
	line.Told = func(o stream.Outcome) {
		mu.Lock()
		defer mu.Unlock()
		if o.Err == nil && o.Stage == stream.File {
			filed[o.ID]++
		}
		if o.Dead {
			dead[o.ID] = true
		}
	}
	ctx, stop := context.WithCancel(t.Context())
	var working sync.WaitGroup
	working.Go(func() {
		if err := line.Run(ctx); err != nil {
			t.Error(err)
		}
	})
	items := []source.Item{{ID: "closed", URL: "https://press.example/closed"}}
	const pages = 5
	for i := range pages {
		items = append(items, source.Item{ID: fmt.Sprint("page ", i), URL: fmt.Sprint("https://press.example/", i)})
	}
	for range 2 { // a source lists a page more than once
		if err := line.Deliver(t.Context(), items); err != nil {
			t.Fatal(err)
		}
	}
	for late := time.Now().Add(time.Minute); ; time.Sleep(20 * time.Millisecond) {
		mu.Lock()
		done := len(filed) == pages && dead["closed"]
		mu.Unlock()
		if done {
			break
		}
		if time.Now().After(late) {
			t.Fatalf("filed %v, dead %v", filed, dead)
		}
	}
	stop()
	working.Wait()

	var reports []chancery.Report
	for f, err := range store.Claims(t.Context(), ledger.Query{}) {
		if err != nil {
			t.Fatal(err)
		}
		if !slices.ContainsFunc(reports, func(r chancery.Report) bool { return r.ID == f.Report.ID }) {
			reports = append(reports, f.Report)
		}
	}
	if len(reports) != pages {
		t.Fatalf("%d reports with claims, want %d", len(reports), pages)
	}
	for _, r := range reports {
		if !slices.Equal(r.Rights, []string{"tdm-reservation: 0"}) || r.Publisher != "press.example" {
			t.Errorf("%s: rights %q, publisher %q", r.URL, r.Rights, r.Publisher)
		}
	}
}
