package account

import (
	"context"
	"database/sql"
	"time"
)

// Note is a line of the log of accounts.
type Note struct {
	At      time.Time `json:"at"`
	Account string    `json:"account"`
	By      string    `json:"by"`
	What    string    `json:"what"`
}

// note adds a line to the log.
func (s *Store) note(ctx context.Context, tx *sql.Tx, account int64, by, what string) error {
	_, err := tx.ExecContext(ctx, `INSERT INTO log (at, account, by, what) VALUES ($1, $2, $3, $4)`, s.now().Unix(), account, by, what)
	return err
}

// Log returns the last lines of the log, the newest first: accounts made,
// closed and changed, sign-ins and keys. The file refuses to change or remove
// a line.
func (s *Store) Log(ctx context.Context, limit int) ([]Note, error) {
	rows, err := s.db.QueryContext(ctx, `SELECT l.at, a.name, l.by, l.what FROM log l JOIN account a ON a.id = l.account ORDER BY l.id DESC LIMIT $1`, limit)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []Note
	for rows.Next() {
		var n Note
		var at int64
		if err := rows.Scan(&at, &n.Account, &n.By, &n.What); err != nil {
			return nil, err
		}
		n.At = time.Unix(at, 0).UTC()
		all = append(all, n)
	}
	return all, rows.Err()
}
