package account

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/chancery-ledger/chancery/internal/review"
)

var (
	// ErrSignIn is the one error for a wrong name, a wrong password and an
	// account that is closed: which of them it was is not told.
	ErrSignIn = errors.New("name or password is wrong")
	// ErrNoSession is the error for a token that opens no session.
	ErrNoSession = errors.New("no such session")
	// ErrNoKey is the error for a key that is not known or was revoked.
	ErrNoKey = errors.New("no such key")
	// ErrRole is the error for what a role does not allow.
	ErrRole = errors.New("not allowed to this role")
	// ErrUnknown is the error for an account that does not exist.
	ErrUnknown = errors.New("no such account")
	// ErrTaken is the error for a name that another account has.
	ErrTaken = errors.New("the name is taken")
)

// LockedError is the error of a sign-in that came too soon after failures. It
// is told of names that no account has as well.
type LockedError struct{ Until time.Time }

// Error says until when.
func (e *LockedError) Error() string {
	return "too many failed sign-ins: wait until " + e.Until.UTC().Format(time.RFC3339)
}

// Role is what somebody may do. Each role may do what those before it may.
type Role string

const (
	Reader   Role = "reader"   // has a key for reading the API
	Reviewer Role = "reviewer" // reads full texts; confirms, corrects, rejects, merges, splits
	Editor   Role = "editor"   // opens and settles polls
	Admin    Role = "admin"    // keeps accounts
)

// Roles are all roles, the least first.
func Roles() []Role { return []Role{Reader, Reviewer, Editor, Admin} }

// May tells whether who has the role r may do what needs the role need. A role
// that does not exist may nothing, and nobody may what needs one.
func (r Role) May(need Role) bool {
	all := Roles()
	has, needs := slices.Index(all, r), slices.Index(all, need)
	return needs >= 0 && has >= needs
}

// Valid tells whether there is such a role.
func (r Role) Valid() bool { return slices.Contains(Roles(), r) }

// Account is somebody who works on the ledger.
type Account struct {
	ID      int64     `json:"id"`
	Name    string    `json:"name"`
	Role    Role      `json:"role"`
	Created time.Time `json:"created"`
	Closed  bool      `json:"closed,omitempty"` // may not sign in, and its keys open nothing
}

// Agent is how the ledger names the account as the one who decides.
func (a Account) Agent() string { return "account:" + a.Name }

// Desk is where the account decides about claims, or ErrRole where it may not.
func (a Account) Desk(l review.Ledger, now func() time.Time) (review.Desk, error) {
	if a.Closed || !a.Role.May(Reviewer) {
		return review.Desk{}, fmt.Errorf("%s decides about claims: %w", a.Name, ErrRole)
	}
	return review.Desk{Ledger: l, Agent: a.Agent(), Now: now}, nil
}
