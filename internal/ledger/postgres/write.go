package postgres

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

// Write implements [ledger.Tx]. Each table takes one statement, with the
// columns as arrays.
func (w writer) Write(ctx context.Context, r *ledger.Rows) error {
	for _, add := range []func() (string, []any){
		func() (string, []any) { return addReports(r.Reports) },
		func() (string, []any) { return addStems(r.Reports) },
		func() (string, []any) { return addAppearances(r.Appearances) },
		func() (string, []any) { return addClaims(r.Claims) },
		func() (string, []any) { return addParties(r.Claims) },
		func() (string, []any) { return addPairs(r.Claims) },
		func() (string, []any) { return addEntries(r.Entries) },
		func() (string, []any) { return withhold(r.Withheld) },
		func() (string, []any) { return exchangeStems(r.Withheld) },
	} {
		query, args := add()
		if _, err := w.tx.ExecContext(ctx, query, args...); err != nil {
			return err
		}
	}
	return nil
}

func addReports(rows []ledger.ReportRow) (string, []any) {
	return `INSERT INTO reports (entry, id, text, print) SELECT * FROM unnest($1::bigint[], $2::bytea[], $3::text[], $4::bytea[])`,
		[]any{
			column(rows, func(r ledger.ReportRow) int64 { return r.Entry }),
			column(rows, func(r ledger.ReportRow) []byte { return bytes(r.ID) }),
			column(rows, func(r ledger.ReportRow) string { return r.Text }),
			column(rows, func(r ledger.ReportRow) []byte { return r.Print }),
		}
}

func addStems(rows []ledger.ReportRow) (string, []any) {
	return `INSERT INTO stems (report, words)
		SELECT v.report, array_to_tsvector(string_to_array(v.words, ' ')) FROM unnest($1::bigint[], $2::text[]) v (report, words)`,
		[]any{
			column(rows, func(r ledger.ReportRow) int64 { return r.Entry }),
			column(rows, func(r ledger.ReportRow) string { return strings.Join(r.Stems, " ") }),
		}
}

// withhold puts what is left of texts in their place.
func withhold(rows []ledger.WithheldRow) (string, []any) {
	return `UPDATE reports r SET text = v.text FROM unnest($1::bigint[], $2::text[]) v (report, text) WHERE r.entry = v.report`,
		[]any{
			column(rows, func(r ledger.WithheldRow) int64 { return r.Report }),
			column(rows, func(r ledger.WithheldRow) string { return r.Text }),
		}
}

// exchangeStems makes the words that are gone unfindable.
func exchangeStems(rows []ledger.WithheldRow) (string, []any) {
	return `UPDATE stems s SET words = array_to_tsvector(string_to_array(v.words, ' ')) FROM unnest($1::bigint[], $2::text[]) v (report, words)
		WHERE s.report = v.report`,
		[]any{
			column(rows, func(r ledger.WithheldRow) int64 { return r.Report }),
			column(rows, func(r ledger.WithheldRow) string { return strings.Join(r.Stems, " ") }),
		}
}

func addAppearances(rows []ledger.AppearanceRow) (string, []any) {
	return `INSERT INTO appearances (entry, report, url, version, published, digest, meta)
		SELECT * FROM unnest($1::bigint[], $2::bigint[], $3::text[], $4::int[], $5::int[], $6::bytea[], $7::text[])`,
		[]any{
			column(rows, func(a ledger.AppearanceRow) int64 { return a.Entry }),
			column(rows, func(a ledger.AppearanceRow) int64 { return a.Report }),
			column(rows, func(a ledger.AppearanceRow) string { return a.URL }),
			column(rows, func(a ledger.AppearanceRow) int32 { return int32(a.Version) }),
			column(rows, func(a ledger.AppearanceRow) int32 { return int32(a.Published) }),
			column(rows, func(a ledger.AppearanceRow) []byte { return bytes(a.Digest) }),
			column(rows, func(a ledger.AppearanceRow) string { return string(a.Meta) }),
		}
}

