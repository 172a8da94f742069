package cli

import (
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/chancery-ledger/chancery/internal/ledger/export"
)

type importCmd struct {
	From string `arg:"" help:"JSON Lines as export jsonl writes them, or - for standard input."`
	ledgerFlag
}

// Help is shown below the usage line.
func (importCmd) Help() string {
	return `Writes exported entries into the ledger as they are, numbers, times and hashes
included. They must be the ones that this ledger has, then go on where it ends:
into a new ledger goes a whole export, into a copy made earlier what has been
added since. Every line is checked as verify checks it.`
}

// Run imports.
func (c *importCmd) Run(env *Env) (err error) {
	store, err := c.open(env.Ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	in := env.In
	if c.From != "-" {
		f, err := os.Open(c.From)
		if err != nil {
			return err
		}
		defer f.Close()
		in = f
	}
	return c.read(env, in, store)
}

func (c *importCmd) read(env *Env, in io.Reader, store export.Importer) error {
	n, err := export.Import(env.Ctx, in, store)
	if err != nil {
		return fmt.Errorf("import: %d entries went in, then: %w", n, err)
	}
	if n == 0 {
		_, err = fmt.Fprintln(env.Out, "nothing new")
		return err
	}
	_, err = fmt.Fprintln(env.Out, count(int(n), "entry", "entries"), "went in")
	return err
}
