package account

import (
	"errors"
	"fmt"
	"unicode/utf8"

	"golang.org/x/text/secure/precis"
)

// Bounds of names, in bytes, and of passwords. NIST SP 800-63B asks for at
// least 15 characters where the password is the only factor, for room for 64,
// and for no rules about kinds of characters.
const (
	maxName     = 64
	minPassword = 15 // characters
	maxPassword = 1024
)

var (
	// ErrName is the error for a name that cannot be one.
	ErrName = errors.New("a name has 1 to 64 bytes, letters and digits, no spaces")
	// ErrPassword is the error for a password that cannot be one.
	ErrPassword = fmt.Errorf("a password has at least %d characters and at most %d bytes", minPassword, maxPassword)
)

// prepareName is the one form of a name: RFC 8265, UsernameCaseMapped, so that
// "Ana" and "ana", and letters of two widths, are one account.
func prepareName(name string) (string, error) {
	if len(name) > maxName {
		return "", ErrName
	}
	got, err := precis.UsernameCaseMapped.String(name)
	if err != nil || got == "" || len(got) > maxName {
		return "", ErrName
	}
	return got, nil
}

// preparePassword is the one form of a password: RFC 8265, OpaqueString, which
// keeps case and inner spaces.
func preparePassword(password string) (string, error) {
	if len(password) > maxPassword {
		return "", ErrPassword
	}
	got, err := precis.OpaqueString.String(password)
	if err != nil || len(got) > maxPassword {
		return "", ErrPassword
	}
	return got, nil
}

// newPassword is preparePassword for one that is to be set.
func newPassword(password string) (string, error) {
	got, err := preparePassword(password)
	if err != nil || utf8.RuneCountInString(got) < minPassword {
		return "", ErrPassword
	}
	return got, nil
}
