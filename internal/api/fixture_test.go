package api

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/account"
	"github.com/chancery-ledger/chancery/internal/baseline"
	events "github.com/chancery-ledger/chancery/internal/event"
	"github.com/chancery-ledger/chancery/internal/ledger"
	"github.com/chancery-ledger/chancery/internal/ledger/sqlite"
	"github.com/chancery-ledger/chancery/internal/standing"
)

// told is a claim of a report that we wrote.
type told struct {
	publisher, title, body, evidence string
	published                        string
	act                              chancery.ActType
	from, to                         chancery.Code
	person, day                      string
	status                           chancery.Status
}

// long is more than may be quoted.
var long = strings.Repeat("a very long sentence on nothing at all and ", 30)

var tellings = []told{
	{"The Quay", "Peru cuts ties", "Peru severed diplomatic relations with Mexico on Monday.", "Peru severed diplomatic relations with Mexico on Monday.", "2025-11-04", "relations.sever", "PER", "MEX", "", "2025-11-03", "done"},
	{"Second", "Ties cut", "Relations between Lima and Mexico City are severed, the minister said.", "Relations between Lima and Mexico City are severed", "2025-11-05", "relations.sever", "PER", "MEX", "", "2025-11-03", "done"},
	{"The Quay", "Asylum", "Mexico granted asylum to Betssy Chávez.", "Mexico granted asylum", "2025-11-04", "asylum.grant", "MEX", "PER", "Betssy Chávez", "2025-11-03", "done"},
	{"=HYPERLINK(\"https://evil.example\")", "+1 <b>", "Ecuador expelled envoys of Mexico: " + long, "Ecuador expelled envoys of Mexico: " + long, "2025-11-06", "envoy.expel", "ECU", "MEX", "@SUM(1)", "2025-11-05", "done"},
	{"The Quay", "Talks", "Chile may recall its envoy from Peru.", "Chile may recall its envoy", "2025-11-07", "envoy.recall", "CHL", "PER", "", "2025-11-20", "planned"},
}

// testDesk is a desk on a small ledger that can grow.
type testDesk struct {
	ledger.Store
	book   *standing.Book
	number atomic.Int64
	mu     sync.Mutex
	events *events.Index
	broken error // what reading the ledger fails with
}

func (d *testDesk) Book() *standing.Book { return d.book }
func (d *testDesk) Number() int64        { return d.number.Load() }

func (d *testDesk) Head(ctx context.Context) (chancery.Entry, error) {
	if d.broken != nil {
		return chancery.Entry{}, d.broken
	}
	return d.Store.Head(ctx)
}

// Refresh implements Refresher.
func (d *testDesk) Refresh(ctx context.Context) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	head, err := d.Store.Head(ctx)
	if err != nil {
		return err
	}
	if err := d.events.Update(ctx, d.Store); err != nil {
		return err
	}
	changed, gone := d.events.Changes()
	for _, id := range gone {
		d.book.Drop(id)
	}
	for _, ev := range changed {
		d.book.Put(ev)
	}
	d.number.Store(head.Number)
	return nil
}

func newDesk(t testing.TB) *testDesk {
	t.Helper()
	store, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "l.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = store.Close() })
	day := func(s string) chancery.Day {
		d, err := chancery.ParseDay(s)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	var steps []ledger.Step
	for i, x := range tellings {
		txt := x.title + "\n\n" + x.body
		at := strings.Index(txt, x.evidence)
		side := func(c chancery.Code) []chancery.Party { return []chancery.Party{{Code: c, Name: string(c)}} }
		steps = append(steps, ledger.Read{Reader: "test", Reading: chancery.Reading{
			Report: chancery.Report{URL: fmt.Sprintf("https://quay.example/%d", i), Publisher: x.publisher, Title: x.title, Published: day(x.published), Language: "en", Text: txt},
			Acts: []chancery.Claim{{
				Deed:   chancery.Deed{Type: x.act, From: side(x.from), To: side(x.to), Person: x.person, When: chancery.When{From: day(x.day), To: day(x.day), Basis: chancery.Stated}},
				Status: x.status, Confidence: 0.9, Evidence: []chancery.Evidence{{Start: at, End: at + len(x.evidence), Text: x.evidence}},
			}},
		}})
	}
	if _, err := store.Append(t.Context(), ledger.Batch{Agent: "test", Because: "test", At: time.Date(2025, 11, 8, 0, 0, 0, 0, time.UTC), Steps: steps}); err != nil {
		t.Fatal(err)
	}
	rules, err := standing.Load()
	if err != nil {
		t.Fatal(err)
	}
	of, err := events.Load()
	if err != nil {
		t.Fatal(err)
	}
	d := &testDesk{Store: store, book: standing.New(rules, baseline.Open()), events: events.NewIndex(of)}
	if err := d.Refresh(t.Context()); err != nil {
		t.Fatal(err)
	}
	return d
}

// testKeys are a reader's and a reviewer's key.
type testKeys struct{}

func (testKeys) Key(_ context.Context, token string) (account.Key, error) {
	switch token {
	case "read":
		return account.Key{ID: 1, Account: account.Account{Name: "rita", Role: account.Reader}}, nil
	case "review":
		return account.Key{ID: 2, Account: account.Account{Name: "ana", Role: account.Reviewer}}, nil
	}
	return account.Key{}, account.ErrNoKey
}

// bench is an API on a small ledger, with a clock that tests move.
type bench struct {
	*API
	t    testing.TB
	desk *testDesk
	at   time.Time
}

func newBench(t testing.TB, change ...func(*Options)) *bench {
	t.Helper()
	b := &bench{t: t, desk: newDesk(t), at: time.Date(2025, 11, 10, 12, 0, 0, 0, time.UTC)}
	o := Options{
		Now: func() time.Time { return b.at }, Version: "test", Keys: testKeys{}, Ledger: b.desk, Rates: Rates{1e6, 1e6, 1e6, 1e6},
		Report: func(msg string, args ...any) { t.Error(append([]any{msg}, args...)...) },
	}
	for _, c := range change {
		c(&o)
	}
	a, err := New(b.desk, o)
	if err != nil {
		t.Fatal(err)
	}
	b.API = a
	return b
}

// ask sends a request; headers come in pairs.
func (b *bench) ask(method, path, body string, headers ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, Prefix+path, strings.NewReader(body))
	if body != "" {
		r.Header.Set("Content-Type", "application/json")
	}
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	b.ServeHTTP(w, r)
	return w
}

// read gets a path and decodes the answer, which must be 200.
func read[T any](b *bench, path string, headers ...string) (v T) {
	b.t.Helper()
	w := b.ask(http.MethodGet, path, "", headers...)
	if w.Code != http.StatusOK {
		b.t.Fatalf("%s: %d %s", path, w.Code, w.Body)
	}
	if err := json.Unmarshal(w.Body.Bytes(), &v); err != nil {
		b.t.Fatalf("%s: %v in %s", path, err, w.Body)
	}
	return v
}
