package cli

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"strconv"
	"strings"
	"time"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/catalogue"
	"github.com/chancery-ledger/chancery/internal/desk"
	"github.com/chancery-ledger/chancery/internal/show"
	"github.com/chancery-ledger/chancery/internal/standing"
)

// asking are the flags of every command that asks what stands.
type asking struct {
	Known string `help:"As known on a day (2025-11-06), at a time (RFC 3339), or after an entry of the ledger (412)."`
	JSON  bool   `help:"Print one JSON object."`
	All   bool   `help:"Print every treaty, every piece of evidence and what moved nothing."`
	ledgerFlag
}

// question is what a command needs to answer.
type question struct {
	*desk.Desk
	env   *Env
	flags *asking
	known standing.Known
}

// open reads the tables and opens the ledger. Where there is none, the baseline
// answers alone.
func (a *asking) open(env *Env) (*question, error) {
	tables, err := desk.Load()
	if err != nil {
		return nil, err
	}
	store, err := a.openThere(env.Ctx)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		fmt.Fprintf(env.Err, "chancery: %v; until then only the baseline answers\n", err)
		store = desk.Nothing{}
	case err != nil:
		return nil, err
	}
	q := &question{Desk: desk.New(tables, store), env: env, flags: a}
	if q.known, err = q.readKnown(a.Known); err != nil {
		return nil, errors.Join(err, q.Close())
	}
	return q, nil
}

// readKnown reads a day, a time or the number of an entry.
func (q *question) readKnown(s string) (standing.Known, error) {
	var k standing.Known
	if s == "" {
		return k, nil
	}
	if n, err := strconv.ParseInt(strings.TrimPrefix(s, "#"), 10, 64); err == nil && n > 0 {
		head, err := q.Head(q.env.Ctx)
		if err == nil && n > head.Number {
			err = fmt.Errorf("--known %s: the ledger ends with entry %d", s, head.Number)
		}
		k.Number = n
		return k, err
	}
	if t, err := time.Parse(time.RFC3339, s); err == nil {
		k.Published = chancery.DayOf(t.UTC())
		if k.Number, err = q.NumberAt(q.env.Ctx, t); err == nil && k.Number == 0 { // before the first entry, and 0 would be now
			err = q.Close()
			q.Desk = desk.New(q.Tables, desk.Nothing{})
		}
		return k, err
	}
	d, err := chancery.ParseDay(s)
	if err != nil || len(s) != len(time.DateOnly) {
		return k, fmt.Errorf("--known %q: want a day (2025-11-06), a time (2025-11-06T09:00:00Z) or the number of an entry (412)", s)
	}
	k.Published = d
	return k, nil
}

// all is the book of the whole ledger.
func (q *question) all() (*standing.Book, error) { return q.At(q.env.Ctx, q.known.Number) }

// between is the book of two parties.
func (q *question) between(a, b chancery.Code) (*standing.Book, error) {
	return q.Between(q.env.Ctx, a, b, q.known.Number)
}

// print prints an answer as JSON, or as show lays it out.
func (q *question) print(answer any, page func(show.Standings) error) error {
	if q.flags.JSON {
		enc := json.NewEncoder(q.env.Out)
		enc.SetEscapeHTML(false)
		enc.SetIndent("", "  ")
		return enc.Encode(answer)
	}
	kinds, err := catalogue.Load()
	if err != nil {
		return err
	}
	return page(show.Standings{Rules: q.Law, Kinds: kinds, Style: q.env.style(), Name: q.Parties.Name, All: q.flags.All})
}

// day reads a day flag; "" is today.
func (q *question) day(flag, s string) (chancery.Day, error) {
	if s == "" {
		return chancery.DayOf(q.env.Now()), nil
	}
	d, err := chancery.ParseDay(s)
	if err == nil && len(s) != len(time.DateOnly) {
		err = fmt.Errorf("day %q: want the form 2025-11-03", s)
	}
	if err != nil {
		return 0, fmt.Errorf("--%s: %w", flag, err)
	}
	return d, nil
}
