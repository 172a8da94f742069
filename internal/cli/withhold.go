package cli

import (
	"encoding/json"
	"errors"
	"fmt"

	"github.com/chancery-ledger/chancery/internal/ledger"
	"github.com/chancery-ledger/chancery/internal/ledger/retention"
)

type withholdCmd struct {
	Reports   []string `arg:"" optional:"" name:"report" help:"Ids of reports."`
	Older     *int     `help:"Texts that came into the ledger so many days ago, or earlier." placeholder:"DAYS"`
	Publisher string   `help:"Of those, the texts of this publisher."`
	Because   string   `help:"Why the reports are withheld; with --older the rule is the reason." placeholder:"REASON"`
	JSON      bool     `help:"Print one JSON object."`
	ledgerFlag
	agentFlag
}

// Help is shown below the usage line.
func (withholdCmd) Help() string {
	return `The texts of reports belong to their publishers. Of a withheld text the ledger
keeps the sentences on which claims rest and where they stand, so that every
answer goes on showing its evidence; the rest is gone for good, and the report is
never read again. An entry says so, and the ledger verifies as before.

  chancery withhold --older 90
  chancery withhold --older 30 --publisher "El Faro"
  chancery withhold 3fb1…64 letters… --because "asked for by the publisher"

Backups and exports made before have the texts still.`
}

// Run withholds.
func (c *withholdCmd) Run(env *Env) (err error) {
	if err := c.check(); err != nil {
		return err
	}
	store, err := c.openThere(env.Ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	n, err := c.withhold(env, store)
	switch {
	case err != nil:
		return fmt.Errorf("withhold: %s withheld, then: %w", count(n, "text", "texts"), err)
	case c.JSON:
		return json.NewEncoder(env.Out).Encode(map[string]int{"withheld": n})
	}
	_, err = fmt.Fprintln(env.Out, count(n, "text", "texts"), "withheld")
	return err
}

func (c *withholdCmd) check() error {
	switch {
	case (c.Older == nil) == (len(c.Reports) == 0):
		return errors.New("withhold: name reports, or say with --older after how many days")
	case c.Older == nil && c.Publisher != "":
		return errors.New("withhold: --publisher goes with --older")
	case c.Older != nil && *c.Older < 0:
		return errors.New("withhold: --older is a number of days")
	case len(c.Reports) > 0 && c.Because == "":
		return errors.New("withhold: say with --because why")
	}
	return nil
}

func (c *withholdCmd) withhold(env *Env, store ledger.Store) (int, error) {
	if c.Older != nil {
		return retention.Apply(env.Ctx, store, retention.Rule{Days: *c.Older, Publisher: c.Publisher}, c.name(), env.Now())
	}
	b := ledger.Batch{Agent: c.name(), Because: c.Because, At: env.Now()}
	for _, id := range c.Reports {
		b.Steps = append(b.Steps, ledger.Withholding{Report: id})
	}
	got, err := store.Append(env.Ctx, b)
	return got.Withheld, err
}
