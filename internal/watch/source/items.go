package source

import (
	"fmt"
	"io"
	"net/url"
	"strings"
	"time"
	"unicode/utf8"

	"golang.org/x/net/html/charset"

	"github.com/chancery-ledger/chancery/text"
)

// The earliest day that a list of news is believed to give, and how far its
// clock may run ahead.
var earliest = time.Date(1990, 1, 1, 0, 0, 0, 0, time.UTC)

const ahead = 48 * time.Hour

// collector gathers what one list holds: each item once, with credible dates.
type collector struct {
	src     Source
	base    *url.URL
	now     time.Time
	seen    map[string]bool
	out     Listing
	undated int // items whose date cannot be
	lost    int // items without an address that can be fetched
	over    bool
}

func newCollector(s Source, address string, now time.Time) *collector {
	base, _ := url.Parse(address)
	return &collector{src: s, base: base, now: now, seen: map[string]bool{}}
}

// add takes one report and tells whether more may come.
func (c *collector) add(address, title, publisher string, lang text.Lang, at time.Time) bool {
	if len(c.out.Items) >= maxItems {
		c.over = true
		return false
	}
	u := c.resolve(address)
	if u == nil {
		c.lost++
		return true
	}
	id := identity(canonical(u))
	if c.seen[id] {
		return true
	}
	c.seen[id] = true
	if !at.IsZero() && (at.Before(earliest) || at.After(c.now.Add(ahead))) {
		c.undated++
		at = time.Time{}
	}
	if c.src.Language != "" {
		lang = c.src.Language
	}
	c.out.Items = append(c.out.Items, Item{
		ID: id, Source: c.src.Name, URL: u.String(), Title: clip(title), Published: at, Language: lang,
		Publisher: clip(publisher), Country: c.src.Country, Family: c.src.Family,
	})
	return true
}

// resolve makes an address of a list absolute; nil is none that is fetched.
func (c *collector) resolve(address string) *url.URL {
	address = strings.TrimSpace(address)
	if address == "" || len(address) > 4096 {
		return nil
	}
	u, err := url.Parse(address)
	if err != nil {
		return nil
	}
	if c.base != nil {
		u = c.base.ResolveReference(u)
	}
	if u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "" || u.User != nil {
		return nil
	}
	u.Fragment, u.RawFragment = "", ""
	return u
}

// listing is what was gathered, with a note on what was passed over.
func (c *collector) listing() Listing {
	if c.undated > 0 {
		c.out.Notes = append(c.out.Notes, fmt.Sprintf("%d items with a date that cannot be", c.undated))
	}
	if c.lost > 0 {
		c.out.Notes = append(c.out.Notes, fmt.Sprintf("%d items without an address", c.lost))
	}
	if c.over {
		c.out.Notes = append(c.out.Notes, fmt.Sprintf("more than %d items in one list", maxItems))
	}
	return c.out
}

// canonical is the address by which a report is known: without the marks by
// which publishers count their readers.
func canonical(u *url.URL) string {
	c := *u
	c.Scheme, c.Host, c.Fragment = "https", strings.ToLower(c.Host), ""
	c.Host = strings.TrimSuffix(strings.TrimSuffix(c.Host, ":443"), ":80")
	if c.RawQuery != "" {
		q := c.Query()
		for key := range q {
			if low := strings.ToLower(key); strings.HasPrefix(low, "utm_") || low == "fbclid" || low == "gclid" {
				q.Del(key)
			}
		}
		c.RawQuery = q.Encode()
	}
	if c.Path == "" {
		c.Path = "/"
	}
	return c.String()
}

func clip(s string) string {
	s = strings.TrimSpace(s)
	if len(s) <= maxTitle {
		return s
	}
	s = s[:maxTitle]
	for len(s) > 0 && !utf8.ValidString(s[max(0, len(s)-utf8.UTFMax):]) {
		s = s[:len(s)-1]
	}
	return s
}

// language is the language of a tag such as es-MX, "" where it is not read.
func language(tag string) text.Lang {
	low, _, _ := strings.Cut(strings.ToLower(strings.TrimSpace(tag)), "-")
	switch {
	case low == "en" || low == "eng":
		return "en"
	case low == "es" || low == "spa":
		return "es"
	}
	return ""
}

// latin is a reader of XML's declared charset.
func latin(label string, in io.Reader) (io.Reader, error) { return charset.NewReaderLabel(label, in) }
