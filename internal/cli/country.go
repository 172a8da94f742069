package cli

import (
	"errors"
	"fmt"
	"slices"

	"github.com/chancery-ledger/chancery/internal/show"
	"github.com/chancery-ledger/chancery/internal/standing"
)

type countryCmd struct {
	Code    string `arg:"" name:"party" help:"A state by code, name or adjective, in English or Spanish."`
	On      string `help:"As of this day (2025-11-05); today where it is left out."`
	Among   string `help:"Only with the states of a group or region, such as \"South America\" or \"Sudamérica\"."`
	Without bool   `help:"Only those with which there are no diplomatic relations, and their number."`
	asking
}

// Help is shown below the usage line.
func (countryCmd) Help() string {
	return `Prints how a state stands with all others, or with those of a group.

  chancery country MEX --among "South America" --without --on 2025-11-04`
}

// Run answers for one state.
func (c *countryCmd) Run(env *Env) (err error) {
	q, err := c.open(env)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, q.Close()) }()
	code, err := q.Parties.Find(c.Code)
	if err != nil {
		return err
	}
	on, err := q.day("on", c.On)
	if err != nil {
		return err
	}
	book, err := q.all()
	if err != nil {
		return err
	}
	country := standing.Country{Code: code, On: on, Known: q.known}
	if c.Among == "" {
		country = book.Country(code, on, q.known)
	} else {
		group, ok := q.Base.Group(c.Among)
		if !ok {
			return fmt.Errorf("--among %q: no such group", c.Among)
		}
		country.Dealings = book.Among(q.Base.Members(group, on), code, on, q.known)
	}
	if c.Without {
		country.Dealings = slices.DeleteFunc(country.Dealings, func(d standing.Dealing) bool { return d.Class != standing.Off })
	}
	return q.print(country, func(p show.Standings) error { return p.Country(env.Out, country) })
}
