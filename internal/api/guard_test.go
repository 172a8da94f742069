package api

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode/utf8"

	"pgregory.net/rapid"
)

// problemOf checks that an answer is a problem and returns its detail.
func problemOf(t *testing.T, name string, code int, header http.Header, body []byte, want int) string {
	t.Helper()
	var p struct {
		Status int
		Title  string
		Detail string
	}
	if code != want || header.Get("Content-Type") != "application/problem+json" || header.Get("ETag") != "" {
		t.Errorf("%s: %d %q, ETag %q, want a problem of %d: %s", name, code, header.Get("Content-Type"), header.Get("ETag"), want, body)
	}
	if err := json.Unmarshal(body, &p); err != nil || p.Status != want || p.Title == "" {
		t.Errorf("%s: body %s (%v)", name, body, err)
	}
	return p.Detail
}

func TestErrorsAreProblems(t *testing.T) {
	b := newBench(t)
	for _, x := range []struct {
		name, method, path, body string
		headers                  []string
		want                     int
	}{
		{"no route", "GET", "/nothing", "", nil, 404},
		{"no method", "DELETE", "/states", "", nil, 405},
		{"no party", "GET", "/relations/PER/Ruritania", "", nil, 404},
		{"one party", "GET", "/relations/PER/Peru", "", nil, 422},
		{"no event", "GET", "/events/x", "", nil, 404},
		{"no event then", "GET", "/events/{event}?known=2020-01-01", "", nil, 404},
		{"no report", "GET", "/reports/x", "", nil, 404},
		{"no claim", "GET", "/claims/x", "", nil, 404},
		{"no entry", "GET", "/entries/999", "", nil, 404},
		{"no person", "GET", "/cases/Nobody%20Whatever", "", nil, 404},
		{"path out of the tree", "GET", "/reports/..%2F..%2Fetc%2Fpasswd", "", nil, 404},
		{"bad day", "GET", "/relations/PER/MEX?on=2025-13-01", "", nil, 422},
		{"bad day, as time", "GET", "/relations/PER/MEX?on=2025-11-03T00:00", "", nil, 422},
		{"bad act", "GET", "/events?act=relations.frost", "", nil, 422},
		{"bad status", "GET", "/events?status=perhaps", "", nil, 422},
		{"bad limit", "GET", "/events?limit=100000", "", nil, 422},
		{"bad parameter", "GET", "/events?ledger=/etc/passwd", "", nil, 422},
		{"bad cursor", "GET", "/events?cursor=%0d%0aX-Evil:%20y", "", nil, 422},
		{"cursor of another list", "GET", "/events?cursor=" + newCursor("claim", "1"), "", nil, 422},
		{"no day", "GET", "/changes", "", nil, 422},
		{"days the wrong way", "GET", "/changes?from=2025-11-05&to=2025-11-01", "", nil, 422},
		{"bad day, as CSV", "GET", "/events?from=x&format=csv", "", nil, 422},
		{"bad day, as JSON Lines", "GET", "/events?from=x", "", []string{"Accept", typeJSONL}, 422},
		{"bad format", "GET", "/events?format=xlsx", "", nil, 422},
		{"overlong address", "GET", "/search?q=" + strings.Repeat("x", mostAddress), "", nil, 414},
		{"unknown key", "GET", "/states", "", []string{"Authorization", "Bearer chk_nothing"}, 401},
		{"no bearer", "GET", "/states", "", []string{"Authorization", "Basic cmVhZDo="}, 401},
		{"opinion without key", "POST", "/opinions", `{"kind":"undo","entry":1,"because":"x"}`, nil, 401},
		{"opinion of a reader", "POST", "/opinions", `{"kind":"undo","entry":1,"because":"x"}`, []string{"Authorization", "Bearer read"}, 403},
		{"queue without key", "GET", "/review/queue", "", nil, 401},
		{"queue for a reader", "GET", "/review/queue", "", []string{"Authorization", "Bearer read"}, 403},
		{"oversized body", "POST", "/opinions", `{"kind":"undo","entry":1,"because":"` + strings.Repeat("x", mostBody) + `"}`, []string{"Authorization", "Bearer review"}, 413},
		{"no JSON", "POST", "/opinions", `{"kind":`, []string{"Authorization", "Bearer review"}, 400},
		{"no reason", "POST", "/opinions", `{"kind":"undo","entry":1,"because":""}`, []string{"Authorization", "Bearer review"}, 422},
		{"member too many", "POST", "/opinions", `{"kind":"undo","entry":1,"because":"x","agent":"root"}`, []string{"Authorization", "Bearer review"}, 422},
		{"part missing", "POST", "/opinions", `{"kind":"confirm","because":"x"}`, []string{"Authorization", "Bearer review"}, 422},
		{"unknown claim", "POST", "/opinions", `{"kind":"confirm","claim":"x","because":"x"}`, []string{"Authorization", "Bearer review"}, 404},
		{"unknown event", "POST", "/opinions", `{"kind":"merge","event":"x","with":"y","because":"x"}`, []string{"Authorization", "Bearer review"}, 404},
		{"correction that says the same", "POST", "/opinions", `{"kind":"correct","claim":"{claim}","right":{},"because":"x"}`, []string{"Authorization", "Bearer review"}, 409},
		{"correction with words from nowhere", "POST", "/opinions", `{"kind":"correct","claim":"{claim}","right":{"evidence":[{"start":0,"end":99999}]},"because":"x"}`, []string{"Authorization", "Bearer review"}, 422},
	} {
		w := b.ask(x.method, b.fill(x.path), b.fill(x.body), x.headers...)
		problemOf(t, x.name, w.Code, w.Header(), w.Body.Bytes(), x.want)
	}
}

