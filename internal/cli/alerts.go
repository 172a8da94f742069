package cli

import (
	"context"
	"crypto/rand"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/alert"
	"github.com/chancery-ledger/chancery/internal/catalogue"
	"github.com/chancery-ledger/chancery/internal/desk"
	"github.com/chancery-ledger/chancery/internal/show"
	"github.com/chancery-ledger/chancery/internal/status"
)

type alertsCmd struct {
	Run    alertsRunCmd    `cmd:"" default:"withargs" help:"Tell those who subscribed what changes, until stopped."`
	Check  alertsCheckCmd  `cmd:"" help:"Check alerts.toml; with --send send each a test."`
	Log    alertsLogCmd    `cmd:"" help:"Print what was sent and what could not be; with --retry try that again."`
	Secret alertsSecretCmd `cmd:"" help:"Print a new secret for a webhook."`
}

// Help is shown below the usage line.
func (alertsCmd) Help() string {
	return `Who is told what stands in alerts.toml:

  [[subscription]]
  name = "Andean desk"
  parties = ["PER", "MEX"]            # one of them; also pairs, acts, tracks, persons, words
  mail = ["desk@example.org"]
  digest = "daily"                    # or "hourly"; at once where left out

  [[subscription]]
  name = "risk"
  acts = ["relations", "sanctions.impose"]
  webhook = "https://risk.example/chancery"
  secret = "whsec_…"                  # chancery alerts secret

  [smtp]
  host = "mail.example.org"
  from = "chancery@example.org"

An alert is a change of what stands, not an article: a hundred articles about one
rupture are one alert. With kinds = ["act"] it is an act told for the first time.`
}

// alertsFlag says where who is told what stands.
type alertsFlag struct {
	Alerts string `help:"File of who is told what." default:"alerts.toml" env:"CHANCERY_ALERTS"`
	Outbox string `help:"File of what is to be sent and was sent." default:"chancery-alerts.db" env:"CHANCERY_OUTBOX"`
}

type alertsRunCmd struct {
	Once   bool   `help:"Send what is due now, and stop."`
	Origin string `help:"Where the pages stand (https://chancery.example), for the addresses in alerts." env:"CHANCERY_ORIGIN"`
	Quiet  bool   `help:"Say nothing of what was sent."`
	alertsFlag
	ledgerFlag
	statusFlag
}

// how often the ledger is looked at.
const alertEvery = 3 * time.Second

// Run tells until it is interrupted.
func (c *alertsRunCmd) Run(env *Env) (err error) {
	s, err := c.service(env)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Outbox.Close(), s.Watcher.Desk.Close()) }()
	if !c.Quiet {
		s.Told = func(d alert.Delivery) {
			fmt.Fprintf(env.Out, "told %s by %s: %s\n", d.Subscription, d.Channel, d.Notice.Title)
		}
	}
	if c.Once {
		return s.Turn(env.Ctx)
	}
	st := status.New(readerVersion, reporting(env))
	st.Needs("ledger", func(ctx context.Context) error { _, err := s.Watcher.Desk.Head(ctx); return err })
	closed, err := st.Serve(env.Ctx, c.Status)
	if err != nil {
		return err
	}
	defer closed()
	return s.Run(env.Ctx, alertEvery)
}

// service opens all that it takes.
func (c *alertsRunCmd) service(env *Env) (*alert.Service, error) {
	config, err := alert.Load(c.Alerts)
	if err != nil {
		return nil, err
	}
	tables, err := desk.Load()
	if err != nil {
		return nil, err
	}
	kinds, err := catalogue.Load()
	if err != nil {
		return nil, err
	}
	store, err := c.openThere(env.Ctx)
	if err != nil {
		return nil, err
	}
	outbox, err := alert.OpenOutbox(env.Ctx, c.Outbox)
	if err != nil {
		return nil, errors.Join(err, store.Close())
	}
	w := &alert.Watcher{Desk: desk.New(tables, store), Show: show.Standings{Rules: tables.Law, Kinds: kinds, Name: tables.Parties.Name}}
	if c.Origin != "" {
		w.URL = func(a, b chancery.Code) string {
			return strings.TrimSuffix(c.Origin, "/") + "/relations/" + strings.ToLower(string(a)+"-"+string(b))
		}
	}
	return &alert.Service{Config: config, Watcher: w, Outbox: outbox, Now: env.Now, Report: reporting(env)}, nil
}

type alertsCheckCmd struct {
	Send []string `help:"Send a test to these subscriptions."`
	alertsFlag
}

// Run checks, and sends tests.
func (c *alertsCheckCmd) Run(env *Env) error {
	config, err := alert.Load(c.Alerts)
	if err != nil {
		return err
	}
	s := alert.Service{Config: config, Now: env.Now}
	var errs []error
	for _, name := range c.Send {
		i := slices.IndexFunc(config.Subscriptions, func(s alert.Subscription) bool { return s.Name == name })
		if i < 0 {
			return fmt.Errorf("alerts: there is no subscription %q", name)
		}
		if err := s.Test(env.Ctx, &config.Subscriptions[i]); err != nil {
			errs = append(errs, fmt.Errorf("%s: %w", name, err))
			continue
		}
		fmt.Fprintf(env.Out, "told %s\n", name)
	}
	if len(c.Send) == 0 {
		fmt.Fprintf(env.Out, "%s: %s\n", c.Alerts, count(len(config.Subscriptions), "subscription", "subscriptions"))
	}
	return errors.Join(errs...)
}

type alertsLogCmd struct {
	Retry bool `help:"Try again what failed for good."`
	Last  int  `help:"How many are printed." default:"50"`
	JSON  bool `help:"Print JSON Lines."`
	alertsFlag
}

// Run prints the log.
func (c *alertsLogCmd) Run(env *Env) (err error) {
	outbox, err := alert.OpenOutbox(env.Ctx, c.Outbox)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, outbox.Close()) }()
	if c.Retry {
		n, err := outbox.Retry(env.Ctx, env.Now())
		if err != nil {
			return err
		}
		fmt.Fprintf(env.Out, "%s to be tried again\n", count(int(n), "delivery is", "deliveries are"))
		return nil
	}
	w := tabwriter.NewWriter(env.Out, 0, 0, 2, ' ', 0)
	for d, err := range outbox.Log(env.Ctx, c.Last) {
		if err != nil {
			return err
		}
		if c.JSON {
			if err := json.NewEncoder(env.Out).Encode(d); err != nil {
				return err
			}
			continue
		}
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\t%s\n", d.Made.Format("2006-01-02 15:04"), d.Subscription, d.Channel, d.State, d.Notice.Title, d.Error)
	}
	return w.Flush()
}

type alertsSecretCmd struct{}

// Run prints a secret.
func (alertsSecretCmd) Run(env *Env) error {
	key := make([]byte, 32)
	if _, err := rand.Read(key); err != nil {
		return err
	}
	_, err := fmt.Fprintln(env.Out, "whsec_"+base64.StdEncoding.EncodeToString(key))
	return err
}
