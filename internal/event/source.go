package event

import (
	"context"
	"iter"
	"math"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/ledger"
)

// Source is what is read of a ledger.
type Source interface {
	Head(ctx context.Context) (chancery.Entry, error)
	Claims(ctx context.Context, q ledger.Query) iter.Seq2[chancery.Filed, error]
	Entries(ctx context.Context, after int64) iter.Seq2[chancery.Entry, error]
	Opinions(ctx context.Context) iter.Seq2[chancery.Entry, error]
}

// Update takes in what a ledger has come to hold since the last Update, or all
// of it the first time, up to its head.
func (x *Index) Update(ctx context.Context, src Source) error {
	return x.UpdateTo(ctx, src, math.MaxInt64)
}

// UpdateTo is Update up to the entry of a number, or to the head where that
// comes first.
func (x *Index) UpdateTo(ctx context.Context, src Source, number int64) error {
	head, err := src.Head(ctx)
	if err != nil {
		return err
	}
	if number = min(number, head.Number); number <= x.last {
		return nil
	}
	for f, err := range src.Claims(ctx, ledger.Query{After: x.last, Known: number, Retracted: true}) {
		if err != nil {
			return err
		}
		x.Add(f)
	}
	entries := src.Entries(ctx, x.last)
	if x.last == 0 {
		entries = src.Opinions(ctx) // what became of each claim came with it
	}
	for e, err := range entries {
		if err != nil {
			return err
		}
		if e.Number > number {
			break
		}
		x.follow(e)
	}
	x.last = number
	return nil
}

// Last is the number of the last entry taken in by Update.
func (x *Index) Last() int64 { return x.last }

// follow takes in an entry about a claim that has been added.
func (x *Index) follow(e chancery.Entry) {
	switch e.Verb {
	case chancery.Retract:
		x.Retract(e.ClaimID, e.Number)
	case chancery.Confirm:
		x.Confirm(e.ClaimID, e.Number)
	default:
		x.Opine(e)
	}
}

// Between returns the events between two parties as the ledger stood after an
// entry; known 0 is now. Only the claims on the two are read, so that an event
// of several parties shows as far as it is between these.
func Between(ctx context.Context, rules *Rules, src Source, a, b chancery.Code, known int64) ([]chancery.Event, error) {
	x := NewIndex(rules)
	x.only = &[2]chancery.Code{min(a, b), max(a, b)}
	for _, parties := range [][]chancery.Code{{a, b}, {"", a}, {"", b}} {
		for f, err := range src.Claims(ctx, ledger.Query{Parties: parties, Known: known, Retracted: true}) {
			if err != nil {
				return nil, err
			}
			if parties[0] != "" || f.Claim.Person != "" {
				x.Add(f)
			}
		}
	}
	for e, err := range src.Opinions(ctx) {
		if err != nil {
			return nil, err
		}
		if known == 0 || e.Number <= known {
			x.Opine(e)
		}
	}
	events, _ := x.Changes()
	return between(events, a, b), nil
}

// between returns the events in which both stand.
func between(events []chancery.Event, a, b chancery.Code) []chancery.Event {
	var out []chancery.Event
	for _, ev := range events {
		named := map[chancery.Code]bool{}
		for _, side := range [][]chancery.Party{ev.Deed.From, ev.Deed.To} {
			for _, p := range side {
				named[p.Code] = true
			}
		}
		if named[a] && named[b] {
			out = append(out, ev)
		}
	}
	return out
}
