package follow

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/chancery-ledger/chancery/internal/watch/fetch"
	"github.com/chancery-ledger/chancery/internal/watch/source"
)

// bomb is 8 MB of nothing, packed.
func bomb(t *testing.T) []byte {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := io.CopyN(w, zeros{}, 8<<20); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) { clear(p); return len(p), nil }

// TestHostileDay follows for a day one good feed among sources that mean ill,
// or are ill: the good one goes on, and of each other the trouble is visible.
func TestHostileDay(t *testing.T) {
	packed := bomb(t)
	var hours atomic.Int64
	many := make([]string, 10_000)
	for i := range many {
		many[i] = fmt.Sprintf("/%d", i)
	}
	hosts := map[string]http.Handler{
		"good": house(func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, rss(fmt.Sprintf("/%d", hours.Add(1)))) }),
		"loris": house(func(w http.ResponseWriter, r *http.Request) {
			for r.Context().Err() == nil {
				if _, err := io.WriteString(w, "<"); err != nil {
					return
				}
				_ = http.NewResponseController(w).Flush()
				time.Sleep(5 * time.Second)
			}
		}),
		"endless": house(func(w http.ResponseWriter, _ *http.Request) { _, _ = io.Copy(w, zeros{}) }),
		"loop":    house(func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/feed", http.StatusFound) }),
		"inside": house(func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "http://admin:1@localhost/", http.StatusFound)
		}),
		"bomb": house(func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			_, _ = w.Write(packed)
		}),
		"broken": says(200, "<rss><channel><item><ti"),
		"page":   says(200, "<html><body>Are you human?"),
		"dates": says(200, `<rss version="2.0"><channel><item><link>/1970</link><pubDate>Thu, 01 Jan 1970 00:00:00 GMT</pubDate></item>`+
			`<item><link>/2070</link><pubDate>Wed, 01 Jan 2070 00:00:00 GMT</pubDate></item></channel></rss>`),
		"charset": says(200, `<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><item><title>Per`+"\xfa"+`</title><link>/1</link></item></channel></rss>`),
		"many":    says(200, rss(many...)),
		"busy": house(func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Retry-After", "100000")
			w.WriteHeader(http.StatusTooManyRequests)
		}),
		"gone":  says(410, ""),
		"panic": house(func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }),
		"norules": http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			w.WriteHeader(http.StatusBadGateway)
		}),
		"reserved": house(func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("TDM-Reservation", "1")
			fmt.Fprint(w, rss("/1"))
		}),
	}
	type outcome struct {
		health Health
		cause  fetch.Cause
		visits int64 // at most, in a day
	}
	want := map[string]outcome{
		"good": {Well, "", 25}, "loris": {Failing, fetch.Slow, 6}, "endless": {Failing, fetch.TooLarge, 2}, "loop": {Failing, fetch.Redirects, 2},
		"inside": {Refused, fetch.Address, 2}, "bomb": {Failing, fetch.Bomb, 2}, "broken": {Failing, Unreadable, 6}, "page": {Failing, Unreadable, 6},
		"dates": {Odd, "", 25}, "charset": {Well, "", 25}, "many": {Well, "", 25}, "busy": {Failing, fetch.Status, 1}, "gone": {Failing, fetch.Status, 2},
		"panic": {Failing, fetch.Unreachable, 6}, "norules": {Failing, fetch.Later, 6}, "reserved": {Refused, fetch.Reserved, 2},
		"nohost": {Failing, fetch.Later, 6},
	}
	all := map[string]http.Handler{}
	for name, h := range hosts {
		all[name+".test"] = h
	}
	var sources []source.Source
	for name := range want {
		every := time.Hour
		if name == "many" {
			every = 12 * time.Hour
		}
		sources = append(sources, at(name, every))
	}
	inWorld(t, all, sources, func(w *world) {
		time.Sleep(24*time.Hour - time.Minute)
		for name, want := range want {
			s := w.status(name)
			var cause fetch.Cause
			if s.State.Trouble != nil {
				cause = fetch.Cause(s.State.Trouble.Cause)
			}
			if s.Health != want.health || cause != want.cause || s.State.Visits > want.visits || s.State.Visits == 0 {
				t.Errorf("%s is %s because of %q after %d visits, want %+v\n%+v", name, s.Health, cause, s.State.Visits, want, s.State.Trouble)
			}
		}
		read := int(hours.Load())
		if read < 22 {
			t.Errorf("the good feed was read %d times", read)
		}
		w.mu.Lock()
		defer w.mu.Unlock()
		for a, n := range w.got {
			if n != 1 {
				t.Errorf("%s was handed on %d times", a, n)
			}
		}
		if want := read + len(many) + 2 + 1; len(w.got) != want {
			t.Errorf("%d reports were handed on, want %d", len(w.got), want)
		}
	})
}

// TestFlaps follows a feed that is well and ill in turn.
func TestFlaps(t *testing.T) {
	n := 0
	h := house(func(w http.ResponseWriter, _ *http.Request) {
		if n++; n%2 == 0 {
			w.WriteHeader(http.StatusInternalServerError)
		}
		fmt.Fprint(w, rss(fmt.Sprintf("/%d", n)))
	})
	inWorld(t, map[string]http.Handler{"a.test": h}, []source.Source{at("a", time.Hour)}, func(w *world) {
		time.Sleep(24 * time.Hour)
		s := w.status("a")
		if s.Health != Flapping || s.State.Last == nil || s.State.Last.Count != 1 || !strings.Contains(s.State.Last.Detail, "500") {
			t.Errorf("%+v", s)
		}
		if s.State.Items < 7 || s.State.Failed < 7 || s.State.Items != s.State.Visits-s.State.Failed {
			t.Errorf("%d reports in %d visits, %d of which failed", s.State.Items, s.State.Visits, s.State.Failed)
		}
	})
}

// TestRobotsChange follows a feed whose house rules close and open again.
func TestRobotsChange(t *testing.T) {
	var rules box[string]
	var n atomic.Int64 // visits since the rules were not empty
	h := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			fmt.Fprint(w, rules.get())
			return
		}
		if rules.get() != "" && r.URL.Path == "/feed" {
			n.Add(1)
		}
		fmt.Fprint(w, rss("/1"))
	})
	inWorld(t, map[string]http.Handler{"a.test": h}, []source.Source{at("a", time.Hour)}, func(w *world) {
		time.Sleep(23 * time.Hour)
		if s := w.status("a"); s.Health != Well {
			t.Errorf("%+v", s)
		}
		rules.set("User-agent: *\nDisallow: /feed")
		time.Sleep(3 * time.Hour)
		read := n.Load()
		time.Sleep(24 * time.Hour)
		if s := w.status("a"); s.Health != Refused || s.State.Trouble.Detail == "" || n.Load() != read {
			t.Errorf("%+v, read %d times since", s, n.Load()-read)
		}
		rules.set("")
		time.Sleep(51 * time.Hour)
		if s := w.status("a"); s.Health != Well || s.State.Last == nil || s.State.Last.Cause != string(fetch.Robots) {
			t.Errorf("%+v", s)
		}
	})
}
