package syndicate

import (
	"encoding/json"
	"io"
	"time"
)

type jsonFeed struct {
	Version     string       `json:"version"`
	Title       string       `json:"title"`
	Description string       `json:"description"`
	Home        string       `json:"home_page_url"`
	Self        string       `json:"feed_url,omitempty"`
	Language    string       `json:"language,omitempty"`
	Authors     []jsonPerson `json:"authors"`
	Items       []jsonItem   `json:"items"`
}

type jsonPerson struct {
	Name string `json:"name"`
}

type jsonItem struct {
	ID        string       `json:"id"`
	URL       string       `json:"url,omitempty"`
	Title     string       `json:"title"`
	Text      string       `json:"content_text"`
	Published *time.Time   `json:"date_published,omitempty"`
	Modified  *time.Time   `json:"date_modified,omitempty"`
	Authors   []jsonPerson `json:"authors,omitempty"`
	Tags      []string     `json:"tags,omitempty"`
}

func writeJSON(w io.Writer, feed *Feed) error {
	out := jsonFeed{
		Version: "https://jsonfeed.org/version/1.1", Title: feed.Title, Description: feed.About, Home: feed.Home, Self: feed.Self,
		Language: feed.Language, Authors: []jsonPerson{{feed.Author}}, Items: []jsonItem{},
	}
	for i := range feed.Entries {
		e := &feed.Entries[i]
		// content_text or content_html must be there, so that a title alone
		// is its own text.
		x := jsonItem{ID: e.ID, URL: e.URL, Title: e.Title, Text: or(e.Text, e.Title), Published: jsonTime(e.Published), Modified: jsonTime(e.Updated), Tags: e.Tags}
		for _, a := range e.Authors {
			x.Authors = append(x.Authors, jsonPerson{a})
		}
		out.Items = append(out.Items, x)
	}
	enc := json.NewEncoder(w)
	enc.SetIndent("", " ")
	return enc.Encode(out)
}

func jsonTime(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	t = t.UTC().Truncate(time.Second)
	return &t
}
