package source

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/mail"
	"regexp"
	"strings"
	"time"

	"github.com/mmcdole/gofeed"

	"github.com/chancery-ledger/chancery/text"
)

// ReadFeed reads an RSS, Atom or JSON feed that was fetched from address. now
// bounds the dates that are believed. Of a feed of XML that breaks, the whole
// items before the break are given, beside a note.
func ReadFeed(s Source, address string, body []byte, now time.Time) (Listing, error) {
	feed, broken, err := mended(honest(body))
	if err != nil {
		return Listing{}, fmt.Errorf("no feed that can be read: %w", err)
	}
	c := newCollector(s, address, now)
	if broken != nil {
		c.out.Notes = append(c.out.Notes, fmt.Sprintf("a broken feed: %v", broken))
	}
	for _, item := range feed.Items {
		if item != nil && !c.add(linkOf(item), item.Title, feed.Title, languageOf(feed, item), dateOf(item)) {
			break
		}
	}
	return c.listing(), nil
}

// mended reads a document, and where it is broken what can be read of it;
// broken is what is wrong then.
func mended(body []byte) (feed *gofeed.Feed, broken, err error) {
	if feed, err = parseFeed(body); err == nil {
		return feed, nil, nil
	}
	broken = err
	body = escape(body)
	if feed, err = parseFeed(body); err == nil {
		return feed, broken, nil
	}
	whole, ok := wholeItems(body)
	if !ok {
		return nil, nil, broken
	}
	if feed, err = parseFeed(whole); err != nil {
		return nil, nil, broken
	}
	return feed, broken, nil
}

// parseFeed reads a document. gofeed indexes what hostile documents do not
// have.
func parseFeed(body []byte) (feed *gofeed.Feed, err error) {
	defer func() {
		if r := recover(); r != nil {
			feed, err = nil, fmt.Errorf("%v", r)
		}
	}()
	feed, err = gofeed.NewParser().Parse(bytes.NewReader(body))
	switch {
	case errors.Is(err, io.EOF) || err == nil && feed == nil:
		return nil, errors.New("it ends before its end")
	case err == nil && feed.FeedType == "json" && feed.FeedVersion == "" && len(feed.Items) == 0:
		return nil, errors.New("JSON, but no JSON Feed")
	}
	return feed, err
}

// wholeItems closes a broken feed of XML after its last whole item.
func wholeItems(body []byte) ([]byte, bool) {
	for _, end := range [...]struct{ item, close string }{{"</item>", "</channel></rss>"}, {"</entry>", "</feed>"}} {
		if i := bytes.LastIndex(body, []byte(end.item)); i >= 0 {
			if end.close == "</channel></rss>" && bytes.Contains(body[:i], []byte("<rdf:RDF")) {
				end.close = "</rdf:RDF>"
			}
			return append(bytes.Clone(body[:i+len(end.item)]), end.close...), true
		}
	}
	return nil, false
}

// linkOf is the address of an item.
func linkOf(item *gofeed.Item) string {
	switch {
	case item.Link != "":
		return item.Link
	case len(item.Links) > 0:
		return item.Links[0]
	case strings.HasPrefix(item.GUID, "http"):
		return item.GUID
	}
	return ""
}

// languageOf is the language that an item gives, or else its feed.
func languageOf(feed *gofeed.Feed, item *gofeed.Item) text.Lang {
	if dc := item.DublinCoreExt; dc != nil && len(dc.Language) > 0 {
		if lang := language(dc.Language[0]); lang != "" {
			return lang
		}
	}
	return language(feed.Language)
}

// dateOf is the time that an item gives; zero is none.
func dateOf(item *gofeed.Item) time.Time {
	for _, at := range [...]*time.Time{item.PublishedParsed, item.UpdatedParsed} {
		if at != nil && !at.IsZero() {
			return at.UTC()
		}
	}
	for _, s := range [...]string{item.Published, item.Updated} {
		if at, ok := spanishTime(s); ok {
			return at
		}
	}
	return time.Time{}
}

// spanishDate is a date of RFC 5322 or near it with a Spanish weekday and
// month: "lun, 3 nov. 2025 10:15:00 -0300".
var spanishDate = regexp.MustCompile(`^(?i:[a-zñáéíóú]+\.?,?\s+)?(\d{1,2})(?:\s+de)?\s+([A-Za-z]{3})[a-z]*\.?(?:\s+de)?\s+(\d{4})\s*(.*)$`)

var spanishMonths = map[string]string{
	"ene": "Jan", "feb": "Feb", "mar": "Mar", "abr": "Apr", "may": "May", "jun": "Jun",
	"jul": "Jul", "ago": "Aug", "sep": "Sep", "set": "Sep", "oct": "Oct", "nov": "Nov", "dic": "Dec",
}

// spanishTime reads a date that a server wrote in its own tongue; without a
// time of day or zone it is the day's start in UTC.
func spanishTime(s string) (time.Time, bool) {
	m := spanishDate.FindStringSubmatch(strings.TrimSpace(s))
	if m == nil {
		return time.Time{}, false
	}
	month, ok := spanishMonths[strings.ToLower(m[2])]
	if !ok {
		return time.Time{}, false
	}
	day := m[1] + " " + month + " " + m[3]
	if at, err := mail.ParseDate(day + " " + m[4]); err == nil {
		return at.UTC(), true
	}
	at, err := time.Parse("2 Jan 2006", day)
	return at, err == nil
}
