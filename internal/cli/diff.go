package cli

import (
	"errors"
	"fmt"
	"slices"

	"github.com/chancery-ledger/chancery/internal/show"
	"github.com/chancery-ledger/chancery/internal/standing"
)

type diffCmd struct {
	From string `help:"The earlier day." required:""`
	To   string `help:"The later day; today where it is left out."`
	With string `help:"Only what concerns this party."`
	asking
}

// Help is shown below the usage line.
func (diffCmd) Help() string {
	return `Prints every track whose state, or whose flags, are not on one day what they were
on another.

  chancery diff --from 2025-11-01 --to 2025-11-30`
}

// Run compares two days.
func (c *diffCmd) Run(env *Env) (err error) {
	q, err := c.open(env)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, q.Close()) }()
	from, errFrom := q.day("from", c.From)
	to, errTo := q.day("to", c.To)
	if err := errors.Join(errFrom, errTo); err != nil {
		return err
	}
	if from > to {
		return fmt.Errorf("--from %s is after --to %s", from, to)
	}
	book, err := q.all()
	if err != nil {
		return err
	}
	changes := book.Diff(from, to, q.known)
	if c.With != "" {
		code, err := q.Parties.Find(c.With)
		if err != nil {
			return err
		}
		changes = slices.DeleteFunc(changes, func(x standing.Change) bool { return x.Line.A != code && x.Line.B != code })
	}
	return q.print(changes, func(p show.Standings) error { return p.Changes(env.Out, from, to, changes) })
}
