package cli

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"runtime"
	"strings"
	"sync"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/extract"
	"github.com/chancery-ledger/chancery/internal/ledger"
	"github.com/chancery-ledger/chancery/internal/page"
	"github.com/chancery-ledger/chancery/text"
)

// readerVersion names the rules and models that read, in the entries they make.
const readerVersion = "chancery " + extract.Version

// chunk is how many reports are read and filed at a time.
const chunk = 64

type addCmd struct {
	Inputs    []string  `arg:"" optional:"" name:"input" help:"HTML page, pasted text, JSON Lines, feed, WARC, a folder of these, an address, or - for standard input."`
	Outdated  bool      `help:"Read again what an earlier version has read, from the texts in the ledger."`
	Language  text.Lang `help:"Language of the reports (en, es), where the pages do not say."`
	Published string    `help:"Day of publication (2025-11-04), where the pages do not say."`
	Because   string    `help:"Why they are filed." default:"added from the command line"`
	JSON      bool      `help:"Print one JSON object."`
	ledgerFlag
	agentFlag
}

// Help is shown below the usage line.
func (addCmd) Help() string {
	return `Reads reports and files what they claim in the ledger, which is made where there
is none. A report that this version has read before is left as it is: adding
twice changes nothing. A page whose text was edited is a new version beside the
old one. With --outdated, or when a report read by an earlier version is added
again, claims that are not found any more are retracted and new ones asserted;
what a person has confirmed, corrected or rejected stays.`
}

// Run files the inputs in order.
func (c *addCmd) Run(env *Env) (err error) {
	if len(c.Inputs) == 0 && !c.Outdated {
		return errors.New("add: name an input, or - for standard input, or --outdated")
	}
	options := page.Options{Language: c.Language}
	if c.Published != "" {
		if options.Published, err = chancery.ParseDay(c.Published); err != nil {
			return fmt.Errorf("--published: %w", err)
		}
	}
	reader, err := extract.New()
	if err != nil {
		return err
	}
	store, err := c.open(env.Ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	f := filing{env: env, reader: reader, store: store, agent: c.name(), because: c.Because}
	if c.Outdated {
		if err := f.file(outdated(env, store)); err != nil {
			return err
		}
	}
	for _, input := range c.Inputs {
		if err := f.file(page.Open(env.Ctx, input, env.In, options)); err != nil {
			return err
		}
	}
	if err := f.print(env.Out, c.JSON); err != nil {
		return err
	}
	if f.failed {
		return errReported
	}
	return nil
}

// outdated yields the reports in the ledger that another version has read.
func outdated(env *Env, store ledger.Store) iter.Seq2[chancery.Report, error] {
	return func(yield func(chancery.Report, error) bool) {
		for id, err := range store.Outdated(env.Ctx, readerVersion) {
			var r chancery.Report
			if err == nil {
				r, err = store.Report(env.Ctx, id)
			}
			if !yield(r, err) || err != nil {
				return
			}
		}
	}
}

// filing reads reports and files them, some at a time.
type filing struct {
	env            *Env
	reader         *extract.Reader
	store          ledger.Store
	agent, because string
	total          ledger.Receipt
	failed         bool
}

// file files all reports of a sequence. One that cannot be read is named on
// standard error, and the others are filed.
func (f *filing) file(reports iter.Seq2[chancery.Report, error]) error {
	var some []chancery.Report
	for r, err := range reports {
		if err != nil {
			f.failed = true
			fmt.Fprintln(f.env.Err, "chancery:", err)
			continue
		}
		if some = append(some, r); len(some) == chunk {
			if err := f.append(some); err != nil {
				return err
			}
			some = some[:0]
		}
	}
	if err := f.env.Ctx.Err(); err != nil {
		return err
	}
	return f.append(some)
}

// append reads some reports, on all processors, and files them in one
// transaction.
func (f *filing) append(reports []chancery.Report) error {
	steps := make([]ledger.Step, len(reports))
	free := make(chan struct{}, runtime.GOMAXPROCS(0))
	var reading sync.WaitGroup
	for i, r := range reports {
		free <- struct{}{}
		reading.Go(func() {
			defer func() { <-free }()
			steps[i] = ledger.Read{Reader: readerVersion, Reading: f.reader.Read(r)}
		})
	}
	reading.Wait()
	got, err := f.store.Append(f.env.Ctx, ledger.Batch{Agent: f.agent, Because: f.because, At: f.env.Now(), Steps: steps})
	if err != nil {
		return err
	}
	t := &f.total
	if t.First == 0 {
		t.First = got.First
	}
	t.Last = max(t.Last, got.Last)
	t.Reports, t.Copies, t.Unchanged = t.Reports+got.Reports, t.Copies+got.Copies, t.Unchanged+got.Unchanged
	t.Asserted, t.Retracted, t.Barred = t.Asserted+got.Asserted, t.Retracted+got.Retracted, t.Barred+got.Barred
	return nil
}

// print says what was filed.
func (f *filing) print(w io.Writer, asJSON bool) error {
	t := f.total
	if asJSON {
		return json.NewEncoder(w).Encode(t)
	}
	if t.Last == 0 {
		_, err := fmt.Fprintf(w, "nothing new: %s read before\n", count(t.Unchanged, "report was", "reports were"))
		return err
	}
	parts := []string{count(t.Reports, "new report", "new reports")}
	for _, p := range []struct {
		n         int
		one, many string
	}{
		{t.Copies, "text known already, met elsewhere", "texts known already, met elsewhere"},
		{t.Unchanged, "report read before", "reports read before"},
		{t.Asserted, "claim asserted", "claims asserted"},
		{t.Retracted, "claim retracted", "claims retracted"},
		{t.Barred, "claim left retracted, as a person decided", "claims left retracted, as a person decided"},
	} {
		if p.n > 0 {
			parts = append(parts, count(p.n, p.one, p.many))
		}
	}
	_, err := fmt.Fprintf(w, "%s: %s\n", entries(t.First, t.Last), strings.Join(parts, ", "))
	return err
}

// count is "1 report" or "2 reports".
func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprint(n, " ", many)
}

// entries is "entry 7" or "entries 7 to 9".
func entries(first, last int64) string {
	if first == last {
		return fmt.Sprint("entry ", first)
	}
	return fmt.Sprintf("entries %d to %d", first, last)
}
