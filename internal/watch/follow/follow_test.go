package follow

import (
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"github.com/chancery-ledger/chancery/internal/watch/fetch"
	"github.com/chancery-ledger/chancery/internal/watch/frontier"
	"github.com/chancery-ledger/chancery/internal/watch/source"
)

// TestFollow follows a feed that grows, across a restart: every report is
// handed on once, and what did not change is not sent again.
func TestFollow(t *testing.T) {
	var body box[string]
	body.set(rss("/1", "/2"))
	var full, unchanged atomic.Int64
	h := house(func(w http.ResponseWriter, r *http.Request) {
		tag := fmt.Sprintf("%q", fmt.Sprint(len(body.get())))
		w.Header().Set("ETag", tag)
		if r.Header.Get("If-None-Match") == tag {
			unchanged.Add(1)
			w.WriteHeader(http.StatusNotModified)
			return
		}
		full.Add(1)
		fmt.Fprint(w, body.get())
	})
	inWorld(t, map[string]http.Handler{"a.test": h}, []source.Source{at("a", time.Hour)}, func(w *world) {
		if h := w.status("a").Health; h != Unseen {
			t.Errorf("%s before the first visit", h)
		}
		time.Sleep(10*time.Hour + 30*time.Minute)
		w.want("http://a.test/1", "http://a.test/2")
		if full, unchanged := full.Load(), unchanged.Load(); full != 1 || unchanged < 8 || unchanged > 10 {
			t.Errorf("%d full answers and %d without a change in ten hours", full, unchanged)
		}
		body.set(rss("/0", "/1", "/2"))
		w.end()
		w.start()
		time.Sleep(2 * time.Hour)
		w.want("http://a.test/0", "http://a.test/1", "http://a.test/2")
		if s := w.status("a"); full.Load() != 2 || s.Health != Well || s.State.Items != 3 || s.State.Visits < 11 {
			t.Errorf("%d full answers, %+v", full.Load(), s)
		}
	})
}

// TestHeldUp holds that what nobody takes is kept for later, and is no trouble
// of the source.
func TestHeldUp(t *testing.T) {
	inWorld(t, map[string]http.Handler{"a.test": says(200, rss("/1"))}, []source.Source{at("a", time.Hour)}, func(w *world) {
		w.mu.Lock()
		w.full = errors.New("the queue is full")
		w.mu.Unlock()
		time.Sleep(10 * time.Minute)
		if s := w.status("a"); s.Health != Failing || s.State.Trouble.Cause != string(HeldUp) || s.State.Failed != 0 || s.State.Trouble.Count < 9 {
			t.Errorf("%+v, %+v", s, s.State.Trouble)
		}
		w.want()
		w.mu.Lock()
		w.full = nil
		w.mu.Unlock()
		time.Sleep(2 * time.Minute)
		w.want("http://a.test/1")
		if s := w.status("a"); s.Health != Well || s.State.Last == nil || s.State.Last.Ended.IsZero() {
			t.Errorf("%+v", s)
		}
	})
}

// TestReplace holds that a list may change while it is followed.
func TestReplace(t *testing.T) {
	hosts := map[string]http.Handler{"a.test": says(200, rss("/1")), "b.test": says(200, rss("/1"))}
	inWorld(t, hosts, []source.Source{at("a", time.Hour)}, func(w *world) {
		time.Sleep(time.Minute)
		off := at("a", time.Hour)
		off.On = false
		w.Replace([]source.Source{off, at("b", time.Hour)})
		visits := w.status("a").State.Visits
		time.Sleep(5 * time.Hour)
		w.want("http://a.test/1", "http://b.test/1")
		if s := w.status("a"); s.Health != Off || s.State.Visits != visits {
			t.Errorf("%+v: a source that is off was visited", s)
		}
		moved := at("b", time.Hour)
		moved.URL = "http://a.test/other"
		w.Replace([]source.Source{moved})
		time.Sleep(time.Minute)
		if s := w.status("b"); s.State.Visits != 1 || s.State.Address != moved.URL {
			t.Errorf("%+v: another address is another source", s.State)
		}
	})
}

