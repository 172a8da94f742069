package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/dispatches"
	"github.com/chancery-ledger/chancery/internal/account"
	"github.com/chancery-ledger/chancery/internal/extract"
	"github.com/chancery-ledger/chancery/internal/ledger"
	"github.com/chancery-ledger/chancery/internal/ledger/sqlite"
	"github.com/chancery-ledger/chancery/internal/page"
	"github.com/chancery-ledger/chancery/internal/poll"
	"github.com/chancery-ledger/chancery/internal/show"
)

type demoCmd struct {
	Addr  string `help:"Address to serve on." default:"localhost:1961"`
	Print bool   `help:"Print only, and serve nothing."`
}

// Help is shown below the usage line.
func (demoCmd) Help() string {
	return `The dispatches are texts written for Chancery about real events, in English and
Spanish, as pages, pasted texts, a feed and an archive. They are filed in a
ledger that is gone when the command ends, with a question to readers and an
account to review with, whose password is printed. Nothing is fetched.`
}

// Run reads the dispatches in the order of their days, files and serves them.
func (c demoCmd) Run(env *Env) error {
	reader, err := extract.New()
	if err != nil {
		return err
	}
	printer := show.Printer{Kinds: reader.Kinds(), Style: env.style()}
	readings, err := readDispatches(env, reader)
	if err != nil {
		return err
	}
	for _, r := range readings {
		if err := printer.Reading(env.Out, r); err != nil {
			return err
		}
	}
	if err := printer.Together(env.Out, readings); err != nil || c.Print {
		return err
	}
	return c.serve(env, readings)
}

// serve files readings in a ledger of its own and serves it until the context
// ends.
func (c demoCmd) serve(env *Env, readings []chancery.Reading) (err error) {
	dir, err := os.MkdirTemp("", "chancery-demo-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	store, err := sqlite.Open(env.Ctx, filepath.Join(dir, "chancery.db"))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	steps := make([]ledger.Step, len(readings))
	for i, r := range readings {
		steps[i] = ledger.Read{Reader: readerVersion, Reading: r}
	}
	if _, err := store.Append(env.Ctx, ledger.Batch{Agent: "demo", Because: "a bundled dispatch", At: env.Now(), Steps: steps}); err != nil {
		return err
	}
	return server{
		store: store, accounts: filepath.Join(dir, "accounts.db"), polls: filepath.Join(dir, "polls.db"), addr: c.Addr,
		before: func(ctx context.Context, accounts *account.Store, polls *poll.Store) error {
			return furnish(ctx, env, accounts, polls)
		},
	}.serve(env)
}

// readDispatches reads the bundled files, oldest report first.
func readDispatches(env *Env, reader *extract.Reader) ([]chancery.Reading, error) {
	names, err := fs.Glob(dispatches.Files, "*.*")
	if err != nil {
		return nil, err
	}
	var out []chancery.Reading
	for _, name := range names {
		b, err := dispatches.Files.ReadFile(name)
		if err != nil {
			return nil, err
		}
		readings, err := collect(reader, page.Read(env.Ctx, name, bytes.NewReader(b), page.Options{}))
		if err != nil {
			return nil, fmt.Errorf("dispatch %w", err)
		}
		out = append(out, readings...)
	}
	slices.SortStableFunc(out, func(a, b chancery.Reading) int {
		if d := int(a.Report.Published) - int(b.Report.Published); d != 0 {
			return d
		}
		return strings.Compare(a.Report.Title, b.Report.Title)
	})
	return out, nil
}
