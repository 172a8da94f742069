package source

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/charmap"
)

var (
	now   = time.Date(2025, 11, 4, 12, 0, 0, 0, time.UTC)
	paper = Source{Name: "The Courier", Kind: Feed, URL: "https://courier.test/rss", Country: "PER", Family: "paper"}
)

// brief is an item in short: path, title, time.
func brief(l Listing) (out []string) {
	for _, it := range l.Items {
		at := "-"
		if !it.Published.IsZero() {
			at = it.Published.Format("2006-01-02T15:04")
		}
		out = append(out, fmt.Sprintf("%s|%s|%s", strings.TrimPrefix(it.URL, "https://courier.test"), it.Title, at))
	}
	return out
}

func rss(items string) string {
	return `<?xml version="1.0"?><rss version="2.0"><channel><title>The Courier</title><language>es-PE</language>` + items + `</channel></rss>`
}

func TestReadFeed(t *testing.T) {
	for _, c := range []struct {
		name, body  string
		want, notes []string
	}{
		{"RSS", rss(`<item><title>One</title><link>https://courier.test/1</link><pubDate>Mon, 03 Nov 2025 10:15:00 -0500</pubDate></item>`),
			[]string{"/1|One|2025-11-03T15:15"}, nil},
		{"Atom", `<feed xmlns="http://www.w3.org/2005/Atom"><title>C</title><entry><title>One</title><link href="/1"/><updated>2025-11-03T10:00:00Z</updated></entry></feed>`,
			[]string{"/1|One|2025-11-03T10:00"}, nil},
		{"JSON", `{"version":"https://jsonfeed.org/version/1.1","title":"C","items":[{"id":"1","url":"https://courier.test/1","title":"One","date_published":"2025-11-03T10:00:00Z"}]}`,
			[]string{"/1|One|2025-11-03T10:00"}, nil},
		{"RDF", `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>C</title></channel><item><title>One</title><link>https://courier.test/1</link><dc:date>2025-11-03T10:00:00Z</dc:date></item></rdf:RDF>`,
			[]string{"/1|One|2025-11-03T10:00"}, nil},
		{"each once, without marks and fragments", rss(`<item><link>https://courier.test/1?utm_source=rss</link></item><item><link>http://COURIER.test/1#c</link></item>`),
			[]string{"/1?utm_source=rss||-"}, nil},
		{"a guid for a link", rss(`<item><guid>https://courier.test/1</guid></item>`), []string{"/1||-"}, nil},
		{"1970 and 2070", rss(`<item><link>/1</link><pubDate>Thu, 01 Jan 1970 00:00:00 GMT</pubDate></item><item><link>/2</link><pubDate>Wed, 01 Jan 2070 00:00:00 GMT</pubDate></item><item><link>/3</link><pubDate>Wed, 05 Nov 2025 00:00:00 GMT</pubDate></item>`),
			[]string{"/1||-", "/2||-", "/3||2025-11-05T00:00"}, []string{"2 items with a date that cannot be"}},
		{"no address", rss(`<item><title>a</title></item><item><link>javascript:alert(1)</link></item><item><link>https://u:p@courier.test/</link></item><item><link>file:///etc/passwd</link></item>`),
			nil, []string{"4 items without an address"}},
		{"a Spanish date", rss(`<item><link>/1</link><pubDate>lun, 03 nov 2025 10:15:00 -0300</pubDate></item><item><link>/2</link><pubDate>Martes, 4 de noviembre de 2025</pubDate></item>`),
			[]string{"/1||2025-11-03T13:15", "/2||2025-11-04T00:00"}, nil},
		{"a feed that breaks off", strings.TrimSuffix(rss(`<item><title>One</title><link>/1</link></item><item><title>Tw`), "</channel></rss>"), []string{"/1|One|-"}, []string{"a broken feed"}},
		{"letters that must not stand bare", rss(`<item><title>Peru & Chile < Bolivia</title><link>/1?a=1&b=2</link></item>`), []string{"/1?a=1&b=2|Peru & Chile < Bolivia|-"}, []string{"a broken feed"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			l, err := ReadFeed(paper, paper.URL, []byte(c.body), now)
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(c.want, brief(l)); d != "" {
				t.Errorf("items (-want +got)\n%s", d)
			}
			if len(l.Notes) != len(c.notes) {
				t.Fatalf("notes %q, want %q", l.Notes, c.notes)
			}
			for i := range c.notes {
				if !strings.HasPrefix(l.Notes[i], c.notes[i]) {
					t.Errorf("note %q, want %q", l.Notes[i], c.notes[i])
				}
			}
		})
	}
}

