// Package ledger is the record that only grows: who read which report, which
// claims it makes, who retracted or corrected one and why.
//
// A claim is named by the hash of its content ([Name]), so that reading a
// report again changes nothing. Everything that happens is an
// [chancery.Entry]: numbered without gaps, dated, signed with an agent and a
// reason, and chained to the entry before by its hash ([Verify]). Entries,
// claims and reports are never updated and never deleted; a better reading
// retracts and asserts in one transaction ([Read]), and what was held before
// can still be asked for ([Query].Known).
//
// What a transaction writes is decided here by a pure function of what the
// ledger holds and what is asked (plan.go). The packages sqlite and postgres
// store it; ledgertest is the suite that both pass.
package ledger

import (
	"context"
	"errors"
	"iter"
	"time"

	"github.com/chancery-ledger/chancery"
)

var (
	// ErrUnknown is the error for a claim, report or entry that the ledger does not hold.
	ErrUnknown = errors.New("not in the ledger")
	// ErrRefused is the error for a batch that would put something untrue into the ledger.
	ErrRefused = errors.New("refused by the ledger")
	// ErrTampered is the error for a ledger whose entries do not fit together.
	ErrTampered = errors.New("the ledger does not verify")
)

// Store is a ledger as it is kept somewhere. Readers ask for the part that
// they need; the whole is what the conformance suite holds a store to.
//
// A store may be used by several goroutines and processes at once: writers
// take turns, readers see the ledger as some committed transaction left it.
type Store interface {
	// Append writes one batch in one transaction: all of it or nothing. When
	// it returns without an error, the batch survives a crash.
	Append(ctx context.Context, b Batch) (Receipt, error)
	// Replay writes lines of another ledger as they are, numbers, times and
	// hashes included. They must continue the head of this one.
	Replay(ctx context.Context, lines []Line) error

	// Head is the last entry, or the zero Entry of an empty ledger.
	Head(ctx context.Context) (chancery.Entry, error)
	// NumberAt is the number of the last entry filed at t or before, or 0.
	NumberAt(ctx context.Context, t time.Time) (int64, error)
	// Entries yields the entries with a greater number than after, in order.
	Entries(ctx context.Context, after int64) iter.Seq2[chancery.Entry, error]
	// Opinions yields the entries that merge, split and undo, in order.
	Opinions(ctx context.Context) iter.Seq2[chancery.Entry, error]
	// Lines yields what Entries does with all that each entry brings.
	Lines(ctx context.Context, after int64) iter.Seq2[Line, error]

	// Claims yields the claims asked for in the order of their entries.
	Claims(ctx context.Context, q Query) iter.Seq2[chancery.Filed, error]
	// Report returns a report with its text by its id.
	Report(ctx context.Context, id string) (chancery.Report, error)
	// Versions yields the reports met under a URL, oldest first, without text.
	Versions(ctx context.Context, url string) iter.Seq2[Appearance, error]
	// Whole yields the reports, without text, whose texts are kept whole and
	// came into the ledger by an entry with a greater number than after, at a
	// time or before, oldest first.
	Whole(ctx context.Context, after int64, before time.Time) iter.Seq2[Appearance, error]
	// Outdated yields the ids of reports last read by another reader, whose
	// texts are kept whole.
	Outdated(ctx context.Context, reader string) iter.Seq2[string, error]
	// Search yields the reports that hold the words, newest first.
	Search(ctx context.Context, s Search) iter.Seq2[Hit, error]

	Close() error
}

// Query chooses claims. The zero Query is every claim held now.
type Query struct {
	After     int64              // only assertions with a greater number
	Known     int64              // as the ledger stood after this entry; 0 is now
	Claim     string             // the claim of this id
	Report    string             // claims of the report of this id
	Types     []chancery.ActType // any of these
	Parties   []chancery.Code    // one: it is a party; two: the one acts on the other, "" is an unnamed side
	From, To  chancery.Day       // only deeds that may lie in these days; 0 is open
	Retracted bool               // also claims retracted by then
	Text      bool               // fill Report.Text
	Limit     int                // at most so many; 0 is all
}

// Appearance is a report's text met at an address.
type Appearance struct {
	Report  chancery.Report `json:"report"`  // Text is left out
	Version int             `json:"version"` // 1 is the first text met under the URL
	Entry   int64           `json:"entry"`   // number of the entry that brought it
}

// Search asks for reports by words in English or Spanish.
type Search struct {
	Words    string // all must occur, in any form; "in quotes" next to each other
	Evidence bool   // the words must occur in the evidence of one claim held now
	Limit    int    // at most so many; 0 is all
}

// Hit is a report found by its words.
type Hit struct {
	Appearance
	Start  int              `json:"start"`  // a stretch of the text around the first word found,
	End    int              `json:"end"`    // as byte offsets
	Text   string           `json:"text"`   // and as letters
	Claims []chancery.Filed `json:"claims"` // of the report, held now; with Evidence those whose evidence has the words
}