func TestFailuresAreNotTold(t *testing.T) {
	var told []string
	b := newBench(t, func(o *Options) {
		o.Report = func(msg string, args ...any) { told = append(told, fmt.Sprint(msg, args)) }
	})
	b.desk.broken = errors.New("disk /var/secret is gone")
	w := b.ask(http.MethodGet, "/checkpoint", "")
	if d := problemOf(t, "broken", w.Code, w.Header(), w.Body.Bytes(), 500); strings.Contains(d, "secret") || len(told) != 1 || !strings.Contains(told[0], "secret") {
		t.Errorf("strangers are told %q, the operator %q", d, told)
	}
}

func TestETag(t *testing.T) {
	b := newBench(t)
	first := b.ask(http.MethodGet, "/relations/PER/MEX", "")
	tag := first.Header().Get("ETag")
	if tag == "" || first.Header().Get("Cache-Control") != "public, no-cache" || first.Header().Get("Vary") != "Accept, Authorization" {
		t.Fatalf("headers %v", first.Header())
	}
	if w := b.ask(http.MethodGet, "/relations/PER/MEX", "", "If-None-Match", `"x", `+tag); w.Code != http.StatusNotModified || w.Body.Len() != 0 {
		t.Errorf("again: %d, %d bytes", w.Code, w.Body.Len())
	}
	if w := b.ask(http.MethodGet, "/nothing", "", "If-None-Match", "*"); w.Code != http.StatusNotFound {
		t.Errorf("nothing, conditionally: %d", w.Code)
	}
	tags := map[string]string{"first": tag}
	for name, w := range map[string]http.Header{
		"another address": b.ask(http.MethodGet, "/relations/PER/MEX?on=2025-11-05", "").Header(),
		"with a key":      b.ask(http.MethodGet, "/relations/PER/MEX", "", "Authorization", "Bearer read").Header(),
		"as CSV":          b.ask(http.MethodGet, "/events", "", "Accept", typeCSV).Header(),
		"as JSON":         b.ask(http.MethodGet, "/events", "").Header(),
	} {
		for other, t2 := range tags {
			if w.Get("ETag") == t2 || w.Get("ETag") == "" {
				t.Errorf("%s has the ETag of %s", name, other)
			}
		}
		tags[name] = w.Get("ETag")
	}
	b.at = b.at.AddDate(0, 0, 1)
	if w := b.ask(http.MethodGet, "/relations/PER/MEX", "", "If-None-Match", tag); w.Code != http.StatusOK {
		t.Errorf("on the next day: %d", w.Code)
	}
	b.at = b.at.AddDate(0, 0, -1)
	if w := b.ask(http.MethodPost, "/opinions", b.fill(`{"kind":"confirm","claim":"{claim}","because":"read it"}`), "Authorization", "Bearer review"); w.Code != http.StatusCreated || w.Header().Get("ETag") != "" {
		t.Fatalf("opinion: %d %s", w.Code, w.Body)
	}
	if w := b.ask(http.MethodGet, "/relations/PER/MEX", "", "If-None-Match", tag); w.Code != http.StatusOK {
		t.Errorf("after the ledger has grown: %d", w.Code)
	}
}

