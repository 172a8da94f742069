// Package sqlite keeps a ledger in one file, in WAL mode: one writer at a
// time, readers beside it.
package sqlite

import (
	"context"
	"database/sql"
	"embed"
	"fmt"
	"io/fs"
	"iter"
	"net/url"
	"strings"

	"github.com/pressly/goose/v3"
	_ "modernc.org/sqlite" // the driver "sqlite"

	"github.com/chancery-ledger/chancery/internal/ledger"
	"github.com/chancery-ledger/chancery/internal/ledger/tables"
)

//go:embed migrations/*.sql
var migrations embed.FS

// Store is a ledger in a file. It may be used by several goroutines, and the
// file by several processes.
type Store struct {
	tables.Reader
	path  string
	read  *sql.DB
	write *sql.DB // one connection, whose transactions take the lock at once
}

// Open opens the ledger in the file at path and creates it where there is none.
func Open(ctx context.Context, path string) (*Store, error) {
	write, err := sql.Open("sqlite", dsn(path, "_txlock=immediate&_pragma=temp_store(memory)")) // what a statement may have to undo is kept in memory
	if err != nil {
		return nil, err
	}
	write.SetMaxOpenConns(1)
	if err := migrate(ctx, write); err != nil {
		write.Close()
		return nil, fmt.Errorf("ledger %s: %w", path, err)
	}
	read, err := sql.Open("sqlite", dsn(path, "_pragma=query_only(1)"))
	if err != nil {
		write.Close()
		return nil, err
	}
	return &Store{Reader: tables.Reader{DB: read, Dialect: dialect()}, path: path, read: read, write: write}, nil
}

// dsn returns the data source name of a file. The pragmas stand in it because
// a pool opens many connections. With synchronous(FULL) a transaction that was
// acknowledged survives a power cut.
func dsn(path, more string) string {
	return "file:" + (&url.URL{Path: path}).EscapedPath() + "?" + strings.Join([]string{
		"_pragma=busy_timeout(30000)",
		"_pragma=journal_mode(WAL)",
		"_pragma=synchronous(FULL)",
		"_pragma=foreign_keys(1)",
		"_pragma=recursive_triggers(1)",
		"_pragma=secure_delete(FAST)",       // what moves leaves nothing behind on its page
		"_pragma=cache_size(-32000)",        // 32 MB a connection
		"_pragma=wal_autocheckpoint(16000)", // of 4 KB: pages that many batches change go into the file once
		more,
	}, "&")
}

func dialect() tables.Dialect {
	return tables.Dialect{
		Hashes:  func(p string) string { return "SELECT unhex(value) FROM json_each(" + p + ")" },
		Strings: func(p string) string { return "SELECT value FROM json_each(" + p + ")" },
		Numbers: func(p string) string { return "SELECT value FROM json_each(" + p + ")" },
	}
}

func migrate(ctx context.Context, db *sql.DB) error {
	p, err := provider(db)
	if err != nil {
		return err
	}
	// Of two processes that make a new ledger at once, one comes too late and
	// finds it made.
	for range 3 {
		if _, err = p.Up(ctx); err == nil {
			return nil
		}
	}
	return err
}

func provider(db *sql.DB) (*goose.Provider, error) {
	dir, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return nil, err
	}
	return goose.NewProvider(goose.DialectSQLite3, db, dir)
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

// inTx runs do in one transaction and commits it unless do fails.
func (s *Store) inTx(ctx context.Context, do func(writer) error) error {
	tx, err := s.write.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback() // does nothing after a commit
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
		all = append(all, `("`+strings.Join(stems, `" OR "`)+`")`)
	}
	if len(all) == 0 {
		return func(func(ledger.Hit, error) bool) {}
	}
	return s.Hits(ctx, q, terms, `SELECT rowid AS entry FROM stems WHERE stems MATCH $1`, strings.Join(all, " AND "))
}

// Close implements [ledger.Store].
func (s *Store) Close() error {
	if _, err := s.write.Exec("PRAGMA optimize"); err != nil {
		s.read.Close()
		s.write.Close()
		return err
	}
	return closeBoth(s.read, s.write)
}

func closeBoth(a, b *sql.DB) error {
	errA, errB := a.Close(), b.Close()
	if errA != nil {
		return errA
	}
	return errB
}
