package cli

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/baseline"
	"github.com/chancery-ledger/chancery/internal/catalogue"
	"github.com/chancery-ledger/chancery/internal/review"
	"github.com/chancery-ledger/chancery/internal/standing"
)

type reviewQueueCmd struct {
	Limit int  `help:"At most so many." default:"20"`
	JSON  bool `help:"Print one JSON object an event (JSON Lines)."`
	ledgerFlag
}

// Help is shown below the usage line.
func (reviewQueueCmd) Help() string {
	return `Lists the events that nobody has checked: those first without which another
state of things would stand and that are the most doubtful, being told by one
source or read unsurely.`
}

// Run lists.
func (c *reviewQueueCmd) Run(env *Env) (err error) {
	store, err := c.openThere(env.Ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	events, err := eventsOf(env, store)
	if err != nil {
		return err
	}
	weigh, err := weighing(events)
	if err != nil {
		return err
	}
	items := review.Queue(events, weigh)
	if c.Limit > 0 {
		items = items[:min(c.Limit, len(items))]
	}
	if c.JSON {
		enc := json.NewEncoder(env.Out)
		enc.SetEscapeHTML(false)
		for _, item := range items {
			if err := enc.Encode(item); err != nil {
				return err
			}
		}
		return nil
	}
	if len(items) == 0 {
		_, err := fmt.Fprintln(env.Out, "nothing to review")
		return err
	}
	for _, item := range items {
		if err := printItem(env.Out, item); err != nil {
			return err
		}
	}
	return nil
}

func printItem(w io.Writer, item review.Item) error {
	d := item.Event.Deed
	day := d.When.From.String()
	if d.When.To != d.When.From {
		day += " to " + d.When.To.String()
	}
	head := fmt.Sprintf("%s  %.2f  %s  %s  %s  %s", item.Event.ID, item.Score, d.Type, sides(d), item.Event.Status, day)
	if d.Person != "" {
		head += "  " + d.Person
	}
	if _, err := fmt.Fprintf(w, "%s\n    %s\n", head, strings.Join(item.Why, "; ")); err != nil {
		return err
	}
	for _, f := range item.Claims[:min(3, len(item.Claims))] {
		if _, err := fmt.Fprintf(w, "    claim %s  %q  %s %s\n", f.Claim.ID[:12], f.Claim.Evidence[0].Text,
			cmp.Or(f.Report.Publisher, "publisher not known"), cmp.Or(f.Report.Published.String(), "day not known")); err != nil {
			return err
		}
	}
	return nil
}

// sides is "PER > MEX", or "PER – MEX" where the deed has one side.
func sides(d chancery.Deed) string {
	names := func(side []chancery.Party, between string) string {
		var codes []string
		for _, p := range side {
			codes = append(codes, string(p.Code))
		}
		return strings.Join(codes, between)
	}
	if len(d.To) == 0 {
		return names(d.From, " – ")
	}
	return strings.TrimSpace(names(d.From, ", ") + " > " + names(d.To, ", "))
}

// weighing returns what depends on an event: 1 where some state between its
// parties would be another without it, else a tenth for an act that could
// change one and a hundredth for the rest.
func weighing(events []chancery.Event) (review.Consequence, error) {
	rules, err := standing.Load()
	if err != nil {
		return nil, err
	}
	kinds, err := catalogue.Load()
	if err != nil {
		return nil, err
	}
	book := standing.Fold(rules, baseline.Open(), events)
	return func(ev chancery.Event) float64 {
		if changes(book, ev) {
			return 1
		}
		if k, _ := kinds.Kind(ev.Deed.Type); k.Tier == "A" {
			return 0.1
		}
		return 0.01
	}, nil
}

// changes tells whether something between the parties of an event would stand
// otherwise without it.
func changes(book *standing.Book, ev chancery.Event) bool {
	pairs := pairsOf(ev.Deed)
	with := states(book, pairs)
	book.Drop(ev.ID)
	without := states(book, pairs)
	book.Put(ev)
	return with != without
}

// pairsOf are the pairs between which a deed stands.
func pairsOf(d chancery.Deed) (pairs [][2]chancery.Code) {
	for i, p := range d.From {
		others := d.To
		if len(others) == 0 {
			others = d.From[i+1:]
		}
		for _, q := range others {
			pairs = append(pairs, [2]chancery.Code{p.Code, q.Code})
		}
	}
	return pairs
}

// states are the states of all lines between some pairs, as one text.
func states(book *standing.Book, pairs [][2]chancery.Code) string {
	var b strings.Builder
	for _, p := range pairs {
		for _, a := range book.Pair(p[0], p[1], 0, standing.Known{}).Answers {
			fmt.Fprintf(&b, "%v %s %v;", a.Line, a.State, a.Flags)
		}
	}
	return b.String()
}