func TestRates(t *testing.T) {
	b := newBench(t, func(o *Options) { o.Rates = Rates{Reader: 1, ReaderBurst: 3, Key: 1, KeyBurst: 6} })
	count := func(headers ...string) (n int) {
		for b.ask(http.MethodGet, "/states", "", headers...).Code == http.StatusOK {
			n++
		}
		return n
	}
	if n := count(); n != 3 {
		t.Errorf("%d answers without a key, want 3", n)
	}
	w := b.ask(http.MethodGet, "/states", "")
	problemOf(t, "too many", w.Code, w.Header(), w.Body.Bytes(), http.StatusTooManyRequests)
	if w.Header().Get("Retry-After") != "1" {
		t.Errorf("Retry-After %q", w.Header().Get("Retry-After"))
	}
	if w := b.ask(http.MethodGet, "/states", "", "Authorization", "Bearer guess"); w.Code != http.StatusTooManyRequests {
		t.Errorf("guessing keys: %d", w.Code)
	}
	if n := count("Authorization", "Bearer read"); n != 6 {
		t.Errorf("%d answers with a key, want 6", n)
	}
	b.at = b.at.Add(2 * time.Second)
	if n := count(); n != 2 {
		t.Errorf("%d answers two seconds later, want 2", n)
	}
}

func TestBucketsAreBounded(t *testing.T) {
	at := time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC)
	l := newLimits(DefaultRates(), func() time.Time { return at })
	for i := range mostBuckets + 10 {
		l.take(fmt.Sprint(i), false)
	}
	if len(l.buckets) > mostBuckets {
		t.Errorf("%d buckets", len(l.buckets))
	}
}

// Pages put together are the whole list, however long a page is.
func TestPagesAreTheWhole(t *testing.T) {
	b := newBench(t)
	for path, id := range map[string]func(json.RawMessage) string{
		"/events": memberOf("id"), "/claims": memberOf("number"), "/entries": memberOf("number"),
		"/changes?from=2025-11-01&to=2025-11-09": memberOf("line"),
	} {
		page := func(limit int, cursor string) list[json.RawMessage] {
			join := map[bool]string{true: "&", false: "?"}[strings.Contains(path, "?")]
			return read[list[json.RawMessage]](b, fmt.Sprintf("%s%slimit=%d&cursor=%s", path, join, limit, cursor))
		}
		var whole []string
		for _, x := range page(500, "").Items {
			whole = append(whole, id(x))
		}
		if len(whole) < 3 {
			t.Fatalf("%s: %d items", path, len(whole))
		}
		for limit := 1; limit <= len(whole)+1; limit++ {
			var got []string
			for cursor := ""; ; {
				p := page(limit, cursor)
				for _, x := range p.Items {
					got = append(got, id(x))
				}
				if cursor = p.Next; cursor == "" {
					break
				}
			}
			if !slices.Equal(got, whole) {
				t.Errorf("%s by %d: %q, want %q", path, limit, got, whole)
			}
		}
	}
}

