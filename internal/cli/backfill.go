package cli

import (
	"bufio"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/chancery-ledger/chancery/internal/extract"
	"github.com/chancery-ledger/chancery/internal/page"
	"github.com/chancery-ledger/chancery/internal/watch/backfill"
)

type backfillCmd struct {
	Inputs   []string `arg:"" optional:"" name:"input" help:"Archives (WARC), JSON Lines, feeds or pages, or folders of these."`
	List     []string `help:"Files that name inputs, one a line; - is standard input."`
	Progress string   `help:"File that keeps how far the inputs are read." default:"chancery.backfill"`
	Readers  int      `help:"Reports read at once; 0 is one for each processor."`
	Quiet    bool     `help:"Say nothing until the end."`
	ledgerFlag
	agentFlag
}

// Help is shown below the usage line.
func (backfillCmd) Help() string {
	return `Reads archives into a ledger, with the same memory however large they are. It can
be stopped at any moment: the next start goes on behind what was filed. A file
that is read to its end is passed over as long as it does not change.

  find /archive -name '*.warc.gz' | chancery backfill --list - --ledger postgres://ledger/chancery`
}

// Run reads until all is read, or it is interrupted.
func (c *backfillCmd) Run(env *Env) (err error) {
	files, err := c.files(env)
	if err != nil {
		return err
	}
	if len(files) == 0 {
		return errors.New("backfill: name an input, or a list with --list")
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
	progress, err := backfill.Open(c.Progress)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, progress.Close()) }()
	work := backfill.Work{
		Reader: reader, Ledger: store, Version: readerVersion, Agent: c.name(), Because: "read from an archive", Readers: c.Readers, Now: env.Now, Options: page.Options{},
		Broken: func(_ string, err error) { fmt.Fprintln(env.Err, "chancery:", err) },
	}
	if !c.Quiet {
		work.Filed = newTeller(env, len(files)).filed
	}
	s, err := work.Run(env.Ctx, files, progress)
	fmt.Fprintln(env.Out, summary(s))
	switch {
	case env.Ctx.Err() != nil:
		fmt.Fprintln(env.Err, "chancery: stopped; the same command goes on from here")
		return errReported
	case err == nil && s.Broken > 0:
		return errReported
	}
	return err
}

// summary is what was done and how fast.
func summary(s backfill.Summary) string {
	parts := []string{count(s.Reports, "report", "reports") + " of " + count(s.Files, "file", "files") + " read, " + count(s.Claims, "claim", "claims") + " asserted"}
	if s.Skipped > 0 {
		parts = append(parts, count(s.Skipped, "file", "files")+" read before")
	}
	if s.Broken > 0 {
		parts = append(parts, fmt.Sprint(s.Broken, " could not be read"))
	}
	if seconds := s.Took.Seconds(); s.Reports > 0 && seconds > 0 {
		each := seconds * float64(s.Readers)
		parts = append(parts, fmt.Sprintf("%s on %s: %.1f reports and %.0f kB of text a second and processor",
			s.Took.Round(time.Second), count(s.Readers, "processor", "processors"), float64(s.Reports)/each, float64(s.Bytes)/1000/each))
	}
	return strings.Join(parts, "; ")
}

// files are the inputs in order: folders by the names in them, lists as they
// stand.
func (c *backfillCmd) files(env *Env) ([]string, error) {
	var out []string
	for _, input := range c.Inputs {
		if page.IsAddress(input) {
			return nil, fmt.Errorf("backfill: %s is an address; fetch it first", input)
		}
		err := filepath.WalkDir(input, func(path string, d fs.DirEntry, err error) error {
			hidden := path != input && strings.HasPrefix(d.Name(), ".")
			switch {
			case err != nil:
				return err
			case d.IsDir() && hidden:
				return fs.SkipDir
			case !d.IsDir() && !hidden:
				out = append(out, path)
			}
			return nil
		})
		if err != nil {
			return nil, fmt.Errorf("backfill: %w", err)
		}
	}
	for _, list := range c.List {
		in := env.In
		if list != "-" {
			f, err := os.Open(list)
			if err != nil {
				return nil, fmt.Errorf("backfill: %w", err)
			}
			defer f.Close()
			in = f
		}
		lines := bufio.NewScanner(in)
		for lines.Scan() {
			if name := strings.TrimSpace(lines.Text()); name != "" {
				out = append(out, name)
			}
		}
		if err := lines.Err(); err != nil {
			return nil, fmt.Errorf("backfill: %s: %w", list, err)
		}
	}
	return out, nil
}

// teller says now and then how far it is.
type teller struct {
	env         *Env
	files, done int
	last        time.Time
}

func newTeller(env *Env, files int) *teller { return &teller{env: env, files: files, last: env.Now()} }

// tellEvery is how seldom a teller speaks.
const tellEvery = 10 * time.Second

func (t *teller) filed(f backfill.File) {
	if f.Done {
		t.done++
	}
	if now := t.env.Now(); now.Sub(t.last) >= tellEvery {
		t.last = now
		fmt.Fprintf(t.env.Err, "chancery: %d of %d files; %s: %s\n", t.done, t.files, f.Name, count(f.Reports, "report", "reports"))
	}
}
