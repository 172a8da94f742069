package fetch

import (
	"bytes"
	"strconv"
	"strings"
	"time"
)

const (
	maxRobots = 500 << 10 // bytes that are read; RFC 9309, 2.5, asks for no less
	maxDelay  = 5 * time.Minute
)

// robots is what one robots.txt says to this program.
type robots struct {
	rules   []robotsRule
	delay   time.Duration // Crawl-delay, which is no part of the standard
	signals []Signal      // Content-Signal and Content-Usage
	closed  string        // not "": the file could not be had, and all is forbidden (RFC 9309, 2.3.1.4)
}

// robotsRule is one Allow or Disallow.
type robotsRule struct {
	pattern string
	allow   bool
}

// parseRobots reads a robots.txt as RFC 9309 has it: the groups that name the
// product, taken together, else those for all.
func parseRobots(body []byte, product string) robots {
	if len(body) > maxRobots {
		body = body[:maxRobots]
	}
	body = bytes.TrimPrefix(body, []byte("\xef\xbb\xbf"))
	var own, all robots
	named := false                 // a group for the product exists
	var toOwn, toAll, inRules bool // whom the open group addresses; whether its rules have begun
	for len(body) > 0 {
		line := body
		if i := bytes.IndexAny(body, "\r\n"); i >= 0 {
			line, body = body[:i], body[i+1:]
		} else {
			body = nil
		}
		key, value, ok := robotsLine(line)
		if !ok {
			continue
		}
		if key == "user-agent" {
			if inRules {
				toOwn, toAll, inRules = false, false, false
			}
			switch {
			case value == "*":
				toAll = true
			case strings.EqualFold(agentToken(value), product):
				toOwn, named = true, true
			}
			continue
		}
		if key == "sitemap" { // stands outside all groups
			continue
		}
		inRules = true
		if toOwn {
			own.take(key, value)
		}
		if toAll {
			all.take(key, value)
		}
	}
	if named {
		return own
	}
	return all
}

// robotsLine splits a line into its key in small letters and its value.
func robotsLine(line []byte) (key, value string, ok bool) {
	if i := bytes.IndexByte(line, '#'); i >= 0 {
		line = line[:i]
	}
	k, v, ok := bytes.Cut(line, []byte(":"))
	return strings.ToLower(string(bytes.TrimSpace(k))), string(bytes.TrimSpace(v)), ok
}

// agentToken is the product token at the front of a user-agent line's value:
// letters, "_" and "-" (RFC 9309, 2.2.1).
func agentToken(s string) string {
	for i := range len(s) {
		c := s[i] | 0x20
		if (c < 'a' || c > 'z') && s[i] != '_' && s[i] != '-' {
			return s[:i]
		}
	}
	return s
}

// take adds one line of a group.
func (r *robots) take(key, value string) {
	switch key {
	case "allow", "disallow":
		if value != "" { // an empty path is no rule
			r.rules = append(r.rules, robotsRule{pattern: normalPath(value), allow: key == "allow"})
		}
	case "crawl-delay":
		if s, err := strconv.ParseFloat(value, 64); err == nil && s > 0 {
			r.delay = time.Duration(min(s, maxDelay.Seconds()) * float64(time.Second))
		}
	case "content-signal", "content-usage":
		if len(r.signals) < 8 && len(value) < 256 {
			r.signals = append(r.signals, usageSignal(key, value))
		}
	}
}

// allows tells whether a path with its query may be fetched, and by which
// rule: the longest that fits, and of two as long the one that allows.
func (r *robots) allows(path string) (ok bool, rule string) {
	if r.closed != "" {
		return false, r.closed
	}
	if path == "/robots.txt" {
		return true, ""
	}
	path = normalPath(path)
	best, ok := -1, true
	for _, x := range r.rules {
		if n := len(x.pattern); n < best || n == best && !x.allow || !matchPath(x.pattern, path) {
			continue
		}
		best, ok, rule = len(x.pattern), x.allow, x.pattern
	}
	return ok, rule
}

// size is about how many bytes the rules take.
func (r *robots) size() int {
	n := 128
	for _, x := range r.rules {
		n += len(x.pattern) + 32
	}
	return n
}

// matchPath tells whether a pattern fits a path from its start; "*" is any
// stretch, "$" at the end is the path's end. It takes time proportional to the
// product of both lengths at worst, and never goes back further than to the
// last "*".
func matchPath(pattern, path string) bool {
	anchored := strings.HasSuffix(pattern, "$")
	pattern = strings.TrimSuffix(pattern, "$")
	parts := strings.Split(pattern, "*")
	if !strings.HasPrefix(path, parts[0]) {
		return false
	}
	path = path[len(parts[0]):]
	for i, part := range parts[1:] {
		if anchored && i == len(parts)-2 {
			return strings.HasSuffix(path, part)
		}
		at := strings.Index(path, part)
		if at < 0 {
			return false
		}
		path = path[at+len(part):]
	}
	return !anchored || path == ""
}

// normalPath writes a path or pattern so that two that mean the same are the
// same (RFC 9309, 2.2.2): what must not stand bare is in percent form with
// capitals, and what may stand bare is bare.
func normalPath(s string) string {
	const hex = "0123456789ABCDEF"
	plain := true
	for i := range len(s) {
		if s[i] == '%' || s[i] <= ' ' || s[i] >= 0x7f {
			plain = false
			break
		}
	}
	if plain {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c == '%' && i+2 < len(s) {
			if v, err := strconv.ParseUint(s[i+1:i+3], 16, 8); err == nil {
				if unreserved(byte(v)) {
					b.WriteByte(byte(v))
				} else {
					b.Write([]byte{'%', hex[v>>4], hex[v&15]})
				}
				i += 2
				continue
			}
		}
		if c <= ' ' || c >= 0x7f {
			b.Write([]byte{'%', hex[c>>4], hex[c&15]})
			continue
		}
		b.WriteByte(c)
	}
	return b.String()
}

// unreserved are the characters that mean the same bare and in percent form
// (RFC 3986, 2.3).
func unreserved(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '.' || c == '_' || c == '~'
}
