package cli

import (
	"bytes"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/dispatches"
	"github.com/chancery-ledger/chancery/internal/extract"
	"github.com/chancery-ledger/chancery/internal/page"
	"github.com/chancery-ledger/chancery/internal/show"
)

type demoCmd struct{}

// Help is shown below the usage line.
func (demoCmd) Help() string {
	return `The dispatches are texts written for Chancery about real events, in English and
Spanish, as pages, pasted texts, a feed and an archive. Nothing is fetched and
nothing is stored.`
}

// Run reads the dispatches in the order of their names.
func (demoCmd) Run(env *Env) error {
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
	return printer.Together(env.Out, readings)
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
