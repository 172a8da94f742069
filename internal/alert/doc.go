// Package alert tells those who asked for it what has changed: a webhook, a mail,
// at once or gathered. It goes by what stands, not by reports: a hundred
// articles about one rupture are one alert, and a correction that undoes it is
// another.
package alert

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/standing"
)

// Kind is what a notice is about.
type Kind string

const (
	Standing Kind = "standing" // another state, or another flag, stands
	Act      Kind = "act"      // an act is told for the first time
)

// Notice is one thing that came to be known.
type Notice struct {
	ID     string          `json:"id"` // the same however often it is made
	Kind   Kind            `json:"kind"`
	Title  string          `json:"title"`  // a sentence
	Number int64           `json:"number"` // of the entry after which it holds
	Pair   []chancery.Code `json:"pair,omitempty"`
	Track  chancery.Track  `json:"track,omitempty"`
	Before standing.State  `json:"before,omitempty"`
	After  standing.State  `json:"after,omitempty"`
	Flags  []string        `json:"flags,omitempty"`

	Event    string           `json:"event,omitempty"`
	Act      chancery.ActType `json:"act,omitempty"`
	Status   chancery.Status  `json:"status,omitempty"`
	From     []chancery.Code  `json:"from,omitempty"`
	To       []chancery.Code  `json:"to,omitempty"`
	Person   string           `json:"person,omitempty"`
	When     *chancery.When   `json:"when,omitempty"`
	Rests    string           `json:"rests,omitempty"` // on what it rests
	Evidence []Evidence       `json:"evidence,omitempty"`
	URL      string           `json:"url,omitempty"` // of the page about it, where the site has an address
}

// Evidence is a stretch of a report that says so.
type Evidence struct {
	Text      string       `json:"text"`
	Publisher string       `json:"publisher"`
	Published chancery.Day `json:"published"`
	URL       string       `json:"url,omitempty"`
	Title     string       `json:"title,omitempty"`
}

// Subscription is who is told what. An empty list is no condition; all that are
// not empty must be met, by any of theirs.
type Subscription struct {
	Name    string             `toml:"name"`
	Kinds   []Kind             `toml:"kinds"`   // standing where left out
	Parties []chancery.Code    `toml:"parties"` // one of them takes part
	Pairs   []string           `toml:"pairs"`   // "PER-MEX"
	Acts    []chancery.ActType `toml:"acts"`    // "relations.sever", or "relations" for all of the group
	Tracks  []chancery.Track   `toml:"tracks"`
	Persons []string           `toml:"persons"`
	Words   []string           `toml:"words"` // in the sentence or its evidence

	Webhook string   `toml:"webhook"`
	Secret  string   `toml:"secret"` // of the webhook: "whsec_…"
	Mail    []string `toml:"mail"`
	Digest  string   `toml:"digest"` // "hourly" or "daily"; at once where left out
}

// wants tells whether somebody who subscribed is to be told.
func (s *Subscription) wants(n *Notice) bool {
	kinds := s.Kinds
	if len(kinds) == 0 {
		kinds = []Kind{Standing}
	}
	parties := slices.Concat(n.Pair, n.From, n.To)
	return slices.Contains(kinds, n.Kind) &&
		anyOf(s.Parties, func(c chancery.Code) bool { return slices.Contains(parties, c) }) &&
		anyOf(s.Pairs, func(p string) bool {
			a, b, _ := strings.Cut(p, "-")
			return slices.Contains(parties, chancery.Code(a)) && slices.Contains(parties, chancery.Code(b))
		}) &&
		anyOf(s.Acts, func(t chancery.ActType) bool { return n.Act == t || strings.HasPrefix(string(n.Act), string(t)+".") }) &&
		anyOf(s.Tracks, func(t chancery.Track) bool { return n.Track == t }) &&
		anyOf(s.Persons, func(p string) bool { return n.Person != "" && strings.Contains(plain(n.Person), plain(p)) }) &&
		anyOf(s.Words, n.says)
}

// anyOf tells whether a condition is met by one of a list, or is none.
func anyOf[T any](list []T, met func(T) bool) bool {
	return len(list) == 0 || slices.ContainsFunc(list, met)
}

// says tells whether a word stands in a notice, whatever its case and accents.
func (n *Notice) says(word string) bool {
	word = plain(word)
	return strings.Contains(plain(n.Title), word) || slices.ContainsFunc(n.Evidence, func(e Evidence) bool {
		return strings.Contains(plain(e.Text), word) || strings.Contains(plain(e.Title), word)
	})
}

// Text is the notice for a reader: the sentence, on what it rests, the evidence.
func (n *Notice) Text() string {
	var b strings.Builder
	fmt.Fprintln(&b, n.Title)
	if n.Rests != "" {
		fmt.Fprintln(&b, "  "+n.Rests)
	}
	for _, e := range n.Evidence {
		fmt.Fprintf(&b, "  “%s”\n    %s, %s", e.Text, cmp.Or(e.Publisher, e.Title, "publisher not known"), e.Published)
		if e.URL != "" {
			fmt.Fprint(&b, "\n    "+e.URL)
		}
		fmt.Fprintln(&b)
	}
	if n.URL != "" {
		fmt.Fprintln(&b, "  "+n.URL)
	}
	return b.String()
}
