package source

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"
)

// recent is how old an entry of an index of sitemaps may be: a news sitemap
// holds two days, and archives of years are no news.
const recent = 3 * 24 * time.Hour

// sitemapURL is an entry of a sitemap (sitemaps.org 0.9) with its news
// extension (Google's news sitemap 0.9).
type sitemapURL struct {
	Loc     string `xml:"loc"`
	LastMod string `xml:"lastmod"`
	News    struct {
		Publication struct {
			Name     string `xml:"name"`
			Language string `xml:"language"`
		} `xml:"publication"`
		Date  string `xml:"publication_date"`
		Title string `xml:"title"`
	} `xml:"http://www.google.com/schemas/sitemap-news/0.9 news"`
}

// ReadSitemap reads a news sitemap or an index of sitemaps. Of an index, More
// has the sitemaps that say they changed within three days, or do not say.
// What comes before a break in the document is kept, beside the error.
func ReadSitemap(s Source, address string, body []byte, now time.Time) (Listing, error) {
	c := newCollector(s, address, now)
	d := xml.NewDecoder(bytes.NewReader(honest(body)))
	d.CharsetReader = latin
	known := false
	for {
		t, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return c.listing(), fmt.Errorf("no sitemap that can be read: %w", err)
		}
		start, ok := t.(xml.StartElement)
		if !ok {
			continue
		}
		switch start.Name.Local {
		case "urlset", "sitemapindex":
			known = true
			continue
		case "url", "sitemap":
		default:
			if !known {
				return c.listing(), fmt.Errorf("no sitemap: the document is a <%s>", start.Name.Local)
			}
			continue
		}
		var u sitemapURL
		if err := d.DecodeElement(&u, &start); err != nil {
			return c.listing(), fmt.Errorf("no sitemap that can be read: %w", err)
		}
		if start.Name.Local == "sitemap" {
			c.further(u, now)
		} else if !c.add(u.Loc, u.News.Title, u.News.Publication.Name, language(u.News.Publication.Language), u.day()) {
			break
		}
	}
	if !known {
		return c.listing(), errors.New("no sitemap: neither urlset nor sitemapindex in it")
	}
	return c.listing(), nil
}

// further takes an entry of an index.
func (c *collector) further(u sitemapURL, now time.Time) {
	at := w3cTime(u.LastMod)
	if !at.IsZero() && now.Sub(at) > recent {
		return
	}
	next := c.resolve(u.Loc)
	switch {
	case next == nil:
		c.lost++
	case len(c.out.More) >= maxMore:
		c.over = true
	default:
		c.out.More = append(c.out.More, next.String())
	}
}

// day is the day of publication, or else of the last change.
func (u sitemapURL) day() time.Time {
	if at := w3cTime(u.News.Date); !at.IsZero() {
		return at
	}
	return w3cTime(u.LastMod)
}

// w3cTime reads a W3C datetime (a profile of ISO 8601); zero is none.
func w3cTime(s string) time.Time {
	s = strings.TrimSpace(s)
	for _, layout := range [...]string{time.RFC3339, "2006-01-02T15:04Z07:00", "2006-01-02T15:04:05", "2006-01-02T15:04:05Z0700", "2006-01-02", "2006-01", "2006"} {
		if t, err := time.Parse(layout, s); err == nil {
			return t.UTC()
		}
	}
	return time.Time{}
}
