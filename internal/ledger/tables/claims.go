package tables

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"iter"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/ledger"
)

// statement is a query in the making.
type statement struct {
	where []string
	args  []any
}

// arg adds a parameter and returns how the query names it.
func (s *statement) arg(v any) string {
	s.args = append(s.args, v)
	return "$" + strconv.Itoa(len(s.args))
}

func (s *statement) and(condition string) { s.where = append(s.where, condition) }

// Claims yields the claims asked for in the order of their entries.
func (r Reader) Claims(ctx context.Context, q ledger.Query) iter.Seq2[chancery.Filed, error] {
	query, args, err := r.claimsQuery(q)
	if err != nil {
		return func(yield func(chancery.Filed, error) bool) { yield(chancery.Filed{}, err) }
	}
	var d filedReader
	return each(ctx, r.DB, d.read, query, args...)
}

func (r Reader) claimsQuery(q ledger.Query) (string, []any, error) {
	var s statement
	from, err := r.claimsFrom(q, &s)
	if err != nil {
		return "", nil, err
	}
	known := ""
	if q.Known > 0 {
		n := s.arg(q.Known)
		known = " AND x.number <= " + n
		s.and("e.number <= " + n)
	}
	// What became of the claim after this assertion and before the next one.
	after := func(verb, which string) string {
		return `(SELECT ` + which + `(x.number) FROM entries x WHERE x.claim = e.claim AND x.number > e.number AND x.verb = '` + verb + `'` + known + `)`
	}
	if !q.Retracted {
		s.and(after("retract", "min") + " IS NULL")
	}
	if q.After > 0 {
		s.and("e.number > " + s.arg(q.After))
	}
	if len(q.Types) > 0 {
		types, err := json.Marshal(q.Types)
		if err != nil {
			return "", nil, err
		}
		s.and("c.type IN (" + r.Dialect.Strings(s.arg(string(types))) + ")")
	}
	if q.From != 0 {
		s.and("(c.day_to = 0 OR c.day_to >= " + s.arg(int64(q.From)) + ")")
	}
	if q.To != 0 {
		s.and("(c.day_from = 0 OR c.day_from <= " + s.arg(int64(q.To)) + ")")
	}
	text := "''"
	if q.Text {
		text = "r.text"
	}
	query := `SELECT e.number, e.at, e.agent, e.reader, c.body, a.meta, a.version, r.print, ` + text + `, ` +
		after("retract", "min") + `, ` + after("confirm", "max") + `
		FROM ` + from + `
		JOIN appearances a ON a.entry = c.appearance
		JOIN reports r ON r.entry = c.report
		WHERE e.verb = 'assert'`
	for _, w := range s.where {
		query += " AND " + w
	}
	query += " ORDER BY e.number"
	if q.Limit > 0 {
		query += " LIMIT " + s.arg(int64(q.Limit))
	}
	return query, s.args, nil
}

// claimsFrom returns the tables to start from: those that leave the fewest rows.
func (r Reader) claimsFrom(q ledger.Query, s *statement) (string, error) {
	const entries = " JOIN entries e ON e.claim = c.entry"
	if q.Claim != "" {
		b, err := id(q.Claim)
		s.and("c.id = " + s.arg(b))
		return "claims c" + entries, err
	}
	if q.Report != "" {
		b, err := id(q.Report)
		s.and("c.report = (SELECT entry FROM reports WHERE id = " + s.arg(b) + ")")
		return "claims c" + entries, err
	}
	switch codes := slices.Sorted(slices.Values(q.Parties)); len(codes) {
	case 0:
		if len(q.Types) > 0 {
			return "claims c" + entries, nil
		}
		return "entries e JOIN claims c ON c.entry = e.claim", nil
	case 1:
		s.and("p.code = " + s.arg(string(codes[0])))
		return "claim_parties p JOIN claims c ON c.entry = p.claim" + entries, nil
	case 2:
		s.and("p.a = " + s.arg(string(codes[0])))
		s.and("p.b = " + s.arg(string(codes[1])))
		return "claim_pairs p JOIN claims c ON c.entry = p.claim" + entries, nil
	}
	return "", fmt.Errorf("claims of %s: ask for one party or two", strings.Join(asStrings(q.Parties), ", "))
}

func asStrings(codes []chancery.Code) []string {
	out := make([]string, len(codes))
	for i, c := range codes {
		out[i] = string(c)
	}
	return out
}

// filedReader reads rows of claimsQuery. The particulars of a report come with
// each of its claims and are decoded once for those in a row.
type filedReader struct {
	meta   string
	report chancery.Report
	print  []byte
}

func (d *filedReader) read(rows *sql.Rows) (chancery.Filed, error) {
	var (
		f                    chancery.Filed
		at                   int64
		body, meta, print    sql.RawBytes
		retracted, confirmed sql.NullInt64
		text                 string
	)
	if err := rows.Scan(&f.Number, &at, &f.Agent, &f.Reader, &body, &meta, &f.Version, &print, &text, &retracted, &confirmed); err != nil {
		return f, err
	}
	f.At, f.Retracted, f.Confirmed = time.UnixMicro(at).UTC(), retracted.Int64, confirmed.Int64
	if err := json.Unmarshal(body, &f.Claim); err != nil {
		return f, fmt.Errorf("claim of entry %d: %w", f.Number, err)
	}
	if string(meta) != d.meta {
		d.meta, d.report = string(meta), chancery.Report{}
		if err := json.Unmarshal(meta, &d.report); err != nil {
			return f, fmt.Errorf("report of entry %d: %w", f.Number, err)
		}
		shareReport(&d.report)
	}
	if string(print) != string(d.print) {
		d.print = slices.Clone([]byte(print))
	}
	f.Report, f.Print = d.report, d.print
	f.Report.Text = text
	shareFiled(&f)
	return f, nil
}
