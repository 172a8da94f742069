package ledger

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/chancery-ledger/chancery"
)

// Line is an entry with what it speaks of, exactly as stored: enough to check
// it, and to write it into another ledger. Exported as one JSON object a line,
// the lines of a ledger are the ledger.
type Line struct {
	Entry  chancery.Entry  `json:"entry"`
	Report json.RawMessage `json:"report,omitempty"` // read, copied: the particulars, without text
	Text   string          `json:"text,omitempty"`   // read: the text, where this entry brought it; withhold: what is left of it
	Print  []byte          `json:"print,omitempty"`  // the fingerprint, where the text is not whole
	On     string          `json:"on,omitempty"`     // assert: id of the report that the claim is of
	Claim  json.RawMessage `json:"claim,omitempty"`  // assert: the claim
}

// check tells why a line cannot be true, or nil. textOf returns the text of a
// report.
func (l *Line) check(textOf func(report string) (string, error)) error {
	switch e := &l.Entry; e.Verb {
	case chancery.Read, chancery.Copied:
		return l.checkReport()
	case chancery.Assert:
		_, err := l.claim(textOf)
		return err
	case chancery.Withhold:
		return l.checkWithheld()
	}
	return nil
}

func (l *Line) checkReport() error {
	r, err := l.report()
	if err != nil {
		return err
	}
	_, digest, err := particulars(&r)
	switch {
	case err != nil:
		return err
	case digest != l.Entry.Digest:
		return fmt.Errorf("the particulars of report %s are not those that were read", l.Entry.Report)
	case r.ID != l.Entry.Report || l.Text != "" && !Withheld(l.Text) && TextID(l.Text) != r.ID:
		return fmt.Errorf("the text of report %s is not the one that was read", l.Entry.Report)
	}
	return nil
}

func (l *Line) report() (chancery.Report, error) {
	var r chancery.Report
	if err := json.Unmarshal(l.Report, &r); err != nil {
		return r, fmt.Errorf("report %s cannot be read: %v", l.Entry.Report, err)
	}
	return r, nil
}

// claim returns the claim of an assertion, checked against its names and its
// text.
func (l *Line) claim(textOf func(string) (string, error)) (chancery.Claim, error) {
	var c chancery.Claim
	if err := json.Unmarshal(l.Claim, &c); err != nil {
		return c, fmt.Errorf("claim %s cannot be read: %v", l.Entry.ClaimID, err)
	}
	body, err := canonicalise(l.Claim)
	switch {
	case err != nil:
		return c, err
	case hash(body) != l.Entry.Digest:
		return c, fmt.Errorf("claim %s is not as it was asserted", l.Entry.ClaimID)
	case c.ID != l.Entry.ClaimID || Name(l.On, &c) != c.ID:
		return c, fmt.Errorf("claim %s does not have the hash of its content", l.Entry.ClaimID)
	}
	text, err := textOf(l.On)
	if err != nil {
		return c, err
	}
	return c, checkClaim(text, &c)
}

// Replay writes lines of another ledger in tx, if they continue this one.
func Replay(ctx context.Context, tx Tx, lines []Line) error {
	var a Ask
	for _, l := range lines {
		switch l.Entry.Verb {
		case chancery.Read, chancery.Copied:
			r, err := l.report()
			if err != nil {
				return &Fault{Entry: l.Entry.Number, Why: err.Error()}
			}
			a.Reports, a.URLs = append(a.Reports, l.Entry.Report), append(a.URLs, r.URL)
		case chancery.Assert:
			a.Reports = append(a.Reports, l.On)
		case chancery.Withhold:
			a.Reports, a.Spans = append(a.Reports, l.Entry.Report), append(a.Spans, l.Entry.Report)
		}
		a.Claims = append(a.Claims, l.Entry.ClaimID, l.Entry.Other)
	}
	state, err := tx.Look(ctx, a)
	if err != nil {
		return err
	}
	p := planner{state: state}
	for i := range lines {
		if err := p.replay(&lines[i]); err != nil {
			return &Fault{Entry: lines[i].Entry.Number, Why: err.Error()}
		}
	}
	if len(lines) == 0 {
		return nil
	}
	return tx.Write(ctx, &p.rows)
}

func (p *planner) replay(l *Line) error {
	if err := follows(&p.state.Head, &l.Entry); err != nil {
		return err
	}
	switch l.Entry.Verb {
	case chancery.Read, chancery.Copied:
		if err := p.replayReport(l); err != nil {
			return err
		}
	case chancery.Assert:
		if err := p.replayClaim(l); err != nil {
			return err
		}
	case chancery.Withhold:
		if err := p.replayWithheld(l); err != nil {
			return err
		}
	}
	return p.replayed(l.Entry)
}

// replayed adds the entry of a line, once what it names is known.
func (p *planner) replayed(e chancery.Entry) error {
	for _, id := range []string{e.ClaimID, e.Other} {
		if id != "" && p.state.Claims[id] == nil {
			return fmt.Errorf("claim %s was never asserted", id)
		}
	}
	p.keep(e)
	return nil
}

func (p *planner) replayReport(l *Line) error {
	if err := l.checkReport(); err != nil {
		return err
	}
	r, err := l.report()
	if err != nil {
		return err
	}
	known := p.state.Reports[r.ID]
	if known == nil {
		r.Text = l.Text
		row, err := l.newReportRow(&r)
		if err != nil {
			return err
		}
		known = p.newReport(row, &r)
	}
	meta, err := canonicalise(l.Report)
	if err != nil {
		return err
	}
	r.Text = ""
	p.seen(&r, meta, known, l.Entry)
	return nil
}

// newReportRow is the row of a text that a line brings, or of what is left of
// it; an entry to come then says what that must be.
func (l *Line) newReportRow(r *chancery.Report) (ReportRow, error) {
	if !Withheld(r.Text) {
		if err := checkText(r); err != nil {
			return ReportRow{}, err
		}
		return newReportRow(r, newStemmer()), nil
	}
	if err := keepable(r); err != nil {
		return ReportRow{}, err
	}
	row := newReportRow(r, newStemmer())
	row.Print = l.Print
	return row, nil
}

func (p *planner) replayClaim(l *Line) error {
	known := p.state.Reports[l.On]
	if known == nil {
		return fmt.Errorf("claim %s is of report %s, which was never read", l.Entry.ClaimID, l.On)
	}
	c, err := l.claim(func(string) (string, error) { return known.Text, nil })
	if err != nil || p.state.Claims[c.ID] != nil {
		return err
	}
	row, digest, err := newClaimRow(&c)
	if err != nil {
		return err
	}
	row.Entry, row.Report, row.Appearance = l.Entry.Number, known.Entry, known.Faces[known.Face]
	p.rows.Claims = append(p.rows.Claims, row)
	p.state.Claims[c.ID] = &ClaimState{Entry: row.Entry, Report: l.On, Digest: digest}
	return nil
}
