package syndicate

import (
	"encoding/xml"
	"io"
	"time"
)

type atomFeed struct {
	XMLName  xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	Language string      `xml:"xml:lang,attr,omitempty"`
	ID       string      `xml:"id"`
	Title    string      `xml:"title"`
	Subtitle string      `xml:"subtitle"`
	Updated  string      `xml:"updated"`
	Author   atomPerson  `xml:"author"`
	Links    []atomLink  `xml:"link"`
	Entries  []atomEntry `xml:"entry"`
}

type atomPerson struct {
	Name string `xml:"name"`
}

type atomLink struct {
	Rel  string `xml:"rel,attr"`
	Type string `xml:"type,attr,omitempty"`
	Href string `xml:"href,attr"`
}

type atomEntry struct {
	ID         string         `xml:"id"`
	Title      string         `xml:"title"`
	Published  string         `xml:"published,omitempty"`
	Updated    string         `xml:"updated"`
	Authors    []atomPerson   `xml:"author"`
	Links      []atomLink     `xml:"link"`
	Categories []atomCategory `xml:"category"`
	Content    *atomText      `xml:"content"`
}

type atomCategory struct {
	Term string `xml:"term,attr"`
}

type atomText struct {
	Type string `xml:"type,attr"`
	Body string `xml:",chardata"`
}

func writeAtom(w io.Writer, feed *Feed) error {
	out := atomFeed{
		Language: feed.Language, ID: feed.ID, Title: feed.Title, Subtitle: feed.About, Updated: atomTime(feed.Updated),
		Author: atomPerson{feed.Author}, Links: []atomLink{{"alternate", "text/html", feed.Home}},
	}
	if feed.Self != "" {
		out.Links = append(out.Links, atomLink{"self", "application/atom+xml", feed.Self})
	}
	for i := range feed.Entries {
		out.Entries = append(out.Entries, atomOf(&feed.Entries[i]))
	}
	return writeXML(w, out)
}

func atomOf(e *Entry) atomEntry {
	x := atomEntry{ID: e.ID, Title: e.Title, Updated: atomTime(e.Updated)}
	if !e.Published.IsZero() {
		x.Published = atomTime(e.Published)
	}
	for _, a := range e.Authors {
		x.Authors = append(x.Authors, atomPerson{clean(a)})
	}
	if e.URL != "" {
		x.Links = []atomLink{{"alternate", "text/html", e.URL}}
	}
	for _, t := range e.Tags {
		x.Categories = append(x.Categories, atomCategory{clean(t)})
	}
	if e.Text != "" {
		x.Content = &atomText{"text", e.Text}
	}
	return x
}

// atomTime is RFC 3339; a time that is not known is that of the epoch, since
// Atom has no way to leave it out.
func atomTime(t time.Time) string {
	if t.IsZero() {
		t = time.Unix(0, 0)
	}
	return t.UTC().Format(time.RFC3339)
}

func writeXML(w io.Writer, v any) error {
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	enc := xml.NewEncoder(w)
	enc.Indent("", " ")
	if err := enc.Encode(v); err != nil {
		return err
	}
	return enc.Close()
}
