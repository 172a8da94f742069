// Package api answers programs: what stands between states, the events and
// claims that it rests on, and the ledger they were filed in, as JSON under
// /api/v1, lists also as CSV and JSON Lines. Reviewers' programs can give their
// opinions.
//
// The description in OpenAPI 3.1, under /api/v1/openapi.json, is made from the
// very types that are sent (huma), and a test holds every answer to it.
//
// Texts of reports are not ours to publish: every quotation is cut to
// [MostQuote] letters, and no report is sent whole. Anybody may read; a key
// (account.Key) raises the rate, and one of a reviewer is needed for opinions.
//
// guard.go stands before all routes: rates, keys, ETags and errors as
// application/problem+json (RFC 9457). Each routes_*.go has the routes of one
// thing, view_*.go what they send, table.go CSV and JSON Lines.
package api

import (
	"context"
	"iter"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/account"
	"github.com/chancery-ledger/chancery/internal/baseline"
	"github.com/chancery-ledger/chancery/internal/catalogue"
	"github.com/chancery-ledger/chancery/internal/ledger"
	"github.com/chancery-ledger/chancery/internal/review"
	"github.com/chancery-ledger/chancery/internal/standing"
)

// Prefix is where the routes begin.
const Prefix = "/api/v1"

// Desk is what is read of the ledger and of the book made from it. Its methods
// may be called by many goroutines at once.
type Desk interface {
	// Book is what stands, with the entries up to Number taken in.
	Book() *standing.Book
	// Number is that of the last entry in the book, 0 where there is no ledger.
	Number() int64

	Head(ctx context.Context) (chancery.Entry, error)
	Entries(ctx context.Context, after int64) iter.Seq2[chancery.Entry, error]
	Claims(ctx context.Context, q ledger.Query) iter.Seq2[chancery.Filed, error]
	Report(ctx context.Context, id string) (chancery.Report, error)
	Search(ctx context.Context, s ledger.Search) iter.Seq2[ledger.Hit, error]
}

// Refresher is a desk that can take in new entries at once, so that who gives
// an opinion sees what came of it.
type Refresher interface {
	Refresh(ctx context.Context) error
}

// Keys knows what a key opens. An *account.Store is one.
type Keys interface {
	Key(ctx context.Context, token string) (account.Key, error)
}

// Options are what an API may be told. The zero Options answer readers and take
// no opinions.
type Options struct {
	Now     func() time.Time              // nil is time.Now
	Version string                        // of the program; part of every ETag
	Origin  string                        // "https://chancery.example", for the description
	Keys    Keys                          // nil: no key is known
	Ledger  review.Ledger                 // where opinions go; nil takes none
	Client  func(*http.Request) string    // where a request comes from; nil is account.Client
	Rates   Rates                         // zero is DefaultRates
	Report  func(msg string, args ...any) // is told of failures; nil tells nobody
}

// API serves the routes. It is an http.Handler for everything under Prefix.
type API struct {
	desk    Desk
	o       Options
	rules   *standing.Rules
	kinds   *catalogue.Catalogue
	base    *baseline.Base
	parties *parties
	index   index
	huma    huma.API
	mux     *http.ServeMux
	limits  *limits
	routes  []route
}

// route is what the tests and the guard know of a route.
type route struct {
	method, path string
	table        bool // also as CSV and JSON Lines
}

// New makes an API. It fails only where the tables embedded in the program are
// broken.
func New(desk Desk, o Options) (*API, error) {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Client == nil {
		o.Client = account.Client
	}
	if o.Report == nil {
		o.Report = func(string, ...any) {}
	}
	if o.Rates == (Rates{}) {
		o.Rates = DefaultRates()
	}
	kinds, err := catalogue.Load()
	if err != nil {
		return nil, err
	}
	a := &API{desk: desk, o: o, rules: desk.Book().Rules(), kinds: kinds, base: baseline.Open(), mux: http.NewServeMux(), limits: newLimits(o.Rates, o.Now)}
	a.parties = newParties(a.base)
	a.index.desk = desk
	a.huma = humago.NewWithPrefix(a.mux, Prefix, a.config())
	for _, register := range []func(){
		a.statesRoutes, a.relationsRoutes, a.eventRoutes, a.reportRoutes, a.claimRoutes, a.changeRoutes, a.caseRoutes, a.actRoutes, a.entryRoutes, a.reviewRoutes,
	} {
		register()
	}
	return a, nil
}

// OpenAPI is the description of all routes.
func (a *API) OpenAPI() *huma.OpenAPI { return a.huma.OpenAPI() }

// today is the day in UTC.
func (a *API) today() chancery.Day { return chancery.DayOf(a.o.Now().UTC()) }
