package fetch

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/chancery-ledger/chancery/internal/watch/simnet"
)

// guest runs a test of a fetcher on a network in a bubble of fast time.
func guest(t *testing.T, o Options, hosts map[string]http.Handler, test func(t *testing.T, f *Fetcher, n *simnet.Net)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		n := simnet.New(hosts)
		o.Dial = n.Dial
		f := New(o)
		test(t, f, n)
		f.Close()
		if err := n.Close(); err != nil {
			t.Error(err)
		}
		synctest.Wait()
	})
}

// open is a host without rules, whose other pages are h's.
func open(h http.HandlerFunc) http.Handler {
	m := http.NewServeMux()
	m.HandleFunc("/robots.txt", http.NotFound)
	m.HandleFunc("/.well-known/", http.NotFound)
	m.HandleFunc("/", h)
	return m
}

func TestGet(t *testing.T) {
	var agent, none string
	page := func(w http.ResponseWriter, r *http.Request) {
		agent, none = r.Header.Get("User-Agent"), r.Header.Get("If-None-Match")
		w.Header().Set("ETag", `"1"`)
		if none == `"1"` {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=iso-8859-1")
		fmt.Fprint(w, `<link rel=canonical href="/one">Perú`)
	}
	guest(t, Options{Contact: "desk@ledger.test"}, map[string]http.Handler{"paper.test": open(page)}, func(t *testing.T, f *Fetcher, _ *simnet.Net) {
		a, err := f.Get(t.Context(), "http://paper.test/1?utm_source=x#top", Validators{})
		if err != nil {
			t.Fatal(err)
		}
		if a.URL != "http://paper.test/1?utm_source=x" || a.Canonical != "http://paper.test/one" || !strings.HasSuffix(string(a.Body), "Perú") || a.ContentType != "text/html; charset=iso-8859-1" {
			t.Errorf("%+v", a)
		}
		if want := "Chancery/1 (+desk@ledger.test)"; agent != want {
			t.Errorf("User-Agent %q, want %q", agent, want)
		}
		b, err := f.Get(t.Context(), "http://paper.test/1", a.Validators)
		if err != nil || !b.NotModified || b.Body != nil || b.Validators.ETag != `"1"` {
			t.Errorf("%+v, %v", b, err)
		}
		if wait := b.At.Sub(a.At); wait < 2*time.Second || wait > 3*time.Second {
			t.Errorf("%v between two visits, want 2 to 3 s", wait)
		}
	})
}

// TestHostile meets servers that mean ill, or are ill. Each must end in time,
// with its cause.
func TestHostile(t *testing.T) {
	zeros := strings.Repeat("\x00", 1<<20)
	for _, c := range []struct {
		name string
		h    http.HandlerFunc
		want Cause
		in   time.Duration // at most
	}{
		{"slow loris", func(w http.ResponseWriter, r *http.Request) {
			for r.Context().Err() == nil {
				if _, err := io.WriteString(w, "<"); err != nil {
					return
				}
				_ = http.NewResponseController(w).Flush()
				time.Sleep(5 * time.Second)
			}
		}, Slow, 31 * time.Second},
		{"no answer at all", func(http.ResponseWriter, *http.Request) {
			time.Sleep(2 * time.Minute)
		}, Slow, 31 * time.Second},
		{"a body without end", func(w http.ResponseWriter, _ *http.Request) {
			for {
				if _, err := io.WriteString(w, zeros); err != nil {
					return
				}
			}
		}, TooLarge, time.Second},
		{"a body said to be large", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", "99999999999")
		}, TooLarge, time.Second},
		{"a body that breaks off", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", "100")
			_, _ = io.WriteString(w, "short")
		}, Broken, time.Second},
		{"a loop of redirects", func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "/again"+r.URL.Path, http.StatusFound)
		}, Redirects, time.Minute},
		{"a redirect to a file", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Location", "file:///etc/passwd")
			w.WriteHeader(http.StatusFound)
		}, Address, time.Second},
		{"a redirect with a user's name", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Location", "http://root:x@paper.test/")
			w.WriteHeader(http.StatusFound)
		}, Address, time.Second},
		{"a redirect to nowhere", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusFound) }, Status, time.Second},
		{"headers without end", func(w http.ResponseWriter, _ *http.Request) {
			for i := range 5000 {
				w.Header().Set(fmt.Sprintf("X-%d", i), strings.Repeat("x", 100))
			}
		}, Unreachable, time.Second},
		{"an unknown packing", func(w http.ResponseWriter, _ *http.Request) { w.Header().Set("Content-Encoding", "rot13") }, Unsupported, time.Second},
		{"a panic", func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }, Unreachable, time.Second},
	} {
		t.Run(c.name, func(t *testing.T) {
			guest(t, Options{}, map[string]http.Handler{"paper.test": open(c.h)}, func(t *testing.T, f *Fetcher, _ *simnet.Net) {
				start := time.Now()
				_, err := f.Get(t.Context(), "http://paper.test/1", Validators{})
				if CauseOf(err) != c.want {
					t.Errorf("%v, want %q", err, c.want)
				}
				if took := time.Since(start); took > c.in {
					t.Errorf("took %v", took)
				}
			})
		})
	}
}

