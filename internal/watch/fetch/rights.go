package fetch

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"golang.org/x/net/publicsuffix"
)

// Signal is what a server or page says, for machines to read, about its use.
type Signal struct {
	Kind     string `json:"kind"`               // "robots.txt", "tdmrep.json", "tdm-reservation", "x-robots-tag", "meta robots", "meta tdm-reservation", "content-signal", "content-usage"
	Value    string `json:"value"`              // as it was said
	Policy   string `json:"policy,omitempty"`   // the address of a licence offered (tdm-policy)
	Reserved bool   `json:"reserved,omitempty"` // text and data mining is reserved
}

// String is "kind: value".
func (s Signal) String() string {
	if s.Policy != "" {
		return fmt.Sprintf("%s: %s (%s)", s.Kind, s.Value, s.Policy)
	}
	return s.Kind + ": " + s.Value
}

// usageSignal reads a line of Content-Signal (contentsignals.org) or
// Content-Usage (IETF AIPREF). Reading reports by a program is an input to a
// model and text mining; it is neither search nor training, so that the
// preferences about those are noted and bind nothing here.
func usageSignal(kind, value string) Signal {
	s := Signal{Kind: kind, Value: value}
	for _, pair := range strings.FieldsFunc(strings.ToLower(value), func(r rune) bool { return r == ',' || r == ';' || r == ' ' }) {
		switch key, v, _ := strings.Cut(pair, "="); {
		case v != "no" && v != "n":
		case key == "ai-input" || key == "tdm" || key == "bots":
			s.Reserved = true
		}
	}
	return s
}

// tdmRule is an entry of /.well-known/tdmrep.json (W3C TDM Reservation
// Protocol, final report of 2024).
type tdmRule struct {
	location string
	reserved bool
	policy   string
}

const (
	maxTDM      = 1 << 20 // bytes of a tdmrep.json
	maxTDMRules = 2000
)

// parseTDMRep reads a tdmrep.json. What is no entry is passed over.
func parseTDMRep(body []byte) []tdmRule {
	var raw []struct {
		Location    string `json:"location"`
		Reservation any    `json:"tdm-reservation"`
		Policy      string `json:"tdm-policy"`
	}
	if len(body) > maxTDM || json.Unmarshal(body, &raw) != nil {
		return nil
	}
	var out []tdmRule
	for _, r := range raw {
		if r.Location == "" || len(out) == maxTDMRules {
			continue
		}
		out = append(out, tdmRule{location: normalPath(r.Location), reserved: fmt.Sprint(r.Reservation) == "1", policy: r.Policy})
	}
	return out
}

// tdmSignal is what the first entry that fits a path says; the protocol has
// the order of the file count.
func tdmSignal(rules []tdmRule, path string) (Signal, bool) {
	path = normalPath(path)
	for _, r := range rules {
		if matchPath(r.location, path) {
			return Signal{Kind: "tdmrep.json", Value: reservation(r.reserved), Policy: r.policy, Reserved: r.reserved}, true
		}
	}
	return Signal{}, false
}

func reservation(reserved bool) string {
	if reserved {
		return "1"
	}
	return "0"
}

// headerSignals are the signals in an answer's header.
func headerSignals(h http.Header) (out []Signal) {
	if v := strings.TrimSpace(h.Get("tdm-reservation")); v == "0" || v == "1" {
		out = append(out, Signal{Kind: "tdm-reservation", Value: v, Policy: h.Get("tdm-policy"), Reserved: v == "1"})
	}
	for _, v := range h.Values("X-Robots-Tag") {
		if agent, rest, ok := strings.Cut(v, ":"); ok && isToken(agent) {
			if !strings.EqualFold(strings.TrimSpace(agent), product) {
				continue // said to another
			}
			v = rest
		}
		out = appendRobots(out, "x-robots-tag", v)
	}
	if v := h.Get("Content-Usage"); v != "" && len(v) < 256 {
		out = append(out, usageSignal("content-usage", v))
	}
	return out
}

// isToken tells an agent's name before a colon from a directive such as
// "unavailable_after: 25 Jun 2030".
func isToken(s string) bool {
	s = strings.ToLower(strings.TrimSpace(s))
	return s != "" && agentToken(s) == s && s != "unavailable_after" && !strings.HasPrefix(s, "max-")
}

// appendRobots adds the directives of a robots tag that speak of use by
// programs that read: noai, and noml which some write for it.
func appendRobots(out []Signal, kind, value string) []Signal {
	for d := range strings.SplitSeq(strings.ToLower(value), ",") {
		if d = strings.TrimSpace(d); d == "noai" || d == "noml" {
			out = append(out, Signal{Kind: kind, Value: d, Reserved: true})
		}
	}
	return out
}

// maxHead is how far into a page its head is looked for.
const maxHead = 512 << 10

// readHead reads the signals and the canonical address in a page's head.
func readHead(body []byte, at *url.URL) (signals []Signal, canonical string) {
	z := html.NewTokenizer(bytes.NewReader(body[:min(len(body), maxHead)]))
	var policy string
	for {
		switch z.Next() {
		case html.ErrorToken:
			return withPolicy(signals, policy), canonical
		case html.StartTagToken, html.SelfClosingTagToken:
		default:
			continue
		}
		t := z.Token()
		switch t.DataAtom {
		case atom.Body:
			return withPolicy(signals, policy), canonical
		case atom.Link:
			if canonical == "" && hasWord(attribute(t, "rel"), "canonical") {
				canonical = sameSite(attribute(t, "href"), at)
			}
		case atom.Meta:
			content := strings.TrimSpace(attribute(t, "content"))
			switch strings.ToLower(attribute(t, "name")) {
			case "tdm-reservation":
				if content == "0" || content == "1" {
					signals = append(signals, Signal{Kind: "meta tdm-reservation", Value: content, Reserved: content == "1"})
				}
			case "tdm-policy":
				policy = content
			case "robots", strings.ToLower(product):
				signals = appendRobots(signals, "meta robots", content)
			}
		}
		if len(signals) > 16 {
			return withPolicy(signals, policy), canonical
		}
	}
}

// withPolicy gives the page's policy to its reservation.
func withPolicy(signals []Signal, policy string) []Signal {
	for i := range signals {
		if signals[i].Kind == "meta tdm-reservation" {
			signals[i].Policy = policy
		}
	}
	return signals
}

func attribute(t html.Token, key string) string {
	for _, a := range t.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func hasWord(list, word string) bool {
	for w := range strings.FieldsSeq(list) {
		if strings.EqualFold(w, word) {
			return true
		}
	}
	return false
}

// sameSite is an address that a page gives for itself, absolute; "" where it
// is of another site, since a page may not speak in another's name.
func sameSite(ref string, at *url.URL) string {
	u, err := url.Parse(strings.TrimSpace(ref))
	if err != nil || ref == "" {
		return ""
	}
	u = at.ResolveReference(u)
	if checkAddress(u) != nil || site(u.Hostname()) != site(at.Hostname()) {
		return ""
	}
	u.Fragment, u.RawFragment = "", ""
	return u.String()
}

// site is a host's registrable domain, or the host where it has none.
func site(host string) string {
	host = strings.ToLower(host)
	if d, err := publicsuffix.EffectiveTLDPlusOne(host); err == nil {
		return d
	}
	return host
}