func memberOf(name string) func(json.RawMessage) string {
	return func(raw json.RawMessage) string {
		var m map[string]json.RawMessage
		_ = json.Unmarshal(raw, &m)
		return string(m[name])
	}
}

func TestLinkToTheNextPage(t *testing.T) {
	b := newBench(t)
	w := b.ask(http.MethodGet, "/events?limit=1&status=done&act=relations.sever&act=asylum.grant", "")
	link := w.Header().Get("Link")
	path, ok := strings.CutSuffix(strings.TrimPrefix(link, "<"+Prefix), `>; rel="next"`)
	if !ok {
		t.Fatalf("Link %q", link)
	}
	if got := read[list[eventView]](b, path); len(got.Items) != 1 || got.Next != "" {
		t.Errorf("the next page has %d items, then %q", len(got.Items), got.Next)
	}
}

func TestTables(t *testing.T) {
	b := newBench(t)
	for _, r := range b.routes {
		if !r.table {
			continue
		}
		for _, x := range examples[r.method+" "+r.path] {
			x = b.fill(x)
			items := read[list[json.RawMessage]](b, x).Items
			w := b.ask(http.MethodGet, x, "", "Accept", typeCSV)
			rows, err := csv.NewReader(bytes.NewReader(w.Body.Bytes())).ReadAll()
			if err != nil || w.Header().Get("Content-Type") != typeCSV || len(rows) != len(items)+1 {
				t.Errorf("%s as CSV: %d rows of %d (%v), %q", x, len(rows)-1, len(items), err, w.Header().Get("Content-Type"))
			}
			join := map[bool]string{true: "&", false: "?"}[strings.Contains(x, "?")]
			w = b.ask(http.MethodGet, x+join+"format=jsonl", "", "Accept", typeCSV)
			lines := strings.Count(w.Body.String(), "\n")
			if w.Header().Get("Content-Type") != typeJSONL || lines != len(items) {
				t.Errorf("%s as JSON Lines: %d of %d, %q", x, lines, len(items), w.Header().Get("Content-Type"))
			}
		}
	}
	if w := b.ask(http.MethodGet, "/relations/PER/MEX", "", "Accept", typeCSV); w.Header().Get("Content-Type") != typeJSON {
		t.Errorf("what is no table comes as %q", w.Header().Get("Content-Type"))
	}
}

// What a headline says must not run in a spreadsheet.
func TestNoFormulasInCSV(t *testing.T) {
	b := newBench(t)
	seen := false
	for _, path := range []string{"/claims", "/events", "/cases", "/search?q=ecuador"} {
		w := b.ask(http.MethodGet, path, "", "Accept", typeCSV)
		rows, err := csv.NewReader(w.Body).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range rows {
			for _, c := range row {
				if strings.HasPrefix(c, "=") || strings.HasPrefix(c, "+") || strings.HasPrefix(c, "@") || strings.HasPrefix(c, "-") {
					t.Errorf("%s has the cell %q", path, c)
				}
				seen = seen || strings.HasPrefix(c, "'=HYPERLINK")
			}
		}
	}
	if !seen {
		t.Error("the headline that is a formula did not come up")
	}
}

// Whatever stands in an address, the answer is one that the description knows:
// never a failure of ours, and every refusal a problem.
func FuzzAddress(f *testing.F) {
	for _, all := range examples {
		for _, x := range all {
			f.Add(x)
		}
	}
	f.Add("/events?cursor=" + newCursor("event", "999999999999:x"))
	f.Add("/events?cursor=" + newCursor("event", ":"))
	f.Add("/changes?from=0001-01-01&to=9999-12-31&limit=1")
	f.Add("/relations/%00/%ff?on=9999-12-31")
	b := newBench(f)
	f.Fuzz(func(t *testing.T, path string) {
		r, err := http.NewRequest(http.MethodGet, "http://x"+Prefix+path, nil)
		if err != nil || r.URL.Host != "x" || !strings.HasPrefix(r.URL.Path, Prefix) {
			return
		}
		w := httptest.NewRecorder()
		b.ServeHTTP(w, r)
		if w.Code >= 500 || w.Code >= 400 && w.Header().Get("Content-Type") != "application/problem+json" {
			t.Errorf("%s: %d %q %s", path, w.Code, w.Header().Get("Content-Type"), w.Body)
		}
	})
}

