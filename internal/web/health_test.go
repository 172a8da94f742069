package web

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/chancery-ledger/chancery"
)

// cutOff is a desk whose ledger is away.
type cutOff struct{ *testDesk }

func (cutOff) Report(context.Context, string) (chancery.Report, error) {
	return chancery.Report{}, errors.New("dial tcp 192.0.2.1:5432: connection refused")
}

// A program that runs without its ledger is alive and not ready, and tells the
// operator alone where the ledger was sought.
func TestHealth(t *testing.T) {
	desk := newDesk(t, tellings)
	for _, c := range []struct {
		name, path string
		desk       Desk
		status     int
		body       string
		reported   bool
	}{
		{"alive", "/healthz", desk, http.StatusOK, "alive\n", false},
		{"ready", "/readyz", desk, http.StatusOK, "ready, entry ", false},
		{"alive without ledger", "/healthz", cutOff{desk}, http.StatusOK, "alive\n", false},
		{"not ready", "/readyz", cutOff{desk}, http.StatusServiceUnavailable, "not ready: the ledger does not answer\n", true},
	} {
		t.Run(c.name, func(t *testing.T) {
			reported := false
			h, err := Handler(c.desk, Options{Report: func(string, ...any) { reported = true }})
			if err != nil {
				t.Fatal(err)
			}
			w := httptest.NewRecorder()
			h.ServeHTTP(w, httptest.NewRequest("GET", c.path, nil))
			if w.Code != c.status || !strings.HasPrefix(w.Body.String(), c.body) {
				t.Errorf("%d %q, want %d %q", w.Code, w.Body, c.status, c.body)
			}
			if got := w.Header().Get("Cache-Control"); got != "no-store" {
				t.Errorf("may be kept: %q", got)
			}
			if strings.Contains(w.Body.String(), "192.0.2.1") {
				t.Error("tells readers where the ledger is")
			}
			if reported != c.reported {
				t.Errorf("told the operator: %t, want %t", reported, c.reported)
			}
		})
	}
}
