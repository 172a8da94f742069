package page

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"time"
)

// UserAgent is how the fetcher names itself.
const UserAgent = "Chancery/1 (+https://github.com/chancery-ledger/chancery)"

// Fetched is what an address answered.
type Fetched struct {
	URL         string // after redirects
	ContentType string
	Body        []byte
}

// Fetcher fetches single pages. Its zero value is not useful; NewFetcher makes
// one with sensible bounds.
type Fetcher struct {
	Limit   int64         // bytes of an answer, unpacked
	Timeout time.Duration // for the whole of one answer
	Agent   string        // the User-Agent header
	client  *http.Client
}

// FetchOption changes a new fetcher.
type FetchOption func(*fetchSettings)

type fetchSettings struct {
	public   bool
	redirect int
}

// PublicOnly makes the fetcher refuse addresses that are not of the public
// internet: loopback, private, link-local, shared and reserved ranges. Every
// connection is checked after its name was resolved, redirects included, so
// that a server which fetches for strangers cannot be turned against its own
// network.
func PublicOnly() FetchOption { return func(s *fetchSettings) { s.public = true } }

// NewFetcher makes a fetcher that waits 30 seconds for an answer of at most
// DefaultLimit bytes and follows ten redirects.
func NewFetcher(options ...FetchOption) *Fetcher {
	s := fetchSettings{redirect: 10}
	for _, o := range options {
		o(&s)
	}
	dialer := &net.Dialer{Timeout: 10 * time.Second}
	if s.public {
		dialer.ControlContext = refusePrivate
	}
	transport := &http.Transport{
		DialContext:           dialer.DialContext,
		ForceAttemptHTTP2:     true,
		TLSHandshakeTimeout:   10 * time.Second,
		ResponseHeaderTimeout: 20 * time.Second,
		MaxIdleConns:          10,
		IdleConnTimeout:       30 * time.Second,
	}
	if !s.public { // a proxy would make the check of addresses void
		transport.Proxy = http.ProxyFromEnvironment
	}
	client := &http.Client{Transport: transport, CheckRedirect: func(r *http.Request, via []*http.Request) error {
		if len(via) >= s.redirect {
			return &Error{Kind: Refused, Detail: fmt.Sprintf("more than %d redirects", s.redirect)}
		}
		return checkAddress(r.URL)
	}}
	return &Fetcher{Limit: DefaultLimit, Timeout: 30 * time.Second, Agent: UserAgent, client: client}
}

// Fetch gets one address. Its errors are of the kinds Unreachable (no answer,
// or one of a status other than 200), Refused (an address or answer that is
// not accepted), TooLarge and Truncated.
func (f *Fetcher) Fetch(ctx context.Context, address string) (Fetched, error) {
	u, err := url.Parse(address)
	if err != nil {
		return Fetched{}, &Error{Kind: Refused, Detail: "no address of the web", Err: err}
	}
	if err := checkAddress(u); err != nil {
		return Fetched{}, err
	}
	ctx, cancel := context.WithTimeout(ctx, f.Timeout)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return Fetched{}, &Error{Kind: Refused, Detail: "no address of the web", Err: err}
	}
	req.Header.Set("User-Agent", f.Agent)
	req.Header.Set("Accept", "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,application/feed+json,text/plain;q=0.9,*/*;q=0.5")
	req.Header.Set("Accept-Language", "en, es;q=0.9, *;q=0.1")
	res, err := f.client.Do(req)
	if err != nil {
		return Fetched{}, fetchError(err)
	}
	defer func() { _ = res.Body.Close() }()
	if res.StatusCode != http.StatusOK {
		return Fetched{}, &Error{Kind: Unreachable, Detail: "the server answers " + res.Status}
	}
	body, err := readLimited(res.Body, f.Limit)
	if err != nil {
		return Fetched{}, fetchError(err)
	}
	return Fetched{URL: res.Request.URL.String(), ContentType: res.Header.Get("Content-Type"), Body: body}, nil
}

// checkAddress accepts addresses of http and https without a user's name.
func checkAddress(u *url.URL) error {
	if u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return &Error{Kind: Refused, Detail: fmt.Sprintf("only http and https are fetched, not %q", u.Scheme)}
	}
	if u.User != nil {
		return &Error{Kind: Refused, Detail: "an address with a user's name in it"}
	}
	return nil
}

// fetchError gives an error of the client its kind.
func fetchError(err error) error {
	var own *Error
	if errors.As(err, &own) {
		return own
	}
	if errors.Is(err, context.DeadlineExceeded) {
		return &Error{Kind: Unreachable, Detail: "no full answer in time"}
	}
	if errors.Is(err, io.ErrUnexpectedEOF) {
		return &Error{Kind: Truncated, Detail: "the answer breaks off"}
	}
	var ue *url.Error
	if errors.As(err, &ue) {
		err = ue.Err
	}
	return &Error{Kind: Unreachable, Detail: "no answer", Err: err}
}

// reservedRanges are the ranges beyond those that netip knows which are not of
// the public internet (IANA special-purpose address registries, RFC 6890).
var reservedRanges = [...]netip.Prefix{
	netip.MustParsePrefix("0.0.0.0/8"), netip.MustParsePrefix("100.64.0.0/10"), netip.MustParsePrefix("192.0.0.0/24"),
	netip.MustParsePrefix("192.0.2.0/24"), netip.MustParsePrefix("192.88.99.0/24"), netip.MustParsePrefix("198.18.0.0/15"),
	netip.MustParsePrefix("198.51.100.0/24"), netip.MustParsePrefix("203.0.113.0/24"), netip.MustParsePrefix("240.0.0.0/4"),
	netip.MustParsePrefix("64:ff9b::/96"), netip.MustParsePrefix("64:ff9b:1::/48"), netip.MustParsePrefix("100::/64"),
	netip.MustParsePrefix("2001::/23"), netip.MustParsePrefix("2001:db8::/32"), netip.MustParsePrefix("2002::/16"),
	netip.MustParsePrefix("::/96"), netip.MustParsePrefix("fec0::/10"),
}

// isPublic tells whether an address is of the public internet.
func isPublic(a netip.Addr) bool {
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
