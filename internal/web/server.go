package web

import (
	"context"
	"net/http"
	"strconv"
	"sync"
	"time"

	"golang.org/x/sync/singleflight"

	"github.com/chancery-ledger/chancery/internal/baseline"
	"github.com/chancery-ledger/chancery/internal/card"
	"github.com/chancery-ledger/chancery/internal/catalogue"
	"github.com/chancery-ledger/chancery/internal/standing"
)

// Options are what a handler may be told. The zero Options will do.
type Options struct {
	// Now is the clock; nil is time.Now.
	Now func() time.Time
	// Origin is where the pages stand for the world, such as
	// "https://chancery.example", for canonical addresses and the sitemap. Where
	// it is "" they are written without a host, since a reader's Host header
	// proves nothing.
	Origin string
	// Report is told of failures; nil tells nobody.
	Report func(msg string, args ...any)
	// Mounts are handlers of other packages under their patterns, such as
	// "/api/v1/". They carry the same headers.
	Mounts []Mount
	// Office is where people sign in, decide and vote; nil leaves its pages out.
	Office *Office
	// Followed is how the sources are that a watch follows; nil where there is
	// none.
	Followed func(context.Context) ([]Followed, error)
	// CacheBytes bounds the memory for pages made; 0 is 64 MiB.
	CacheBytes int
}

// Mount is a handler under a pattern of net/http.
type Mount struct {
	Pattern string
	Handler http.Handler
}

// site is everything that answers a request goes by.
type site struct {
	desk      Desk
	rules     *standing.Rules
	kinds     *catalogue.Catalogue
	base      *baseline.Base
	parties   *parties
	words     map[Lang]words
	headlines headlines
	index     *indexes
	missions  missionLists
	world     []place
	assets    *assets
	pages     map[Lang]templates
	cache     *cache
	making    singleflight.Group
	now       func() time.Time
	origin    string
	report    func(msg string, args ...any)
	followed  func(context.Context) ([]Followed, error)
	// signedIn tells who is signed in; nil where nobody can be. What is made for
	// somebody who is signed in is never kept.
	signedIn func(http.ResponseWriter, *http.Request, Lang) *signed
	office   *office // nil where nobody signs in or votes
	press    card.Press
	drawing  sync.Mutex // held by who draws a card
}

// Handler serves the pages of a desk. It fails only where the data embedded in
// the program are broken.
func Handler(desk Desk, o Options) (http.Handler, error) {
	s, err := newSite(desk, o)
	if err != nil {
		return nil, err
	}
	mux := http.NewServeMux()
	mux.Handle("GET /assets/{file}", s.assets)
	mux.HandleFunc("GET /healthz", alive)
	mux.HandleFunc("GET /readyz", s.ready)
	mux.HandleFunc("GET /robots.txt", s.robots)
	mux.HandleFunc("GET /sitemap.xml", s.sitemap)
	mux.Handle("GET /oembed", s.bounded(http.HandlerFunc(s.oembed)))
	mux.Handle("GET /favicon.ico", http.RedirectHandler(s.assets.url("mark.svg"), http.StatusFound))
	for _, m := range o.Mounts {
		mux.Handle(m.Pattern, m.Handler)
	}
	page := s.asFeed(http.HandlerFunc(s.serve))
	if o.Office != nil {
		s.office = newOffice(s, *o.Office)
		s.signedIn, page = s.office.signedIn, s.office.before(page)
	}
	mux.Handle("/", s.bounded(page))
	return secure(s.recovered(mux)), nil
}

func newSite(desk Desk, o Options) (*site, error) {
	s := &site{desk: desk, base: baseline.Open(), index: newIndexes(desk), now: o.Now, origin: o.Origin, report: o.Report, followed: o.Followed}
	if s.now == nil {
		s.now = time.Now
	}
	if s.report == nil {
		s.report = func(string, ...any) {}
	}
	most := o.CacheBytes
	if most == 0 {
		most = 64 << 20
	}
	s.cache = newCache(most)
	s.rules = desk.Book().Rules()
	var err error
	for _, step := range []func() error{
		func() error { s.kinds, err = catalogue.Load(); return err },
		func() error { s.parties, err = loadParties(s.base); return err },
		func() error { s.words, err = loadWords(); return err },
		func() error { s.headlines, err = loadHeadlines(s.kinds); return err },
		func() error { s.world, err = loadWorld(); return err },
		func() error { s.assets, err = loadAssets(s.world); return err },
		func() error { s.pages, err = loadTemplates(s); return err },
	} {
		if err := step(); err != nil {
			return nil, err
		}
	}
	return s, nil
}

