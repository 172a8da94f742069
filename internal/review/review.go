// Package review is where people decide: whether a claim is what its report
// says, and whether two claims speak of one deed. Each decision is an entry of
// the ledger with who made it and why; none changes or deletes anything, and
// each can be answered by another.
package review

import (
	"context"
	"fmt"
	"iter"
	"time"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/ledger"
)

// Ledger is what is needed of the ledger.
type Ledger interface {
	Append(ctx context.Context, b ledger.Batch) (ledger.Receipt, error)
	Claims(ctx context.Context, q ledger.Query) iter.Seq2[chancery.Filed, error]
}

// Desk is where one person decides.
type Desk struct {
	Ledger Ledger
	Agent  string           // who decides
	Now    func() time.Time // when
}

// Confirm records that a claim is what its report says. Later readings of the
// report leave it alone.
func (d Desk) Confirm(ctx context.Context, claim, because string) (ledger.Receipt, error) {
	return d.decide(ctx, because, ledger.Confirmation{Claim: claim})
}

// Reject retracts a claim. Later readings do not assert it again.
func (d Desk) Reject(ctx context.Context, claim, because string) (ledger.Receipt, error) {
	return d.decide(ctx, because, ledger.Retraction{Claim: claim})
}

// Correct puts another claim of the same report in the place of one.
func (d Desk) Correct(ctx context.Context, claim string, right chancery.Claim, because string) (ledger.Receipt, error) {
	return d.decide(ctx, because, ledger.Correction{Claim: claim, Right: right})
}

// Merge records the opinion that two events are one deed: that the first claim
// of the one speaks of what the first claim of the other does.
func (d Desk) Merge(ctx context.Context, a, b chancery.Event, because string) (ledger.Receipt, error) {
	return d.decide(ctx, because, ledger.Merger{Claim: anchor(a, "").Claim.ID, Other: anchor(b, "").Claim.ID})
}

// Split records the opinion that a claim does not speak of the deed of the
// event in which it stands.
func (d Desk) Split(ctx context.Context, ev chancery.Event, claim, because string) (ledger.Receipt, error) {
	other := anchor(ev, claim)
	if other == nil {
		return ledger.Receipt{}, fmt.Errorf("%w: event %s rests on no other claim than %s", ledger.ErrRefused, ev.ID, claim)
	}
	if !stands(ev, claim) {
		return ledger.Receipt{}, fmt.Errorf("claim %s in event %s: %w", claim, ev.ID, ledger.ErrUnknown)
	}
	return d.decide(ctx, because, ledger.Separation{Claim: claim, Other: other.Claim.ID})
}

// Undo takes back the merger or separation of an entry.
func (d Desk) Undo(ctx context.Context, entry int64, because string) (ledger.Receipt, error) {
	return d.decide(ctx, because, ledger.Undoing{Entry: entry})
}

func (d Desk) decide(ctx context.Context, because string, s ledger.Step) (ledger.Receipt, error) {
	return d.Ledger.Append(ctx, ledger.Batch{Agent: d.Agent, Because: because, At: d.Now(), Steps: []ledger.Step{s}})
}

// anchor is the claim that stands for an event: the first of those held that
// say what the event's status says, other than the one left out; else the
// first of any. It is nil where there is none.
func anchor(ev chancery.Event, leaveOut string) *chancery.Filed {
	var first *chancery.Filed
	for _, list := range [][]chancery.Filed{ev.Claims, ev.Denied} {
		for i := range list {
			f := &list[i]
			if f.Claim.ID == leaveOut {
				continue
			}
			if f.Retracted == 0 && f.Claim.Status == ev.Status {
				return f
			}
			if first == nil {
				first = f
			}
		}
	}
	return first
}

func stands(ev chancery.Event, claim string) bool {
	for _, list := range [][]chancery.Filed{ev.Claims, ev.Denied} {
		for i := range list {
			if list[i].Claim.ID == claim {
				return true
			}
		}
	}
	return false
}
