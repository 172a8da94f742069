package sqlite

import (
	"context"
	"database/sql"
	"encoding/hex"
	"strings"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/ledger"
	"github.com/chancery-ledger/chancery/internal/ledger/tables"
)

// writer is a [ledger.Tx].
type writer struct {
	tables.Reader
	tx *sql.Tx
}

// Write implements [ledger.Tx]. The words come last: whatever is written after
// them to a table with triggers makes FTS5 flush what it has gathered.
func (w writer) Write(ctx context.Context, r *ledger.Rows) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	i := inserter{ctx: context.WithoutCancel(ctx), tx: w.tx} // else the driver watches the context in a goroutine a statement
	i.addReports(r.Reports)
	i.addAppearances(r.Appearances)
	i.addClaims(r.Claims)
	i.addEntries(r.Entries)
	i.withhold(r.Withheld)
	i.addStems(r.Reports)
	i.exchangeStems(r.Withheld)
	return i.err
}

// inserter adds rows. After an error it does nothing more.
type inserter struct {
	ctx context.Context
	tx  *sql.Tx
	err error
}

// How many rows one statement adds. Beginning and ending a statement costs
// about as much as a row does; and before each that adds stems, FTS5 flushes.
const (
	rowsAtOnce  = 32
	stemsAtOnce = 1000
)

// insert adds n rows to a table, whose columns stand with it in parentheses.
func (i *inserter) insert(into string, n int, row func(k int) []any) {
	i.insertBy(rowsAtOnce, into, n, row)
}

// insertBy adds n rows, some at once.
func (i *inserter) insertBy(some int, into string, n int, row func(k int) []any) {
	values := "(?" + strings.Repeat(", ?", strings.Count(into, ",")) + ")"
	var stmt *sql.Stmt
	var args []any
	prepared := 0 // rows that stmt adds
	for k := 0; k < n && i.err == nil; {
		rows := min(some, n-k)
		if rows != prepared {
			if stmt != nil {
				stmt.Close()
			}
			stmt, i.err = i.tx.PrepareContext(i.ctx, "INSERT INTO "+into+" VALUES "+values+strings.Repeat(", "+values, rows-1))
			if prepared = rows; i.err != nil {
				return
			}
		}
		args = args[:0]
		for range rows {
			args = append(args, row(k)...)
			k++
		}
		if i.err == nil {
			_, i.err = stmt.ExecContext(i.ctx, args...)
		}
	}
	if stmt != nil {
		stmt.Close()
	}
}

func (i *inserter) addReports(rows []ledger.ReportRow) {
	i.insert("reports (entry, id, text, print)", len(rows), func(k int) []any {
		r := &rows[k]
		return []any{r.Entry, i.hash(r.ID), r.Text, r.Print}
	})
}

func (i *inserter) addStems(rows []ledger.ReportRow) {
	i.insertBy(stemsAtOnce, "stems (rowid, words)", len(rows), func(k int) []any {
		return []any{rows[k].Entry, strings.Join(rows[k].Stems, " ")}
	})
}

// withhold puts what is left of texts in their place.
func (i *inserter) withhold(rows []ledger.WithheldRow) {
	if len(rows) > 0 {
		i.exec("PRAGMA secure_delete = ON") // pages given up are overwritten
		defer i.exec("PRAGMA secure_delete = FAST")
	}
	for _, r := range rows {
		i.exec("UPDATE reports SET text = ? WHERE entry = ?", r.Text, r.Report)
	}
}

// exchangeStems makes the words that are gone unfindable. The index holds no
// text, so that it must be told what it forgets.
func (i *inserter) exchangeStems(rows []ledger.WithheldRow) {
	for _, r := range rows {
		i.exec("INSERT INTO stems (stems, rowid, words) VALUES ('delete', ?, ?)", r.Report, strings.Join(r.Old, " "))
		i.exec("INSERT INTO stems (rowid, words) VALUES (?, ?)", r.Report, strings.Join(r.Stems, " "))
	}
}

func (i *inserter) exec(query string, args ...any) {
	if i.err == nil {
		_, i.err = i.tx.ExecContext(i.ctx, query, args...)
	}
}

func (i *inserter) addAppearances(rows []ledger.AppearanceRow) {
	i.insert("appearances (entry, report, url, version, published, digest, meta)", len(rows), func(k int) []any {
		a := &rows[k]
		return []any{a.Entry, a.Report, a.URL, a.Version, int64(a.Published), i.hash(a.Digest), string(a.Meta)}
	})
}

func (i *inserter) addClaims(rows []ledger.ClaimRow) {
	i.insert("claims (entry, id, report, appearance, type, day_from, day_to, body)", len(rows), func(k int) []any {
		c := &rows[k]
		return []any{c.Entry, i.hash(c.ID), c.Report, c.Appearance, string(c.Type), int64(c.First), int64(c.Last), string(c.Body)}
	})
	type of[T any] struct {
		claim int64
		what  T
	}
	var parties []of[chancery.Code]
	var pairs []of[[2]chancery.Code]
	for k := range rows {
		for _, code := range rows[k].Parties {
			parties = append(parties, of[chancery.Code]{rows[k].Entry, code})
		}
		for _, p := range rows[k].Pairs {
			pairs = append(pairs, of[[2]chancery.Code]{rows[k].Entry, p})
		}
	}
	i.insert("claim_parties (code, claim)", len(parties), func(k int) []any {
		return []any{string(parties[k].what), parties[k].claim}
	})
	i.insert("claim_pairs (a, b, claim)", len(pairs), func(k int) []any {
		return []any{string(pairs[k].what[0]), string(pairs[k].what[1]), pairs[k].claim}
	})
}

func (i *inserter) addEntries(rows []ledger.EntryRow) {
	i.insert("entries (number, verb, claim, other, report, answers, reader, at, agent, because, digest, prev, hash)", len(rows), func(k int) []any {
		e := &rows[k]
		return []any{e.Number, string(e.Verb), orNull(e.Claim), orNull(e.Other), orNull(e.Report), orNull(e.Of),
			e.Reader, e.At.UnixMicro(), e.Agent, e.Because, i.hash(e.Digest), i.hash(e.Prev), i.hash(e.Hash)}
	})
}

// hash returns the bytes of a hash in hex, or null for none.
func (i *inserter) hash(s string) any {
	if s == "" {
		return nil
	}
	b, err := hex.DecodeString(s)
	if err != nil && i.err == nil {
		i.err = err
	}
	return b
}

func orNull(n int64) any {
	if n == 0 {
		return nil
	}
	return n
}
