package page

import (
	"fmt"
	"strings"

	"github.com/mmcdole/gofeed"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/text"
)

// readFeed reads an RSS, Atom or JSON feed; each item is a report. A feed that
// is cut short gives the items that are whole, and an error.
func (rd *reader) readFeed(name, s string) {
	feed, err := parseFeed(s)
	var cut error
	if err != nil {
		whole, ok := wholeItems(s)
		if !ok {
			rd.fail(name, &Error{Kind: Malformed, Detail: "no feed that can be read", Err: err})
			return
		}
		cut = &Error{Kind: Truncated, Detail: "the feed ends or breaks within an item", Err: err}
		if feed, err = parseFeed(whole); err != nil {
			rd.fail(name, &Error{Kind: Malformed, Detail: "no feed that can be read", Err: err})
			return
		}
	}
	if len(feed.Items) == 0 && cut == nil {
		rd.fail(name, &Error{Kind: Empty, Detail: "a feed without items"})
		return
	}
	for i, item := range feed.Items {
		if rd.done {
			return
		}
		rd.give(rd.lore.readItem(fmt.Sprintf("%s, item %d", name, i+1), feed, item, rd.opts))
	}
	if cut != nil {
		rd.fail(name, cut)
	}
}

func parseFeed(s string) (feed *gofeed.Feed, err error) {
	err = guarded(func() error {
		feed, err = gofeed.NewParser().Parse(strings.NewReader(s))
		return err
	})
	return feed, err
}

// wholeItems closes a broken feed of XML after its last whole item.
func wholeItems(s string) (string, bool) {
	for _, end := range []struct{ item, close string }{{"</item>", "</channel></rss>"}, {"</entry>", "</feed>"}} {
		if i := strings.LastIndex(s, end.item); i >= 0 {
			return s[:i+len(end.item)] + end.close, true
		}
	}
	return "", false
}

// readItem makes a report of a feed's item.
func (l *lore) readItem(source string, feed *gofeed.Feed, item *gofeed.Item, opts Options) (chancery.Report, error) {
	d := draft{}
	d.Source = source
	d.Title = squeeze(plain(item.Title))
	d.URL = absolute(strings.TrimSpace(item.Link))
	d.Publisher = feedName(feed)
	d.declared = itemLanguage(feed, item)
	for _, a := range item.Authors {
		if a != nil && a.Name != "" {
			d.Authors = appendNew(d.Authors, personNames(squeeze(a.Name))...)
		}
	}
	d.setDay(itemDay(item, d.declared), basisFeed, opts)
	d.setDay(dayInURL(d.URL), basisURL, opts)
	body := item.Content
	if countWords(body) < countWords(item.Description) {
		body = item.Description
	}
	d.takeSheet(l.cleanExtracted(&d, markupText(body)), opts)
	return l.finish(&d, opts)
}

// feedName is the publisher: the feed's title without the words that make it
// a feed's.
func feedName(feed *gofeed.Feed) string {
	name := squeeze(plain(feed.Title))
	if name == "" {
		name = hostName(feed.Link)
	}
	for _, bar := range []string{" | ", " » ", " - RSS", " RSS", " > "} {
		if i := strings.Index(name, bar); i > 0 {
			name = strings.TrimSpace(name[:i])
		}
	}
	return name
}

// itemLanguage is the language that the item declares, else the feed.
func itemLanguage(feed *gofeed.Feed, item *gofeed.Item) text.Lang {
	if dc := item.DublinCoreExt; dc != nil && len(dc.Language) > 0 {
		if lang := langTag(dc.Language[0]); lang != "" {
			return lang
		}
	}
	return langTag(feed.Language)
}

// itemDay is the day on which the item came out. The letters are read by our
// own parser, which knows Spanish weekdays and months and keeps the day as
// the paper's own clock has it; gofeed's reading is the second.
func itemDay(item *gofeed.Item, lang text.Lang) chancery.Day {
	for _, s := range []string{item.Published, item.Updated} {
		if f, ok := findDay(s, lang); ok && f.known() != 0 {
			return f.known()
		}
	}
	if item.PublishedParsed != nil {
		return chancery.DayOf(*item.PublishedParsed)
	}
	if item.UpdatedParsed != nil {
		return chancery.DayOf(*item.UpdatedParsed)
	}
	return 0
}

// plain turns a piece of HTML into one line.
func plain(s string) string {
	if !strings.ContainsAny(s, "<&") {
		return s
	}
	return strings.ReplaceAll(markupText(s), "\n", " ")
}

// markupText turns a piece of HTML into lines, one a block.
func markupText(s string) string {
	if !strings.ContainsAny(s, "<&") {
		return s
	}
	doc, err := parseHTML(s)
	if err != nil {
		return s
	}
	var b strings.Builder
	for _, n := range blocksOf(doc) {
		if n.linked && n.words < 12 && !n.terminal {
			continue
		}
		b.WriteString(n.text)
		b.WriteByte('\n')
	}
	return b.String()
}
