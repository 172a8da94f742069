package fetch

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// Cause is why there is no answer.
type Cause string

const (
	Unreachable Cause = "unreachable" // no connection, or it broke
	Slow        Cause = "slow"        // no full answer in time
	Status      Cause = "status"      // an answer other than 200 and 304
	Later       Cause = "later"       // not this host's turn; see Error.After
	Private     Cause = "private"     // an address that is not of the public internet
	Address     Cause = "address"     // no address that is fetched
	Robots      Cause = "robots"      // robots.txt forbids it
	Reserved    Cause = "reserved"    // its owner reserves text and data mining
	TooLarge    Cause = "too large"   // more bytes than the limit
	Bomb        Cause = "bomb"        // unpacks to out of all proportion
	Broken      Cause = "broken"      // ends before its end, or is not packed as it says
	Redirects   Cause = "redirects"   // too many, or to nowhere
	Unsupported Cause = "unsupported" // packed in a way that is not read
)

// Error is why an address was not fetched.
type Error struct {
	Cause   Cause
	Address string
	Detail  string
	Status  int           // of the answer, where there is one
	After   time.Duration // how long to wait before another try; 0 is not said
	Signal  *Signal       // the rule or reservation, for Robots and Reserved
	Err     error
}

// Error names address, cause and detail in one line.
func (e *Error) Error() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %s", e.Address, e.Cause)
	if e.Detail != "" {
		b.WriteString(": " + e.Detail)
	}
	if e.After > 0 {
		fmt.Fprintf(&b, ", again in %v", e.After.Round(time.Second))
	}
	if e.Err != nil {
		fmt.Fprintf(&b, ": %v", e.Err)
	}
	return b.String()
}

// Unwrap returns the cause that another package gave.
func (e *Error) Unwrap() error { return e.Err }

// Temporary tells whether another try may do better. What a host forbids or
// does not have is not asked for again.
func (e *Error) Temporary() bool {
	switch e.Cause {
	case Unreachable, Slow, Later, Broken:
		return true
	case Status:
		return e.Status >= 500 || e.Status == http.StatusTooManyRequests ||
			e.Status == http.StatusRequestTimeout || e.Status == http.StatusTooEarly
	}
	return false
}

// CauseOf is the cause of an error of this package, or "".
func CauseOf(err error) Cause {
	var e *Error
	if errors.As(err, &e) {
		return e.Cause
	}
	return ""
}

// explain gives an error of the client its cause. The caller's own end is
// not the server's doing and stays what it is.
func explain(ctx context.Context, address string, err error) error {
	var own *Error
	if errors.As(err, &own) {
		if own.Address == "" {
			own.Address = address
		}
		return own
	}
	if errors.Is(ctx.Err(), context.Canceled) {
		return fmt.Errorf("%s: %w", address, ctx.Err())
	}
	var timeout net.Error
	if errors.Is(err, context.DeadlineExceeded) || errors.As(err, &timeout) && timeout.Timeout() {
		return &Error{Cause: Slow, Address: address, Detail: "no full answer in time"}
	}
	if errors.Is(err, io.ErrUnexpectedEOF) {
		return &Error{Cause: Broken, Address: address, Detail: "the answer breaks off"}
	}
	var ue *url.Error
	if errors.As(err, &ue) {
		err = ue.Err
	}
	return &Error{Cause: Unreachable, Address: address, Detail: "no answer", Err: err}
}
