package ledger

import (
	"context"
	"fmt"
	"runtime"
	"sync"
	"sync/atomic"

	"github.com/chancery-ledger/chancery"
)

// Prepared is a batch with everything worked out that does not depend on the
// ledger, so that a transaction holds up other writers no longer than it must.
type Prepared struct {
	batch Batch
	reads []*reading // by step; nil for a step that is no Read
}

// reading is a [Read] worked out.
type reading struct {
	reader string
	report chancery.Report
	meta   []byte // the particulars, and their digest
	digest string
	row    ReportRow // without its number
	claims []claimed
	err    error
}

// claimed is a claim worked out.
type claimed struct {
	chancery.Claim
	row    ClaimRow // without numbers
	digest string
}

// Prepare works a batch out, on all processors.
func Prepare(b Batch) *Prepared {
	p := &Prepared{b, make([]*reading, len(b.Steps))}
	var next atomic.Int64
	var workers sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(b.Steps)) {
		workers.Go(func() {
			stem := newStemmer()
			for i := next.Add(1) - 1; int(i) < len(b.Steps); i = next.Add(1) - 1 {
				if s, ok := b.Steps[i].(Read); ok {
					p.reads[i] = prepareRead(s, stem)
				}
			}
		})
	}
	workers.Wait()
	return p
}

func prepareRead(s Read, stem *stemmer) *reading {
	r := &reading{reader: s.Reader, report: s.Reading.Report}
	if s.Reader == "" || !plain(s.Reader) {
		r.err = fmt.Errorf("%w: a reading needs the version of its reader", ErrRefused)
		return r
	}
	if r.err = checkText(&r.report); r.err != nil {
		return r
	}
	if r.meta, r.digest, r.err = particulars(&r.report); r.err != nil {
		return r
	}
	r.row = newReportRow(&r.report, stem)
	for i := range s.Reading.Acts {
		c, err := prepareClaim(r.report.ID, r.report.Text, s.Reading.Acts[i])
		if err != nil {
			r.err = fmt.Errorf("claim %d of report %s: %w", i+1, r.report.ID, err)
			return r
		}
		r.claims = append(r.claims, c)
	}
	return r
}

// prepareClaim names a claim of a report, checks it against the text, and makes
// its row.
func prepareClaim(report, text string, c chancery.Claim) (claimed, error) {
	c.ID = Name(report, &c)
	if err := checkClaim(text, &c); err != nil {
		return claimed{}, err
	}
	row, digest, err := newClaimRow(&c)
	return claimed{c, row, digest}, err
}

// Append decides what the batch comes to, given what the ledger holds, and
// writes it in tx.
func (p *Prepared) Append(ctx context.Context, tx Tx) (Receipt, error) {
	state, err := tx.Look(ctx, p.ask())
	if err != nil {
		return Receipt{}, err
	}
	rows, receipt, err := plan(state, p)
	if err != nil || len(rows.Entries) == 0 {
		return receipt, err
	}
	return receipt, tx.Write(ctx, rows)
}

// ask collects what the steps touch.
func (p *Prepared) ask() Ask {
	var a Ask
	for i, s := range p.batch.Steps {
		switch s := s.(type) {
		case Read:
			a.Reports = append(a.Reports, p.reads[i].report.ID)
			a.URLs = append(a.URLs, s.Reading.Report.URL)
		case Assertion:
			a.Reports = append(a.Reports, s.Report)
		case Retraction:
			a.Claims = append(a.Claims, s.Claim)
		case Correction:
			a.Claims = append(a.Claims, s.Claim)
		case Confirmation:
			a.Claims = append(a.Claims, s.Claim)
		case Merger:
			a.Claims = append(a.Claims, s.Claim, s.Other)
		case Separation:
			a.Claims = append(a.Claims, s.Claim, s.Other)
		case Withholding:
			a.Reports, a.Spans = append(a.Reports, s.Report), append(a.Spans, s.Report)
		case Undoing:
			a.Entries = append(a.Entries, s.Entry)
		}
	}
	return a
}
