package poll

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"database/sql"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"time"
)

// Voter is what is known of a reader: the network that the request comes from
// (account.Client), and how the browser names itself. Neither is kept.
type Voter struct {
	Network string
	Browser string
}

// ballotGood is how long a page with a ballot can lie open.
const ballotGood = 24 * time.Hour

// mac is a keyed hash of some parts for one purpose, each with its length.
func mac(key []byte, purpose string, parts ...string) []byte {
	h := hmac.New(sha256.New, key)
	for _, p := range append([]string{purpose}, parts...) {
		fmt.Fprintf(h, "%d:%s", len(p), p)
	}
	return h.Sum(nil)
}

func (v Voter) mark(key []byte) []byte { return mac(key, "reader", v.Network, v.Browser) }

// Ballot returns what a form of the poll must bring back, and whether the
// reader has voted already, in which case there is none. The error is ErrClosed
// where one cannot vote today.
func (s *Store) Ballot(ctx context.Context, id int64, v Voter) (ballot string, voted bool, err error) {
	err = s.inTx(ctx, func(tx *sql.Tx) error {
		key, err := s.open(ctx, tx, id)
		if err != nil {
			return err
		}
		mark := v.mark(key)
		if err := tx.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM mark WHERE poll = $1 AND mark = $2)`, id, mark).Scan(&voted); err != nil || voted {
			return err
		}
		ballot = newBallot(key, mark, s.now().Add(ballotGood))
		return nil
	})
	return ballot, voted, err
}

// open returns the key of a poll that is open today.
func (s *Store) open(ctx context.Context, tx *sql.Tx, id int64) (key []byte, err error) {
	var p Poll
	err = tx.QueryRowContext(ctx, `SELECT opens, closes, key FROM poll WHERE id = $1`, id).Scan(&p.Opens, &p.Closes, &key)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return nil, fmt.Errorf("poll %d: %w", id, ErrUnknown)
	case err != nil:
		return nil, err
	case !p.OpenOn(s.today()) || key == nil:
		return nil, fmt.Errorf("poll %d: %w", id, ErrClosed)
	}
	return key, nil
}

func newBallot(key, mark []byte, until time.Time) string {
	raw := binary.BigEndian.AppendUint64(nil, uint64(until.Unix()))
	return base64.RawURLEncoding.EncodeToString(append(raw, mac(key, "ballot", string(raw), string(mark))...))
}

func ballotFits(ballot string, key, mark []byte, now time.Time) bool {
	raw, err := base64.RawURLEncoding.DecodeString(ballot)
	if err != nil || len(raw) != 8+sha256.Size {
		return false
	}
	return hmac.Equal(raw[8:], mac(key, "ballot", string(raw[:8]), string(mark))) && now.Before(time.Unix(int64(binary.BigEndian.Uint64(raw)), 0))
}

// Vote adds a reader's forecast, by its place in [Levels], to the tally.
func (s *Store) Vote(ctx context.Context, id int64, v Voter, ballot string, level int) error {
	if level < 0 || level >= len(Levels()) {
		return fmt.Errorf("level %d: want 0 to %d", level, len(Levels())-1)
	}
	if err := s.Seal(ctx); err != nil {
		return err
	}
	return s.inTx(ctx, func(tx *sql.Tx) error {
		key, err := s.open(ctx, tx, id)
		if err != nil {
			return err
		}
		mark := v.mark(key)
		if !ballotFits(ballot, key, mark, s.now()) {
			return ErrBallot
		}
		n, err := changed(tx.ExecContext(ctx, `INSERT INTO mark VALUES ($1, $2) ON CONFLICT DO NOTHING`, id, mark))
		if err != nil {
			return err
		}
		if n == 0 {
			return ErrVoted
		}
		n, err = changed(tx.ExecContext(ctx, `INSERT INTO network VALUES ($1, $2, 1) ON CONFLICT DO UPDATE SET count = count + 1 WHERE count < $3`,
			id, mac(key, "network", v.Network), s.most))
		if err != nil {
			return err
		}
		if n == 0 {
			return ErrFull
		}
		_, err = tx.ExecContext(ctx, `UPDATE tally SET count = count + 1 WHERE poll = $1 AND level = $2`, id, level)
		return err
	})
}

func changed(r sql.Result, err error) (int64, error) {
	if err != nil {
		return 0, err
	}
	return r.RowsAffected()
}
