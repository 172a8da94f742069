package ledger

import (
	"context"
	"encoding/hex"
	"fmt"
	"iter"

	"github.com/chancery-ledger/chancery"
)

// Fault is the first entry of a ledger that does not fit, and why.
type Fault struct {
	Entry int64  `json:"entry"`
	Why   string `json:"why"`
}

func (f *Fault) Error() string { return fmt.Sprintf("entry %d: %s", f.Entry, f.Why) }

// Unwrap makes a Fault an [ErrTampered].
func (f *Fault) Unwrap() error { return ErrTampered }

// Tally is what a verified ledger holds.
type Tally struct {
	Head    chancery.Entry `json:"head"`
	Entries int64          `json:"entries"`
	Reports int64          `json:"reports"`
	Claims  int64          `json:"claims"`
	Held    int64          `json:"held"` // claims not retracted
}

// Verifiable is what Verify reads.
type Verifiable interface {
	Lines(ctx context.Context, after int64) iter.Seq2[Line, error]
	Report(ctx context.Context, id string) (chancery.Report, error)
}

// Verify walks a ledger from its first entry and checks that each is numbered
// next, dated not before and chained by hash to the one before it; that every
// text, every report's particulars and every claim has the hash it was entered
// with; that evidence is the span of the text; and that only what is held is
// retracted. The error is a *[Fault] for the first entry that does not fit.
func Verify(ctx context.Context, src Verifiable, each func(*chancery.Entry)) (Tally, error) {
	v := verifier{src: src, texts: map[string]string{}, held: map[[32]byte]bool{}}
	for line, err := range src.Lines(ctx, 0) {
		if err != nil {
			return v.tally, err
		}
		if err := v.line(ctx, &line); err != nil {
			return v.tally, &Fault{Entry: line.Entry.Number, Why: err.Error()}
		}
		if each != nil {
			each(&line.Entry)
		}
	}
	return v.tally, ctx.Err()
}

type verifier struct {
	src   Verifiable
	tally Tally
	texts map[string]string // the last few, by report id
	held  map[[32]byte]bool // by claim id; false for a claim retracted
}

func (v *verifier) line(ctx context.Context, l *Line) error {
	if err := follows(&v.tally.Head, &l.Entry); err != nil {
		return err
	}
	textOf := func(id string) (string, error) { return v.text(ctx, id) }
	if l.Text != "" {
		v.tally.Reports++
		v.keep(l.Entry.Report, l.Text)
	}
	if err := l.check(textOf); err != nil {
		return err
	}
	v.tally.Head = l.Entry
	v.tally.Entries++
	return v.count(&l.Entry)
}

func (v *verifier) count(e *chancery.Entry) error {
	var id [32]byte
	_, _ = hex.Decode(id[:], []byte(e.ClaimID[:min(len(e.ClaimID), 64)]))
	held, known := v.held[id]
	switch e.Verb {
	case chancery.Assert:
		if held {
			return fmt.Errorf("claim %s is asserted while it is held", e.ClaimID)
		}
		if !known {
			v.tally.Claims++
		}
		v.tally.Held++
		v.held[id] = true
	case chancery.Retract:
		if !held {
			return fmt.Errorf("claim %s is retracted while it is not held", e.ClaimID)
		}
		v.tally.Held--
		v.held[id] = false
	}
	return nil
}

// text returns the text of a report, most often of the one just read.
func (v *verifier) text(ctx context.Context, id string) (string, error) {
	if t, ok := v.texts[id]; ok {
		return t, nil
	}
	r, err := v.src.Report(ctx, id)
	if err != nil {
		return "", err
	}
	if TextID(r.Text) != id {
		return "", fmt.Errorf("the text of report %s is not the one that was read", id)
	}
	v.keep(id, r.Text)
	return r.Text, nil
}

func (v *verifier) keep(id, text string) {
	if len(v.texts) >= 64 {
		clear(v.texts)
	}
	v.texts[id] = text
}
