package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"text/tabwriter"
	"time"

	"github.com/chancery-ledger/chancery/internal/watch/fetch"
	"github.com/chancery-ledger/chancery/internal/watch/follow"
	"github.com/chancery-ledger/chancery/internal/watch/frontier"
	"github.com/chancery-ledger/chancery/internal/watch/source"
)

type sourcesCheckCmd struct {
	Which   []string `arg:"" optional:"" help:"Those to visit: names, families, languages, countries or kinds; those that are followed where left out."`
	Visit   bool     `help:"Visit each of them once, as the watch would, and tell how it is. Nothing is read or filed."`
	Contact string   `help:"Where you are reached, for the User-Agent: an address of the web or of mail." env:"CHANCERY_CONTACT"`
	Private bool     `help:"Allow addresses of private networks."`
	sourcesFlag
}

// Run checks the list, and with --visit its sources.
func (c *sourcesCheckCmd) Run(env *Env) error {
	data, own, err := c.own()
	if err != nil {
		return err
	}
	all, err := c.all()
	if err != nil {
		return err
	}
	some := all
	if len(c.Which) > 0 {
		if some, err = pick(all, c.Which); err != nil {
			return err
		}
	} else {
		some = following(all)
	}
	if !c.Visit {
		if data == nil {
			fmt.Fprintf(env.Out, "there is no %s: chancery sources choose makes one\n", c.Sources)
		}
		_, err = fmt.Fprintf(env.Out, "%d sources in %s, %d of them followed; %d more come with the program\n", len(own), c.Sources, len(following(own)), len(all)-len(own))
		return err
	}
	if len(some) == 0 {
		return errors.New("no source is followed: name those to visit, such as es+paper")
	}
	return c.visit(env, some)
}

func following(all []source.Source) (out []source.Source) {
	for _, s := range all {
		if s.On {
			out = append(out, s)
		}
	}
	return out
}

// visit visits each source once, with a memory of its own that is thrown away.
func (c *sourcesCheckCmd) visit(env *Env, some []source.Source) (err error) {
	dir, err := os.MkdirTemp("", "chancery-check-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	memory, err := frontier.Open(env.Ctx, filepath.Join(dir, "frontier.db"))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, memory.Close()) }()
	fetcher := fetch.New(fetch.Options{Contact: c.Contact, Private: c.Private})
	defer fetcher.Close()
	for i := range some {
		some[i].On = true
	}
	follower, err := follow.New(env.Ctx, some, fetcher, memory, follow.Options{})
	if err != nil {
		return err
	}
	newest := visitAll(env.Ctx, follower, some)
	if err := env.Ctx.Err(); err != nil {
		return err
	}
	return c.report(env, follower.Sources(), newest)
}

// visitAll visits the sources, some at a time, and gives the newest date of
// each.
func visitAll(ctx context.Context, f *follow.Follower, some []source.Source) map[string]time.Time {
	var mu sync.Mutex
	newest := map[string]time.Time{}
	deliver := func(_ context.Context, items []source.Item) error {
		mu.Lock()
		defer mu.Unlock()
		for _, it := range items {
			if it.Published.After(newest[it.Source]) {
				newest[it.Source] = it.Published
			}
		}
		return nil
	}
	free := make(chan struct{}, 8)
	var visits sync.WaitGroup
	for _, s := range some {
		free <- struct{}{}
		visits.Go(func() {
			defer func() { <-free }()
			_, _ = f.Visit(ctx, s.Name, deliver) // its state has what went wrong
		})
	}
	visits.Wait()
	return newest
}

// report prints how each source is, and fails where one cannot be followed.
func (c *sourcesCheckCmd) report(env *Env, all []follow.Status, newest map[string]time.Time) error {
	w := tabwriter.NewWriter(env.Out, 0, 0, 2, ' ', 0)
	ill := 0
	for _, s := range all {
		what := fmt.Sprintf("%d reports", s.State.Items)
		if at := newest[s.Source.Name]; !at.IsZero() {
			what += ", the newest of " + at.Format(time.DateOnly)
		}
		for _, note := range s.State.Notes {
			what += "; " + note
		}
		if s.State.Moved != "" {
			what += "; moved for good to " + s.State.Moved
		}
		if t := s.State.Trouble; t != nil {
			ill++
			what = t.Detail
		}
		if _, err := fmt.Fprintf(w, "%s\t%s\t%s\n", s.Health, s.Source.Name, what); err != nil {
			return err
		}
	}
	if err := w.Flush(); err != nil {
		return err
	}
	if ill > 0 {
		fmt.Fprintf(env.Err, "%d of %d sources cannot be followed now\n", ill, len(all))
		return errReported
	}
	return nil
}
