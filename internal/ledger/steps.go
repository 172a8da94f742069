package ledger

import (
	"fmt"

	"github.com/chancery-ledger/chancery"
)

// assert enters that a claim of a report in the ledger is held; e carries who
// read it or which entry it answers.
func (p *planner) assert(report string, known *ReportState, c *claimed, e chancery.Entry) {
	old := p.state.Claims[c.ID]
	if old == nil {
		row := c.row
		row.Entry, row.Report, row.Appearance = p.state.Head.Number+1, known.Entry, known.Faces[known.Face]
		p.rows.Claims = append(p.rows.Claims, row)
		old = &ClaimState{Entry: row.Entry, Report: report, Digest: c.digest, Spans: Spans(&c.Claim)}
		p.state.Claims[c.ID] = old
		known.Claims[c.ID] = true
	}
	e.Verb, e.ClaimID, e.Digest = chancery.Assert, c.ID, old.Digest
	p.enter(e)
	old.Held, old.Reader, old.Confirmed = true, e.Reader, false
	p.receipt.Asserted++
}

// retract enters that a claim held until now is held no longer.
func (p *planner) retract(id string, e chancery.Entry) chancery.Entry {
	e.Verb, e.ClaimID = chancery.Retract, id
	e = p.enter(e)
	c := p.state.Claims[id]
	c.Held, c.Reader, c.Confirmed = false, e.Reader, false
	p.receipt.Retracted++
	return e
}

// claim returns what is held of a claim that must be known.
func (p *planner) claim(id string) (*ClaimState, error) {
	c := p.state.Claims[id]
	if c == nil {
		return nil, fmt.Errorf("claim %s: %w", id, ErrUnknown)
	}
	return c, nil
}

func (p *planner) assertByHand(report string, c chancery.Claim, of int64) error {
	known := p.state.Reports[report]
	if known == nil {
		return fmt.Errorf("report %s: %w", report, ErrUnknown)
	}
	prepared, err := prepareClaim(report, known.Text, c)
	if err != nil {
		return err
	}
	if old := p.state.Claims[prepared.ID]; old == nil || !old.Held {
		p.assert(report, known, &prepared, chancery.Entry{Of: of})
	}
	return nil
}

// retractByHand returns the entry, or the zero Entry where the claim was not
// held.
func (p *planner) retractByHand(id string) (chancery.Entry, error) {
	c, err := p.claim(id)
	if err != nil {
		return chancery.Entry{}, err
	}
	if !c.Held {
		return chancery.Entry{}, nil
	}
	return p.retract(id, chancery.Entry{}), nil
}

func (p *planner) correct(s Correction) error {
	c, err := p.claim(s.Claim)
	if err != nil {
		return err
	}
	if Name(c.Report, &s.Right) == s.Claim {
		return fmt.Errorf("%w: the correction of claim %s says the same", ErrRefused, s.Claim)
	}
	e, err := p.retractByHand(s.Claim)
	if err != nil {
		return err
	}
	return p.assertByHand(c.Report, s.Right, e.Number)
}

func (p *planner) confirm(s Confirmation) error {
	c, err := p.claim(s.Claim)
	if err != nil {
		return err
	}
	if !c.Held {
		return fmt.Errorf("%w: claim %s was retracted", ErrRefused, s.Claim)
	}
	p.enter(chancery.Entry{Verb: chancery.Confirm, ClaimID: s.Claim})
	c.Confirmed = true
	return nil
}

// opine enters a merger or separation of two claims.
func (p *planner) opine(verb chancery.Verb, claim, other string) error {
	if claim == other {
		return fmt.Errorf("%w: a %s needs two claims", ErrRefused, verb)
	}
	for _, id := range []string{claim, other} {
		if _, err := p.claim(id); err != nil {
			return err
		}
	}
	e := p.enter(chancery.Entry{Verb: verb, ClaimID: claim, Other: other})
	p.state.Entries[e.Number] = verb
	return nil
}

func (p *planner) undo(s Undoing) error {
	switch verb := p.state.Entries[s.Entry]; verb {
	case "":
		return fmt.Errorf("entry %d: %w", s.Entry, ErrUnknown)
	case chancery.Merge, chancery.Split:
		p.enter(chancery.Entry{Verb: chancery.Undo, Of: s.Entry})
		return nil
	default:
		return fmt.Errorf("%w: entry %d is a %s; only a merge or split is undone", ErrRefused, s.Entry, verb)
	}
}