func addClaims(rows []ledger.ClaimRow) (string, []any) {
	return `INSERT INTO claims (entry, id, report, appearance, type, day_from, day_to, body)
		SELECT * FROM unnest($1::bigint[], $2::bytea[], $3::bigint[], $4::bigint[], $5::text[], $6::int[], $7::int[], $8::text[])`,
		[]any{
			column(rows, func(c ledger.ClaimRow) int64 { return c.Entry }),
			column(rows, func(c ledger.ClaimRow) []byte { return bytes(c.ID) }),
			column(rows, func(c ledger.ClaimRow) int64 { return c.Report }),
			column(rows, func(c ledger.ClaimRow) int64 { return c.Appearance }),
			column(rows, func(c ledger.ClaimRow) string { return string(c.Type) }),
			column(rows, func(c ledger.ClaimRow) int32 { return int32(c.First) }),
			column(rows, func(c ledger.ClaimRow) int32 { return int32(c.Last) }),
			column(rows, func(c ledger.ClaimRow) string { return string(c.Body) }),
		}
}

func addParties(rows []ledger.ClaimRow) (string, []any) {
	var claims []int64
	var codes []string
	for _, c := range rows {
		for _, code := range c.Parties {
			claims, codes = append(claims, c.Entry), append(codes, string(code))
		}
	}
	return `INSERT INTO claim_parties (claim, code) SELECT * FROM unnest($1::bigint[], $2::text[])`, []any{claims, codes}
}

func addPairs(rows []ledger.ClaimRow) (string, []any) {
	var claims []int64
	var as, bs []string
	for _, c := range rows {
		for _, p := range c.Pairs {
			claims, as, bs = append(claims, c.Entry), append(as, string(p[0])), append(bs, string(p[1]))
		}
	}
	return `INSERT INTO claim_pairs (claim, a, b) SELECT * FROM unnest($1::bigint[], $2::text[], $3::text[])`, []any{claims, as, bs}
}

func addEntries(rows []ledger.EntryRow) (string, []any) {
	return `INSERT INTO entries (number, verb, claim, other, report, answers, reader, at, agent, because, digest, prev, hash)
		SELECT number, verb, nullif(claim, 0), nullif(other, 0), nullif(report, 0), nullif(answers, 0), reader, at, agent, because, digest, prev, hash
		FROM unnest($1::bigint[], $2::text[], $3::bigint[], $4::bigint[], $5::bigint[], $6::bigint[], $7::text[], $8::bigint[],
			$9::text[], $10::text[], $11::bytea[], $12::bytea[], $13::bytea[])
			v (number, verb, claim, other, report, answers, reader, at, agent, because, digest, prev, hash)
		ORDER BY number`,
		[]any{
			column(rows, func(e ledger.EntryRow) int64 { return e.Number }),
			column(rows, func(e ledger.EntryRow) string { return string(e.Verb) }),
			column(rows, func(e ledger.EntryRow) int64 { return e.Claim }),
			column(rows, func(e ledger.EntryRow) int64 { return e.Other }),
			column(rows, func(e ledger.EntryRow) int64 { return e.Report }),
			column(rows, func(e ledger.EntryRow) int64 { return e.Of }),
			column(rows, func(e ledger.EntryRow) string { return e.Reader }),
			column(rows, func(e ledger.EntryRow) int64 { return e.At.UnixMicro() }),
			column(rows, func(e ledger.EntryRow) string { return e.Agent }),
			column(rows, func(e ledger.EntryRow) string { return e.Because }),
			column(rows, func(e ledger.EntryRow) []byte { return bytes(e.Digest) }),
			column(rows, func(e ledger.EntryRow) []byte { return bytes(e.Prev) }),
			column(rows, func(e ledger.EntryRow) []byte { return bytes(e.Hash) }),
		}
}

// column returns one value of each row.
func column[R, V any](rows []R, value func(R) V) []V {
	out := make([]V, len(rows))
	for i, r := range rows {
		out[i] = value(r)
	}
	return out
}

// bytes returns the bytes of a hash in hex, or nil, which is null, for none.
func bytes(s string) []byte {
	b, err := hex.DecodeString(s)
	if err != nil || len(b) == 0 {
		return nil
	}
	return b
}
