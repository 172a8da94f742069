// Package syndicate writes lists of entries as feeds: Atom (RFC 4287), RSS 2.0
// and JSON Feed 1.1. What is in a feed is for its caller to say; this package
// keeps to the letter of the three formats.
package syndicate

import (
	"fmt"
	"io"
	"strings"
	"time"
	"unicode/utf8"
)

// Feed is a list of entries, the newest first.
type Feed struct {
	ID       string // an address or tag that never changes (RFC 4151); "" is Self
	Title    string
	About    string // a sentence on what is in it
	Home     string // address of the page that it follows
	Self     string // address of the feed
	Language string // "en", "es"
	Author   string // who answers for it
	Updated  time.Time
	Entries  []Entry
}

// Entry is one thing that happened.
type Entry struct {
	ID        string // never changes; "" is URL
	URL       string // address of its page
	Title     string
	Text      string // plain text
	Published time.Time
	Updated   time.Time // zero: Published
	Authors   []string  // whose words it rests on
	Tags      []string  // types of acts, parties
}

// Format is a way to write a feed.
type Format string

const (
	Atom Format = "atom"
	RSS  Format = "rss"
	JSON Format = "json"
)

// Formats are all formats.
func Formats() []Format { return []Format{Atom, RSS, JSON} }

// ContentType is the media type of a format.
func (f Format) ContentType() string {
	switch f {
	case Atom:
		return "application/atom+xml; charset=utf-8"
	case RSS:
		return "application/rss+xml; charset=utf-8"
	case JSON:
		return "application/feed+json; charset=utf-8"
	}
	return "application/octet-stream"
}

// Write writes a feed. It fails where a format would not be valid: without a
// title, or where an entry or the feed has neither id nor address.
func Write(w io.Writer, f Format, feed Feed) error {
	feed, err := feed.complete()
	if err != nil {
		return err
	}
	switch f {
	case Atom:
		return writeAtom(w, &feed)
	case RSS:
		return writeRSS(w, &feed)
	case JSON:
		return writeJSON(w, &feed)
	}
	return fmt.Errorf("feed format %q: want one of %v", f, Formats())
}

// complete fills in what a format asks for and the caller may leave out, and
// takes away letters that XML cannot have.
func (feed Feed) complete() (Feed, error) {
	feed.Title, feed.About, feed.Author = clean(feed.Title), clean(feed.About), clean(feed.Author)
	feed.ID = or(feed.ID, feed.Self)
	feed.About, feed.Author = or(feed.About, feed.Title), or(feed.Author, feed.Title)
	if feed.Title == "" || feed.ID == "" || feed.Home == "" {
		return feed, fmt.Errorf("feed %q: it needs a title, an id and a home page", feed.Title)
	}
	entries := make([]Entry, len(feed.Entries))
	for i, e := range feed.Entries {
		e.ID = or(e.ID, e.URL)
		if e.ID == "" {
			return feed, fmt.Errorf("feed %q: entry %d has neither id nor address", feed.Title, i+1)
		}
		e.Title, e.Text = or(clean(e.Title), e.ID), clean(e.Text)
		if e.Updated.Before(e.Published) {
			e.Updated = e.Published
		}
		if e.Updated.After(feed.Updated) {
			feed.Updated = e.Updated
		}
		entries[i] = e
	}
	feed.Entries = entries
	return feed, nil
}

func or(s, other string) string {
	if s == "" {
		return other
	}
	return s
}

// clean takes away what is no character of XML 1.0 (section 2.2).
func clean(s string) string {
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		switch {
		case r == '\t', r == '\n':
			return r
		case r < ' ', r == utf8.RuneError, r == 0xFFFE, r == 0xFFFF:
			return -1
		}
		return r
	}, s))
}