// No answer on any route has more of a report than may be quoted.
func TestQuotationsAreShort(t *testing.T) {
	b := newBench(t)
	for name, all := range examples {
		if strings.HasPrefix(name, "POST") {
			continue
		}
		for _, x := range all {
			w := b.ask(http.MethodGet, b.fill(x), "", "Authorization", "Bearer review")
			if strings.Contains(w.Body.String(), long) {
				t.Errorf("%s sends the whole report", x)
			}
			var v any
			if err := json.Unmarshal(w.Body.Bytes(), &v); err != nil {
				t.Fatal(err)
			}
			walk(v, func(member, s string) {
				if (member == "text" || member == "title" || member == "words") && utf8.RuneCountInString(s) > MostQuote {
					t.Errorf("%s: %q of %d letters", x, member, utf8.RuneCountInString(s))
				}
			})
		}
	}
	// The book's own words are as they were.
	for _, ev := range b.desk.book.Events() {
		for _, f := range ev.Claims {
			if e := f.Claim.Evidence[0]; len(e.Text) != e.End-e.Start {
				t.Errorf("evidence of the book was cut to %d bytes", len(e.Text))
			}
		}
	}
}

func walk(v any, visit func(member, s string)) {
	switch v := v.(type) {
	case map[string]any:
		for name, x := range v {
			if s, ok := x.(string); ok {
				visit(name, s)
			}
			walk(x, visit)
		}
	case []any:
		for _, x := range v {
			walk(x, visit)
		}
	}
}

func TestQuotation(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.StringN(0, 700, -1).Draw(t, "text")
		got := quotation(s)
		if n := utf8.RuneCountInString(got); n > MostQuote || !utf8.ValidString(got) || (utf8.RuneCountInString(s) <= MostQuote && got != s) {
			t.Fatalf("%d letters of %d", n, utf8.RuneCountInString(s))
		}
	})
}

// A header cannot be split by what stands in an address.
func TestHeadersCannotBeSplit(t *testing.T) {
	b := newBench(t)
	for _, path := range []string{
		"/events?limit=1&party=PER%0d%0aX-Evil:%20y", "/events?limit=1&status=done&known=2025-11-30%0d%0aX-Evil:%20y", "/search?q=mexico%0d%0aX-Evil:%20y&limit=1",
	} {
		w := b.ask(http.MethodGet, path, "")
		for name, values := range w.Header() {
			if name == "X-Evil" || slices.ContainsFunc(values, func(v string) bool { return strings.ContainsAny(v, "\r\n") }) {
				t.Errorf("%s: header %s: %q", path, name, values)
			}
		}
	}
}

func TestReadersAndOpinionsAtOnce(t *testing.T) {
	b := newBench(t)
	claims := read[list[filedView]](b, "/claims").Items
	var wait sync.WaitGroup
	for _, c := range claims {
		wait.Go(func() {
			b.ask(http.MethodPost, "/opinions", `{"kind":"confirm","claim":"`+c.Claim.ID+`","because":"x"}`, "Authorization", "Bearer review")
		})
		wait.Go(func() {
			for _, p := range []string{"/events", "/relations/PER/MEX", "/cases", "/countries/PER"} {
				if w := b.ask(http.MethodGet, p, ""); w.Code != http.StatusOK {
					t.Errorf("%s: %d", p, w.Code)
				}
			}
		})
	}
	wait.Wait()
	for _, f := range read[list[filedView]](b, "/claims").Items {
		if f.Confirmed == 0 {
			t.Errorf("claim %s is not confirmed", f.Claim.ID)
		}
	}
}
