package account

import (
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"database/sql"
	"embed"
	"encoding/base64"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"strings"
	"time"

	"github.com/pressly/goose/v3"
	_ "modernc.org/sqlite" // the driver "sqlite"
)

//go:embed migrations/*.sql
var migrations embed.FS

// Options are what a store may be told. The zero Options will do.
type Options struct {
	Now    func() time.Time // nil is time.Now
	Cost   Cost             // zero is DefaultCost
	AtOnce int              // hashes computed at a time; 0 is 2
	Idle   time.Duration    // a session ends when nothing is asked for so long; 0 is 2 hours
	Most   time.Duration    // and after so long in any case; 0 is 12 hours

	digest digest // for tests
}

// Store keeps accounts in a file. It may be used by several goroutines.
type Store struct {
	db     *sql.DB
	now    func() time.Time
	hasher *hasher
	decoy  string // a hash that no password has
	secret []byte
	idle   time.Duration
	most   time.Duration
}

// Open opens the accounts in the file at path and creates it where there is
// none.
func Open(ctx context.Context, path string, o Options) (*Store, error) {
	db, err := sql.Open("sqlite", dsn(path))
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(1) // accounts are few, and writers take turns anyway
	s := &Store{db: db, now: o.Now, idle: or(o.Idle, 2*time.Hour), most: or(o.Most, 12*time.Hour)}
	if s.now == nil {
		s.now = time.Now
	}
	if o.digest == nil {
		o.digest = argon
	}
	s.hasher = newHasher(or(o.Cost, DefaultCost()), o.digest, or(o.AtOnce, 2))
	s.decoy = s.hasher.nobody()
	if err := s.prepare(ctx); err != nil {
		return nil, errors.Join(fmt.Errorf("accounts %s: %w", path, err), db.Close())
	}
	return s, nil
}

func or[T comparable](v, other T) T {
	var zero T
	if v == zero {
		return other
	}
	return v
}

// dsn is the data source name of a file; the pragmas stand in it because a
// pool opens connections as it likes.
func dsn(path string) string {
	return "file:" + (&url.URL{Path: path}).EscapedPath() + "?" + strings.Join([]string{
		"_txlock=immediate", "_pragma=busy_timeout(30000)", "_pragma=journal_mode(WAL)", "_pragma=synchronous(FULL)",
		"_pragma=foreign_keys(1)", "_pragma=secure_delete(1)",
	}, "&")
}

// prepare makes the tables and reads the secret, or makes one.
func (s *Store) prepare(ctx context.Context) error {
	dir, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return err
	}
	p, err := goose.NewProvider(goose.DialectSQLite3, s.db, dir)
	if err != nil {
		return err
	}
	if _, err := p.Up(ctx); err != nil {
		return err
	}
	fresh := make([]byte, 32)
	rand.Read(fresh)
	if _, err := s.db.ExecContext(ctx, `INSERT INTO secret VALUES (1, $1) ON CONFLICT DO NOTHING`, fresh); err != nil {
		return err
	}
	return s.db.QueryRowContext(ctx, `SELECT value FROM secret`).Scan(&s.secret)
}

// Close closes the file.
func (s *Store) Close() error { return s.db.Close() }

// inTx runs do in one transaction and commits it unless do fails.
func (s *Store) inTx(ctx context.Context, do func(*sql.Tx) error) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback() // does nothing after a commit
	if err := do(tx); err != nil {
		return err
	}
	return tx.Commit()
}

// mac is a keyed hash of some parts for one purpose. Each part is written with
// its length, so that no two lists of parts look alike.
func (s *Store) mac(purpose string, parts ...string) []byte {
	h := hmac.New(sha256.New, s.secret)
	for _, p := range append([]string{purpose}, parts...) {
		fmt.Fprintf(h, "%d:%s", len(p), p)
	}
	return h.Sum(nil)
}

// newToken returns 256 random bits as text, and their hash, which is kept.
func newToken() (token string, hash []byte) {
	raw := make([]byte, 32)
	rand.Read(raw)
	token = base64.RawURLEncoding.EncodeToString(raw)
	return token, hashToken(token)
}

// hashToken is how a token is kept. Tokens are random, so that a plain hash
// will do, and that it is looked up by an index tells nothing.
func hashToken(token string) []byte {
	sum := sha256.Sum256([]byte(token))
	return sum[:]
}
