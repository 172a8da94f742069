package poll

import (
	"context"
	"crypto/rand"
	"database/sql"
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"strings"
	"time"

	"github.com/pressly/goose/v3"
	_ "modernc.org/sqlite" // the driver "sqlite"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/account"
	"github.com/chancery-ledger/chancery/internal/standing"
)

//go:embed migrations/*.sql
var migrations embed.FS

// Options are what a store may be told. The zero Options will do.
type Options struct {
	Now        func() time.Time // nil is time.Now
	PerNetwork int              // votes that one network has; 0 is 5
}

// Store keeps polls in a file. It may be used by several goroutines.
type Store struct {
	db    *sql.DB
	rules *standing.Rules
	now   func() time.Time
	most  int
}

// Open opens the polls in the file at path and creates it where there is none.
func Open(ctx context.Context, path string, rules *standing.Rules, o Options) (*Store, error) {
	dsn := "file:" + (&url.URL{Path: path}).EscapedPath() + "?" + strings.Join([]string{
		"_txlock=immediate", "_pragma=busy_timeout(30000)", "_pragma=journal_mode(TRUNCATE)", "_pragma=synchronous(FULL)",
		"_pragma=foreign_keys(1)", "_pragma=secure_delete(1)",
	}, "&")
	db, err := sql.Open("sqlite", dsn)
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(1)
	// journal_mode(TRUNCATE): a write-ahead log would keep, transaction by
	// transaction, which tally grew with which mark.
	s := &Store{db: db, rules: rules, now: o.Now, most: o.PerNetwork}
	if s.now == nil {
		s.now = time.Now
	}
	if s.most == 0 {
		s.most = 5
	}
	if err := s.prepare(ctx); err != nil {
		return nil, errors.Join(fmt.Errorf("polls %s: %w", path, err), db.Close())
	}
	return s, nil
}

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
	return s.Seal(ctx)
}

// Close closes the file.
func (s *Store) Close() error { return s.db.Close() }

func (s *Store) today() chancery.Day { return chancery.DayOf(s.now().UTC()) }

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

// Ask opens a poll and returns it with its ID. by must be an editor.
func (s *Store) Ask(ctx context.Context, by account.Account, p Poll) (Poll, error) {
	if by.Closed || !by.Role.May(account.Editor) {
		return Poll{}, fmt.Errorf("%s opens a poll: %w", by.Name, account.ErrRole)
	}
	p.By, p.Settlement = by.Agent(), nil
	p.English, p.Spanish = strings.TrimSpace(p.English), strings.TrimSpace(p.Spanish)
	if err := p.check(s.rules, s.today()); err != nil {
		return Poll{}, err
	}
	criterion, err := json.Marshal(p.Criterion)
	if err != nil {
		return Poll{}, err
	}
	key := make([]byte, 32)
	rand.Read(key) // never fails
	err = s.inTx(ctx, func(tx *sql.Tx) error {
		err := tx.QueryRowContext(ctx, `INSERT INTO poll (english, spanish, criterion, event, opens, closes, decides, by, key)
			VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING id`, p.English, p.Spanish, string(criterion), p.Event, p.Opens, p.Closes, p.Decides, p.By, key).Scan(&p.ID)
		if err != nil {
			return err
		}
		for level := range Levels() {
			if _, err := tx.ExecContext(ctx, `INSERT INTO tally VALUES ($1, $2, 0)`, p.ID, level); err != nil {
				return err
			}
		}
		return nil
	})
	return p, err
}

// Seal wipes the keys and marks of the polls that have closed. It is done at
// every vote as well; a server calls it once a day.
func (s *Store) Seal(ctx context.Context) error {
	return s.inTx(ctx, func(tx *sql.Tx) error {
		today := s.today()
		for _, q := range []string{
			`DELETE FROM mark WHERE poll IN (SELECT id FROM poll WHERE closes < $1)`,
			`DELETE FROM network WHERE poll IN (SELECT id FROM poll WHERE closes < $1)`,
			`UPDATE poll SET key = NULL WHERE closes < $1 AND key IS NOT NULL`,
		} {
			if _, err := tx.ExecContext(ctx, q, today); err != nil {
				return err
			}
		}
		return nil
	})
}

const columns = `SELECT p.id, p.english, p.spanish, p.criterion, p.event, p.opens, p.closes, p.decides, p.by, s.outcome, s.why, s.number, s.day, s.by
	FROM poll p LEFT JOIN settlement s ON s.id = (SELECT max(id) FROM settlement WHERE poll = p.id)`

// Poll returns a poll with its last settlement.
func (s *Store) Poll(ctx context.Context, id int64) (Poll, error) {
	p, err := scan(s.db.QueryRowContext(ctx, columns+` WHERE p.id = $1`, id))
	if errors.Is(err, sql.ErrNoRows) {
		return Poll{}, fmt.Errorf("poll %d: %w", id, ErrUnknown)
	}
	return p, err
}

// All returns all polls, the last one opened first.
func (s *Store) All(ctx context.Context) ([]Poll, error) {
	rows, err := s.db.QueryContext(ctx, columns+` ORDER BY p.opens DESC, p.id DESC`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []Poll
	for rows.Next() {
		p, err := scan(rows)
		if err != nil {
			return nil, err
		}
		all = append(all, p)
	}
	return all, rows.Err()
}

func scan(row interface{ Scan(...any) error }) (Poll, error) {
	var p Poll
	var criterion string
	var outcome, why, by sql.NullString
	var number, day sql.NullInt64
	err := row.Scan(&p.ID, &p.English, &p.Spanish, &criterion, &p.Event, &p.Opens, &p.Closes, &p.Decides, &p.By, &outcome, &why, &number, &day, &by)
	if err != nil {
		return p, err
	}
	if outcome.Valid {
		p.Settlement = &Settlement{Outcome(outcome.String), why.String, number.Int64, chancery.Day(day.Int64), by.String}
	}
	return p, json.Unmarshal([]byte(criterion), &p.Criterion)
}

// Results counts the votes of a poll.
func (s *Store) Results(ctx context.Context, id int64) (Results, error) {
	rows, err := s.db.QueryContext(ctx, `SELECT level, count FROM tally WHERE poll = $1`, id)
	if err != nil {
		return Results{}, err
	}
	defer rows.Close()
	counts, found := make([]int, len(Levels())), false
	for rows.Next() {
		var level, n int
		if err := rows.Scan(&level, &n); err != nil {
			return Results{}, err
		}
		counts[level], found = n, true
	}
	if err := rows.Err(); err != nil {
		return Results{}, err
	}
	if !found {
		return Results{}, fmt.Errorf("poll %d: %w", id, ErrUnknown)
	}
	return resultsOf(counts), nil
}
