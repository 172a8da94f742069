package web

import (
	"net/http"
	"strings"
	"time"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/standing"
	"github.com/chancery-ledger/chancery/internal/syndicate"
)

// feedEntries is how many events a feed has.
const feedEntries = 50

// feedEndings are the endings of an address by which it is asked for as a
// feed: /country/peru.atom.
var feedEndings = map[string]syndicate.Format{".atom": syndicate.Atom, ".rss": syndicate.RSS, ".feed.json": syndicate.JSON}

// feedOf is the address of a page's feed without its ending; "" is none.
func (a *ask) feedOf(page string) string {
	switch page {
	case "front":
		return a.site.origin + address(a.lang, "/latest", nil)
	case "country", "relations":
		return a.site.origin + address(a.lang, a.path, nil)
	}
	return ""
}

// asFeed answers with a feed where the address ends as one.
func (s *site) asFeed(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		for ending, format := range feedEndings {
			if path, ok := strings.CutSuffix(r.URL.Path, ending); ok && (r.Method == http.MethodGet || r.Method == http.MethodHead) {
				s.feed(w, r, path, format)
				return
			}
		}
		next.ServeHTTP(w, r)
	})
}

func (s *site) feed(w http.ResponseWriter, r *http.Request, path string, format syndicate.Format) {
	page := r.Clone(r.Context())
	page.URL.Path, page.URL.RawQuery = path, ""
	a, err := s.newAsk(page)
	if err != nil {
		s.sendError(w, r, err)
		return
	}
	events, title, home := s.feedEvents(a)
	if title == "" {
		s.sendError(w, r, notFound("error.404", r.URL.Path))
		return
	}
	f := syndicate.Feed{
		Title: title, Home: s.origin + address(a.lang, home, nil), Self: s.origin + r.URL.Path,
		Language: string(a.lang), Author: "Chancery",
	}
	for _, ev := range known(events, 0, standing.Known{}, feedEntries, a.weighty) {
		f.Entries = append(f.Entries, a.feedEntry(&ev))
	}
	syndicate.Serve(w, r, format, f)
}

// feedEvents are the events that a feed's address means, the newest first, with
// its title and its page; no title where it means nothing.
func (s *site) feedEvents(a *ask) (events []*chancery.Event, title, home string) {
	x := s.index.now()
	slug, isPair := strings.CutPrefix(a.path, "/relations/")
	if isPair {
		first, second, ok := s.parties.pair(slug)
		if !ok {
			return nil, "", ""
		}
		return x.between(first, second), a.say("feed.country", "name", a.name(first)+" – "+a.name(second)), a.path
	}
	if slug, ok := strings.CutPrefix(a.path, "/country/"); ok {
		c, ok := s.parties.find(slug)
		if !ok {
			return nil, "", ""
		}
		return x.of(c), a.say("feed.country", "name", a.name(c)), a.path
	}
	if a.path == "/latest" {
		return x.newest(), a.say("feed.site"), "/"
	}
	return nil, "", ""
}

// feedEntry tells an event with its first evidence. It is dated by the first
// report of it.
func (a *ask) feedEntry(ev *chancery.Event) syndicate.Entry {
	d := &ev.Deed
	e := syndicate.Entry{
		ID: "tag:chancery,2025:event/" + ev.ID, URL: a.site.origin + a.to("/event/"+ev.ID),
		Title: a.headline(d.Type, codesOf(d.From), codesOf(d.To), d.Person), Tags: []string{string(d.Type)},
	}
	if ev.Status != chancery.Done {
		e.Title += " (" + a.say("status."+string(ev.Status)) + ")"
	}
	for i := range ev.Claims {
		f := &ev.Claims[i]
		if day := f.Report.Published; day != 0 && (e.Published.IsZero() || day.Time().Before(e.Published)) {
			e.Published = day.Time()
		}
		if e.Text == "" && len(f.Claim.Evidence) > 0 {
			e.Text = "“" + tidy(f.Claim.Evidence[0].Text) + "” " + a.publisher(f.Report.Publisher, f.Report.Title)
		}
		if f.At.After(e.Updated) {
			e.Updated = f.At
		}
	}
	if e.Published.IsZero() {
		e.Published = e.Updated
	}
	e.Published = e.Published.Truncate(time.Second)
	return e
}
