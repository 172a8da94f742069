package syndicate

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/page"
)

var sample = Feed{
	Title: "Peru", About: "What changes for Peru", Home: "https://chancery.example/country/peru", Self: "https://chancery.example/country/peru.atom", Language: "en",
	Updated: time.Date(2025, 11, 5, 8, 0, 0, 0, time.UTC),
	Entries: []Entry{
		{
			ID: "tag:chancery.example,2025:event/2", URL: "https://chancery.example/event/2?on=2025-11-05&known=2", Title: `Mexico grants <asylum> & "protection"`,
			Text: "Mexico granted asylum to a former prime minister of Peru on Monday.\nThe foreign ministry said so.", Tags: []string{"asylum.grant", "MEX", "PER"},
			Published: time.Date(2025, 11, 4, 23, 30, 0, 0, time.UTC), Authors: []string{"The Quay"},
		},
		{
			URL: "https://chancery.example/event/1", Title: "Peru severs relations with Mexico\x00\x1b", Published: time.Date(2025, 11, 3, 12, 0, 0, 0, time.FixedZone("PET", -5*3600)),
			Text: "Peru severed diplomatic relations with Mexico, its foreign minister said, after the asylum.",
		},
	},
}

// Our own reader of feeds must find what was written.
func TestFeedsComeBack(t *testing.T) {
	for _, f := range Formats() {
		t.Run(string(f), func(t *testing.T) {
			var b bytes.Buffer
			if err := Write(&b, f, sample); err != nil {
				t.Fatal(err)
			}
			var got []chancery.Report
			for r, err := range page.Read(t.Context(), "feed", &b, page.Options{Today: chancery.Date(2026, 1, 1)}) {
				if err != nil {
					t.Fatal(err)
				}
				got = append(got, r)
			}
			if len(got) != 2 {
				t.Fatalf("%d reports, want 2", len(got))
			}
			for i, want := range []struct{ title, url, day, words string }{
				{sample.Entries[0].Title, sample.Entries[0].URL, "2025-11-04", "The foreign ministry said so."},
				{"Peru severs relations with Mexico", "https://chancery.example/event/1", "2025-11-03", "after the asylum."},
			} {
				r := got[i]
				// The reader strips what looks like a tag from a title in HTML.
				if title := strings.ReplaceAll(want.title, "<asylum> ", ""); r.Title != want.title && r.Title != title {
					t.Errorf("title %q, want %q", r.Title, want.title)
				}
				if r.URL != want.url || r.Published.String() != want.day || r.Publisher != "Peru" || !strings.Contains(r.Text, want.words) {
					t.Errorf("got %s, %s, %s: %q", r.URL, r.Published, r.Publisher, r.Text)
				}
			}
		})
	}
}

// What each format demands of a feed and of every entry.
func TestFeedsHaveWhatTheirFormatDemands(t *testing.T) {
	for f, want := range map[Format][]string{
		Atom: {
			`<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">`, "<id>https://chancery.example/country/peru.atom</id>", "<updated>2025-11-05T08:00:00Z</updated>",
			"<author>", `rel="self"`, "<id>tag:chancery.example,2025:event/2</id>", "<updated>2025-11-04T23:30:00Z</updated>", "<id>https://chancery.example/event/1</id>",
			`<category term="asylum.grant">`, `<content type="text">`, "&amp;known=2",
		},
		RSS: {
			`<rss version="2.0"`, "<link>https://chancery.example/country/peru</link>", "<description>What changes for Peru</description>", "<atom:link rel=\"self\"",
			`<guid isPermaLink="false">tag:chancery.example,2025:event/2</guid>`, `<guid isPermaLink="true">https://chancery.example/event/1</guid>`,
			"<pubDate>Mon, 03 Nov 2025 17:00:00 +0000</pubDate>", "<dc:creator>The Quay</dc:creator>", "<category>PER</category>",
		},
		JSON: {`"version": "https://jsonfeed.org/version/1.1"`, `"id": "tag:chancery.example,2025:event/2"`, `"date_published": "2025-11-03T17:00:00Z"`, `"feed_url"`, `"content_text"`},
	} {
		var b bytes.Buffer
		if err := Write(&b, f, sample); err != nil {
			t.Fatal(err)
		}
		for _, w := range want {
			if !strings.Contains(b.String(), w) {
				t.Errorf("%s lacks %s", f, w)
			}
		}
	}
}

