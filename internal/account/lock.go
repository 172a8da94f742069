package account

import (
	"context"
	"database/sql"
	"errors"
	"time"
)

// How long somebody has to wait after failures. A counter forgets after an hour
// without an attempt.
const (
	firstWait = 30 * time.Second
	mostWait  = 15 * time.Minute
	forget    = time.Hour
)

// counter counts attempts at signing in.
type counter struct {
	who  []byte
	free int // attempts before there is a wait
}

// counters are those that an attempt is counted by: by name and place, so that
// a stranger elsewhere does not lock a reviewer out soon; by name, against many
// places; by place, against one password tried on many names. They know nothing
// of which names exist.
func (s *Store) counters(name, client string) []counter {
	return []counter{
		{s.mac("attempt", name, client), 5},
		{s.mac("attempt of name", name), 50},
		{s.mac("attempt from", client), 30},
	}
}

// wait is how long nobody may try again after so many attempts: nothing, then
// half a minute, twice that, and so on.
func (c counter) wait(attempts int) time.Duration {
	over := attempts - c.free
	if over < 0 {
		return 0
	}
	return min(firstWait<<min(over, 10), mostWait)
}

// reserve counts an attempt before it is made, so that many at once do not
// slip through. It fails with a *LockedError where one has to wait.
func (s *Store) reserve(ctx context.Context, counters []counter) error {
	now := s.now()
	return s.inTx(ctx, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, `DELETE FROM attempt WHERE last < $1 AND until < $2`, now.Add(-forget).Unix(), now.Unix()); err != nil {
			return err
		}
		counts := make([]int, len(counters))
		for i, c := range counters {
			var until int64
			err := tx.QueryRowContext(ctx, `SELECT count, until FROM attempt WHERE who = $1`, c.who).Scan(&counts[i], &until)
			if err != nil && !errors.Is(err, sql.ErrNoRows) {
				return err
			}
			if until > now.Unix() {
				return &LockedError{time.Unix(until, 0)}
			}
		}
		for i, c := range counters {
			until := now.Add(c.wait(counts[i] + 1)).Unix()
			_, err := tx.ExecContext(ctx, `INSERT INTO attempt VALUES ($1, $2, $3, $4) ON CONFLICT (who) DO UPDATE SET count = $2, last = $3, until = $4`,
				c.who, counts[i]+1, now.Unix(), until)
			if err != nil {
				return err
			}
		}
		return nil
	})
}

// release takes a reserved attempt back that turned out right. The counter of
// name and place starts again; the others give back the one attempt.
func (s *Store) release(ctx context.Context, tx *sql.Tx, counters []counter) error {
	if _, err := tx.ExecContext(ctx, `DELETE FROM attempt WHERE who = $1`, counters[0].who); err != nil {
		return err
	}
	for _, c := range counters[1:] {
		if _, err := tx.ExecContext(ctx, `UPDATE attempt SET count = max(0, count - 1), until = 0 WHERE who = $1`, c.who); err != nil {
			return err
		}
	}
	return nil
}
