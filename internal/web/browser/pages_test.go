package browser

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// pages is every kind of page that a reader can open, with a full, an empty
// and a failing one where they differ.
var pages = []struct{ name, path string }{
	{"front", "/"},
	{"portada", "/es/"},
	{"country", "/country/mexico"},
	{"relations", "/relations/mexico-peru?on=2025-11-05"},
	{"relaciones", "/es/relations/mexico-peru?on=2025-11-05"},
	{"relations-unread", "/relations/fiji-latvia"},
	{"relations-known", "/relations/mexico-peru?on=2025-11-05&known=2025-11-02"},
	{"event", ":event"},
	{"report", ":report"},
	{"person", "/person/betssy-chavez"},
	{"case", "/case/betssy-chavez"},
	{"cases", "/cases"},
	{"changes", "/changes?from=2025-11-01&to=2025-11-30"},
	{"changes-none", "/changes?from=1990-01-01&to=1990-01-02"},
	{"search", "/search?q=embajador"},
	{"search-none", "/search?q=zzzz"},
	{"ruptures", "/ruptures"},
	{"countries", "/countries"},
	{"polls", "/polls"},
	{"poll", "/polls/1"},
	{"history", "/history"},
	{"sources", "/sources"},
	{"about", "/about"},
	{"missing", "/country/atlantis"},
	{"sign-in", "/sign-in"},
}

// address returns where a page is. Those of an event and a report are known
// from the pages that link to them.
func (r *reader) address(path string) string {
	r.t.Helper()
	kind, found := strings.CutPrefix(path, ":")
	if !found {
		return path
	}
	r.open("/relations/mexico-peru")
	return ask(r, chromedp.AttributeValue(chromedp.CSS(`main a[href^="/`+kind+`/"]`), "href")).Value
}

// tour opens every page in turn.
func tour(t *testing.T, r *reader, look func(t *testing.T, r *reader, name string)) {
	for _, p := range pages {
		t.Run(p.name, func(t *testing.T) {
			at := *r
			at.t = t
			at.open(at.address(p.path))
			look(t, &at, p.name)
		})
	}
}
