package web

import (
	"encoding/json"
	"encoding/xml"
	"net/http"
	"strings"
	"testing"
	"time"
)

func TestFeeds(t *testing.T) {
	h, _ := newHandler(t)
	for path, want := range map[string]string{
		"/latest.atom":                        "Peru severs diplomatic relations with Mexico",
		"/latest.rss":                         "Peru severs diplomatic relations with Mexico",
		"/es/latest.atom":                     "Perú rompe relaciones diplomáticas con México",
		"/country/peru.rss":                   "Peru severs diplomatic relations with Mexico",
		"/relations/mexico-peru.atom":         "Peru severs diplomatic relations with Mexico",
		"/relations/mexico-peru.feed.json":    "Peru severs diplomatic relations with Mexico",
		"/es/relations/mexico-peru.feed.json": "Perú rompe relaciones diplomáticas con México",
	} {
		w := get(t, h, path)
		body := w.Body.String()
		if w.Code != http.StatusOK || !strings.Contains(body, want) {
			t.Errorf("GET %s: %d, want %q in %.300s", path, w.Code, want, body)
			continue
		}
		if strings.HasSuffix(path, ".json") {
			if !json.Valid([]byte(body)) {
				t.Errorf("GET %s: no JSON", path)
			}
		} else if err := xml.Unmarshal([]byte(body), new(struct{ XMLName xml.Name })); err != nil {
			t.Errorf("GET %s: %v", path, err)
		}
		if w.Header().Get("ETag") == "" {
			t.Errorf("GET %s: no ETag", path)
		}
	}
	for _, path := range []string{"/nowhere.atom", "/country/mordor.rss", "/relations/peru-mordor.atom", "/relations/..%2f..%2fetc%2fpasswd.atom"} {
		if w := get(t, h, path); w.Code != http.StatusNotFound {
			t.Errorf("GET %s: %d", path, w.Code)
		}
	}
	if body := get(t, h, "/country/peru").Body.String(); !strings.Contains(body, `type="application/atom+xml" href="/country/peru.atom"`) {
		t.Error("the page of Peru does not name its feed")
	}
}

// TestCitations: a page that has an address in the world says how it is cited,
// by a permalink with the day and the number of the entry.
func TestCitations(t *testing.T) {
	_, d := newHandler(t)
	h, err := Handler(d, Options{Now: func() time.Time { return time.Date(2025, 11, 10, 12, 0, 0, 0, time.UTC) }, Origin: "https://chancery.example"})
	if err != nil {
		t.Fatal(err)
	}
	body := get(t, h, "/relations/mexico-peru?on=2025-11-05").Body.String()
	got := strings.Join(texts(t, body, ".cite pre"), "\n")
	for _, want := range []string{"https://chancery.example/relations/mexico-peru?", "on=2025-11-05", "entry=", "@misc{", "TY - ", "{{cite web"} {
		if !strings.Contains(got, want) {
			t.Errorf("the citations do not have %q:\n%s", want, got)
		}
	}
	if got := texts(t, get(t, h, "/search?q=peru").Body.String(), ".cite"); len(got) > 0 {
		t.Errorf("a search is cited: %q", got)
	}
}
