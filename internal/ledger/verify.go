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
	Head     chancery.Entry `json:"head"`
	Entries  int64          `json:"entries"`
	Reports  int64          `json:"reports"`
	Claims   int64          `json:"claims"`
	Held     int64          `json:"held"`     // claims not retracted
	Withheld int64          `json:"withheld"` // reports of whose text only what claims rest on is kept
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
	v := verifier{src: src, texts: map[string]string{}, held: map[[32]byte]bool{}, rests: map[string]rest{}}
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
	if err := ctx.Err(); err != nil {
		return v.tally, err
	}
	return v.tally, v.unsaid()
}

// rest is what is left of a text, and the entry that brought the whole.
type rest struct {
	id    string
	entry int64
}

// unsaid names the first report of whose text something is missing though no
// entry withholds it.
func (v *verifier) unsaid() error {
	var first *Fault
	for id, r := range v.rests {
		if first == nil || r.entry < first.Entry {
			first = &Fault{Entry: r.entry, Why: fmt.Sprintf("the text of report %s is not the one that was read, and no entry withholds it", id)}
		}
	}
	if first == nil {
		return nil
	}
	return first
}

type verifier struct {
	src   Verifiable
	tally Tally
	texts map[string]string // the last few, by report id
	held  map[[32]byte]bool // by claim id; false for a claim retracted
	rests map[string]rest   // by report id, what is left of texts of which no entry has said yet that it is
}

func (v *verifier) line(ctx context.Context, l *Line) error {
	if err := follows(&v.tally.Head, &l.Entry); err != nil {
		return err
	}
	textOf := func(id string) (string, error) { return v.text(ctx, id) }
	if l.Text != "" && l.Entry.Verb == chancery.Read {
		v.tally.Reports++
		v.keep(l.Entry.Report, l.Text)
		if Withheld(l.Text) && TextID(l.Text) != l.Entry.Report {
			v.rests[l.Entry.Report] = rest{restID(l.Print, l.Text), l.Entry.Number}
		}
	}
	if err := l.check(textOf); err != nil {
		return err
	}
	if l.Entry.Verb == chancery.Withhold {
		if left, ok := v.rests[l.Entry.Report]; ok && left.id != l.Entry.Digest {
			return fmt.Errorf("report %s was withheld, and another text is left of it", l.Entry.Report)
		}
		delete(v.rests, l.Entry.Report)
		v.tally.Withheld++
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
	if !Withheld(r.Text) && TextID(r.Text) != id {
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
