package fetch

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"time"
)

const (
	rulesHold   = 24 * time.Hour // RFC 9309, 2.4
	retryRules  = 15 * time.Minute
	ruleHops    = 5 // redirects of a robots.txt that are followed (RFC 9309, 2.3.1.2)
	rulesWithin = 15 * time.Second
)

// rules are the house rules of one origin.
type rules struct {
	robots robots
	tdm    []tdmRule
	until  time.Time
}

func (r *rules) size() int {
	n := r.robots.size()
	for _, t := range r.tdm {
		n += len(t.location) + len(t.policy) + 64
	}
	return n
}

// rulesOf are the rules of an address's origin, asked for where they are not
// known or a day old. The host's token is held.
func (f *Fetcher) rulesOf(ctx context.Context, h *host, u *url.URL) (*rules, error) {
	origin := u.Scheme + "://" + u.Host
	if r := h.rules[origin]; r != nil && time.Now().Before(r.until) {
		return r, nil
	}
	r := &rules{until: time.Now().Add(rulesHold)}
	body, status, err := f.rulesFile(ctx, origin+"/robots.txt", maxRobots)
	switch {
	case CauseOf(err) == Private || ctx.Err() != nil:
		return nil, err
	case status >= 200 && status < 300 && (err == nil || CauseOf(err) == TooLarge):
		r.robots = parseRobots(body, product)
	case status >= 400 && status < 500 && status != http.StatusTooManyRequests:
		// no rules: everything may be fetched (RFC 9309, 2.3.1.3)
	default:
		r.robots.closed = fmt.Sprintf("robots.txt answers %d", status)
		if err != nil {
			r.robots.closed = explain(ctx, origin+"/robots.txt", err).Error()
		}
		r.until = time.Now().Add(retryRules)
	}
	if r.robots.closed == "" {
		if body, status, err = f.rulesFile(ctx, origin+"/.well-known/tdmrep.json", maxTDM); err == nil && status == http.StatusOK {
			r.tdm = parseTDMRep(body)
		}
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
	}
	f.hosts.keep(h, origin, r)
	return r, nil
}

// rulesFile gets a file of rules. A status of 0 is no answer. Of a file that is too
// large the first limit bytes are given, beside the error.
func (f *Fetcher) rulesFile(ctx context.Context, address string, limit int64) ([]byte, int, error) {
	ctx, cancel := context.WithTimeout(ctx, min(rulesWithin, f.o.Timeout))
	defer cancel()
	for range ruleHops + 1 {
		u, err := url.Parse(address)
		if err == nil {
			err = checkAddress(u)
		}
		if err != nil {
			return nil, http.StatusNotFound, nil // sent to where no file can be
		}
		res, err := f.send(ctx, u, Validators{})
		if err != nil {
			return nil, 0, err
		}
		if next, ok := redirect(res); ok {
			_ = res.Body.Close()
			address = next
			continue
		}
		body, err := unpackHead(res, limit)
		return body, res.StatusCode, err
	}
	return nil, http.StatusNotFound, nil // too many redirects are no file (RFC 9309, 2.3.1.2)
}

// unpackHead reads an answer; of one above the limit it gives what the limit
// lets through.
func unpackHead(res *http.Response, limit int64) ([]byte, error) {
	defer func() { _ = res.Body.Close() }()
	if res.StatusCode != http.StatusOK {
		return nil, nil
	}
	return unpack(res.Body, res.Header.Get("Content-Encoding"), limit)
}

// barrier is the rule or reservation that keeps this program from an address,
// and what else the rules say of it.
func (r *rules) barrier(u *url.URL) (signals []Signal, no *Error) {
	path := u.EscapedPath()
	if path == "" {
		path = "/"
	}
	if u.RawQuery != "" {
		path += "?" + u.RawQuery
	}
	if ok, rule := r.robots.allows(path); !ok {
		s := Signal{Kind: "robots.txt", Value: "disallow " + rule}
		no := &Error{Cause: Robots, Detail: rule, Signal: &s}
		if r.robots.closed != "" {
			s.Value = rule
			no = &Error{Cause: Later, Detail: rule, Signal: &s, After: max(time.Until(r.until), time.Second)}
		}
		return nil, no
	}
	signals = append(signals, r.robots.signals...)
	if s, ok := tdmSignal(r.tdm, path); ok {
		signals = append(signals, s)
	}
	return signals, reserved(signals)
}

// reserved is the refusal that the first reservation among signals asks for.
func reserved(signals []Signal) *Error {
	for _, s := range signals {
		if s.Reserved {
			return &Error{Cause: Reserved, Detail: s.String(), Signal: &s}
		}
	}
	return nil
}
