package page

import (
	"context"
	"fmt"
	"net/netip"
	"syscall"
)

// refusePrivate is called with the resolved address before every connection
// and refuses those that are not of the public internet.
func refusePrivate(_ context.Context, _, address string, _ syscall.RawConn) error {
	ap, err := netip.ParseAddrPort(address)
	if err != nil {
		return &Error{Kind: Refused, Detail: "no address of the internet", Err: err}
	}
	if !isPublic(ap.Addr()) {
		return &Error{Kind: Refused, Detail: fmt.Sprintf("%s is no address of the public internet", ap.Addr())}
	}
	return nil
}

// guarded calls a parser of another package and turns its panic into an
// error, so that one page that it cannot bear does not end a run over many.
func guarded(parse func() error) (err error) {
	defer func() {
		if cause := recover(); cause != nil {
			err = &Error{Kind: Malformed, Detail: fmt.Sprintf("the parser gave up: %v", cause)}
		}
	}()
	return parse()
}
