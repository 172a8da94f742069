package account

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"
)

// Add makes an account. by is who does it, for the log.
func (s *Store) Add(ctx context.Context, by, name, password string, role Role) (Account, error) {
	password, err := newPassword(password)
	if err != nil {
		return Account{}, err
	}
	hash, err := s.hasher.hash(ctx, password)
	if err != nil {
		return Account{}, err
	}
	return s.add(ctx, by, name, hash, role)
}

// AddProved makes an account that no password opens, for somebody whose name
// others prove; see [Store.SignInAs].
func (s *Store) AddProved(ctx context.Context, by, name string, role Role) (Account, error) {
	return s.add(ctx, by, name, s.hasher.nobody(), role)
}

func (s *Store) add(ctx context.Context, by, name, hash string, role Role) (Account, error) {
	name, err := prepareName(name)
	if err != nil {
		return Account{}, err
	}
	if !role.Valid() {
		return Account{}, fmt.Errorf("role %q: want one of %v", role, Roles())
	}
	a := Account{Name: name, Role: role, Created: s.now().UTC().Truncate(time.Second)}
	err = s.inTx(ctx, func(tx *sql.Tx) error {
		err := tx.QueryRowContext(ctx, `INSERT INTO account (name, hash, role, created) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING RETURNING id`,
			name, hash, role, a.Created.Unix()).Scan(&a.ID)
		if errors.Is(err, sql.ErrNoRows) {
			return fmt.Errorf("%s: %w", name, ErrTaken)
		}
		if err != nil {
			return err
		}
		return s.note(ctx, tx, a.ID, by, "made with role "+string(role))
	})
	return a, err
}

// SetPassword sets a password and ends all sessions of the account.
func (s *Store) SetPassword(ctx context.Context, by, name, password string) error {
	password, err := newPassword(password)
	if err != nil {
		return err
	}
	hash, err := s.hasher.hash(ctx, password)
	if err != nil {
		return err
	}
	return s.change(ctx, by, name, "password set", `UPDATE account SET hash = $2 WHERE id = $1`, hash)
}

// SetRole gives an account another role and ends all its sessions. Keys that
// the new role may not have open nothing from then on.
func (s *Store) SetRole(ctx context.Context, by, name string, role Role) error {
	if !role.Valid() {
		return fmt.Errorf("role %q: want one of %v", role, Roles())
	}
	return s.change(ctx, by, name, "role set to "+string(role), `UPDATE account SET role = $2 WHERE id = $1`, role)
}

// CloseAccount shuts an account and ends its sessions; its decisions stay.
func (s *Store) CloseAccount(ctx context.Context, by, name string) error {
	return s.change(ctx, by, name, "closed", `UPDATE account SET closed = $2 WHERE id = $1`, true)
}

// Reopen opens a closed account again.
func (s *Store) Reopen(ctx context.Context, by, name string) error {
	return s.change(ctx, by, name, "reopened", `UPDATE account SET closed = $2 WHERE id = $1`, false)
}

// change runs a statement on an account, ends its sessions and notes it.
func (s *Store) change(ctx context.Context, by, name, what, update string, value any) error {
	return s.inTx(ctx, func(tx *sql.Tx) error {
		a, _, err := byName(ctx, tx, name)
		if err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, update, a.ID, value); err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, `DELETE FROM session WHERE account = $1`, a.ID); err != nil {
			return err
		}
		return s.note(ctx, tx, a.ID, by, what)
	})
}

// Find returns the account of a name.
func (s *Store) Find(ctx context.Context, name string) (Account, error) {
	a, _, err := byName(ctx, s.db, name)
	return a, err
}

// querier is a database or a transaction of one.
type querier interface {
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// byName returns the account of a name and the hash of its password.
func byName(ctx context.Context, q querier, name string) (a Account, hash string, err error) {
	prepared, err := prepareName(name)
	if err != nil {
		return a, "", fmt.Errorf("%q: %w", name, ErrUnknown)
	}
	var created int64
	err = q.QueryRowContext(ctx, `SELECT id, name, role, created, closed, hash FROM account WHERE name = $1`, prepared).
		Scan(&a.ID, &a.Name, &a.Role, &created, &a.Closed, &hash)
	if errors.Is(err, sql.ErrNoRows) {
		err = fmt.Errorf("%q: %w", name, ErrUnknown)
	}
	a.Created = time.Unix(created, 0).UTC()
	return a, hash, err
}

// All returns the accounts by name.
func (s *Store) All(ctx context.Context) ([]Account, error) {
	rows, err := s.db.QueryContext(ctx, `SELECT id, name, role, created, closed FROM account ORDER BY name`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []Account
	for rows.Next() {
		var a Account
		var created int64
		if err := rows.Scan(&a.ID, &a.Name, &a.Role, &created, &a.Closed); err != nil {
			return nil, err
		}
		a.Created = time.Unix(created, 0).UTC()
		all = append(all, a)
	}
	return all, rows.Err()
}
