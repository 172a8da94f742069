package cli

import (
	"encoding/json"
	"errors"
	"fmt"
	"iter"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/extract"
	"github.com/chancery-ledger/chancery/internal/page"
	"github.com/chancery-ledger/chancery/internal/show"
	"github.com/chancery-ledger/chancery/text"
)

type readCmd struct {
	Inputs    []string  `arg:"" name:"input" help:"HTML page, pasted text, JSON Lines, feed, WARC, a folder of these, an address, or - for standard input."`
	JSON      bool      `help:"Print one JSON object a report (JSON Lines)."`
	Explain   bool      `help:"Say why each act was read."`
	Language  text.Lang `help:"Language of the reports (en, es), where the pages do not say."`
	Published string    `help:"Day of publication (2025-11-04), where the pages do not say."`
}

// Help is shown below the usage line.
func (readCmd) Help() string {
	return `Prints what each report tells of: its acts with their day, parties, status and
evidence, and its quotations with their speakers. An input that cannot be read
is named on standard error with the cause; the others are read, and the exit
code is 1.`
}

// Run reads the inputs in order.
func (c *readCmd) Run(env *Env) error {
	options := page.Options{Language: c.Language}
	if c.Published != "" {
		day, err := chancery.ParseDay(c.Published)
		if err != nil {
			return fmt.Errorf("--published: %w", err)
		}
		options.Published = day
	}
	reader, err := extract.New()
	if err != nil {
		return err
	}
	progress := newCounter(env)
	write := c.writer(env, reader)
	failed := false
	for _, input := range c.Inputs {
		for report, err := range page.Open(env.Ctx, input, env.In, options) {
			if err != nil {
				failed = true
				progress.clear()
				fmt.Fprintln(env.Err, "chancery:", err)
				continue
			}
			if err := write(reader.Read(report)); err != nil {
				return err
			}
			progress.add()
		}
		if err := env.Ctx.Err(); err != nil {
			return fmt.Errorf("stopped at %s: %w", input, err)
		}
	}
	progress.finish()
	if failed {
		return errReported
	}
	return nil
}

// writer prints readings as the flags say.
func (c *readCmd) writer(env *Env, reader *extract.Reader) func(chancery.Reading) error {
	if c.JSON {
		enc := json.NewEncoder(env.Out)
		enc.SetEscapeHTML(false)
		return func(r chancery.Reading) error {
			if !c.Explain {
				for i := range r.Acts {
					r.Acts[i].Why = nil
				}
			}
			return enc.Encode(r)
		}
	}
	printer := show.Printer{Kinds: reader.Kinds(), Style: env.style(), Explain: c.Explain}
	return func(r chancery.Reading) error { return printer.Reading(env.Out, r) }
}

// collect reads everything a sequence of reports holds.
func collect(reader *extract.Reader, reports iter.Seq2[chancery.Report, error]) (out []chancery.Reading, err error) {
	for report, e := range reports {
		if e != nil {
			err = errors.Join(err, e)
			continue
		}
		out = append(out, reader.Read(report))
	}
	return out, err
}
