// Package tables reads the ledger's tables in the SQL that SQLite and
// PostgreSQL both understand. Both stores have the same tables; their
// migrations say the same in two dialects, and writing, searching and backing
// up are each store's own.
package tables

import (
	"context"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"iter"
	"time"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/ledger"
)

// Queryer is a database or a transaction.
type Queryer interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// Dialect is what the two databases say differently. Each function returns a
// subquery of the values in a JSON array that the parameter holds.
type Dialect struct {
	Hashes  func(param string) string // of hex strings, as bytes
	Strings func(param string) string
	Numbers func(param string) string
}

// Reader reads the tables.
type Reader struct {
	DB      Queryer
	Dialect Dialect
}

// entryColumns are those that scanEntry reads, from entryTables.
const (
	entryColumns = `e.number, e.verb, c.id, o.id, r.id, e.answers, e.reader, e.at, e.agent, e.because, e.digest, e.prev, e.hash`
	entryTables  = `entries e
		LEFT JOIN claims c ON c.entry = e.claim
		LEFT JOIN claims o ON o.entry = e.other
		LEFT JOIN reports r ON r.entry = e.report`
)

// scanEntry reads one row of entryColumns, and more columns into more.
func scanEntry(scan func(...any) error, more ...any) (chancery.Entry, error) {
	var (
		e                                         chancery.Entry
		claim, other, report, digest, prev, hash_ []byte
		answers                                   sql.NullInt64
		at                                        int64
	)
	err := scan(append([]any{&e.Number, &e.Verb, &claim, &other, &report, &answers, &e.Reader, &at, &e.Agent, &e.Because,
		&digest, &prev, &hash_}, more...)...)
	e.ClaimID, e.Other, e.Report = hex.EncodeToString(claim), hex.EncodeToString(other), hex.EncodeToString(report)
	e.Digest, e.Prev, e.Hash = hex.EncodeToString(digest), hex.EncodeToString(prev), hex.EncodeToString(hash_)
	e.Of = answers.Int64
	e.At = time.UnixMicro(at).UTC()
	return e, err
}

// Head is the last entry, or the zero Entry of an empty ledger.
func (r Reader) Head(ctx context.Context) (chancery.Entry, error) {
	row := r.DB.QueryRowContext(ctx, `SELECT `+entryColumns+` FROM `+entryTables+` ORDER BY e.number DESC LIMIT 1`)
	e, err := scanEntry(row.Scan)
	if errors.Is(err, sql.ErrNoRows) {
		return chancery.Entry{}, nil
	}
	return e, err
}

// NumberAt is the number of the last entry filed at t or before, or 0.
func (r Reader) NumberAt(ctx context.Context, t time.Time) (int64, error) {
	var n int64
	err := r.DB.QueryRowContext(ctx, `SELECT number FROM entries WHERE at <= $1 ORDER BY at DESC, number DESC LIMIT 1`,
		t.UnixMicro()).Scan(&n)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, nil
	}
	return n, err
}

// Entries yields the entries with a greater number than after, in order.
func (r Reader) Entries(ctx context.Context, after int64) iter.Seq2[chancery.Entry, error] {
	return each(ctx, r.DB, readEntry, `SELECT `+entryColumns+` FROM `+entryTables+` WHERE e.number > $1 ORDER BY e.number`, after)
}

// Opinions yields the entries that merge, split and undo, in order.
func (r Reader) Opinions(ctx context.Context) iter.Seq2[chancery.Entry, error] {
	return each(ctx, r.DB, readEntry, `SELECT `+entryColumns+` FROM `+entryTables+`
		WHERE e.verb IN ('merge', 'split', 'undo') ORDER BY e.number`)
}

func readEntry(rows *sql.Rows) (chancery.Entry, error) { return scanEntry(rows.Scan) }

// Lines yields what Entries does with all that each entry brings.
func (r Reader) Lines(ctx context.Context, after int64) iter.Seq2[ledger.Line, error] {
	return each(ctx, r.DB, readLine, `SELECT `+entryColumns+`, a.meta, t.text, t.print, cr.id, b.body
		FROM `+entryTables+`
		LEFT JOIN appearances a ON a.report = e.report AND a.digest = e.digest
		LEFT JOIN reports t ON t.entry = e.report AND (t.entry = e.number OR e.verb = 'withhold')
		LEFT JOIN claims b ON b.entry = e.claim AND e.verb = 'assert'
		LEFT JOIN reports cr ON cr.entry = b.report
		WHERE e.number > $1 ORDER BY e.number`, after)
}

func readLine(rows *sql.Rows) (ledger.Line, error) {
	var (
		l         ledger.Line
		on, print []byte
		text      sql.NullString
		err       error
	)
	l.Entry, err = scanEntry(rows.Scan, (*[]byte)(&l.Report), &text, &print, &on, (*[]byte)(&l.Claim))
	l.Text, l.On = text.String, hex.EncodeToString(on)
	if l.Entry.Verb == chancery.Withhold || ledger.Withheld(l.Text) {
		l.Print = print
	}
	return l, err
}

// each yields what read makes of each row of a query.
func each[T any](ctx context.Context, db Queryer, read func(*sql.Rows) (T, error), query string, args ...any) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		var none T
		rows, err := db.QueryContext(ctx, query, args...)
		if err != nil {
			yield(none, err)
			return
		}
		defer rows.Close()
		for rows.Next() {
			v, err := read(rows)
			if !yield(v, err) || err != nil {
				return
			}
		}
		if err := rows.Err(); err != nil {
			yield(none, err)
		}
	}
}

// id turns an id in hex into the bytes that the tables hold.
func id(s string) ([]byte, error) {
	b, err := hex.DecodeString(s)
	if err != nil || len(b) != 32 {
		return nil, fmt.Errorf("id %q: %w", s, ledger.ErrUnknown)
	}
	return b, nil
}
