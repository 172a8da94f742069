package cli

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"time"

	"github.com/chancery-ledger/chancery/internal/extract"
	"github.com/chancery-ledger/chancery/internal/ledger"
	"github.com/chancery-ledger/chancery/internal/ledger/retention"
	"github.com/chancery-ledger/chancery/internal/status"
	"github.com/chancery-ledger/chancery/internal/watch"
	"github.com/chancery-ledger/chancery/internal/watch/fetch"
	"github.com/chancery-ledger/chancery/internal/watch/follow"
	"github.com/chancery-ledger/chancery/internal/watch/frontier"
	"github.com/chancery-ledger/chancery/internal/watch/stream"
)

// streamFlag says where the stream is.
type streamFlag struct {
	Stream   string `help:"Folder of the stream that runs in this process." default:"chancery.stream" env:"CHANCERY_STREAM"`
	NATS     string `name:"nats" help:"Addresses of a NATS cluster with JetStream, in place of that folder." env:"CHANCERY_NATS"`
	Replicas int    `help:"Copies of each message in the cluster." default:"1" env:"CHANCERY_REPLICAS"`
	Token    string `help:"Token for the cluster, or for those who join this process." env:"CHANCERY_NATS_TOKEN"`
}

func (f streamFlag) open(env *Env, listen string) (*stream.Stream, error) {
	return stream.Open(env.Ctx, stream.Options{URL: f.NATS, Dir: f.Stream, Listen: listen, Token: f.Token, Replicas: f.Replicas, Report: reporting(env)})
}

// reporting prints what goes wrong beneath.
func reporting(env *Env) func(string, ...any) {
	return func(msg string, args ...any) { fmt.Fprintln(env.Err, append([]any{"chancery:", msg}, args...)...) }
}

// statusFlag says where those who keep the program running ask how it is.
type statusFlag struct {
	Status string `help:"host:port on which to tell how it is (/healthz, /readyz, /metrics); keep it from the public." env:"CHANCERY_STATUS"`
}

// workFlag says how much is done at once.
type workFlag struct {
	Fetches int    `help:"Pages fetched at once; hosts are visited one page at a time." default:"16"`
	Reads   int    `help:"Reports read at once." default:"2"`
	Contact string `help:"Where you are reached, for the User-Agent: an address of the web or of mail." env:"CHANCERY_CONTACT"`
	Private bool   `help:"Allow addresses of private networks."`
	Quiet   bool   `help:"Say nothing of work that was done."`
	statusFlag
}

type watchCmd struct {
	Once      bool   `help:"Visit each source once, file what they list, and stop."`
	Listen    string `help:"host:port on which workers of other machines may join; give a token with it."`
	KeepTexts int    `help:"Days for which whole texts are kept; after them only what claims rest on is. 0 is for good." default:"0"`
	sourcesFlag
	ledgerFlag
	streamFlag
	workFlag
	agentFlag
}

// Help is shown below the usage line.
func (watchCmd) Help() string {
	return `Follows the sources of sources.toml and files what they tell, until it is stopped.
What was under way then is taken up at the next start: nothing is lost, and
nothing is filed twice.

  chancery sources choose es+agency
  chancery watch --contact desk@example.org

More machines can work on the same stream with "chancery worker".`
}

// Run watches until it is interrupted.
func (c *watchCmd) Run(env *Env) error {
	if c.KeepTexts < 0 {
		return errors.New("watch: --keep-texts is a number of days, or 0 for good")
	}
	all, err := c.all()
	if err != nil {
		return err
	}
	on := following(all)
	if len(on) == 0 {
		return errors.New("watch: no source is followed; choose some with chancery sources choose")
	}
	return c.work(env, c.ledgerFlag, c.streamFlag, c.Listen, c.name(), func(ctx context.Context, p parts) error {
		at, err := frontier.Open(ctx, strings.TrimSuffix(c.Stream, ".stream")+".frontier")
		if err != nil {
			return err
		}
		defer func() { _ = at.Close() }()
		fo, err := follow.New(ctx, on, p.fetcher, at, follow.Options{})
		if err != nil {
			return err
		}
		p.status.Sources(fo.Sources)
		defer c.keep(ctx, env, p.ledger)()
		if !c.Once {
			return fo.Run(ctx, p.line.Deliver)
		}
		for _, s := range on {
			state, err := fo.Visit(ctx, s.Name, p.line.Deliver)
			if err != nil {
				return err
			}
			if t := state.Trouble; t != nil {
				fmt.Fprintf(env.Err, "chancery: %s: %s: %s\n", s.Name, t.Cause, t.Detail)
			}
		}
		return emptied(ctx, env, p.line.Stream)
	})
}

