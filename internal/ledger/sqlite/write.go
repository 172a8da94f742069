package sqlite

import (
	"context"
	"database/sql"
	"encoding/hex"
	"strings"

	"github.com/chancery-ledger/chancery/internal/ledger"
	"github.com/chancery-ledger/chancery/internal/ledger/tables"
)

// writer is a [ledger.Tx].
type writer struct {
	tables.Reader
	tx *sql.Tx
}

// Write implements [ledger.Tx].
func (w writer) Write(ctx context.Context, r *ledger.Rows) error {
	i := inserter{ctx: ctx, tx: w.tx}
	i.addReports(r.Reports)
	i.addAppearances(r.Appearances)
	i.addClaims(r.Claims)
	i.addEntries(r.Entries)
	return i.err
}

// inserter adds rows. After an error it does nothing more.
type inserter struct {
	ctx context.Context
	tx  *sql.Tx
	err error
}

// prepare returns a function that adds a row, and one to call after the last.
func (i *inserter) prepare(query string) (run func(args ...any), done func()) {
	if i.err == nil {
		stmt, err := i.tx.PrepareContext(i.ctx, query)
		if err == nil {
			return func(args ...any) {
				if i.err == nil {
					_, i.err = stmt.ExecContext(i.ctx, args...)
				}
			}, func() { stmt.Close() }
		}
		i.err = err
	}
	return func(...any) {}, func() {}
}

func (i *inserter) addReports(rows []ledger.ReportRow) {
	report, done := i.prepare(`INSERT INTO reports (entry, id, text, print) VALUES ($1, $2, $3, $4)`)
	defer done()
	stems, doneStems := i.prepare(`INSERT INTO stems (rowid, words) VALUES ($1, $2)`)
	defer doneStems()
	for _, r := range rows {
		report(r.Entry, i.hash(r.ID), r.Text, r.Print)
		stems(r.Entry, strings.Join(r.Stems, " "))
	}
}

func (i *inserter) addAppearances(rows []ledger.AppearanceRow) {
	run, done := i.prepare(`INSERT INTO appearances (entry, report, url, version, published, digest, meta)
		VALUES ($1, $2, $3, $4, $5, $6, $7)`)
	defer done()
	for _, a := range rows {
		run(a.Entry, a.Report, a.URL, a.Version, int64(a.Published), i.hash(a.Digest), string(a.Meta))
	}
}

func (i *inserter) addClaims(rows []ledger.ClaimRow) {
	claim, done := i.prepare(`INSERT INTO claims (entry, id, report, appearance, type, day_from, day_to, body)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`)
	defer done()
	party, doneParty := i.prepare(`INSERT INTO claim_parties (code, claim) VALUES ($1, $2)`)
	defer doneParty()
	pair, donePair := i.prepare(`INSERT INTO claim_pairs (a, b, claim) VALUES ($1, $2, $3)`)
	defer donePair()
	for _, c := range rows {
		claim(c.Entry, i.hash(c.ID), c.Report, c.Appearance, string(c.Type), int64(c.First), int64(c.Last), string(c.Body))
		for _, code := range c.Parties {
			party(string(code), c.Entry)
		}
		for _, p := range c.Pairs {
			pair(string(p[0]), string(p[1]), c.Entry)
		}
	}
}

func (i *inserter) addEntries(rows []ledger.EntryRow) {
	run, done := i.prepare(`INSERT INTO entries (number, verb, claim, other, report, answers, reader, at, agent, because, digest, prev, hash)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`)
	defer done()
	for _, e := range rows {
		run(e.Number, string(e.Verb), orNull(e.Claim), orNull(e.Other), orNull(e.Report), orNull(e.Of),
			e.Reader, e.At.UnixMicro(), e.Agent, e.Because, i.hash(e.Digest), i.hash(e.Prev), i.hash(e.Hash))
	}
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
