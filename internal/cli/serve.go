package cli

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"runtime/debug"
	"strings"
	"sync"
	"time"

	"github.com/chancery-ledger/chancery/internal/account"
	"github.com/chancery-ledger/chancery/internal/api"
	"github.com/chancery-ledger/chancery/internal/desk"
	"github.com/chancery-ledger/chancery/internal/extract"
	"github.com/chancery-ledger/chancery/internal/ledger"
	"github.com/chancery-ledger/chancery/internal/poll"
	"github.com/chancery-ledger/chancery/internal/status"
	"github.com/chancery-ledger/chancery/internal/watch/follow"
	"github.com/chancery-ledger/chancery/internal/watch/frontier"
	"github.com/chancery-ledger/chancery/internal/web"
)

type serveCmd struct {
	Addr   string `help:"Address to listen on." default:"localhost:1961"`
	Origin string `help:"Where the pages stand for the world (https://chancery.example), for canonical addresses."`
	Polls  string `help:"File of the polls; beside the ledger where not given." env:"CHANCERY_POLLS"`
	besideFlags
	sourcesFlag
	Frontier string `help:"File in which a watch keeps how its sources are, for the page /sources." default:"chancery.frontier" env:"CHANCERY_FRONTIER"`
	statusFlag
	houseFlag
}

// Help is shown below the usage line.
func (serveCmd) Help() string {
	return `Serves the pages of a ledger, and follows it as it grows. Readers are given no
cookie, and no third party is asked for anything. Who has an account (chancery
account) signs in to review. Where the pages are reached by https, through a
proxy, --origin must say so: the cookie of a session is then sent by https only.

  chancery serve --addr localhost:1961`
}

// Run serves until it is interrupted.
func (c *serveCmd) Run(env *Env) (err error) {
	store, err := c.open(env.Ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	polls := c.Polls
	if polls == "" {
		polls = beside(c.Ledger, "polls")
	}
	return server{store: store, accounts: c.accountsFile(), polls: polls, addr: c.Addr, origin: c.Origin, status: c.Status, followed: c.followed, house: c.houseFlag}.serve(env)
}

// followed are the sources that a watch follows, as it has left them in its
// frontier; none where there is no watch.
func (c *serveCmd) followed(ctx context.Context) ([]web.Followed, error) {
	if _, err := os.Stat(c.Frontier); err != nil {
		return nil, nil
	}
	all, err := c.all()
	if err != nil {
		return nil, err
	}
	at, err := frontier.Open(ctx, c.Frontier)
	if err != nil {
		return nil, err
	}
	defer func() { _ = at.Close() }()
	states, err := at.States(ctx)
	if err != nil {
		return nil, err
	}
	var out []web.Followed
	for _, s := range follow.Of(all, states, time.Now()) {
		if s.Health == follow.Off {
			continue
		}
		f := web.Followed{Name: s.Source.Name, Health: string(s.Health), Visited: s.State.Tried, Reports: s.State.Items}
		if t := s.State.Trouble; t != nil {
			f.Cause, f.Since = t.Cause, t.Since
		}
		out = append(out, f)
	}
	return out, nil
}

// server is an open ledger and what stands beside it, to be served.
type server struct {
	store           ledger.Store
	accounts, polls string // files
	addr, origin    string
	status          string // address of the status; "" is none
	followed        func(context.Context) ([]web.Followed, error)
	house           houseFlag
	// before is called with what was opened, before anything is served.
	before func(context.Context, *account.Store, *poll.Store) error
}

// serve serves until the context ends.
func (s server) serve(env *Env) (err error) {
	ctx, stop := context.WithCancel(env.Ctx)
	defer stop()
	s.origin = cmp.Or(s.origin, localOrigin(s.addr))
	tables, err := desk.Load()
	if err != nil {
		return err
	}
	d := desk.New(tables, s.store)
	if err := d.Refresh(ctx); err != nil {
		return err
	}
	accounts, err := account.Open(ctx, s.accounts, account.Options{Now: env.Now})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, accounts.Close()) }()
	polls, err := poll.Open(ctx, s.polls, tables.Law, poll.Options{Now: env.Now})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, polls.Close()) }()
	if s.before != nil {
		if err := s.before(ctx, accounts, polls); err != nil {
			return err
		}
	}
	report := reporting(env)
	seldomCollect(report)
	handler, err := s.handler(env, d, accounts, polls, report)
	if err != nil {
		return err
	}
	debug.FreeOSMemory() // what reading the ledger has left about
	st := status.New(readerVersion, report)
	st.Ledger(d.Number)
	st.Needs("ledger", func(ctx context.Context) error { _, err := s.store.Head(ctx); return err })
	handler = st.Serving(handler)
	closed, err := st.Serve(ctx, s.status)
	if err != nil {
		return err
	}
	defer closed()
	l, err := net.Listen("tcp", s.addr)
	if err != nil {
		return err
	}
	fmt.Fprintf(env.Err, "chancery: serving http://%s\n", l.Addr())
	var beside sync.WaitGroup
	defer beside.Wait()
	defer stop()
	beside.Go(func() { d.Follow(ctx, 2*time.Second, func(err error) { report("following", err) }) })
	beside.Go(func() { seal(ctx, polls, report) })
	return listen(ctx, l, handler, report)
}

