package account

import (
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/subtle"
	"database/sql"
	"encoding/base64"
	"errors"
	"time"
)

// Session is somebody who has signed in.
type Session struct {
	Account Account
	Until   time.Time // when it ends in any case
}

// Session returns the session of a token, with the role as it is now, or
// ErrNoSession.
func (s *Store) Session(ctx context.Context, token string) (Session, error) {
	if !tokenShaped(token) {
		return Session{}, ErrNoSession
	}
	var a Account
	var made, created, seen int64
	err := s.db.QueryRowContext(ctx, `SELECT a.id, a.name, a.role, a.created, a.closed, s.created, s.seen
		FROM session s JOIN account a ON a.id = s.account WHERE s.token = $1`, hashToken(token)).
		Scan(&a.ID, &a.Name, &a.Role, &made, &a.Closed, &created, &seen)
	if errors.Is(err, sql.ErrNoRows) {
		return Session{}, ErrNoSession
	}
	if err != nil {
		return Session{}, err
	}
	a.Created = time.Unix(made, 0).UTC()
	now, until := s.now(), time.Unix(created, 0).Add(s.most).UTC()
	if a.Closed || !now.Before(until) || now.Sub(time.Unix(seen, 0)) >= s.idle {
		return Session{}, ErrNoSession
	}
	if now.Sub(time.Unix(seen, 0)) >= time.Minute { // not at every request
		if _, err := s.db.ExecContext(ctx, `UPDATE session SET seen = $2 WHERE token = $1`, hashToken(token), now.Unix()); err != nil {
			return Session{}, err
		}
	}
	return Session{Account: a, Until: until}, nil
}

// SignOut ends the session of a token, if there is one.
func (s *Store) SignOut(ctx context.Context, token string) error {
	_, err := s.db.ExecContext(ctx, `DELETE FROM session WHERE token = $1`, hashToken(token))
	return err
}

// tokenShaped tells whether a text can be a token at all.
func tokenShaped(token string) bool {
	raw, err := base64.RawURLEncoding.Strict().DecodeString(token)
	return err == nil && len(raw) == 32
}

// formToken is what a form must bring back with the browser's cookie. Each is
// masked anew, so that a compressed page does not give it away letter by letter
// (the BREACH attack).
func (s *Store) formToken(cookie string) string {
	pad := make([]byte, 32)
	rand.Read(pad)
	masked := make([]byte, 32)
	subtle.XORBytes(masked, pad, s.mac("form", cookie))
	return base64.RawURLEncoding.EncodeToString(append(pad, masked...))
}

// formTokenFits tells whether a token was made for the cookie.
func (s *Store) formTokenFits(token, cookie string) bool {
	raw, err := base64.RawURLEncoding.DecodeString(token)
	if err != nil || len(raw) != 64 || !tokenShaped(cookie) {
		return false
	}
	got := make([]byte, 32)
	subtle.XORBytes(got, raw[:32], raw[32:])
	return hmac.Equal(got, s.mac("form", cookie))
}
