package cli

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"sync"
	"time"

	"github.com/chancery-ledger/chancery/internal/api"
	"github.com/chancery-ledger/chancery/internal/desk"
	"github.com/chancery-ledger/chancery/internal/extract"
	"github.com/chancery-ledger/chancery/internal/ledger"
	"github.com/chancery-ledger/chancery/internal/web"
)

type serveCmd struct {
	Addr   string `help:"Address to listen on." default:"localhost:1961"`
	Origin string `help:"Where the pages stand for the world (https://chancery.example), for canonical addresses."`
	ledgerFlag
}

// Help is shown below the usage line.
func (serveCmd) Help() string {
	return `Serves the pages of a ledger, and follows it as it grows. Pages set no cookie and
ask no third party for anything.

  chancery serve --addr localhost:1961`
}

// Run serves until it is interrupted.
func (c *serveCmd) Run(env *Env) (err error) {
	store, err := c.open(env.Ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	return serveStore(env, store, c.Addr, c.Origin)
}

// serveStore serves the pages of an open ledger until the context ends.
func serveStore(env *Env, store ledger.Store, addr, origin string) error {
	ctx, stop := context.WithCancel(env.Ctx)
	tables, err := desk.Load()
	if err != nil {
		stop()
		return err
	}
	d := desk.New(tables, store)
	if err := d.Refresh(ctx); err != nil {
		stop()
		return err
	}
	report := func(msg string, args ...any) { fmt.Fprintln(env.Err, append([]any{"chancery:", msg}, args...)...) }
	programs, err := api.New(d, api.Options{Now: env.Now, Version: extract.Version, Origin: origin, Report: report})
	if err != nil {
		stop()
		return err
	}
	handler, err := web.Handler(d, web.Options{Now: env.Now, Origin: origin, Report: report, Mounts: []web.Mount{{Pattern: "/api/v1/", Handler: programs}}})
	if err != nil {
		stop()
		return err
	}
	l, err := net.Listen("tcp", addr)
	if err != nil {
		stop()
		return err
	}
	fmt.Fprintf(env.Err, "chancery: serving http://%s\n", l.Addr())
	srv := &http.Server{Handler: handler, ReadHeaderTimeout: 5 * time.Second, ReadTimeout: 20 * time.Second, WriteTimeout: 60 * time.Second, IdleTimeout: 2 * time.Minute, MaxHeaderBytes: 32 << 10}
	var following sync.WaitGroup
	following.Go(func() { d.Follow(ctx, 2*time.Second, func(err error) { report("following", err) }) })
	following.Go(func() {
		<-ctx.Done()
		late, done := context.WithTimeout(context.Background(), 5*time.Second)
		defer done()
		if err := srv.Shutdown(late); err != nil {
			report("stopping", err)
		}
	})
	err = srv.Serve(l)
	stop()
	following.Wait()
	if errors.Is(err, http.ErrServerClosed) {
		return nil
	}
	return err
}