func TestRedirects(t *testing.T) {
	hosts := map[string]http.Handler{
		"old.test": open(func(w http.ResponseWriter, r *http.Request) {
			switch r.URL.Path {
			case "/moved":
				http.Redirect(w, r, "http://new.test/a", http.StatusMovedPermanently)
			case "/away":
				http.Redirect(w, r, "http://new.test/a", http.StatusFound)
			case "/both":
				http.Redirect(w, r, "http://new.test/away", http.StatusPermanentRedirect)
			case "/closed":
				http.Redirect(w, r, "http://shut.test/a", http.StatusFound)
			}
		}),
		"new.test": open(func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path == "/away" {
				http.Redirect(w, r, "/a", http.StatusFound)
			}
		}),
		"shut.test": http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, "User-agent: *\nDisallow: /") }),
	}
	guest(t, Options{}, hosts, func(t *testing.T, f *Fetcher, _ *simnet.Net) {
		for path, moved := range map[string]string{"/moved": "http://new.test/a", "/away": "", "/both": "http://new.test/away"} {
			a, err := f.Get(t.Context(), "http://old.test"+path, Validators{})
			if err != nil || a.URL != "http://new.test/a" || a.Moved != moved {
				t.Errorf("%s: at %s, moved to %q, %v; want moved to %q", path, a.URL, a.Moved, err, moved)
			}
		}
		if _, err := f.Get(t.Context(), "http://old.test/closed", Validators{}); CauseOf(err) != Robots {
			t.Errorf("%v: the rules of the host that is led to count", err)
		}
	})
}

// TestRules holds that rules and reservations are obeyed, and the signal said.
func TestRules(t *testing.T) {
	file := func(s string) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, s) }
	}
	house := func(robots, tdm string, h http.HandlerFunc) http.Handler {
		m := http.NewServeMux()
		m.HandleFunc("/robots.txt", file(robots))
		m.HandleFunc("/.well-known/tdmrep.json", file(tdm))
		m.HandleFunc("/", h)
		return m
	}
	head := func(key, value string) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) { w.Header().Set(key, value) }
	}
	hosts := map[string]http.Handler{
		"robots.test": house("User-agent: *\nDisallow: /1", "[]", file("")),
		"signal.test": house("User-agent: *\nContent-Signal: ai-input=no", "[]", file("")),
		"search.test": house("User-agent: *\nContent-Signal: search=yes, ai-train=no", "[]", file("")),
		"tdm.test":    house("", `[{"location":"/","tdm-reservation":1,"tdm-policy":"http://tdm.test/p"}]`, file("")),
		"header.test": house("", "[]", head("tdm-reservation", "1")),
		"noai.test":   house("", "[]", head("X-Robots-Tag", "noai")),
		"meta.test":   house("", "[]", file(`<html><head><meta name="tdm-reservation" content="1">`)),
		"free.test":   house("", "[]", head("tdm-reservation", "0")),
	}
	guest(t, Options{}, hosts, func(t *testing.T, f *Fetcher, _ *simnet.Net) {
		for host, want := range map[string]struct {
			cause  Cause
			signal string
		}{
			"robots": {Robots, "robots.txt: disallow /1"},
			"signal": {Reserved, "content-signal: ai-input=no"},
			"search": {"", "content-signal: search=yes, ai-train=no"},
			"tdm":    {Reserved, "tdmrep.json: 1 (http://tdm.test/p)"},
			"header": {Reserved, "tdm-reservation: 1"},
			"noai":   {Reserved, "x-robots-tag: noai"},
			"meta":   {Reserved, "meta tdm-reservation: 1"},
			"free":   {"", "tdm-reservation: 0"},
		} {
			a, err := f.Get(t.Context(), "http://"+host+".test/1", Validators{})
			var e *Error
			said := strings.Join(a.Rights(), "; ")
			if errors.As(err, &e) && e.Signal != nil {
				said = e.Signal.String()
			}
			if CauseOf(err) != want.cause || said != want.signal {
				t.Errorf("%s: %q because of %q (%v), want %q because of %q", host, CauseOf(err), said, err, want.cause, want.signal)
			}
			if err != nil && (len(a.Body) > 0 || e.Temporary()) {
				t.Errorf("%s: a body of %d bytes, temporary %t", host, len(a.Body), e.Temporary())
			}
		}
	})
}