// TestClockRanAhead holds that a state of the future does not silence a source.
func TestClockRanAhead(t *testing.T) {
	inWorld(t, map[string]http.Handler{"a.test": says(200, rss("/1"))}, nil, func(w *world) {
		s := at("a", time.Hour)
		w.end()
		w.sources = []source.Source{s}
		f, err := frontier.Open(w.t.Context(), w.path)
		if err != nil {
			t.Fatal(err)
		}
		if err := f.Save(w.t.Context(), frontier.State{Source: "a", Address: s.URL, Tried: time.Now(), Next: time.Now().AddDate(40, 0, 0)}); err != nil {
			t.Fatal(err)
		}
		if err := f.Close(); err != nil {
			t.Fatal(err)
		}
		w.start()
		time.Sleep(time.Minute)
		w.want("http://a.test/1")
	})
}

func TestVisit(t *testing.T) {
	inWorld(t, map[string]http.Handler{"a.test": says(200, rss("/1"))}, []source.Source{at("a", time.Hour)}, func(w *world) {
		time.Sleep(time.Minute)
		st, err := w.Visit(w.t.Context(), "a", w.deliver)
		if err != nil || st.Visits != 2 {
			t.Errorf("%+v, %v", st, err)
		}
		if _, err := w.Visit(w.t.Context(), "b", w.deliver); err == nil {
			t.Error("a source that is not there was visited")
		}
	})
}

func TestSitemaps(t *testing.T) {
	var second box[string]
	second.set("<urlset><url><loc>/2</loc></url></urlset>")
	h := house(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/feed":
			fmt.Fprint(w, "<sitemapindex><sitemap><loc>/m1</loc></sitemap><sitemap><loc>/m2</loc></sitemap><sitemap><loc>/gone</loc></sitemap></sitemapindex>")
		case "/m1":
			fmt.Fprint(w, "<urlset><url><loc>/1</loc></url></urlset>")
		case "/m2":
			fmt.Fprint(w, second.get())
		default:
			http.NotFound(w, r)
		}
	})
	s := at("a", time.Hour)
	s.Kind = source.Sitemap
	inWorld(t, map[string]http.Handler{"a.test": h}, []source.Source{s}, func(w *world) {
		time.Sleep(30 * time.Minute)
		w.want("http://a.test/1", "http://a.test/2")
		if s := w.status("a"); s.Health != Odd || len(s.State.Notes) != 1 {
			t.Errorf("%+v", s)
		}
		second.set("<urlset><url><loc>/2</loc></url><url><loc>/3</loc></url></urlset>")
		time.Sleep(time.Hour)
		w.want("http://a.test/1", "http://a.test/2", "http://a.test/3")
	})
}

func TestFolder(t *testing.T) {
	dir := t.TempDir()
	s := source.Source{Name: "in", Kind: source.Folder, Path: filepath.Join(dir, "in"), Every: time.Minute, On: true}
	inWorld(t, nil, []source.Source{s}, func(w *world) {
		time.Sleep(time.Second)
		if s := w.status("in"); s.Health != Failing || s.State.Trouble.Cause != string(Missing) {
			t.Errorf("%+v", s)
		}
		if err := os.Mkdir(s.Path, 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(s.Path, "a.html"), []byte("x"), 0o666); err != nil {
			t.Fatal(err)
		}
		time.Sleep(25 * time.Hour)
		w.want(filepath.Join(s.Path, "a.html"))
	})
}

func TestSourcesInOrder(t *testing.T) {
	off := at("off", time.Hour)
	off.On = false
	hosts := map[string]http.Handler{
		"a.test": says(200, rss("/1")), "b.test": says(500, ""), "c.test": says(200, rss("", "/1")),
		"d.test": http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, "User-agent: *\nDisallow: /") }),
	}
	inWorld(t, hosts, []source.Source{off, at("a", 6*time.Hour), at("b", 6*time.Hour), at("c", 6*time.Hour), at("d", 6*time.Hour)}, func(w *world) {
		time.Sleep(time.Minute)
		var got []string
		for _, s := range w.Sources() {
			got = append(got, s.Source.Name+" "+string(s.Health))
		}
		if want := []string{"d refused", "b failing", "c odd", "a well", "off off"}; !slices.Equal(got, want) {
			t.Errorf("%q, want %q", got, want)
		}
		time.Sleep(20 * 24 * time.Hour)
		if s := w.status("a"); s.Health != Silent {
			t.Errorf("%s after three weeks without news", s.Health)
		}
		if c := fetch.Cause(w.status("d").State.Trouble.Cause); c != fetch.Robots {
			t.Errorf("%s", c)
		}
	})
}
