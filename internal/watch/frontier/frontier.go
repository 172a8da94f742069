package frontier

import (
	"context"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"time"

	_ "modernc.org/sqlite" // the driver
)

const schema = `
CREATE TABLE IF NOT EXISTS source (
	name  TEXT PRIMARY KEY,
	state TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS seen (
	id  BLOB PRIMARY KEY,
	day INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS seen_day ON seen (day);
PRAGMA user_version = 1;`

const version = 1

// Frontier is an open file. It is safe for many goroutines at once.
type Frontier struct{ db *sql.DB }

// Open opens the file at path, or makes it.
func Open(ctx context.Context, path string) (*Frontier, error) {
	options := strings.Join([]string{
		"_txlock=immediate", "_pragma=busy_timeout(30000)", "_pragma=journal_mode(WAL)", "_pragma=synchronous(FULL)", "_pragma=cache_size(-8000)",
	}, "&")
	db, err := sql.Open("sqlite", "file:"+(&url.URL{Path: path}).EscapedPath()+"?"+options)
	if err != nil {
		return nil, fmt.Errorf("frontier: %w", err)
	}
	db.SetMaxOpenConns(1)
	f := &Frontier{db}
	if err := f.setUp(ctx); err != nil {
		return nil, fmt.Errorf("frontier %s: %w", path, errors.Join(err, db.Close()))
	}
	return f, nil
}

func (f *Frontier) setUp(ctx context.Context) error {
	var v int
	if err := f.db.QueryRowContext(ctx, "PRAGMA user_version").Scan(&v); err != nil {
		return err
	}
	if v > version {
		return fmt.Errorf("written by a newer program (version %d, this one knows %d)", v, version)
	}
	_, err := f.db.ExecContext(ctx, schema)
	return err
}

// Close closes the file.
func (f *Frontier) Close() error { return f.db.Close() }

// States are the states of all sources that were ever followed, by name.
func (f *Frontier) States(ctx context.Context) (map[string]State, error) {
	rows, err := f.db.QueryContext(ctx, "SELECT name, state FROM source")
	if err != nil {
		return nil, fmt.Errorf("frontier: %w", err)
	}
	defer func() { _ = rows.Close() }()
	out := map[string]State{}
	for rows.Next() {
		var name, raw string
		if err := rows.Scan(&name, &raw); err != nil {
			return nil, fmt.Errorf("frontier: %w", err)
		}
		var s State
		if err := json.Unmarshal([]byte(raw), &s); err != nil {
			return nil, fmt.Errorf("frontier: state of %s: %w", name, err)
		}
		out[name] = s
	}
	return out, rows.Err()
}

// Save writes the state of a source.
func (f *Frontier) Save(ctx context.Context, s State) error {
	raw, err := json.Marshal(s)
	if err == nil {
		_, err = f.db.ExecContext(ctx, "INSERT INTO source (name, state) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET state = excluded.state", s.Source, string(raw))
	}
	if err != nil {
		return fmt.Errorf("frontier: state of %s: %w", s.Source, err)
	}
	return nil
}

// batch is how many IDs one statement asks for.
const batch = 500

// Seen tells, for each ID, whether it is marked. What is marked and still
// listed is marked anew once a day, so that Prune does not forget it.
func (f *Frontier) Seen(ctx context.Context, ids []string, now time.Time) (map[string]bool, error) {
	out := make(map[string]bool, len(ids))
	today := dayOf(now)
	var stale []any
	for part := range slices.Chunk(ids, batch) {
		args, err := blobs(part)
		if err != nil {
			return nil, err
		}
		rows, err := f.db.QueryContext(ctx, "SELECT id, day FROM seen WHERE id IN ("+marks(len(args))+")", args...)
		if err != nil {
			return nil, fmt.Errorf("frontier: %w", err)
		}
		for rows.Next() {
			var id []byte
			var day int64
			if err := rows.Scan(&id, &day); err != nil {
				return nil, fmt.Errorf("frontier: %w", errors.Join(err, rows.Close()))
			}
			out[hex.EncodeToString(id)] = true
			if day < today {
				stale = append(stale, id)
			}
		}
		if err := errors.Join(rows.Err(), rows.Close()); err != nil {
			return nil, fmt.Errorf("frontier: %w", err)
		}
	}
	return out, f.mark(ctx, stale, today)
}

// Mark marks reports that were handed on.
func (f *Frontier) Mark(ctx context.Context, ids []string, now time.Time) error {
	args, err := blobs(ids)
	if err != nil {
		return err
	}
	return f.mark(ctx, args, dayOf(now))
}

func (f *Frontier) mark(ctx context.Context, ids []any, day int64) error {
	for part := range slices.Chunk(ids, batch) {
		values := strings.TrimSuffix(strings.Repeat(fmt.Sprintf("(?, %d), ", day), len(part)), ", ")
		if _, err := f.db.ExecContext(ctx, "INSERT INTO seen (id, day) VALUES "+values+" ON CONFLICT (id) DO UPDATE SET day = excluded.day", part...); err != nil {
			return fmt.Errorf("frontier: %w", err)
		}
	}
	return nil
}

// Prune forgets reports that no source has listed since a time.
func (f *Frontier) Prune(ctx context.Context, since time.Time) (int64, error) {
	res, err := f.db.ExecContext(ctx, "DELETE FROM seen WHERE day < ?", dayOf(since))
	if err != nil {
		return 0, fmt.Errorf("frontier: %w", err)
	}
	return res.RowsAffected()
}

func dayOf(t time.Time) int64 { return t.Unix() / 86400 }

// blobs are IDs as they are stored.
func blobs(ids []string) ([]any, error) {
	out := make([]any, len(ids))
	for i, id := range ids {
		b, err := hex.DecodeString(id)
		if err != nil {
			return nil, fmt.Errorf("frontier: %q is no ID of a report", id)
		}
		out[i] = b
	}
	return out, nil
}

func marks(n int) string { return strings.TrimSuffix(strings.Repeat("?, ", n), ", ") }
