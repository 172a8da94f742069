package tables

import (
	"context"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"time"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/ledger"
)

// Report returns a report with its text, under the particulars in which it was
// first met.
func (r Reader) Report(ctx context.Context, report string) (chancery.Report, error) {
	var out chancery.Report
	b, err := id(report)
	if err != nil {
		return out, err
	}
	var meta []byte
	var text string
	err = r.DB.QueryRowContext(ctx, `SELECT a.meta, r.text FROM reports r JOIN appearances a ON a.report = r.entry
		WHERE r.id = $1 ORDER BY a.entry LIMIT 1`, b).Scan(&meta, &text)
	if errors.Is(err, sql.ErrNoRows) {
		return out, fmt.Errorf("report %s: %w", report, ledger.ErrUnknown)
	}
	if err != nil {
		return out, err
	}
	err = json.Unmarshal(meta, &out)
	out.Text = text
	return out, err
}

// Versions yields the reports met under a URL, oldest first, without text.
func (r Reader) Versions(ctx context.Context, url string) iter.Seq2[ledger.Appearance, error] {
	return each(ctx, r.DB, readAppearance, `SELECT a.meta, a.version, a.entry FROM appearances a
		WHERE a.url = $1 AND a.url <> '' ORDER BY a.entry`, url)
}

func readAppearance(rows *sql.Rows) (ledger.Appearance, error) {
	var a ledger.Appearance
	var meta sql.RawBytes
	if err := rows.Scan(&meta, &a.Version, &a.Entry); err != nil {
		return a, err
	}
	return a, json.Unmarshal(meta, &a.Report)
}

// Outdated yields the ids of reports last read by another reader.
func (r Reader) Outdated(ctx context.Context, reader string) iter.Seq2[string, error] {
	return each(ctx, r.DB, readID, `SELECT r.id FROM reports r
		JOIN entries e ON e.number = (SELECT max(x.number) FROM entries x WHERE x.report = r.entry AND x.verb = 'read')
		WHERE e.reader <> $1 AND `+whole+` ORDER BY r.entry`, reader)
}

// whole is the condition that a report r is not withheld.
const whole = `NOT EXISTS (SELECT 1 FROM entries w WHERE w.report = r.entry AND w.verb = 'withhold')`

// Whole yields the reports whose texts are kept whole and came into the ledger
// after an entry, at a time or before, under the particulars in which they were
// first met.
func (r Reader) Whole(ctx context.Context, after int64, before time.Time) iter.Seq2[ledger.Appearance, error] {
	return each(ctx, r.DB, readAppearance, `SELECT a.meta, a.version, a.entry FROM reports r
		JOIN appearances a ON a.entry = r.entry
		JOIN entries e ON e.number = r.entry
		WHERE r.entry > $1 AND e.at <= $2 AND `+whole+` ORDER BY r.entry`, after, before.UnixMicro())
}

func readID(rows *sql.Rows) (string, error) {
	var b []byte
	err := rows.Scan(&b)
	return hex.EncodeToString(b), err
}

// Hits yields the reports among those that found names by their table
// numbers, newest first, that do hold the words.
func (r Reader) Hits(ctx context.Context, s ledger.Search, terms ledger.Terms, found string, args ...any) iter.Seq2[ledger.Hit, error] {
	return func(yield func(ledger.Hit, error) bool) {
		candidates := each(ctx, r.DB, readCandidate, `SELECT a.meta, a.version, a.entry, r.text FROM (`+found+`) f
			JOIN reports r ON r.entry = f.entry
			JOIN appearances a ON a.report = r.entry AND a.entry = r.entry
			ORDER BY r.entry DESC`, args...)
		n := 0
		for c, err := range candidates {
			if err != nil {
				yield(ledger.Hit{}, err)
				return
			}
			hit, ok, err := r.hit(ctx, s, terms, c)
			if err == nil && !ok {
				continue
			}
			if !yield(hit, err) || err != nil {
				return
			}
			if n++; n == s.Limit {
				return
			}
		}
	}
}

func readCandidate(rows *sql.Rows) (ledger.Appearance, error) {
	var a ledger.Appearance
	var meta sql.RawBytes
	var text string
	if err := rows.Scan(&meta, &a.Version, &a.Entry, &text); err != nil {
		return a, err
	}
	err := json.Unmarshal(meta, &a.Report)
	a.Report.Text = text
	return a, err
}

// hit completes a candidate, if it holds the words.
func (r Reader) hit(ctx context.Context, s ledger.Search, terms ledger.Terms, a ledger.Appearance) (ledger.Hit, bool, error) {
	hit, ok := terms.Hit(a)
	if !ok {
		return hit, false, nil
	}
	for c, err := range r.Claims(ctx, ledger.Query{Report: a.Report.ID}) {
		if err != nil {
			return hit, false, err
		}
		hit.Claims = append(hit.Claims, c)
	}
	if s.Evidence {
		hit.Claims = terms.InEvidence(hit.Claims)
	}
	return hit, !s.Evidence || len(hit.Claims) > 0, nil
}
