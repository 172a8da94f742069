package cli

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/event"
	"github.com/chancery-ledger/chancery/internal/ledger"
	"github.com/chancery-ledger/chancery/internal/review"
)

type reviewCmd struct {
	Queue   reviewQueueCmd   `cmd:"" default:"withargs" help:"List what most needs a look."`
	Confirm reviewConfirmCmd `cmd:"" help:"Record that a claim is what its report says."`
	Correct reviewCorrectCmd `cmd:"" help:"Put another claim in the place of one."`
	Reject  reviewRejectCmd  `cmd:"" help:"Retract a claim, for good."`
	Merge   reviewMergeCmd   `cmd:"" help:"Record that two events are one deed."`
	Split   reviewSplitCmd   `cmd:"" help:"Record that a claim speaks of another deed than its event."`
	Undo    reviewUndoCmd    `cmd:"" help:"Take back a merge or split."`
}

// Help is shown below the usage line.
func (reviewCmd) Help() string {
	return `Every decision is an entry of the ledger with who made it and why. Claims and
events are named by the first letters of their ids, as the queue prints them.`
}

// reviewing are the flags of every decision.
type reviewing struct {
	Because string `required:"" help:"Why."`
	JSON    bool   `help:"Print one JSON object."`
	ledgerFlag
	agentFlag
}

// reviewer is a [review.Desk] with what it takes to find claims and events.
type reviewer struct {
	review.Desk
	env   *Env
	store ledger.Store
}

