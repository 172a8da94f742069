package cli

import (
	"errors"

	"github.com/chancery-ledger/chancery/internal/show"
)

type timelineCmd struct {
	A string `arg:"" help:"A state or organisation by code, name or adjective, in English or Spanish."`
	B string `arg:"" help:"The other one."`
	asking
}

// Help is shown below the usage line.
func (timelineCmd) Help() string {
	return `Prints the history between two parties, track by track: each state with the day
on which it began, who did it, and the words of the earliest report.

  chancery timeline Ecuador México`
}

// Run tells the history of one pair.
func (c *timelineCmd) Run(env *Env) (err error) {
	q, err := c.open(env)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, q.Close()) }()
	a, b, err := q.pair(c.A, c.B)
	if err != nil {
		return err
	}
	book, err := q.between(a, b)
	if err != nil {
		return err
	}
	t := book.Timeline(a, b, q.known)
	return q.print(t, func(p show.Standings) error { return p.Timeline(env.Out, t) })
}
