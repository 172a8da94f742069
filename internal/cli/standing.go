package cli

import (
	"errors"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/show"
)

type standingCmd struct {
	A  string `arg:"" help:"A state or organisation by code, name or adjective, in English or Spanish."`
	B  string `arg:"" help:"The other one."`
	On string `help:"As of this day (2025-11-05); today where it is left out."`
	asking
}

// Help is shown below the usage line.
func (standingCmd) Help() string {
	return `Prints what stands between two parties: a line for each track with its state,
since when, on what it rests (reported, asserted, baseline, or the rule of law
alone), how many sources say so and when one last confirmed it; what is planned;
the words it rests on; the law to which both were parties; what is not known.

  chancery standing PER MEX --on 2025-11-05 --known 2025-11-06`
}

// Run answers for one pair.
func (c *standingCmd) Run(env *Env) (err error) {
	q, err := c.open(env)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, q.Close()) }()
	a, b, err := q.pair(c.A, c.B)
	if err != nil {
		return err
	}
	on, err := q.day("on", c.On)
	if err != nil {
		return err
	}
	book, err := q.between(a, b)
	if err != nil {
		return err
	}
	pair := book.Pair(a, b, on, q.known)
	return q.print(pair, func(p show.Standings) error { return p.Pair(env.Out, pair) })
}

// pair finds two parties.
func (q *question) pair(a, b string) (x, y chancery.Code, err error) {
	x, errA := q.Parties.Find(a)
	y, errB := q.Parties.Find(b)
	if err := errors.Join(errA, errB); err != nil {
		return "", "", err
	}
	if x == y {
		return "", "", errors.New("a standing is between two parties, and " + a + " and " + b + " are one")
	}
	return x, y, nil
}
