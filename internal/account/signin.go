package account

import (
	"context"
	"database/sql"
	"errors"
)

// Attempt is somebody who wants to sign in.
type Attempt struct {
	Name     string
	Password string
	Client   string // where it comes from, such as a network address; for the lock-out only
	Old      string // the token that the browser holds so far; its session ends
}

// SignIn opens a session and returns the token for the browser, which is always
// a new one. The errors are ErrSignIn, whatever is wrong, and *LockedError.
//
// An unknown name, a closed account and a wrong password take the same steps:
// one attempt counted, one look-up, one hash at the same cost.
func (s *Store) SignIn(ctx context.Context, a Attempt) (token string, session Session, err error) {
	name, errName := prepareName(a.Name)
	if errName != nil {
		name = a.Name[:min(len(a.Name), maxName)]
	}
	counters := s.counters(name, a.Client)
	if err := s.reserve(ctx, counters); err != nil {
		return "", Session{}, err
	}
	who, hash, err := byName(ctx, s.db, name)
	known := err == nil && errName == nil
	if err != nil && !errors.Is(err, ErrUnknown) {
		return "", Session{}, err
	}
	if !known {
		hash = s.decoy
	}
	password, errPassword := preparePassword(a.Password)
	right, err := s.hasher.matches(ctx, password, hash)
	if err != nil {
		return "", Session{}, err
	}
	if !known || !right || who.Closed || errPassword != nil {
		return "", Session{}, ErrSignIn
	}
	renewed := ""
	if s.hasher.outdated(hash) {
		if renewed, err = s.hasher.hash(ctx, password); err != nil {
			return "", Session{}, err
		}
	}
	err = s.inTx(ctx, func(tx *sql.Tx) error {
		if err := s.release(ctx, tx, counters); err != nil {
			return err
		}
		token, session, err = s.open(ctx, tx, who, a.Old, hash)
		if err != nil || renewed == "" {
			return err
		}
		_, err = tx.ExecContext(ctx, `UPDATE account SET hash = $2 WHERE id = $1 AND hash = $3`, who.ID, renewed, hash)
		return err
	})
	return token, session, err
}

// SignInAs opens a session for a name that somebody else has proved, such as an
// issuer of OpenID Connect. There must be an account of that name: else the error
// is [ErrSignIn]. old is the token that the browser holds so far.
func (s *Store) SignInAs(ctx context.Context, name, old string) (token string, session Session, err error) {
	if name, err = prepareName(name); err != nil {
		return "", Session{}, ErrSignIn
	}
	who, hash, err := byName(ctx, s.db, name)
	if errors.Is(err, ErrUnknown) || err == nil && who.Closed {
		return "", Session{}, ErrSignIn
	}
	if err != nil {
		return "", Session{}, err
	}
	err = s.inTx(ctx, func(tx *sql.Tx) error {
		token, session, err = s.open(ctx, tx, who, old, hash)
		return err
	})
	return token, session, err
}

// open makes a new session in the place of the one of the token old, unless the
// account was closed or its password changed while the hash was computed.
func (s *Store) open(ctx context.Context, tx *sql.Tx, who Account, old, hash string) (string, Session, error) {
	var same bool
	err := tx.QueryRowContext(ctx, `SELECT hash = $2 AND NOT closed FROM account WHERE id = $1`, who.ID, hash).Scan(&same)
	if err != nil {
		return "", Session{}, err
	}
	if !same {
		return "", Session{}, ErrSignIn
	}
	if _, err := tx.ExecContext(ctx, `DELETE FROM session WHERE token = $1`, hashToken(old)); err != nil {
		return "", Session{}, err
	}
	now := s.now()
	if _, err := tx.ExecContext(ctx, `DELETE FROM session WHERE seen < $1 OR created < $2`, now.Add(-s.idle).Unix(), now.Add(-s.most).Unix()); err != nil {
		return "", Session{}, err
	}
	token, kept := newToken()
	if _, err := tx.ExecContext(ctx, `INSERT INTO session VALUES ($1, $2, $3, $3)`, kept, who.ID, now.Unix()); err != nil {
		return "", Session{}, err
	}
	return token, Session{Account: who, Until: now.Add(s.most).UTC()}, s.note(ctx, tx, who.ID, who.Name, "signed in")
}
