package fetch

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// Validators are what a server gave to ask with whether something changed
// (RFC 9110, 8.8).
type Validators struct {
	ETag         string `json:"etag,omitempty"`
	LastModified string `json:"last_modified,omitempty"`
}

// Answer is what an address answered.
type Answer struct {
	URL         string // after redirects
	Canonical   string // that the page gives for itself on its own site; "" is none
	Moved       string // where the address moved for good; "" is not
	Status      int    // 200, 203 or 304
	NotModified bool   // nothing new since the validators; no Body
	ContentType string
	Body        []byte // unpacked, in the charset of the server
	Validators  Validators
	Signals     []Signal // what was said of its use
	At          time.Time
}

// Rights are the signals as they are kept with a report.
func (a Answer) Rights() []string {
	var out []string
	for _, s := range a.Signals {
		out = append(out, s.String())
	}
	return out
}

// Get fetches one address when its host's turn comes. Every error is an
// [*Error], save where ctx was cancelled.
func (f *Fetcher) Get(ctx context.Context, address string, v Validators) (Answer, error) {
	return f.GetUpTo(ctx, address, v, f.o.Limit)
}

// GetUpTo is Get with another limit on the unpacked bytes.
func (f *Fetcher) GetUpTo(ctx context.Context, address string, v Validators, limit int64) (Answer, error) {
	u, err := url.Parse(address)
	if err != nil {
		return Answer{}, &Error{Cause: Address, Address: address, Detail: "no address of the web", Err: errors.Unwrap(err)}
	}
	moved, stays := "", false
	for hop := 0; ; hop++ {
		if err := checkAddress(u); err != nil {
			return Answer{}, err
		}
		u.Fragment, u.RawFragment = "", ""
		answer, next, err := f.visit(ctx, u, v, limit)
		if err != nil {
			return Answer{}, explain(ctx, u.String(), err)
		}
		if next == "" {
			answer.Moved = moved
			return answer, nil
		}
		if hop >= f.o.Redirects {
			return Answer{}, &Error{Cause: Redirects, Address: address, Detail: fmt.Sprintf("more than %d redirects", f.o.Redirects)}
		}
		if u, err = url.Parse(next); err != nil {
			return Answer{}, &Error{Cause: Redirects, Address: address, Detail: "to what is no address"}
		}
		if stays = stays || !permanent(answer.Status); !stays {
			moved = next
		}
	}
}

func permanent(status int) bool {
	return status == http.StatusMovedPermanently || status == http.StatusPermanentRedirect
}

// visit goes to one host once and gives its answer, or where it sends on to.
func (f *Fetcher) visit(ctx context.Context, u *url.URL, v Validators, limit int64) (Answer, string, error) {
	if f.o.OnBehalf {
		a, next, _, err := f.ask(ctx, u, v, limit)
		return a, next, err
	}
	h, err := f.hosts.enter(ctx, strings.ToLower(u.Hostname()), f.o.Patience)
	if err != nil {
		return Answer{}, "", err
	}
	defer f.hosts.leave(h)
	r, err := f.rulesOf(ctx, h, u)
	if err != nil {
		return Answer{}, "", err
	}
	signals, no := r.barrier(u)
	if no != nil {
		return Answer{}, "", no
	}
	a, next, after, err := f.ask(ctx, u, v, limit)
	switch cause := CauseOf(explain(ctx, "", err)); {
	case err == nil:
		h.done(max(f.o.Delay, r.robots.delay))
	case ctx.Err() != nil: // the caller went away
	case cause == Unreachable || cause == Slow:
		h.pause(0, "it did not answer")
	case cause == Status && after >= 0:
		var e *Error
		errors.As(err, &e)
		e.After = h.pause(after, fmt.Sprintf("it answered %d", e.Status))
	default:
		h.done(max(f.o.Delay, r.robots.delay))
	}
	a.Signals = append(signals, a.Signals...)
	return a, next, err
}