func TestFeedWithoutWhatItNeedsIsRefused(t *testing.T) {
	for name, feed := range map[string]Feed{
		"no title": {Self: "https://x.example/f", Home: "https://x.example/"},
		"no id":    {Title: "x", Home: "https://x.example/"},
		"no home":  {Title: "x", Self: "https://x.example/f"},
		"entry":    {Title: "x", Self: "https://x.example/f", Home: "https://x.example/", Entries: []Entry{{Title: "y"}}},
	} {
		for _, f := range Formats() {
			if err := Write(&bytes.Buffer{}, f, feed); err == nil {
				t.Errorf("%s: %s was written", name, f)
			}
		}
	}
	if err := Write(&bytes.Buffer{}, "opml", sample); err == nil {
		t.Error("a format that does not exist was written")
	}
}

func TestEmptyFeedIsAFeed(t *testing.T) {
	for _, f := range Formats() {
		var b bytes.Buffer
		if err := Write(&b, f, Feed{Title: "x", Self: "https://x.example/f", Home: "https://x.example/"}); err != nil {
			t.Fatal(err)
		}
		if f == JSON && !strings.Contains(b.String(), `"items": []`) {
			t.Errorf("a JSON feed without items: %s", b.String())
		}
	}
}

// Whatever stands in a headline, the feed stays one document with one entry.
func TestAnyLettersMakeAWholeFeed(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.String().Draw(t, "text")
		raw := string(rapid.SliceOf(rapid.Byte()).Draw(t, "bytes"))
		feed := Feed{Title: "x" + s, Self: "https://x.example/f", Home: "https://x.example/", Entries: []Entry{{URL: "https://x.example/1", Title: raw, Text: s + raw, Tags: []string{s}}}}
		for _, f := range Formats() {
			var b bytes.Buffer
			if err := Write(&b, f, feed); err != nil {
				t.Fatal(err)
			}
			var n int
			switch f {
			case Atom:
				var x atomFeed
				if err := xml.Unmarshal(b.Bytes(), &x); err != nil {
					t.Fatal(err)
				}
				n = len(x.Entries)
			case RSS:
				var x rssFeed
				if err := xml.Unmarshal(b.Bytes(), &x); err != nil {
					t.Fatal(err)
				}
				n = len(x.Channel.Items)
			case JSON:
				var x jsonFeed
				if err := json.Unmarshal(b.Bytes(), &x); err != nil {
					t.Fatal(err)
				}
				n = len(x.Items)
			}
			if n != 1 {
				t.Fatalf("%s: %d entries, want 1", f, n)
			}
		}
	})
}

func TestServe(t *testing.T) {
	for _, f := range Formats() {
		w := httptest.NewRecorder()
		Serve(w, httptest.NewRequest(http.MethodGet, "/f", nil), f, sample)
		if w.Code != http.StatusOK || w.Header().Get("Content-Type") != f.ContentType() || w.Header().Get("Last-Modified") != "Wed, 05 Nov 2025 08:00:00 GMT" {
			t.Errorf("%s: %d %v", f, w.Code, w.Header())
		}
		r := httptest.NewRequest(http.MethodGet, "/f", nil)
		r.Header.Set("If-None-Match", w.Header().Get("ETag"))
		again := httptest.NewRecorder()
		if Serve(again, r, f, sample); again.Code != http.StatusNotModified || again.Body.Len() != 0 {
			t.Errorf("%s again: %d, %d bytes", f, again.Code, again.Body.Len())
		}
	}
}
