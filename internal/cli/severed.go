package cli

import (
	"errors"

	"github.com/chancery-ledger/chancery/internal/show"
)

type whoSeveredCmd struct {
	Since string `help:"Severances and suspensions that began on this day or later." required:""`
	asking
}

// Help is shown below the usage line.
func (whoSeveredCmd) Help() string {
	return `Prints who severed or suspended diplomatic relations, the latest first, and whether
it still was so; last those that a list has without a day.

  chancery who-severed --since 2024-01-01`
}

// Run lists the severances.
func (c *whoSeveredCmd) Run(env *Env) (err error) {
	q, err := c.open(env)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, q.Close()) }()
	since, err := q.day("since", c.Since)
	if err != nil {
		return err
	}
	book, err := q.all()
	if err != nil {
		return err
	}
	found := book.WhoSevered(since, q.known)
	return q.print(found, func(p show.Standings) error { return p.Severances(env.Out, since, found) })
}