// localOrigin is where the pages stand for a reader on the same machine; "" for
// an address that others may know by another name.
func localOrigin(addr string) string {
	host, port, err := net.SplitHostPort(addr)
	if err != nil || port == "0" || host != "localhost" && !net.ParseIP(host).IsLoopback() {
		return ""
	}
	return "http://" + addr
}

// handler answers for everything: the pages, and programs under /api/v1/.
func (s server) handler(env *Env, d *desk.Desk, accounts *account.Store, polls *poll.Store, report func(string, ...any)) (http.Handler, error) {
	programs, err := api.New(d, api.Options{Now: env.Now, Version: extract.Version, Origin: s.origin, Keys: accounts, Ledger: d, Report: report})
	if err != nil {
		return nil, err
	}
	office := &web.Office{Accounts: accounts, Polls: polls, Ledger: d, Secure: strings.HasPrefix(s.origin, "https://")}
	if s.house.Issuer != "" {
		if office.House, err = s.house.provider(env.Ctx, s.origin); err != nil {
			return nil, err
		}
	}
	return web.Handler(d, web.Options{
		Now: env.Now, Origin: s.origin, Report: report, Followed: s.followed,
		Office: office,
		Mounts: []web.Mount{{Pattern: "/api/v1/", Handler: programs}},
	})
}

// listen answers until the context ends, and gives those who are being answered
// then some seconds.
func listen(ctx context.Context, l net.Listener, handler http.Handler, report func(string, ...any)) error {
	srv := &http.Server{Handler: handler, ReadHeaderTimeout: 5 * time.Second, ReadTimeout: 20 * time.Second, WriteTimeout: 60 * time.Second, IdleTimeout: 2 * time.Minute, MaxHeaderBytes: 32 << 10}
	ended := make(chan struct{})
	var stopping sync.WaitGroup
	stopping.Go(func() {
		select {
		case <-ctx.Done():
		case <-ended:
			return
		}
		late, done := context.WithTimeout(context.Background(), 5*time.Second)
		defer done()
		if err := srv.Shutdown(late); err != nil {
			report("stopping", err)
		}
	})
	err := srv.Serve(l)
	close(ended)
	stopping.Wait()
	if errors.Is(err, http.ErrServerClosed) {
		return nil
	}
	return err
}

// seal wipes what is kept of those who voted, once a poll has closed.
func seal(ctx context.Context, polls *poll.Store, report func(string, ...any)) {
	tick := time.NewTicker(time.Hour)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			if err := polls.Seal(ctx); err != nil && ctx.Err() == nil {
				report("closing polls", err)
			}
		}
	}
}
