package account

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"time"
)

// keyPrefix stands before every key, so that scanners for leaked secrets know
// one when they see it.
const keyPrefix = "chk_"

// Key opens the API to a program of an account, without a session.
type Key struct {
	ID      int64     `json:"id"`
	Account Account   `json:"account"` // as far as the key goes: its Role is that of the key
	Label   string    `json:"label"`
	Created time.Time `json:"created"`
}

// NewKey makes a key and returns it; it is shown this once. role is Reader or
// Reviewer, and not more than the account has.
func (s *Store) NewKey(ctx context.Context, by, name, label string, role Role) (string, Key, error) {
	if role != Reader && role != Reviewer {
		return "", Key{}, fmt.Errorf("a key for %q: want %s or %s", role, Reader, Reviewer)
	}
	token, kept := newToken()
	token = keyPrefix + token
	kept = hashToken(token)
	k := Key{Label: strings.ToValidUTF8(label, ""), Created: s.now().UTC().Truncate(time.Second)}
	err := s.inTx(ctx, func(tx *sql.Tx) error {
		a, _, err := byName(ctx, tx, name)
		switch {
		case err != nil:
			return err
		case a.Closed || !a.Role.May(role):
			return fmt.Errorf("%s has a key for %s: %w", a.Name, role, ErrRole)
		}
		k.Account = a
		k.Account.Role = role
		err = tx.QueryRowContext(ctx, `INSERT INTO key (token, account, label, role, created) VALUES ($1, $2, $3, $4, $5) RETURNING id`,
			kept, a.ID, k.Label, role, k.Created.Unix()).Scan(&k.ID)
		if err != nil {
			return err
		}
		return s.note(ctx, tx, a.ID, by, fmt.Sprintf("key %d made for %s", k.ID, role))
	})
	if err != nil {
		return "", Key{}, err
	}
	return token, k, nil
}

// Key returns what a key opens, or ErrNoKey: also where the account was closed
// or may no longer do what the key is for.
func (s *Store) Key(ctx context.Context, token string) (Key, error) {
	if rest, ok := strings.CutPrefix(token, keyPrefix); !ok || !tokenShaped(rest) {
		return Key{}, ErrNoKey
	}
	var k Key
	var role Role
	var made, created int64
	a := &k.Account
	err := s.db.QueryRowContext(ctx, `SELECT k.id, k.label, k.role, k.created, a.id, a.name, a.role, a.created, a.closed
		FROM key k JOIN account a ON a.id = k.account WHERE k.token = $1 AND k.revoked = 0`, hashToken(token)).
		Scan(&k.ID, &k.Label, &role, &created, &a.ID, &a.Name, &a.Role, &made, &a.Closed)
	if errors.Is(err, sql.ErrNoRows) {
		return Key{}, ErrNoKey
	}
	if err != nil {
		return Key{}, err
	}
	if a.Closed || !a.Role.May(role) {
		return Key{}, ErrNoKey
	}
	a.Role, a.Created, k.Created = role, time.Unix(made, 0).UTC(), time.Unix(created, 0).UTC()
	return k, nil
}

// RevokeKey ends a key for good.
func (s *Store) RevokeKey(ctx context.Context, by string, id int64) error {
	return s.inTx(ctx, func(tx *sql.Tx) error {
		var account int64
		err := tx.QueryRowContext(ctx, `UPDATE key SET revoked = $2 WHERE id = $1 AND revoked = 0 RETURNING account`, id, s.now().Unix()).Scan(&account)
		if errors.Is(err, sql.ErrNoRows) {
			return fmt.Errorf("key %d: %w", id, ErrNoKey)
		}
		if err != nil {
			return err
		}
		return s.note(ctx, tx, account, by, fmt.Sprintf("key %d revoked", id))
	})
}