// decide opens the ledger, lets do decide, and prints what it came to.
func (r *reviewing) decide(env *Env, do func(reviewer) (ledger.Receipt, error)) (err error) {
	store, err := r.openThere(env.Ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	got, err := do(reviewer{review.Desk{Ledger: store, Agent: r.name(), Now: env.Now}, env, store})
	switch {
	case err != nil:
		return err
	case r.JSON:
		return json.NewEncoder(env.Out).Encode(got)
	case got.Last == 0:
		_, err = fmt.Fprintln(env.Out, "nothing to do: it is so already")
	default:
		_, err = fmt.Fprintln(env.Out, entries(got.First, got.Last))
	}
	return err
}

// claim finds the one claim whose id begins so.
func (d reviewer) claim(prefix string) (chancery.Filed, error) {
	if prefix == "" {
		return chancery.Filed{}, errors.New("name a claim")
	}
	var found chancery.Filed
	for f, err := range d.store.Claims(d.env.Ctx, ledger.Query{Retracted: true}) {
		switch {
		case err != nil:
			return found, err
		case !strings.HasPrefix(f.Claim.ID, prefix) || f.Claim.ID == found.Claim.ID:
			continue
		case found.Claim.ID != "":
			return found, fmt.Errorf("claim %s: there are several, among them %s and %s", prefix, found.Claim.ID, f.Claim.ID)
		}
		found = f
	}
	if found.Claim.ID == "" {
		return found, fmt.Errorf("claim %s: %w", prefix, ledger.ErrUnknown)
	}
	return found, nil
}

// events finds, for each prefix, the one event whose id begins so.
func (d reviewer) events(prefixes ...string) ([]chancery.Event, error) {
	all, err := eventsOf(d.env, d.store)
	if err != nil {
		return nil, err
	}
	found := make([]chancery.Event, len(prefixes))
	for i, prefix := range prefixes {
		for _, ev := range all {
			switch {
			case prefix == "" || !strings.HasPrefix(ev.ID, prefix):
				continue
			case found[i].ID != "":
				return nil, fmt.Errorf("event %s: there are several, among them %s and %s", prefix, found[i].ID, ev.ID)
			}
			found[i] = ev
		}
		if found[i].ID == "" {
			return nil, fmt.Errorf("event %s: %w", prefix, ledger.ErrUnknown)
		}
	}
	return found, nil
}

// eventsOf are all events of a ledger.
func eventsOf(env *Env, store ledger.Store) ([]chancery.Event, error) {
	rules, err := event.Load()
	if err != nil {
		return nil, err
	}
	x := event.NewIndex(rules)
	if err := x.Update(env.Ctx, store); err != nil {
		return nil, err
	}
	events, _ := x.Changes()
	return events, nil
}

type reviewConfirmCmd struct {
	Claim string `arg:"" help:"Id of the claim."`
	reviewing
}

// Run confirms.
func (c *reviewConfirmCmd) Run(env *Env) error {
	return c.decide(env, func(d reviewer) (ledger.Receipt, error) {
		f, err := d.claim(c.Claim)
		if err != nil {
			return ledger.Receipt{}, err
		}
		return d.Confirm(env.Ctx, f.Claim.ID, c.Because)
	})
}

type reviewRejectCmd struct {
	Claim string `arg:"" help:"Id of the claim."`
	reviewing
}

// Run rejects.
func (c *reviewRejectCmd) Run(env *Env) error {
	return c.decide(env, func(d reviewer) (ledger.Receipt, error) {
		f, err := d.claim(c.Claim)
		if err != nil {
			return ledger.Receipt{}, err
		}
		return d.Reject(env.Ctx, f.Claim.ID, c.Because)
	})
}

type reviewCorrectCmd struct {
	Claim string `arg:"" help:"Id of the claim."`
	Right string `arg:"" help:"File with members of the claim that are to be otherwise, as JSON such as {\"status\":\"planned\"}, or - for standard input."`
	reviewing
}

// Run corrects: what the file does not name stays as it was.
func (c *reviewCorrectCmd) Run(env *Env) error {
	return c.decide(env, func(d reviewer) (ledger.Receipt, error) {
		f, err := d.claim(c.Claim)
		if err != nil {
			return ledger.Receipt{}, err
		}
		change, err := readInput(env, c.Right)
		if err != nil {
			return ledger.Receipt{}, err
		}
		right := f.Claim
		if err := json.Unmarshal(change, &right); err != nil {
			return ledger.Receipt{}, fmt.Errorf("%s: %w", c.Right, err)
		}
		return d.Correct(env.Ctx, f.Claim.ID, right, c.Because)
	})
}

func readInput(env *Env, path string) ([]byte, error) {
	if path == "-" {
		return io.ReadAll(env.In)
	}
	return os.ReadFile(path)
}

type reviewMergeCmd struct {
	Event string `arg:"" help:"Id of one event."`
	With  string `arg:"" help:"Id of the other."`
	reviewing
}

// Run merges.
func (c *reviewMergeCmd) Run(env *Env) error {
	return c.decide(env, func(d reviewer) (ledger.Receipt, error) {
		evs, err := d.events(c.Event, c.With)
		if err != nil {
			return ledger.Receipt{}, err
		}
		return d.Merge(env.Ctx, evs[0], evs[1], c.Because)
	})
}

type reviewSplitCmd struct {
	Event string `arg:"" help:"Id of the event."`
	Claim string `arg:"" help:"Id of the claim that does not belong to it."`
	reviewing
}

// Run splits.
func (c *reviewSplitCmd) Run(env *Env) error {
	return c.decide(env, func(d reviewer) (ledger.Receipt, error) {
		evs, err := d.events(c.Event)
		if err != nil {
			return ledger.Receipt{}, err
		}
		f, err := d.claim(c.Claim)
		if err != nil {
			return ledger.Receipt{}, err
		}
		return d.Split(env.Ctx, evs[0], f.Claim.ID, c.Because)
	})
}

type reviewUndoCmd struct {
	Entry string `arg:"" help:"Number of the entry that merged or split."`
	reviewing
}

// Run undoes.
func (c *reviewUndoCmd) Run(env *Env) error {
	n, err := strconv.ParseInt(strings.TrimPrefix(c.Entry, "#"), 10, 64)
	if err != nil {
		return fmt.Errorf("entry %q: want a number", c.Entry)
	}
	return c.decide(env, func(d reviewer) (ledger.Receipt, error) { return d.Undo(env.Ctx, n, c.Because) })
}
