package web

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/andybalholm/cascadia"
	"golang.org/x/net/html"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/baseline"
	events "github.com/chancery-ledger/chancery/internal/event"
	"github.com/chancery-ledger/chancery/internal/ledger"
	"github.com/chancery-ledger/chancery/internal/ledger/sqlite"
	"github.com/chancery-ledger/chancery/internal/standing"
	"github.com/chancery-ledger/chancery/text"
)

// testDesk is a desk on a small ledger.
type testDesk struct {
	ledger.Store
	book   *standing.Book
	number int64
}

func (d *testDesk) Book() *standing.Book { return d.book }
func (d *testDesk) Number() int64        { return d.number }

// told is a claim of a report that we wrote.
type told struct {
	publisher, title, body, evidence string
	published                        string
	lang                             text.Lang
	act                              chancery.ActType
	from, to                         chancery.Code
	person, day                      string
	status                           chancery.Status
	said                             []chancery.Voice
}

var tellings = []told{
	{"The Quay", "Peru cuts ties", "Peru severed diplomatic relations with Mexico on Monday. Lima gave no further reason.", "Peru severed diplomatic relations with Mexico on Monday.", "2025-11-04", "en", "relations.sever", "PER", "MEX", "", "2025-11-03", "done", []chancery.Voice{{Kind: "speaker", Name: "Hugo de Zela", Office: "foreign minister", Code: "PER"}}},
	{"El Muelle", "México concedió asilo a Betssy Chávez", "México concedió asilo diplomático a la ex primera ministra Betssy Chávez.", "México concedió asilo diplomático", "2025-11-04", "es", "asylum.grant", "MEX", "PER", "Betssy Chávez", "2025-11-03", "done", nil},
	{"<script>alert(1)</script>", `"><script>alert('x')</script><img src=x onerror=alert(2)>`, `Ecuador expelled envoys of Mexico <b onmouseover="alert(3)">today</b>.`, `Ecuador expelled envoys of Mexico <b onmouseover="alert(3)">today</b>.`, "2025-11-05", "en", "envoy.expel", "ECU", "MEX", "", "2025-11-05", "done", nil},
}

func newDesk(t testing.TB, tellings []told) *testDesk {
	t.Helper()
	ctx := t.Context()
	store, err := sqlite.Open(ctx, filepath.Join(t.TempDir(), "l.db"))
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
		at := strings.Index(x.body, x.evidence)
		r := chancery.Report{URL: "javascript:alert(4)//" + string(rune('a'+i)), Publisher: x.publisher, Title: x.title, Published: day(x.published), Language: x.lang, Text: x.title + "\n\n" + x.body}
		at += len(x.title) + 2
		steps = append(steps, ledger.Read{Reader: "test", Reading: chancery.Reading{Report: r, Acts: []chancery.Claim{{
			Deed:   chancery.Deed{Type: x.act, From: []chancery.Party{{Code: x.from, Name: string(x.from)}}, To: []chancery.Party{{Code: x.to, Name: string(x.to)}}, Person: x.person, When: chancery.When{From: day(x.day), To: day(x.day), Basis: chancery.Stated}},
			Status: x.status, SaidBy: x.said, Confidence: 0.9, Evidence: []chancery.Evidence{{Start: at, End: at + len(x.evidence), Text: x.evidence}},
		}}}})
	}
	got, err := store.Append(ctx, ledger.Batch{Agent: "test", Because: "test", At: time.Date(2025, 11, 6, 0, 0, 0, 0, time.UTC), Steps: steps})
	if err != nil {
		t.Fatal(err)
	}
	rules, err := standing.Load()
	if err != nil {
		t.Fatal(err)
	}
	rulesOf, err := events.Load()
	if err != nil {
		t.Fatal(err)
	}
	x := events.NewIndex(rulesOf)
	if err := x.Update(ctx, store); err != nil {
		t.Fatal(err)
	}
	found, _ := x.Changes()
	return &testDesk{store, standing.Fold(rules, baseline.Open(), found), got.Last}
}

func newHandler(t testing.TB) (http.Handler, *testDesk) {
	t.Helper()
	d := newDesk(t, tellings)
	h, err := Handler(d, Options{
		Now:    func() time.Time { return time.Date(2025, 11, 10, 12, 0, 0, 0, time.UTC) },
		Report: func(msg string, args ...any) { t.Error(append([]any{msg}, args...)...) },
	})
	if err != nil {
		t.Fatal(err)
	}
	return h, d
}

