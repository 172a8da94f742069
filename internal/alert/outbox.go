package alert

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"net/url"
	"strings"
	"time"

	_ "modernc.org/sqlite" // the driver "sqlite"
)

// schema of an outbox. A number is a time in seconds since 1970.
const schema = `
CREATE TABLE IF NOT EXISTS position (one INTEGER PRIMARY KEY CHECK (one = 1), number INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS deliveries (
	id INTEGER PRIMARY KEY, subscription TEXT NOT NULL, channel TEXT NOT NULL, notice TEXT NOT NULL, body TEXT NOT NULL,
	made INTEGER NOT NULL, due INTEGER NOT NULL, attempts INTEGER NOT NULL DEFAULT 0, state TEXT NOT NULL DEFAULT 'waiting', error TEXT NOT NULL DEFAULT '',
	UNIQUE (subscription, channel, notice)
);
CREATE INDEX IF NOT EXISTS deliveries_due ON deliveries (state, due);
PRAGMA user_version = 1;`

// Channel is a way to tell somebody.
type Channel string

const (
	Webhook Channel = "webhook"
	Mail    Channel = "mail"
)

// State is how a delivery is.
type State string

const (
	Waiting State = "waiting" // for its time, or for another try
	Sent    State = "sent"
	Failed  State = "failed" // for good
)

// Delivery is a notice for somebody.
type Delivery struct {
	ID           int64     `json:"id"`
	Subscription string    `json:"subscription"`
	Channel      Channel   `json:"channel"`
	Notice       Notice    `json:"notice"`
	Made         time.Time `json:"made"`
	Due          time.Time `json:"due"`
	Attempts     int       `json:"attempts"`
	State        State     `json:"state"`
	Error        string    `json:"error,omitempty"` // of the last attempt
}

// Outbox keeps, in one file, up to which entry notices were made, and what is to
// be sent, was sent and could not be. It may be used by several goroutines.
type Outbox struct{ db *sql.DB }

// OpenOutbox opens the file at path, or makes it.
func OpenOutbox(ctx context.Context, path string) (*Outbox, error) {
	db, err := sql.Open("sqlite", "file:"+(&url.URL{Path: path}).EscapedPath()+"?_txlock=immediate&_pragma=busy_timeout(30000)&_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)")
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(1)
	if _, err := db.ExecContext(ctx, schema); err != nil {
		return nil, fmt.Errorf("alerts %s: %w", path, errors.Join(err, db.Close()))
	}
	return &Outbox{db}, nil
}

// Close closes the file.
func (o *Outbox) Close() error { return o.db.Close() }

// Position is the entry up to which notices were made; begun is false where
// none ever were.
func (o *Outbox) Position(ctx context.Context) (number int64, begun bool, err error) {
	err = o.db.QueryRowContext(ctx, "SELECT number FROM position").Scan(&number)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, false, nil
	}
	return number, err == nil, err
}

// Put keeps deliveries and that notices were made up to an entry: both or
// neither. What is kept already is not kept again.
func (o *Outbox) Put(ctx context.Context, number int64, some []Delivery) error {
	tx, err := o.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }()
	for _, d := range some {
		body, err := json.Marshal(d.Notice)
		if err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, "INSERT OR IGNORE INTO deliveries (subscription, channel, notice, body, made, due) VALUES (?, ?, ?, ?, ?, ?)",
			d.Subscription, d.Channel, d.Notice.ID, body, d.Made.Unix(), d.Due.Unix()); err != nil {
			return err
		}
	}
	if _, err := tx.ExecContext(ctx, "INSERT INTO position VALUES (1, ?) ON CONFLICT (one) DO UPDATE SET number = excluded.number", number); err != nil {
		return err
	}
	return tx.Commit()
}

// Due are the deliveries whose time has come, the first made first.
func (o *Outbox) Due(ctx context.Context, now time.Time) ([]Delivery, error) {
	var out []Delivery
	for d, err := range o.list(ctx, "WHERE state = 'waiting' AND due <= ? ORDER BY id LIMIT 500", now.Unix()) {
		if err != nil {
			return nil, err
		}
		out = append(out, d)
	}
	return out, nil
}

// Log are the last deliveries, the newest first.
func (o *Outbox) Log(ctx context.Context, most int) iter.Seq2[Delivery, error] {
	return o.list(ctx, "ORDER BY id DESC LIMIT ?", most)
}

func (o *Outbox) list(ctx context.Context, which string, args ...any) iter.Seq2[Delivery, error] {
	return func(yield func(Delivery, error) bool) {
		rows, err := o.db.QueryContext(ctx, "SELECT id, subscription, channel, body, made, due, attempts, state, error FROM deliveries "+which, args...)
		if err != nil {
			yield(Delivery{}, err)
			return
		}
		defer rows.Close()
		for rows.Next() {
			var d Delivery
			var body string
			var made, due int64
			err := rows.Scan(&d.ID, &d.Subscription, &d.Channel, &body, &made, &due, &d.Attempts, &d.State, &d.Error)
			if err == nil {
				err = json.Unmarshal([]byte(body), &d.Notice)
			}
			d.Made, d.Due = time.Unix(made, 0).UTC(), time.Unix(due, 0).UTC()
			if !yield(d, err) || err != nil {
				return
			}
		}
		if err := rows.Err(); err != nil {
			yield(Delivery{}, err)
		}
	}
}

// Settle keeps how an attempt at some deliveries went.
func (o *Outbox) Settle(ctx context.Context, some []Delivery, state State, due time.Time, cause error) error {
	told := ""
	if cause != nil {
		told = strings.ToValidUTF8(cause.Error(), "�")
	}
	tx, err := o.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }()
	for _, d := range some {
		if _, err := tx.ExecContext(ctx, "UPDATE deliveries SET attempts = attempts + 1, state = ?, due = ?, error = ? WHERE id = ?", state, due.Unix(), told, d.ID); err != nil {
			return err
		}
	}
	return tx.Commit()
}

// Retry has what failed for good tried once more.
func (o *Outbox) Retry(ctx context.Context, now time.Time) (int64, error) {
	res, err := o.db.ExecContext(ctx, "UPDATE deliveries SET state = 'waiting', attempts = 0, due = ? WHERE state = 'failed'", now.Unix())
	if err != nil {
		return 0, err
	}
	return res.RowsAffected()
}
