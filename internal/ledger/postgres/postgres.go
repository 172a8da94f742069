// Package postgres keeps a ledger in a PostgreSQL database, version 15 or
// later: writers of any number of machines take turns, readers go beside them.
package postgres

import (
	"context"
	"database/sql"
	"embed"
	"fmt"
	"io/fs"
	"iter"
	"strings"

	_ "github.com/jackc/pgx/v5/stdlib" // the driver "pgx"
	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/lock"

	"github.com/chancery-ledger/chancery/internal/ledger"
	"github.com/chancery-ledger/chancery/internal/ledger/tables"
)

//go:embed migrations/*.sql
var migrations embed.FS

// Store is a ledger in a database. It may be used by several goroutines.
type Store struct {
	tables.Reader
	db *sql.DB
}

// Open opens the ledger at a URL such as postgres://user@host/database, and
// makes its tables where there are none, in the first schema of the search
// path.
func Open(ctx context.Context, url string) (*Store, error) {
	db, err := sql.Open("pgx", url)
	if err != nil {
		return nil, err
	}
	if err := migrate(ctx, db); err != nil {
		db.Close()
		return nil, fmt.Errorf("ledger in PostgreSQL: %w", err)
	}
	return &Store{tables.Reader{DB: db, Dialect: dialect()}, db}, nil
}

func dialect() tables.Dialect {
	list := func(p string) string { return " FROM json_array_elements_text(" + p + "::json) value" }
	return tables.Dialect{
		Hashes:  func(p string) string { return "SELECT decode(value, 'hex')" + list(p) },
		Strings: func(p string) string { return "SELECT value" + list(p) },
		Numbers: func(p string) string { return "SELECT value::bigint" + list(p) },
	}
}

func migrate(ctx context.Context, db *sql.DB) error {
	dir, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return err
	}
	locker, err := lock.NewPostgresSessionLocker()
	if err != nil {
		return err
	}
	p, err := goose.NewProvider(goose.DialectPostgres, db, dir, goose.WithSessionLocker(locker))
	if err != nil {
		return err
	}
	_, err = p.Up(ctx)
	return err
}

// Append implements [ledger.Store].
func (s *Store) Append(ctx context.Context, b ledger.Batch) (receipt ledger.Receipt, err error) {
	prepared := ledger.Prepare(b)
	err = s.inTx(ctx, func(tx writer) error {
		receipt, err = prepared.Append(ctx, tx)
		return err
	})
	return receipt, err
}

// Replay implements [ledger.Store].
func (s *Store) Replay(ctx context.Context, lines []ledger.Line) error {
	return s.inTx(ctx, func(tx writer) error { return ledger.Replay(ctx, tx, lines) })
}

// inTx runs do in one transaction, when no other writer is in one, and commits
// it unless do fails.
func (s *Store) inTx(ctx context.Context, do func(writer) error) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback() // does nothing after a commit
	if _, err := tx.ExecContext(ctx, `SELECT pg_advisory_xact_lock('entries'::regclass::oid::bigint)`); err != nil {
		return err
	}
	if err := do(writer{tables.Reader{DB: tx, Dialect: dialect()}, tx}); err != nil {
		return err
	}
	return tx.Commit()
}

// Search implements [ledger.Store].
func (s *Store) Search(ctx context.Context, q ledger.Search) iter.Seq2[ledger.Hit, error] {
	terms := ledger.ParseTerms(q.Words)
	var all []string
	for _, stems := range terms.All() {
		all = append(all, `('`+strings.Join(stems, `' | '`)+`')`)
	}
	if len(all) == 0 {
		return func(func(ledger.Hit, error) bool) {}
	}
	return s.Hits(ctx, q, terms, `SELECT report AS entry FROM stems WHERE words @@ $1::tsquery`, strings.Join(all, " & "))
}

// Close implements [ledger.Store].
func (s *Store) Close() error { return s.db.Close() }
