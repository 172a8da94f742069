package status

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chancery-ledger/chancery/internal/watch/follow"
	"github.com/chancery-ledger/chancery/internal/watch/frontier"
	"github.com/chancery-ledger/chancery/internal/watch/source"
	"github.com/chancery-ledger/chancery/internal/watch/stream"
)

type backlog struct{}

func (backlog) Backlogs(context.Context) (map[stream.Stage]stream.Backlog, int64, error) {
	return map[stream.Stage]stream.Backlog{stream.Read: {Waiting: 4, Working: 1}}, 2, nil
}

// full is a status that shows all that any program shows.
func full(t *testing.T) *Status {
	s := New("test", func(msg string, args ...any) { t.Log(append([]any{msg}, args...)...) })
	work := s.Work()
	work(stream.Outcome{Stage: stream.Fetch, Took: time.Second})
	work(stream.Outcome{Stage: stream.Fetch, Err: errors.New("503")})
	work(stream.Outcome{Stage: stream.Fetch, Err: context.Canceled})
	work(stream.Outcome{Stage: stream.File, Err: errors.New("refused"), Dead: true})
	s.Stream(backlog{})
	s.Sources(func() []follow.Status {
		return []follow.Status{
			{Source: source.Source{Name: "The Courier", On: true}, Health: follow.Failing, State: frontier.State{Items: 3, Trouble: &frontier.Trouble{Cause: "slow", Since: time.Now().Add(-time.Hour)}}},
			{Source: source.Source{Name: "Off"}, Health: follow.Off},
		}
	})
	s.Ledger(func() int64 { return 77 })
	return s
}

func ask(t *testing.T, h http.Handler, path string) (int, string) {
	t.Helper()
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequest(http.MethodGet, path, nil))
	return w.Code, w.Body.String()
}

func TestFigures(t *testing.T) {
	s := full(t)
	ask(t, s.Serving(http.NotFoundHandler()), "/nowhere")
	code, body := ask(t, s.Handler(), "/metrics")
	if code != http.StatusOK {
		t.Fatalf("%d: %s", code, body)
	}
	for _, want := range []string{
		`chancery_work_total{outcome="done",stage="fetch"} 1`,
		`chancery_work_total{outcome="again",stage="fetch"} 1`,
		`chancery_work_total{outcome="dead",stage="file"} 1`,
		`chancery_work_total{outcome="done",stage="read"} 0`,
		`chancery_queue_messages{stage="read",state="waiting"} 4`,
		`chancery_dead_letters 2`,
		`chancery_source_health{health="failing",source="The Courier"} 1`,
		`chancery_ledger_entry 77`,
		`chancery_http_answers_total{code="404",method="get"} 1`,
	} {
		if !strings.Contains(body, want+"\n") {
			t.Errorf("no figure %s", want)
		}
	}
	if strings.Contains(body, `source="Off"`) {
		t.Error("a source that is not followed has figures")
	}
}

// The documentation explains every figure of this package, and no other.
func TestFiguresAreDocumented(t *testing.T) {
	s := full(t)
	ask(t, s.Serving(http.NotFoundHandler()), "/")
	families, err := s.figures.Gather()
	if err != nil {
		t.Fatal(err)
	}
	var have []string
	for _, f := range families {
		if strings.HasPrefix(f.GetName(), "chancery_") {
			have = append(have, f.GetName())
		}
	}
	b, err := os.ReadFile("../../docs/operations.md")
	if err != nil {
		t.Fatal(err)
	}
	var told []string
	for _, m := range regexp.MustCompile("(?m)^\\| `(chancery_[a-z_]+)").FindAllSubmatch(b, -1) {
		told = append(told, string(m[1]))
	}
	slices.Sort(have)
	slices.Sort(told)
	if !slices.Equal(have, told) {
		t.Errorf("docs/operations.md explains %q,\nthe figures are %q", told, have)
	}
}

func TestReady(t *testing.T) {
	s := New("test", func(string, ...any) {})
	var away error
	s.Needs("ledger", func(context.Context) error { return away })
	if code, body := ask(t, s.Handler(), "/readyz"); code != http.StatusOK {
		t.Errorf("ready: %d %s", code, body)
	}
	away = errors.New("password=hunter2 refused")
	code, body := ask(t, s.Handler(), "/readyz")
	if code != http.StatusServiceUnavailable || !strings.Contains(body, "ledger") || strings.Contains(body, "hunter2") {
		t.Errorf("not ready: %d %s", code, body)
	}
	if code, _ := ask(t, s.Handler(), "/healthz"); code != http.StatusOK {
		t.Errorf("alive without a ledger: %d", code)
	}
}

func TestServeOnAnAddressInUse(t *testing.T) {
	s := New("test", func(string, ...any) {})
	srv := httptest.NewServer(s.Handler())
	defer srv.Close()
	if _, err := s.Serve(t.Context(), strings.TrimPrefix(srv.URL, "http://")); err == nil {
		t.Error("an address in use is served")
	}
}
