package web

import (
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/andybalholm/cascadia"
	"golang.org/x/net/html"
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
		"/act/relations.sever.atom":           "Peru severs diplomatic relations with Mexico",
		"/es/act/relations.sever.feed.json":   "Perú rompe relaciones diplomáticas con México",
		"/person/betssy-chavez.rss":           "Mexico grants asylum to Betssy Chávez",
		"/search.atom?q=asilo":                "México concedió asilo a Betssy Chávez",
		"/search.feed.json?q=peru&after=2025-11-01&act=relations.sever": "Peru cuts ties",
	} {
		w := get(t, h, path)
		body := w.Body.String()
		if w.Code != http.StatusOK || !strings.Contains(body, want) {
			t.Errorf("GET %s: %d, want %q in %.300s", path, w.Code, want, body)
			continue
		}
		if strings.Contains(path, ".json") {
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
	for _, path := range []string{"/nowhere.atom", "/country/mordor.rss", "/relations/peru-mordor.atom", "/relations/..%2f..%2fetc%2fpasswd.atom", "/act/mass.hysteria.atom", "/act/.atom", "/latest/x.rss", "/person/nobody.atom", "/search.atom?q=x&party=Mordor"} {
		if w := get(t, h, path); w.Code != http.StatusNotFound {
			t.Errorf("GET %s: %d", path, w.Code)
		}
	}
	if body := get(t, h, "/country/peru").Body.String(); !strings.Contains(body, `title="Chancery: Peru (Atom)" href="/country/peru.atom"`) {
		t.Error("the page of Peru does not name its feed")
	}
}

// What a report says is letters in a feed, whatever it is, and no feed has a
// character that its format cannot have.
func TestFeedsHoldLetters(t *testing.T) {
	h, _ := newHandler(t)
	for _, path := range []string{"/latest.atom", "/country/ecuador.rss", "/act/envoy.expel.feed.json", "/search.atom?q=ecuador", "/search.rss?q=ecuador", "/search.feed.json?q=ecuador", "/search.atom?q=" + url.QueryEscape(`ecuador"]]><script>alert(7)</script>`)} {
		w := get(t, h, path)
		body := w.Body.String()
		if w.Code != http.StatusOK || strings.Contains(body, "<script") || strings.Contains(body, "<b onmouseover") || strings.Contains(body, "]]><script") {
			if !strings.Contains(path, ".json") {
				t.Errorf("GET %s: %d %.400s", path, w.Code, body)
			}
		}
		if strings.Contains(body, "javascript:") {
			t.Errorf("GET %s leads to a script", path)
		}
		if w.Header().Get("X-Content-Type-Options") != "nosniff" || strings.HasPrefix(w.Header().Get("Content-Type"), "text/html") {
			t.Errorf("GET %s: headers %v", path, w.Header())
		}
		d := xml.NewDecoder(strings.NewReader(body))
		for !strings.Contains(path, ".json") {
			if _, err := d.Token(); err != nil {
				if !errors.Is(err, io.EOF) {
					t.Errorf("GET %s: %v", path, err)
				}
				break
			}
		}
	}
}

func TestFeedsOfAPageAreNamedThere(t *testing.T) {
	h, d := newHandler(t)
	var severed string
	for _, ev := range d.book.Events() {
		if ev.Deed.Type == "relations.sever" {
			severed = "/event/" + ev.ID
		}
	}
	for page, want := range map[string]string{
		"/": "/latest", "/es/": "/es/latest", "/country/peru?on=2025-11-05": "/country/peru", "/relations/mexico-peru": "/relations/mexico-peru", severed: "/act/relations.sever",
		"/case/betssy-chavez": "/person/betssy-chavez", "/search?act=relations.sever": "/act/relations.sever", "/search?q=asilo&on=2025-11-05": "/search",
	} {
		body := get(t, h, page).Body.String()
		doc, err := html.Parse(strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		links := cascadia.QueryAll(doc, cascadia.MustCompile(`link[rel=alternate][type$="+xml"][title], link[rel=alternate][type="application/feed+json"]`))
		if len(links) != 3 {
			t.Errorf("%s names %d feeds, want 3", page, len(links))
		}
		for _, l := range links {
			to := attr(l, "href")
			if !strings.HasPrefix(to, want+".") {
				t.Errorf("%s names the feed %s, want %s", page, to, want)
			}
			if w := get(t, h, to); w.Code != http.StatusOK || !strings.HasPrefix(w.Header().Get("Content-Type"), attr(l, "type")) {
				t.Errorf("%s: %d %s, want %s", to, w.Code, w.Header().Get("Content-Type"), attr(l, "type"))
			}
		}
	}
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}
