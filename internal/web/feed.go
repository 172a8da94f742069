package web

import (
	"net/http"
	"net/url"
	"strings"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/standing"
	"github.com/chancery-ledger/chancery/internal/syndicate"
)

// feedEntries is how many entries a feed has at most.
const feedEntries = 50

// feedEndings are the endings of an address by which it is asked for as a
// feed: /country/peru.atom.
var feedEndings = map[string]syndicate.Format{".atom": syndicate.Atom, ".rss": syndicate.RSS, ".feed.json": syndicate.JSON}

// feedNames are the forms of feeds in the order in which a page offers them.
var feedNames = []struct {
	ending, name string
}{{".atom", "Atom"}, {".rss", "RSS"}, {".feed.json", "JSON Feed"}}

// latestPath is that of the feed of everything, actPath of those of one type of
// act. There is no page under either.
const latestPath, actPath = "/latest", "/act/"

// feedLinks are the feeds that follow a page, in each form.
func (a *ask) feedLinks(v view) []link {
	var path, title string
	params := url.Values{}
	switch x := v.data.(type) {
	case frontPage:
		path, title = latestPath, a.say("feed.site")
	case countryPage, relationsPage:
		path, title = a.path, a.say("feed.of", "name", v.title)
	case personPage:
		path, title = "/person/"+strings.TrimPrefix(strings.TrimPrefix(a.path, "/case/"), "/person/"), a.say("feed.of", "name", v.title)
	case eventPage:
		path, title = actPath+string(x.Type), a.say("feed.of", "name", a.actName(x.Type))
	case searchPage:
		switch {
		case x.Asked:
			path, title, params = "/search", a.say("feed.of", "name", v.title), a.searchParams()
		case x.Act != "":
			path, title = actPath+x.Act, a.say("feed.of", "name", a.actName(chancery.ActType(x.Act)))
		default:
			return nil
		}
	default:
		return nil
	}
	var out []link
	for _, f := range feedNames {
		kind, _, _ := strings.Cut(feedEndings[f.ending].ContentType(), ";")
		out = append(out, link{Kind: kind, Name: f.name, Title: title, URL: a.site.origin + address(a.lang, path+f.ending, params)})
	}
	return out
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

// feed sends what is new of something. It is of now: a moment in the address is
// not heeded.
func (s *site) feed(w http.ResponseWriter, r *http.Request, path string, format syndicate.Format) {
	form := r.URL.Query()
	for _, moment := range []string{"on", "known", "entry"} {
		form.Del(moment)
	}
	page := r.Clone(r.Context())
	page.URL.Path, page.URL.RawQuery = path, form.Encode()
	a, err := s.newAsk(page)
	if err != nil {
		s.sendError(w, r, err)
		return
	}
	f, err := a.feed()
	if err != nil {
		s.sendError(w, r, err)
		return
	}
	f.Self = s.origin + address(a.lang, strings.TrimPrefix(r.URL.Path, "/es"), f.params)
	f.Language, f.Author = string(a.lang), "Chancery"
	syndicate.Serve(w, r, format, f.Feed)
}

// following is a feed with the parameters by which it goes.
type following struct {
	syndicate.Feed
	params url.Values
}

// feed is what an address means as a feed.
func (a *ask) feed() (following, error) {
	if a.path == "/search" {
		return a.searchFeed()
	}
	events, title, home := a.feedEvents()
	if title == "" {
		return following{}, notFound("error.404", a.path)
	}
	f := following{Feed: syndicate.Feed{Title: title, Home: a.site.origin + home}}
	for _, ev := range events {
		f.Entries = append(f.Entries, a.feedEntry(&ev))
	}
	return f, nil
}

// feedEvents are the events that a feed's address means, the newest first, with
// its title and its page; no title where it means nothing.
func (a *ask) feedEvents() (events []chancery.Event, title, home string) {
	x, ps := a.site.index.now(), a.site.parties
	take := func(from []*chancery.Event, want func(*chancery.Event) bool) []chancery.Event {
		return known(from, 0, standing.Known{}, feedEntries, want)
	}
	of := func(name string) string { return a.say("feed.of", "name", name) }
	page := address(a.lang, a.path, nil)
	switch kind, name, _ := strings.Cut(strings.TrimPrefix(a.path, "/"), "/"); kind {
	case "latest":
		if name == "" {
			return take(x.newest(), a.weighty), a.say("feed.site"), address(a.lang, "/", nil)
		}
	case "country":
		if c, ok := ps.find(name); ok {
			return take(x.of(c), a.weighty), of(a.name(c)), page
		}
	case "relations":
		if first, second, ok := ps.pair(name); ok {
			return take(x.between(first, second), a.weighty), of(a.pairName(first, second)), page
		}
	case "act":
		if k, ok := a.site.kinds.Kind(chancery.ActType(name)); ok {
			want := func(ev *chancery.Event) bool { return ev.Deed.Type == k.Type }
			return take(x.newest(), want), of(a.actName(k.Type)), address(a.lang, "/search", url.Values{"act": {string(k.Type)}})
		}
	case "person":
		file := a.site.desk.Book().Case(strings.ReplaceAll(slugOf(name), "-", " "), standing.Known{})
		if len(file.Names) > 0 && file.Names[0] != "" {
			return a.eventsOf(file), of(file.Names[0]), page
		}
	}
	return nil, "", ""
}

// actName is how a type of act is called.
func (a *ask) actName(t chancery.ActType) string {
	k, _ := a.site.kinds.Kind(t)
	return [2]string{k.PhraseEN, k.PhraseES}[bit(a.lang == Spanish)]
}