// TestRulesChange holds that rules are asked for again after a day, and that a
// host whose rules cannot be had is left alone.
func TestRulesChange(t *testing.T) {
	status, rules, asked := http.StatusOK, "", 0
	h := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			asked++
			w.WriteHeader(status)
			fmt.Fprint(w, rules)
		}
	})
	guest(t, Options{}, map[string]http.Handler{"paper.test": h}, func(t *testing.T, f *Fetcher, _ *simnet.Net) {
		for _, step := range []struct {
			status int
			rules  string
			want   Cause
			asked  int
			after  time.Duration
		}{
			{200, "User-agent: *\nDisallow: /other", "", 1, 0},
			{200, "User-agent: *\nDisallow: /", "", 1, time.Hour},
			{200, "User-agent: *\nDisallow: /", Robots, 2, 24 * time.Hour},
			{500, "", Later, 3, 25 * time.Hour},
			{429, "", Later, 3, time.Minute},
			{429, "", Later, 4, 20 * time.Minute},
			{403, "", "", 5, 20 * time.Minute},
			{200, "", "", 6, 25 * time.Hour},
		} {
			time.Sleep(step.after)
			status, rules = step.status, step.rules
			if _, err := f.Get(t.Context(), "http://paper.test/1", Validators{}); CauseOf(err) != step.want || asked != step.asked {
				t.Errorf("%+v: %v, asked %d times", step, err, asked)
			}
		}
	})
}

// TestPause holds that a host that asks for peace gets it.
func TestPause(t *testing.T) {
	visits, status, after := 0, http.StatusServiceUnavailable, ""
	h := open(func(w http.ResponseWriter, _ *http.Request) {
		visits++
		w.Header().Set("Retry-After", after)
		w.WriteHeader(status)
	})
	guest(t, Options{}, map[string]http.Handler{"paper.test": h}, func(t *testing.T, f *Fetcher, _ *simnet.Net) {
		get := func(want Cause, wantVisits int, least, most time.Duration) {
			t.Helper()
			_, err := f.Get(t.Context(), "http://paper.test/1", Validators{})
			var e *Error
			if !errors.As(err, &e) || e.Cause != want || visits != wantVisits || e.After < least || e.After > most {
				t.Fatalf("%v, visits %d; want %q, %d visits, again in %v to %v", err, visits, want, wantVisits, least, most)
			}
		}
		get(Status, 1, 30*time.Second, 38*time.Second)
		time.Sleep(time.Minute)
		get(Status, 2, time.Minute, 75*time.Second)
		get(Later, 2, time.Minute, 75*time.Second)
		time.Sleep(2 * time.Minute)
		after, status = "7200", http.StatusTooManyRequests
		get(Status, 3, 2*time.Hour, 2*time.Hour)
		time.Sleep(3 * time.Hour)
		after = time.Now().Add(3 * time.Hour).UTC().Format(http.TimeFormat)
		get(Status, 4, 3*time.Hour-time.Second, 3*time.Hour)
		time.Sleep(4 * time.Hour)
		after = "999999999999"
		get(Status, 5, maxAfter, maxAfter)
		time.Sleep(25 * time.Hour)
		status = http.StatusOK
		if _, err := f.Get(t.Context(), "http://paper.test/1", Validators{}); err != nil {
			t.Error(err)
		}
	})
}

// TestOneAtATime holds that a host has one visitor at a time, and that others
// are not kept waiting for it.
func TestOneAtATime(t *testing.T) {
	inside := make(chan struct{}, 1)
	slow := open(func(http.ResponseWriter, *http.Request) {
		select {
		case inside <- struct{}{}:
			time.Sleep(time.Second)
			<-inside
		default:
			t.Error("two visitors at once")
		}
	})
	quick := open(func(http.ResponseWriter, *http.Request) {})
	guest(t, Options{Patience: time.Hour}, map[string]http.Handler{"slow.test": slow, "quick.test": quick}, func(t *testing.T, f *Fetcher, _ *simnet.Net) {
		done := make(chan error)
		for i := range 20 {
			go func() {
				_, err := f.Get(t.Context(), fmt.Sprintf("http://slow.test/%d", i), Validators{})
				done <- err
			}()
		}
		start := time.Now()
		if _, err := f.Get(t.Context(), "http://quick.test/1", Validators{}); err != nil || time.Since(start) > time.Second {
			t.Errorf("%v after %v", err, time.Since(start))
		}
		for range 20 {
			if err := <-done; err != nil {
				t.Error(err)
			}
		}
		if took := time.Since(start); took < 19*3*time.Second || took > 21*4*time.Second {
			t.Errorf("20 visits took %v, want 3 to 4 s each", took)
		}
	})
}

func TestCancelled(t *testing.T) {
	h := open(func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() })
	guest(t, Options{}, map[string]http.Handler{"paper.test": h}, func(t *testing.T, f *Fetcher, _ *simnet.Net) {
		ctx, cancel := context.WithCancel(t.Context())
		time.AfterFunc(time.Second, cancel)
		_, err := f.Get(ctx, "http://paper.test/1", Validators{})
		if !errors.Is(err, context.Canceled) || CauseOf(err) != "" {
			t.Errorf("%v, want the caller's own end", err)
		}
	})
}
