package fetch

import (
	"context"
	"fmt"
	"net/netip"
	"net/url"
	"syscall"
)

// reservedRanges are the ranges beyond those that netip knows which are not of
// the public internet (IANA special-purpose address registries, RFC 6890).
// NAT64 (RFC 6052), 6to4 and Teredo are among them, since an address of a
// private network can hide in theirs.
var reservedRanges = [...]netip.Prefix{
	netip.MustParsePrefix("0.0.0.0/8"), netip.MustParsePrefix("100.64.0.0/10"), netip.MustParsePrefix("192.0.0.0/24"),
	netip.MustParsePrefix("192.0.2.0/24"), netip.MustParsePrefix("192.88.99.0/24"), netip.MustParsePrefix("198.18.0.0/15"),
	netip.MustParsePrefix("198.51.100.0/24"), netip.MustParsePrefix("203.0.113.0/24"), netip.MustParsePrefix("240.0.0.0/4"),
	netip.MustParsePrefix("64:ff9b::/96"), netip.MustParsePrefix("64:ff9b:1::/48"), netip.MustParsePrefix("100::/48"),
	netip.MustParsePrefix("2001::/23"), netip.MustParsePrefix("2001:db8::/32"), netip.MustParsePrefix("2002::/16"),
	netip.MustParsePrefix("3fff::/20"), netip.MustParsePrefix("5f00::/16"),
	netip.MustParsePrefix("::/96"), netip.MustParsePrefix("fec0::/10"),
}

// IsPublic tells whether an address is of the public internet. An IPv4
// address within an IPv6 one counts as itself.
func IsPublic(a netip.Addr) bool {
	a = a.Unmap().WithZone("")
	if !a.IsGlobalUnicast() || a.IsPrivate() || a.IsLoopback() || a.IsLinkLocalUnicast() {
		return false
	}
	for _, p := range reservedRanges {
		if p.Contains(a) {
			return false
		}
	}
	return true
}

// refusePrivate is asked by the dialler before each connection, when the name
// has been looked up: neither a redirect nor a name that changes its address
// between two look-ups gets past it.
func refusePrivate(_ context.Context, _, address string, _ syscall.RawConn) error {
	at, err := netip.ParseAddrPort(address)
	if err == nil && IsPublic(at.Addr()) {
		return nil
	}
	return &Error{Cause: Private, Detail: fmt.Sprintf("%s is not of the public internet", address)}
}

// checkAddress accepts addresses of http and https without a user's name.
func checkAddress(u *url.URL) error {
	if u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "" {
		return &Error{Cause: Address, Address: u.Redacted(), Detail: fmt.Sprintf("only http and https are fetched, not %q", u.Scheme)}
	}
	if u.User != nil {
		return &Error{Cause: Address, Address: u.Redacted(), Detail: "an address with a user's name in it"}
	}
	return nil
}
