package cli

import (
	"errors"
	"fmt"

	"github.com/chancery-ledger/chancery/internal/desk"
	"github.com/chancery-ledger/chancery/internal/ledger"
	"github.com/chancery-ledger/chancery/internal/ledger/sqlite"
)

type restoreCmd struct {
	From string `arg:"" help:"A backup, or any other ledger in a file." type:"existingfile"`
	ledgerFlag
}

// Help is shown below the usage line.
func (restoreCmd) Help() string {
	return `Puts a backup in the place of the ledger once all of it has verified. The ledger
that was there is kept beside it with the ending .before-restore. Nobody else may
have the ledger open. Into PostgreSQL a backup goes only where no ledger is.`
}

// Run restores and says what was restored.
func (c *restoreCmd) Run(env *Env) error {
	tally, err := c.restore(env)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(env.Out, "restored %d entries, %d reports, %d claims\n", tally.Entries, tally.Reports, tally.Claims)
	return err
}

func (c *restoreCmd) restore(env *Env) (tally ledger.Tally, err error) {
	if !desk.IsPostgres(c.Ledger) {
		return sqlite.Restore(env.Ctx, c.From, c.Ledger)
	}
	from, err := sqlite.Open(env.Ctx, c.From)
	if err != nil {
		return tally, err
	}
	defer func() { err = errors.Join(err, from.Close()) }()
	if tally, err = ledger.Verify(env.Ctx, from, nil); err != nil {
		return tally, err
	}
	to, err := c.open(env.Ctx)
	if err != nil {
		return tally, err
	}
	defer func() { err = errors.Join(err, to.Close()) }()
	if head, err := to.Head(env.Ctx); err != nil || head.Number > 0 {
		return tally, errors.Join(err, errors.New("there is a ledger in the database already, and a ledger only grows"))
	}
	return tally, replayAll(env.Ctx, from, to)
}