// keep ends the keeping of texts whose time is up, until it is stopped.
func (c *watchCmd) keep(ctx context.Context, env *Env, l retention.Ledger) (stop func()) {
	if c.KeepTexts == 0 {
		return func() {}
	}
	ctx, cancel := context.WithCancel(ctx)
	var keeping sync.WaitGroup
	keeping.Go(func() {
		retention.Keep(ctx, l, retention.Rule{Days: c.KeepTexts}, c.name(), env.Now, func(n int, err error) {
			if err != nil {
				fmt.Fprintf(env.Err, "chancery: texts whose time is up, to be tried again: %v\n", err)
			}
			if n > 0 && !c.Quiet {
				fmt.Fprintln(env.Out, count(n, "text", "texts"), "withheld")
			}
		})
	})
	return func() { cancel(); keeping.Wait() }
}

type workerCmd struct {
	ledgerFlag
	streamFlag
	workFlag
	agentFlag
}

// Help is shown below the usage line.
func (workerCmd) Help() string {
	return `Fetches, reads and files what a watch elsewhere has put before the stream, until
it is stopped. Give all workers one cluster and one PostgreSQL ledger:

  chancery worker --nats nats://a:4222,nats://b:4222 --ledger postgres://ledger/chancery`
}

// Run works until it is interrupted.
func (c *workerCmd) Run(env *Env) error {
	if c.NATS == "" {
		return errors.New("worker: say with --nats whose stream to work on")
	}
	return c.work(env, c.ledgerFlag, c.streamFlag, "", c.name(), func(ctx context.Context, _ parts) error {
		<-ctx.Done()
		return ctx.Err()
	})
}

// parts are what a command works with once it works.
type parts struct {
	line    *watch.Line
	fetcher *fetch.Fetcher
	status  *status.Status
	ledger  ledger.Store
}

// work runs the stages until lead returns or the context ends, and then lets
// what is under way finish.
func (w workFlag) work(env *Env, where ledgerFlag, in streamFlag, listen, agent string, lead func(context.Context, parts) error) (err error) {
	reader, err := extract.New()
	if err != nil {
		return err
	}
	store, err := where.open(env.Ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	s, err := in.open(env, listen)
	if err != nil {
		return err
	}
	defer s.Close()
	f := fetch.New(fetch.Options{Contact: w.Contact, Private: w.Private})
	defer f.Close()
	line := &watch.Line{
		Stream: s, Fetcher: f, Reader: reader, Ledger: store,
		Version: readerVersion, Agent: agent, Fetches: w.Fetches, Reads: w.Reads, Now: env.Now,
	}
	ctx, stop := context.WithCancel(env.Ctx)
	defer stop()
	st := status.New(readerVersion, reporting(env))
	st.Stream(s)
	st.Needs("stream", s.Ready)
	st.Needs("ledger", func(ctx context.Context) error { _, err := store.Head(ctx); return err })
	tell, counted := w.telling(env), st.Work()
	line.Told = func(o stream.Outcome) { counted(o); tell(o) }
	closed, err := st.Serve(ctx, w.Status)
	if err != nil {
		return err
	}
	defer closed()
	var working sync.WaitGroup
	var failed error
	working.Go(func() { failed = line.Run(ctx); stop() })
	err = lead(ctx, parts{line, f, st, store})
	stop()
	working.Wait()
	if errors.Is(err, context.Canceled) {
		err = nil // it was told to stop
	}
	return errors.Join(err, failed)
}

// telling prints a line for each piece of work that failed for good, and one
// for each that was filed.
func (w workFlag) telling(env *Env) func(stream.Outcome) {
	var mu sync.Mutex
	return func(o stream.Outcome) {
		mu.Lock()
		defer mu.Unlock()
		switch {
		case o.Dead:
			fmt.Fprintf(env.Err, "chancery: %s %s failed for good: %v\n", o.Stage, o.ID, o.Err)
		case o.Err != nil && !errors.Is(o.Err, context.Canceled):
			fmt.Fprintf(env.Err, "chancery: %s %s, to be tried again: %v\n", o.Stage, o.ID, o.Err)
		case o.Err == nil && o.Stage == stream.File && !w.Quiet:
			fmt.Fprintf(env.Out, "filed %s\n", o.ID)
		}
	}
}

// patience is how long nothing may move before what is left counts as waiting
// for another try.
const patience = 45 * time.Second

// emptied returns when no work is left, or none that can be done now; what
// waits for another try is done at the next start.
func emptied(ctx context.Context, env *Env, s *stream.Stream) error {
	last, since := int64(-1), time.Now()
	for {
		left, _, err := s.Backlogs(ctx)
		if err != nil {
			return err
		}
		waiting := int64(0)
		for _, b := range left {
			waiting += b.Waiting + b.Working
		}
		switch {
		case waiting == 0:
			return nil
		case waiting != last:
			last, since = waiting, time.Now()
		case time.Since(since) > patience:
			fmt.Fprintf(env.Err, "chancery: %s for another try at the next start\n", count(int(waiting), "piece of work waits", "pieces of work wait"))
			return nil
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(200 * time.Millisecond):
		}
	}
}
