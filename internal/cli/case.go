package cli

import (
	"errors"

	"github.com/chancery-ledger/chancery/internal/show"
)

type caseCmd struct {
	Person string `arg:"" help:"A person's name, or a part of it."`
	asking
}

// Help is shown below the usage line.
func (caseCmd) Help() string {
	return `Prints the history of one person: asylum (sought, granted, safe-conduct asked for,
deferred, refused or granted, departed), arrests, charges and sentences, offices,
bans, each with its words and what is planned.

  chancery case "Betssy Chávez"`
}

// Run tells the history of one person.
func (c *caseCmd) Run(env *Env) (err error) {
	q, err := c.open(env)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, q.Close()) }()
	book, err := q.all()
	if err != nil {
		return err
	}
	file := book.Case(c.Person, q.known)
	return q.print(file, func(p show.Standings) error { return p.Case(env.Out, file) })
}
