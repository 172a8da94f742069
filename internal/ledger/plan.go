package ledger

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/chancery-ledger/chancery"
)

// Tx is a writing transaction of a store. No other writer runs beside it.
type Tx interface {
	// Look returns what the ledger holds of what is asked for.
	Look(ctx context.Context, a Ask) (*State, error)
	// Write adds the rows.
	Write(ctx context.Context, r *Rows) error
}

// planner decides what a batch comes to. It changes state as it goes, so that
// each step sees what the steps before it did.
type planner struct {
	state   *State
	rows    Rows
	receipt Receipt
	agent   string
	because string
	at      time.Time
}

// plan returns what a batch comes to, given what the ledger holds. It touches
// nothing but state.
func plan(state *State, b *Prepared) (*Rows, Receipt, error) {
	if err := checkBatch(&b.batch); err != nil {
		return nil, Receipt{}, err
	}
	p := planner{state: state, agent: b.batch.Agent, because: b.batch.Because, at: stamp(b.batch.At, state.Head)}
	first := state.Head.Number + 1
	for i, s := range b.batch.Steps {
		if err := p.do(s, b.reads[i]); err != nil {
			return nil, Receipt{}, fmt.Errorf("step %d: %w", i+1, err)
		}
	}
	if n := len(p.rows.Entries); n > 0 {
		p.receipt.First, p.receipt.Last = first, first+int64(n)-1
	}
	return &p.rows, p.receipt, nil
}

func (p *planner) do(s Step, r *reading) error {
	switch s := s.(type) {
	case Read:
		return p.read(r)
	case Assertion:
		return p.assertByHand(s.Report, s.Claim, 0)
	case Retraction:
		_, err := p.retractByHand(s.Claim)
		return err
	case Correction:
		return p.correct(s)
	case Confirmation:
		return p.confirm(s)
	case Merger:
		return p.opine(chancery.Merge, s.Claim, s.Other)
	case Separation:
		return p.opine(chancery.Split, s.Claim, s.Other)
	case Undoing:
		return p.undo(s)
	case Withholding:
		return p.withhold(s)
	}
	return fmt.Errorf("%w: no such step: %T", ErrRefused, s)
}

// enter appends an entry: number, time, agent, reason and the links of the
// chain are filled in here and nowhere else.
func (p *planner) enter(e chancery.Entry) chancery.Entry {
	head := &p.state.Head
	e.Number, e.At, e.Agent, e.Prev = head.Number+1, p.at, p.agent, head.Hash
	if e.Because == "" {
		e.Because = p.because
	}
	e.Hash = HashEntry(&e)
	p.keep(e)
	return e
}

// keep adds the row of an entry that has its number, time and hash. What it
// names is known, or is about to be added under its number.
func (p *planner) keep(e chancery.Entry) {
	row := EntryRow{Entry: e}
	if e.ClaimID != "" {
		row.Claim = p.state.Claims[e.ClaimID].Entry
	}
	if e.Other != "" {
		row.Other = p.state.Claims[e.Other].Entry
	}
	if e.Report != "" {
		row.Report = p.state.Reports[e.Report].Entry
	}
	p.state.Head = e
	p.rows.Entries = append(p.rows.Entries, row)
}

// read files a report as a reader read it.
func (p *planner) read(r *reading) error {
	if r.err != nil {
		return r.err
	}
	known := p.state.Reports[r.report.ID]
	if known != nil && (known.Reader == r.reader || known.Withheld) {
		if known.URLs[r.report.URL] > 0 && (r.report.URL != "" || known.Faces[r.digest] > 0) { // a pasted text is known by its paper and day
			p.receipt.Unchanged++
			return nil
		}
		p.receipt.Copies++
		p.appear(r, known, chancery.Copied)
		return nil
	}
	if known == nil {
		known = p.newReport(r.row, &r.report)
	}
	p.appear(r, known, chancery.Read)
	known.Reader = r.reader
	return p.reread(r, known)
}

// newReport adds a text new to the ledger.
func (p *planner) newReport(row ReportRow, r *chancery.Report) *ReportState {
	row.Entry = p.state.Head.Number + 1
	p.rows.Reports = append(p.rows.Reports, row)
	p.receipt.Reports++
	known := &ReportState{Entry: row.Entry, Text: r.Text, Print: row.Print, Language: r.Language, Faces: map[string]int64{}, URLs: map[string]int{}, Claims: map[string]bool{}}
	p.state.Reports[row.ID] = known
	return known
}

// appear enters that a text was read, or met, under its particulars.
func (p *planner) appear(r *reading, known *ReportState, verb chancery.Verb) {
	e := p.enter(chancery.Entry{Verb: verb, Report: r.report.ID, Reader: r.reader, Digest: r.digest})
	p.seen(&r.report, r.meta, known, e)
}

// seen adds the particulars that the entry e brings, where they are new.
func (p *planner) seen(r *chancery.Report, meta []byte, known *ReportState, e chancery.Entry) {
	if e.Verb == chancery.Read {
		known.Face = e.Digest
	}
	if known.Faces[e.Digest] > 0 {
		return
	}
	version := known.URLs[r.URL]
	if version == 0 {
		version = 1
		if r.URL != "" {
			p.state.URLs[r.URL]++
			version = p.state.URLs[r.URL]
		}
		known.URLs[r.URL] = version
	}
	known.Faces[e.Digest] = e.Number
	p.rows.Appearances = append(p.rows.Appearances, AppearanceRow{
		Entry: e.Number, Report: known.Entry, URL: r.URL, Version: version, Published: r.Published, Digest: e.Digest, Meta: meta,
	})
}

// reread brings the claims held of a report to those that the reader found.
func (p *planner) reread(r *reading, known *ReportState) error {
	found := make(map[string]bool, len(r.claims))
	for i := range r.claims {
		found[r.claims[i].ID] = true
	}
	for _, old := range slices.Sorted(maps.Keys(known.Claims)) {
		if c := p.state.Claims[old]; c.Held && c.Reader != "" && !c.Confirmed && !found[old] {
			p.retract(old, chancery.Entry{Reader: r.reader, Because: "read again by " + r.reader + ": not found any more"})
		}
	}
	for i := range r.claims {
		c := &r.claims[i]
		if old := p.state.Claims[c.ID]; old != nil {
			if old.Held {
				continue
			}
			if old.Reader == "" { // a person has retracted it
				p.receipt.Barred++
				continue
			}
		}
		p.assert(r.report.ID, known, c, chancery.Entry{Reader: r.reader})
	}
	return nil
}
