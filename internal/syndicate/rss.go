package syndicate

import (
	"encoding/xml"
	"io"
	"time"
)

type rssFeed struct {
	XMLName xml.Name   `xml:"rss"`
	Version string     `xml:"version,attr"`
	Atom    string     `xml:"xmlns:atom,attr"`
	DC      string     `xml:"xmlns:dc,attr"`
	Channel rssChannel `xml:"channel"`
}

type rssChannel struct {
	Title       string    `xml:"title"`
	Link        string    `xml:"link"`
	Description string    `xml:"description"`
	Language    string    `xml:"language,omitempty"`
	Built       string    `xml:"lastBuildDate,omitempty"`
	Self        *atomLink `xml:"atom:link"`
	Items       []rssItem `xml:"item"`
}

type rssItem struct {
	Title       string   `xml:"title"`
	Link        string   `xml:"link,omitempty"`
	GUID        rssGUID  `xml:"guid"`
	Published   string   `xml:"pubDate,omitempty"`
	Creators    []string `xml:"dc:creator"` // RSS's own author is an address of e-mail
	Categories  []string `xml:"category"`
	Description string   `xml:"description,omitempty"`
}

type rssGUID struct {
	Permanent bool   `xml:"isPermaLink,attr"`
	ID        string `xml:",chardata"`
}

func writeRSS(w io.Writer, feed *Feed) error {
	out := rssFeed{Version: "2.0", Atom: "http://www.w3.org/2005/Atom", DC: "http://purl.org/dc/elements/1.1/", Channel: rssChannel{
		Title: feed.Title, Link: feed.Home, Description: feed.About, Language: feed.Language, Built: rssTime(feed.Updated),
	}}
	if feed.Self != "" {
		out.Channel.Self = &atomLink{"self", "application/rss+xml", feed.Self}
	}
	for i := range feed.Entries {
		e := &feed.Entries[i]
		x := rssItem{Title: e.Title, Link: e.URL, GUID: rssGUID{e.ID == e.URL, e.ID}, Published: rssTime(e.Published), Description: e.Text}
		for _, a := range e.Authors {
			x.Creators = append(x.Creators, clean(a))
		}
		for _, t := range e.Tags {
			x.Categories = append(x.Categories, clean(t))
		}
		out.Channel.Items = append(out.Channel.Items, x)
	}
	return writeXML(w, out)
}

// rssTime is RFC 822 with a year of four figures, as RSS 2.0 wants it.
func rssTime(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC1123Z)
}
