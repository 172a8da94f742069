package tables

import (
	"context"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"slices"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/ledger"
)

// Look returns what the ledger holds of what is asked for.
func (r Reader) Look(ctx context.Context, a ledger.Ask) (*ledger.State, error) {
	l := looker{r, ledger.NewState()}
	var err error
	if l.state.Head, err = r.Head(ctx); err != nil {
		return nil, err
	}
	reports, err := l.reportsOf(ctx, a.Claims)
	if err != nil {
		return nil, err
	}
	if err := l.reports(ctx, append(reports, a.Reports...)); err != nil {
		return nil, err
	}
	if err := l.urls(ctx, a.URLs); err != nil {
		return nil, err
	}
	if len(l.state.Reports) > 0 {
		if err := l.appearancesAndClaims(ctx); err != nil {
			return nil, err
		}
		if err := l.spans(ctx, a.Spans); err != nil {
			return nil, err
		}
	}
	return l.state, l.entries(ctx, a.Entries)
}

type looker struct {
	r     Reader
	state *ledger.State
}

// scan runs a query with a JSON array as its parameter and calls row for each
// row.
func scan[T any](ctx context.Context, l looker, list []T, query string, row func(*sql.Rows) error) error {
	if len(list) == 0 {
		return nil
	}
	param, err := json.Marshal(list)
	if err != nil {
		return err
	}
	rows, err := l.r.DB.QueryContext(ctx, query, string(param))
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := row(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}

// isID tells whether s is the name of a report or claim; others are unknown.
func isID(s string) bool { _, err := id(s); return err == nil }

func onlyIDs(list []string) []string {
	return slices.DeleteFunc(slices.Clone(list), func(s string) bool { return !isID(s) })
}

func (l looker) reportsOf(ctx context.Context, claims []string) (reports []string, err error) {
	err = scan(ctx, l, onlyIDs(claims), `SELECT r.id FROM claims c JOIN reports r ON r.entry = c.report
		WHERE c.id IN (`+l.r.Dialect.Hashes("$1")+`)`, func(rows *sql.Rows) error {
		id, err := readID(rows)
		reports = append(reports, id)
		return err
	})
	return reports, err
}

func (l looker) reports(ctx context.Context, ids []string) error {
	return scan(ctx, l, onlyIDs(ids), `SELECT r.id, r.entry, r.text, r.print, e.reader, e.digest,
			EXISTS (SELECT 1 FROM entries w WHERE w.report = r.entry AND w.verb = 'withhold')
		FROM reports r
		JOIN entries e ON e.number = (SELECT max(x.number) FROM entries x WHERE x.report = r.entry AND x.verb = 'read')
		WHERE r.id IN (`+l.r.Dialect.Hashes("$1")+`)`, func(rows *sql.Rows) error {
		var id, face []byte
		s := &ledger.ReportState{Faces: map[string]int64{}, URLs: map[string]int{}, Claims: map[string]bool{}}
		err := rows.Scan(&id, &s.Entry, &s.Text, &s.Print, &s.Reader, &face, &s.Withheld)
		s.Face = hex.EncodeToString(face)
		l.state.Reports[hex.EncodeToString(id)] = s
		return err
	})
}

func (l looker) urls(ctx context.Context, urls []string) error {
	return scan(ctx, l, urls, `SELECT url, max(version) FROM appearances
		WHERE url <> '' AND url IN (`+l.r.Dialect.Strings("$1")+`) GROUP BY url`, func(rows *sql.Rows) error {
		var url string
		var n int
		err := rows.Scan(&url, &n)
		l.state.URLs[url] = n
		return err
	})
}

func (l looker) appearancesAndClaims(ctx context.Context) error {
	var ids []string
	for id := range l.state.Reports {
		ids = append(ids, id)
	}
	err := scan(ctx, l, ids, `SELECT r.id, a.entry, a.digest, a.url, a.version FROM reports r JOIN appearances a ON a.report = r.entry
		WHERE r.id IN (`+l.r.Dialect.Hashes("$1")+`)`, func(rows *sql.Rows) error {
		var id, digest []byte
		var entry int64
		var url string
		var version int
		if err := rows.Scan(&id, &entry, &digest, &url, &version); err != nil {
			return err
		}
		s := l.state.Reports[hex.EncodeToString(id)]
		s.Faces[hex.EncodeToString(digest)] = entry
		s.URLs[url] = version
		return nil
	})
	if err != nil {
		return err
	}
	return scan(ctx, l, ids, `SELECT r.id, c.id, c.entry, d.digest, e.verb, e.reader,
			EXISTS (SELECT 1 FROM entries y WHERE y.claim = c.entry AND y.number > e.number AND y.verb = 'confirm')
		FROM reports r JOIN claims c ON c.report = r.entry
		JOIN entries d ON d.number = c.entry
		JOIN entries e ON e.number = (SELECT max(x.number) FROM entries x WHERE x.claim = c.entry AND x.verb IN ('assert', 'retract'))
		WHERE r.id IN (`+l.r.Dialect.Hashes("$1")+`)`, l.claim)
}

func (l looker) claim(rows *sql.Rows) error {
	var report, id, digest []byte
	var verb chancery.Verb
	s := &ledger.ClaimState{}
	if err := rows.Scan(&report, &id, &s.Entry, &digest, &verb, &s.Reader, &s.Confirmed); err != nil {
		return err
	}
	s.Report, s.Digest, s.Held = hex.EncodeToString(report), hex.EncodeToString(digest), verb == chancery.Assert
	s.Confirmed = s.Confirmed && s.Held
	l.state.Claims[hex.EncodeToString(id)] = s
	l.state.Reports[s.Report].Claims[hex.EncodeToString(id)] = true
	return nil
}

// spans looks up the language of reports, and of what their claims speak.
func (l looker) spans(ctx context.Context, reports []string) error {
	err := scan(ctx, l, onlyIDs(reports), `SELECT r.id, a.meta FROM reports r JOIN appearances a ON a.entry = r.entry
		WHERE r.id IN (`+l.r.Dialect.Hashes("$1")+`)`, func(rows *sql.Rows) error {
		var id []byte
		var meta sql.RawBytes
		var r chancery.Report
		if err := rows.Scan(&id, &meta); err != nil {
			return err
		}
		err := json.Unmarshal(meta, &r)
		l.state.Reports[hex.EncodeToString(id)].Language = r.Language
		return err
	})
	if err != nil {
		return err
	}
	return scan(ctx, l, onlyIDs(reports), `SELECT c.id, c.body FROM reports r JOIN claims c ON c.report = r.entry
		WHERE r.id IN (`+l.r.Dialect.Hashes("$1")+`)`, func(rows *sql.Rows) error {
		var id []byte
		var body sql.RawBytes
		var c chancery.Claim
		if err := rows.Scan(&id, &body); err != nil {
			return err
		}
		err := json.Unmarshal(body, &c)
		l.state.Claims[hex.EncodeToString(id)].Spans = ledger.Spans(&c)
		return err
	})
}

func (l looker) entries(ctx context.Context, numbers []int64) error {
	return scan(ctx, l, numbers, `SELECT number, verb FROM entries WHERE number IN (`+l.r.Dialect.Numbers("$1")+`)`,
		func(rows *sql.Rows) error {
			var n int64
			var verb chancery.Verb
			err := rows.Scan(&n, &verb)
			l.state.Entries[n] = verb
			return err
		})
}