// ask sends one request and reads the answer. after is not negative where the
// host asks to be left alone.
func (f *Fetcher) ask(ctx context.Context, u *url.URL, v Validators, limit int64) (a Answer, next string, after time.Duration, err error) {
	ctx, cancel := context.WithTimeout(ctx, f.o.Timeout)
	defer cancel()
	after = -1
	res, err := f.send(ctx, u, v)
	if err != nil {
		return a, "", after, err
	}
	defer func() { _ = res.Body.Close() }()
	a = Answer{URL: u.String(), Status: res.StatusCode, ContentType: res.Header.Get("Content-Type"), At: time.Now(), Signals: headerSignals(res.Header)}
	if to, ok := redirect(res); ok {
		return a, to, after, nil
	}
	a.Validators = validatorsOf(res.Header)
	switch res.StatusCode {
	case http.StatusOK, http.StatusNonAuthoritativeInfo:
	case http.StatusNotModified:
		a.NotModified = true
		if a.Validators == (Validators{}) {
			a.Validators = v
		}
		return a, "", after, nil
	default:
		if res.StatusCode == http.StatusTooManyRequests || res.StatusCode == http.StatusServiceUnavailable {
			after = retryAfter(res.Header.Get("Retry-After"), time.Now())
		}
		return a, "", after, &Error{Cause: Status, Status: res.StatusCode, Detail: "the server answers " + res.Status}
	}
	err = f.read(&a, res, u, limit)
	return a, "", after, err
}

// read reads the body of an answer, unless its owner reserves it.
func (f *Fetcher) read(a *Answer, res *http.Response, u *url.URL, limit int64) error {
	if no := reserved(a.Signals); no != nil && !f.o.OnBehalf {
		return no
	}
	if res.ContentLength > limit {
		return &Error{Cause: TooLarge, Detail: fmt.Sprintf("%d bytes, at most %d are read", res.ContentLength, limit)}
	}
	encoding := res.Header.Get("Content-Encoding")
	if strings.HasSuffix(u.Path, ".gz") { // a packed file, such as sitemap.xml.gz
		encoding = "gzip, " + encoding
	}
	var err error
	if a.Body, err = unpack(res.Body, encoding, limit); err != nil || !isPage(a.ContentType) {
		return err
	}
	said, canonical := readHead(a.Body, u)
	a.Signals, a.Canonical = append(a.Signals, said...), canonical
	if no := reserved(said); no != nil && !f.o.OnBehalf {
		a.Body = nil
		return no
	}
	return nil
}

// send sends one request, without following where it leads.
func (f *Fetcher) send(ctx context.Context, u *url.URL, v Validators) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return nil, &Error{Cause: Address, Detail: "no address of the web", Err: err}
	}
	req.Header.Set("User-Agent", f.o.Agent)
	req.Header.Set("Accept", "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,application/feed+json,text/plain;q=0.9,*/*;q=0.5")
	req.Header.Set("Accept-Language", "en, es;q=0.9, *;q=0.1")
	req.Header.Set("Accept-Encoding", "gzip, br, zstd")
	if v.ETag != "" {
		req.Header.Set("If-None-Match", v.ETag)
	}
	if v.LastModified != "" {
		req.Header.Set("If-Modified-Since", v.LastModified)
	}
	return f.client.Do(req)
}

// redirect is where an answer sends on to, absolute.
func redirect(res *http.Response) (string, bool) {
	switch res.StatusCode {
	case http.StatusMovedPermanently, http.StatusFound, http.StatusSeeOther, http.StatusTemporaryRedirect, http.StatusPermanentRedirect:
	default:
		return "", false
	}
	to, err := res.Location()
	if err != nil {
		return "", false
	}
	_, _ = io.CopyN(io.Discard, res.Body, 4<<10) // so that the connection can be used again
	return to.String(), true
}

// validatorsOf keeps validators of a sensible length.
func validatorsOf(h http.Header) (v Validators) {
	if s := h.Get("ETag"); len(s) < 1024 {
		v.ETag = s
	}
	if s := h.Get("Last-Modified"); len(s) < 64 {
		v.LastModified = s
	}
	return v
}

// retryAfter reads a Retry-After of seconds or of a date (RFC 9110, 10.2.3); 0 is none.
func retryAfter(s string, now time.Time) time.Duration {
	s = strings.TrimSpace(s)
	if n, err := strconv.ParseInt(s, 10, 64); err == nil {
		return time.Duration(min(max(n, 0), int64(maxAfter/time.Second))) * time.Second
	}
	if at, err := http.ParseTime(s); err == nil {
		return min(max(at.Sub(now), 0), maxAfter)
	}
	return 0
}

// isPage tells whether an answer may be a page; one that does not say may.
func isPage(contentType string) bool {
	low := strings.ToLower(contentType)
	return low == "" || strings.Contains(low, "html")
}
