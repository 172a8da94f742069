// Package fetch gets pages and lists from the servers of others, as a guest
// does: it says who it is, reads the house rules first (robots.txt, RFC 9309),
// honours what is reserved from text and data mining, knocks on one door at a
// time, waits between visits and stays away when told to. It trusts nothing
// that it is given: addresses that are not of the public internet are refused
// when they are dialled, and every answer is bounded in time and size, packed
// and unpacked.
//
// All time is that of package time, so that testing/synctest can speed it up.
package fetch

import (
	"context"
	"net"
	"net/http"
	"time"
)

const (
	product        = "Chancery" // the token by which robots.txt may name this program
	defaultContact = "https://github.com/chancery-ledger/chancery"
	defaultLimit   = 8 << 20
)

// Agent is the User-Agent of a program whose keeper is reached at contact, an
// address of the web or of mail; "" is the project's page.
func Agent(contact string) string {
	if contact == "" {
		contact = defaultContact
	}
	return product + "/1 (+" + contact + ")"
}

// Options are a fetcher's bounds. The zero value is a polite guest of the
// public internet.
type Options struct {
	Contact   string        // where its keeper is reached; "" is the project's page
	Agent     string        // the whole User-Agent; "" is Agent(Contact)
	Limit     int64         // bytes of an answer, unpacked; 0 is 8 MB
	Timeout   time.Duration // for the whole of one answer; 0 is 30 s
	Delay     time.Duration // between two visits of a host, to which up to half is added at random; 0 is 2 s
	Patience  time.Duration // how long Get waits for its turn before it says Later; 0 is 30 s
	Redirects int           // how many are followed; 0 is 10
	Private   bool          // addresses of private networks are allowed too
	OnBehalf  bool          // a person asked for this very page: rules and reservations are noted, not obeyed, and nothing waits

	Resolver *net.Resolver // looks names up; nil is the machine's
	// Dial replaces the network, for simulations. What it connects to is not
	// checked.
	Dial func(ctx context.Context, network, address string) (net.Conn, error)
}

// Fetcher fetches pages. It is safe for many goroutines at once; one fetcher
// for the whole process keeps the count of visits right.
type Fetcher struct {
	o         Options
	client    *http.Client
	transport *http.Transport
	hosts     hosts
}

// New makes a fetcher.
func New(o Options) *Fetcher {
	o.Limit = orElse(o.Limit, defaultLimit)
	o.Timeout = orElse(o.Timeout, 30*time.Second)
	o.Delay = orElse(o.Delay, 2*time.Second)
	o.Patience = orElse(o.Patience, 30*time.Second)
	o.Redirects = orElse(o.Redirects, 10)
	o.Agent = orElse(o.Agent, Agent(o.Contact))
	dial := o.Dial
	if dial == nil {
		dialer := &net.Dialer{Timeout: 10 * time.Second, Resolver: o.Resolver}
		if !o.Private {
			dialer.ControlContext = refusePrivate
		}
		dial = dialer.DialContext
	}
	t := &http.Transport{
		DialContext:            dial,
		ForceAttemptHTTP2:      true,
		DisableCompression:     true, // unpacked here, with bounds
		TLSHandshakeTimeout:    10 * time.Second,
		ResponseHeaderTimeout:  20 * time.Second,
		MaxResponseHeaderBytes: 256 << 10,
		MaxIdleConns:           64,
		MaxIdleConnsPerHost:    1,
		IdleConnTimeout:        30 * time.Second,
	}
	if o.Private && o.Dial == nil { // a proxy would make the check of addresses void
		t.Proxy = http.ProxyFromEnvironment
	}
	client := &http.Client{Transport: t, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	return &Fetcher{o: o, client: client, transport: t, hosts: hosts{known: map[string]*host{}}}
}

// Close gives up the connections that are kept open.
func (f *Fetcher) Close() { f.transport.CloseIdleConnections() }

func orElse[T comparable](v, other T) T {
	var zero T
	if v == zero {
		return other
	}
	return v
}
