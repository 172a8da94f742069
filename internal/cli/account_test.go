package cli

import (
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"testing"
	"time"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/account"
	"github.com/chancery-ledger/chancery/internal/desk"
	"github.com/chancery-ledger/chancery/internal/poll"
	"github.com/chancery-ledger/chancery/internal/standing"
)

func TestBeside(t *testing.T) {
	for ledger, want := range map[string]string{
		"chancery.db": "chancery-accounts.db", "/srv/a.b/ledger": "/srv/a.b/ledger-accounts", "x/y.sqlite": "x/y-accounts.sqlite",
		"postgres://u@h/db": "chancery-accounts.db",
	} {
		if got := beside(ledger, "accounts"); got != want {
			t.Errorf("beside(%q) = %q, want %q", ledger, got, want)
		}
	}
}

// The question of the demo can be opened on any day.
func TestDemoQuestion(t *testing.T) {
	rules, err := standing.Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, at := range []time.Time{time.Date(2025, 12, 31, 23, 59, 0, 0, time.UTC), time.Date(2028, 2, 29, 0, 0, 0, 0, time.UTC)} {
		polls, err := poll.Open(t.Context(), t.TempDir()+"/polls.db", rules, poll.Options{Now: func() time.Time { return at }})
		if err != nil {
			t.Fatal(err)
		}
		q, err := polls.Ask(t.Context(), account.Account{Name: "demo", Role: account.Editor}, demoQuestion(chancery.DayOf(at)))
		if err != nil || !q.OpenOn(chancery.DayOf(at)) {
			t.Errorf("on %s: %v, %+v", at.Format(time.DateOnly), err, q)
		}
		if err := polls.Close(); err != nil {
			t.Error(err)
		}
	}
}

// What chancery serve serves: a reviewer's key opens the queue of the API, and
// the pages of those who sign in are there.
func TestServerTakesKeys(t *testing.T) {
	ctx, dir := t.Context(), t.TempDir()
	tables, err := desk.Load()
	if err != nil {
		t.Fatal(err)
	}
	store, err := desk.Open(ctx, filepath.Join(dir, "ledger.db"))
	if err != nil {
		t.Fatal(err)
	}
	d := desk.New(tables, store)
	t.Cleanup(func() { _ = d.Close() })
	accounts, err := account.Open(ctx, filepath.Join(dir, "accounts.db"), account.Options{Cost: account.Cost{Time: 1, Memory: 64, Threads: 1}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = accounts.Close() })
	polls, err := poll.Open(ctx, filepath.Join(dir, "polls.db"), tables.Law, poll.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = polls.Close() })
	if _, err := accounts.Add(ctx, "test", "ana", "the owl of Quito sleeps", account.Reviewer); err != nil {
		t.Fatal(err)
	}
	key, _, err := accounts.NewKey(ctx, "test", "ana", "", account.Reviewer)
	if err != nil {
		t.Fatal(err)
	}
	h, err := server{}.handler(&Env{Now: time.Now}, d, accounts, polls, func(msg string, args ...any) { t.Error(append([]any{msg}, args...)...) })
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		path, key string
		want      int
	}{
		{"/api/v1/review/queue", "", 401}, {"/api/v1/review/queue", key + "x", 401}, {"/api/v1/review/queue", key, 200}, {"/sign-in", "", 200}, {"/review", "", 303}, {"/polls", "", 200}, {"/history", "", 200},
	} {
		r := httptest.NewRequest(http.MethodGet, c.path, nil)
		if c.key != "" {
			r.Header.Set("Authorization", "Bearer "+c.key)
		}
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		if w.Code != c.want {
			t.Errorf("GET %s with key %q: %d, want %d", c.path, c.key, w.Code, c.want)
		}
	}
}