// view is what a page comes to.
type view struct {
	page  string // name of its template
	title string
	about string // one sentence, for search engines and previews
	data  any
	twin  any // what the JSON twin has
	// params are those of the form that the page goes by, beside the moment.
	params []string
	// private is set where the page is made for one person and is nobody else's.
	private bool
}

// route finds what makes a page, by its path.
func (s *site) route(path string) (make func(*ask, string) (view, error), argument string) {
	if fixed, ok := map[string]func(*ask, string) (view, error){
		"/": front, "/countries": countries, "/changes": changes, "/search": search, "/sources": sources, "/about": about, "/cases": cases, "/ruptures": ruptures, "/history": ledgerHistory,
	}[path]; ok {
		return fixed, ""
	}
	for prefix, page := range map[string]func(*ask, string) (view, error){
		"/country/": country, "/relations/": relations, "/event/": event, "/report/": report, "/person/": person, "/case/": caseFile,
	} {
		if len(path) > len(prefix) && path[:len(prefix)] == prefix {
			return page, path[len(prefix):]
		}
	}
	return nil, ""
}

// serve answers a request for a page.
func (s *site) serve(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		w.Header().Set("Allow", "GET, HEAD")
		s.sendError(w, r, failure{http.StatusMethodNotAllowed, "error.405", r.Method})
		return
	}
	a, err := s.newAsk(r)
	if err != nil {
		s.sendError(w, r, err)
		return
	}
	page, argument := s.route(a.path)
	if page == nil {
		s.sendError(w, r, notFound("error.404", a.path))
		return
	}
	if s.signedIn != nil {
		if a.signed = s.signedIn(w, r, a.lang); a.signed != nil {
			s.serveSigned(w, r, a, page, argument)
			return
		}
	}
	key := s.key(a, r)
	if got := s.cache.get(key); got != nil {
		send(w, r, got)
		return
	}
	made, err, _ := s.making.Do(key, func() (any, error) {
		v, err := page(a, argument)
		if err != nil {
			return nil, err
		}
		got, err := s.make(a, v)
		if err == nil {
			s.cache.put(key, got)
		}
		return got, err
	})
	if err != nil {
		s.sendError(w, r, err)
		return
	}
	send(w, r, made.(*answer))
}

// serveSigned makes a page for somebody who is signed in.
func (s *site) serveSigned(w http.ResponseWriter, r *http.Request, a *ask, page func(*ask, string) (view, error), argument string) {
	v, err := page(a, argument)
	if err != nil {
		s.sendError(w, r, err)
		return
	}
	got, err := s.make(a, v)
	if err != nil {
		s.sendError(w, r, err)
		return
	}
	w.Header().Set("Cache-Control", "private, no-store")
	send(w, r, got)
}

// key names an answer: the state of the ledger, the day of today, and the
// address with the parameters that some page goes by.
func (s *site) key(a *ask, r *http.Request) string {
	form := r.URL.Query()
	for name := range form {
		if !parameter[name] {
			form.Del(name)
		}
	}
	fresh := ""
	if a.path == "/sources" && s.followed != nil { // which changes beside the ledger
		fresh = s.now().UTC().Format("15:04 ")
	}
	return fresh + strconv.FormatInt(s.index.number(), 10) + " " + a.today.String() + " " + s.office.edition(a) + " " + r.URL.Path + "?" + form.Encode()
}

// parameter are the parameters by which pages go; others are ignored.
var parameter = map[string]bool{
	"on": true, "known": true, "entry": true, "from": true, "to": true, "with": true, "q": true, "act": true, "party": true,
	"status": true, "sort": true, "after": true, "before": true, "all": true, "year": true, "in": true, "table": true,
}