func get(t testing.TB, h http.Handler, target string) *httptest.ResponseRecorder {
	t.Helper()
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequest(http.MethodGet, target, nil))
	return w
}

// texts are the texts of what a selector finds.
func texts(t *testing.T, body, selector string) []string {
	t.Helper()
	doc, err := html.Parse(strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, n := range cascadia.QueryAll(doc, cascadia.MustCompile(selector)) {
		var b strings.Builder
		for d := range n.Descendants() {
			if d.Type == html.TextNode {
				b.WriteString(d.Data)
			}
		}
		out = append(out, strings.Join(strings.Fields(b.String()), " "))
	}
	return out
}

func contains(list []string, part string) bool {
	return strings.Contains(strings.Join(list, "\n"), part)
}

func TestPagesTell(t *testing.T) {
	h, d := newHandler(t)
	var severed, report string
	for _, ev := range d.book.Events() {
		if ev.Deed.Type == "relations.sever" {
			severed, report = ev.ID, ev.Claims[0].Report.ID
		}
	}
	for _, c := range []struct{ path, selector, want string }{
		{"/", "h1", "Monday, 10 November 2025"},
		{"/es/", "h1", "Lunes, 10 de noviembre de 2025"},
		{"/", ".lead h3", "Peru severs diplomatic relations with Mexico"},
		{"/", ".cases", "Betssy Chávez"},
		{"/country/peru", "tbody th a", "Mexico"},
		{"/es/country/peru", "h1", "Perú"},
		{"/relations/mexico-peru", ".standfirst", "were severed on 3 November 2025 by Peru"},
		{"/relations/mexico-peru", ".chip.off .chip-word", "severed"},
		{"/relations/mexico-peru?on=2025-11-02", ".chip.up .chip-word", "established"},
		{"/relations/mexico-peru?on=2025-11-05&known=2025-10-31", ".chip.up .chip-word", "established"},
		{"/relations/mexico-peru", ".who", "Officials of Peru"},
		{"/relations/mexico-peru", "blockquote p", "Peru severed diplomatic relations"},
		{"/relations/mexico-peru", ".lanes .name", "Diplomatic relations"},
		{"/relations/bolivia-peru", ".empty.unread", "Unread. No report"},
		{"/relations/bolivia-guyana?known=1900-01-01", ".empty.unread", "Unread."},
		{"/es/relations/mexico-peru", ".standfirst", "fueron rotas el 3 de noviembre de 2025 por Perú"},
		{"/event/" + severed, "h1", "Peru severs diplomatic relations with Mexico"},
		{"/es/event/" + severed, "h1", "Perú rompe relaciones diplomáticas con México"},
		{"/report/" + report, "mark", "Peru severed diplomatic relations with Mexico on Monday."},
		{"/person/betssy-chavez", "h1", "Betssy Chávez"},
		{"/case/betssy-chavez", ".steps .chip-word", "granted"},
		{"/cases", ".cases", "Betssy Chávez"},
		{"/changes?from=2025-11-01&to=2025-11-10", ".groups b", "severed"},
		{"/search?q=concedio+asilo", ".hits h3", "México concedió asilo"},
		{"/search?q=peru+mexico", ".plain b", "Mexico – Peru"},
		{"/search?q=peruvian", ".plain b", "Peru"},
		{"/search?q=Mexicana", ".plain b", "Mexico"},
		{"/es/search?q=PERUANOS+y+mexicanas", ".plain b", "México – Perú"},
		{"/search?q=diplomaticas+con+mejico", ".plain b", "Mexico"},
		{"/search?q=relaciones+Peru+Mexico", ".lined a", "Peru severs diplomatic relations with Mexico"},
		{"/search?q=congolese", ".plain b", "Congo"},
		{"/search?q=betssy+chavez", ".plain b", "Betssy Chávez"},
		{"/search?q=peruvian", ".hits h3", "Peru cuts ties"},
		{"/es/search?q=mexicanas", ".hits h3", "Peru cuts ties"},
		{"/search?act=relations.sever", ".lined a", "Peru severs diplomatic relations with Mexico"},
		{"/search?q=asilo&party=mexicana", ".hits h3", "México concedió asilo"},
		{"/sources", "td", "The Quay"},
		{"/ruptures", "tbody th", "Mexico – Peru"},
		{"/countries", "li a", "Peru"},
		{"/about", "h1", "How to read this"},
	} {
		w := get(t, h, c.path)
		if w.Code != http.StatusOK {
			t.Errorf("GET %s: %d", c.path, w.Code)
			continue
		}
		if got := texts(t, w.Body.String(), c.selector); !contains(got, c.want) {
			t.Errorf("GET %s: %s is %q, want %q", c.path, c.selector, got, c.want)
		}
		if strings.Contains(w.Body.String(), "⟨") {
			t.Errorf("GET %s: a text of the interface is missing: %s", c.path, w.Body.String()[strings.Index(w.Body.String(), "⟨"):][:40])
		}
		if n := w.Body.Len(); n > 100_000 && c.selector != "h1" {
			t.Errorf("GET %s: %d bytes, want at most 100,000", c.path, n)
		}
	}
}

func TestTwins(t *testing.T) {
	h, _ := newHandler(t)
	for _, path := range []string{"/index.json", "/country/peru.json", "/relations/mexico-peru.json", "/changes.json", "/ruptures.json", "/cases.json", "/sources.json", "/person/betssy-chavez.json", "/search.json?q=asilo"} {
		w := get(t, h, path)
		if w.Code != http.StatusOK || !json.Valid(w.Body.Bytes()) {
			t.Errorf("GET %s: %d, JSON: %v", path, w.Code, json.Valid(w.Body.Bytes()))
		}
	}
	if w := get(t, h, "/country/atlantis.json"); w.Code != http.StatusNotFound || w.Header().Get("Content-Type") != "application/problem+json" {
		t.Errorf("a missing twin: %d %s", w.Code, w.Header().Get("Content-Type"))
	}
}

func TestElsewhereAndNowhere(t *testing.T) {
	h, _ := newHandler(t)
	for path, want := range map[string]string{"/country/PER": "/country/peru", "/relations/peru-mexico": "/relations/mexico-peru", "/relations/per-mex?on=2025-11-05": "/relations/mexico-peru?on=2025-11-05"} {
		if w := get(t, h, path); w.Code != http.StatusMovedPermanently || w.Header().Get("Location") != want {
			t.Errorf("GET %s: %d to %q, want %q", path, w.Code, w.Header().Get("Location"), want)
		}
	}
	for path, want := range map[string]int{
		"/nowhere": 404, "/country/atlantis": 404, "/relations/peru-peru": 404, "/event/x": 404, "/report/x": 404, "/person/nobody-at-all": 404,
		"/?on=yesterday": 400, "/?on=2025-11-05x": 400, "/?entry=-1": 400, "/?known=soon": 400, "/changes?from=x": 400,
		"/assets/..%2fserver.go": 404, "/report/..%2f..%2fetc%2fpasswd": 404, "/" + strings.Repeat("a", 5000): 414,
	} {
		if w := get(t, h, path); w.Code != want {
			t.Errorf("GET %.60s: %d, want %d", path, w.Code, want)
		} else if !strings.HasPrefix(path, "/assets/") && !strings.Contains(w.Body.String(), "<h1>") {
			t.Errorf("GET %.60s: no page says why", path)
		}
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequest(http.MethodPost, "/", strings.NewReader("x=1")))
	if w.Code != http.StatusMethodNotAllowed || w.Header().Get("Allow") == "" {
		t.Errorf("POST /: %d", w.Code)
	}
}

// What a report says is shown as letters, whatever they are.
func TestHeadlinesAreLetters(t *testing.T) {
	h, d := newHandler(t)
	paths := []string{"/", "/country/ecuador", "/relations/ecuador-mexico", "/sources", "/search?q=" + url.QueryEscape(`"><script>alert(5)</script>`), "/nowhere/<script>alert(6)</script>"}
	for _, ev := range d.book.Events() {
		paths = append(paths, "/event/"+ev.ID, "/report/"+ev.Claims[0].Report.ID)
	}
	for _, path := range paths {
		r := httptest.NewRequest(http.MethodGet, "/", nil)
		p, q, _ := strings.Cut(path, "?")
		r.URL = &url.URL{Path: p, RawQuery: q}
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		doc, err := html.Parse(w.Body)
		if err != nil {
			t.Fatal(err)
		}
		for n := range doc.Descendants() {
			if n.Type != html.ElementNode {
				continue
			}
			ours := false
			for _, a := range n.Attr {
				ours = ours || n.Data == "img" && a.Key == "src" && strings.HasPrefix(a.Val, "/assets/")
				if strings.HasPrefix(a.Key, "on") || a.Key == "style" || strings.HasPrefix(strings.TrimSpace(a.Val), "javascript:") {
					t.Errorf("%s: <%s %s=%q>", path, n.Data, a.Key, a.Val)
				}
			}
			if n.Data == "script" && n.FirstChild != nil || n.Data == "img" && !ours || n.Data == "b" && n.FirstChild == nil {
				t.Errorf("%s: <%s> from a report", path, n.Data)
			}
		}
	}
}

func TestHeaders(t *testing.T) {
	h, _ := newHandler(t)
	for _, path := range []string{"/", "/nowhere", "/country/peru.json", "/robots.txt", "/sitemap.xml"} {
		head := get(t, h, path).Header()
		if csp := head.Get("Content-Security-Policy"); !strings.Contains(csp, "default-src 'none'") || strings.Contains(csp, "unsafe") {
			t.Errorf("%s: policy %q", path, csp)
		}
		if head.Get("X-Content-Type-Options") != "nosniff" || head.Get("Set-Cookie") != "" {
			t.Errorf("%s: headers %v", path, head)
		}
	}
	for _, path := range []string{"/country/PER?on=2025-11-05%0d%0aX-Evil:1", "/country/PER%0d%0aX-Evil:1", "/relations/per-mex?q=%0d%0aX-Evil:1"} {
		if w := get(t, h, path); w.Header().Get("X-Evil") != "" || strings.ContainsAny(w.Header().Get("Location"), "\r\n") {
			t.Errorf("%s: a header was let in: %v", path, w.Header())
		}
	}
	w := get(t, h, "/country/peru")
	r := httptest.NewRequest(http.MethodGet, "/country/peru", nil)
	r.Header.Set("If-None-Match", w.Header().Get("ETag"))
	again := httptest.NewRecorder()
	h.ServeHTTP(again, r)
	for _, encoding := range []string{"", "gzip"} { // from the memory of pages, too
		r := httptest.NewRequest(http.MethodGet, "/country/peru", nil)
		r.Header.Set("Accept-Encoding", encoding)
		kept := httptest.NewRecorder()
		h.ServeHTTP(kept, r)
		if zipped := kept.Header().Get("Content-Encoding") == "gzip"; zipped != (encoding == "gzip") || !zipped && kept.Body.String() != w.Body.String() {
			t.Errorf("accepting %q: encoded %q, %d bytes", encoding, kept.Header().Get("Content-Encoding"), kept.Body.Len())
		}
	}
	if again.Code != http.StatusNotModified {
		t.Errorf("a page that the reader has: %d", again.Code)
	}
}

func TestInterfaceWordsAreInBothLanguages(t *testing.T) {
	all, err := loadWords()
	if err != nil {
		t.Fatal(err)
	}
	for key := range all[English] {
		if all[Spanish][key] == "" {
			t.Errorf("%s has no Spanish", key)
		}
	}
}

func TestFill(t *testing.T) {
	for _, c := range []struct {
		pattern string
		parts   parts
		want    string
	}{
		{"{from} [severs~sever] relations( with {to})", parts{from: []string{"Peru"}, to: []string{"Mexico"}}, "Peru severs relations with Mexico"},
		{"{from} [severs~sever] relations( with {to})", parts{from: []string{"Peru", "Chile"}, and: "and"}, "Peru and Chile sever relations"},
		{"{from} bars {person}", parts{somebody: "somebody"}, "Somebody bars somebody"},
		{"{from} (", parts{from: []string{"({to})"}}, "({to}) "},
	} {
		if got := fill(c.pattern, c.parts); got != c.want {
			t.Errorf("fill(%q) = %q, want %q", c.pattern, got, c.want)
		}
	}
}

func BenchmarkCountryUncached(b *testing.B) { benchmark(b, "/country/peru", 1) }
func BenchmarkCountryCached(b *testing.B)   { benchmark(b, "/country/peru", 0) }
func BenchmarkPairUncached(b *testing.B)    { benchmark(b, "/relations/mexico-peru", 1) }
func BenchmarkPairCached(b *testing.B)      { benchmark(b, "/relations/mexico-peru", 0) }

func benchmark(b *testing.B, path string, cacheBytes int) {
	d := newDesk(b, tellings)
	h, err := Handler(d, Options{CacheBytes: cacheBytes})
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if w := get(b, h, path); w.Code != http.StatusOK {
			b.Fatal(w.Code)
		}
	}
}