func TestReadFeedHints(t *testing.T) {
	l, err := ReadFeed(paper, paper.URL, []byte(rss(`<item><title>One</title><link>/1</link></item>`)), now)
	if err != nil {
		t.Fatal(err)
	}
	want := []Item{{ID: identity("https://courier.test/1"), Source: "The Courier", URL: "https://courier.test/1", Title: "One", Language: "es", Publisher: "The Courier", Country: "PER", Family: "paper"}}
	if d := cmp.Diff(want, l.Items); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
}

// TestCharsetLies holds that a feed whose charset is not what it says is read
// all the same.
func TestCharsetLies(t *testing.T) {
	body := func(declared string) string {
		return `<?xml version="1.0" encoding="` + declared + `"?><rss version="2.0"><channel><item><title>Perú rompe relaciones</title><link>/1</link></item></channel></rss>`
	}
	latin1 := func(s string) string {
		out, err := charmap.ISO8859_1.NewEncoder().String(s)
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	for name, c := range map[string]struct{ body, title string }{
		"latin 1 as said":       {latin1(body("ISO-8859-1")), "Perú rompe relaciones"},
		"UTF-8 said latin 1":    {body("ISO-8859-1"), "Perú rompe relaciones"},
		"UTF-8 as said":         {body("UTF-8"), "Perú rompe relaciones"},
		"a charset that is not": {body("klingon"), "Perú rompe relaciones"},
		"latin 1 said UTF-8":    {latin1(body("UTF-8")), "Perú rompe relaciones"},
	} {
		l, err := ReadFeed(paper, paper.URL, []byte(c.body), now)
		if err != nil || len(l.Items) != 1 {
			t.Errorf("%s: %d items, %v", name, len(l.Items), err)
			continue
		}
		if l.Items[0].Title != c.title {
			t.Errorf("%s: %q", name, l.Items[0].Title)
		}
	}
}

func TestManyItems(t *testing.T) {
	var b strings.Builder
	for i := range 10_000 {
		fmt.Fprintf(&b, "<item><title>%s</title><link>/%d</link></item>", strings.Repeat("é", 1+800/(1+i)), i)
	}
	l, err := ReadFeed(paper, paper.URL, []byte(rss(b.String())), now)
	if err != nil || len(l.Items) != 10_000 {
		t.Fatalf("%d items, %v", len(l.Items), err)
	}
	if n := len(l.Items[0].Title); n != maxTitle {
		t.Errorf("a title of %d bytes, want %d", n, maxTitle)
	}
}

func TestNoFeed(t *testing.T) {
	for _, body := range []string{"", " ", "<html><body>Blocked", "{}", "[]", "<rss", "<?xml version='1.0'?>", "\x00\x01\x02", strings.Repeat("<a>", 20_000), "<feed><entry></entry>"[:10]} {
		if l, err := ReadFeed(paper, paper.URL, []byte(body), now); err == nil {
			t.Errorf("%.20q is a feed of %d items", body, len(l.Items))
		}
	}
}

func FuzzFeed(f *testing.F) {
	f.Add([]byte(rss(`<item><title>One</title><link>/1</link><pubDate>lun, 03 nov 2025</pubDate></item>`)))
	f.Add([]byte(`<feed xmlns="http://www.w3.org/2005/Atom"><entry><link href="/1"/></entry></feed>`))
	f.Add([]byte(`{"version":"https://jsonfeed.org/version/1","items":[{"url":"/1"}]}`))
	f.Fuzz(func(t *testing.T, body []byte) {
		l, _ := ReadFeed(paper, paper.URL, body, now)
		sound(t, l)
	})
}

// sound tests what holds of every listing.
func sound(t *testing.T, l Listing) {
	t.Helper()
	seen := map[string]bool{}
	for _, it := range l.Items {
		switch {
		case len(it.ID) != 32 || seen[it.ID]:
			t.Errorf("ID %q", it.ID)
		case !strings.HasPrefix(it.URL, "http://") && !strings.HasPrefix(it.URL, "https://"):
			t.Errorf("address %q", it.URL)
		case len(it.Title) > maxTitle:
			t.Errorf("a title of %d bytes", len(it.Title))
		case !it.Published.IsZero() && (it.Published.Before(earliest) || it.Published.After(now.Add(ahead))):
			t.Errorf("published %v", it.Published)
		}
		seen[it.ID] = true
	}
	if len(l.Items) > maxItems || len(l.More) > maxMore {
		t.Errorf("%d items, %d further lists", len(l.Items), len(l.More))
	}
}
