package source

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const newsmap = `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc> https://courier.test/1 </loc><lastmod>2025-11-03</lastmod><news:news><news:publication><news:name>The Courier</news:name><news:language>es</news:language></news:publication>
<news:publication_date>2025-11-03T10:00:00-05:00</news:publication_date><news:title>One</news:title></news:news></url>
<url><loc>/2</loc><lastmod>2025-11-02</lastmod></url>
<url><loc>/3</loc><lastmod>1970-01-01</lastmod></url>
<url></url></urlset>`

func TestReadSitemap(t *testing.T) {
	l, err := ReadSitemap(paper, paper.URL, []byte(newsmap), now)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff([]string{"/1|One|2025-11-03T15:00", "/2||2025-11-02T00:00", "/3||-"}, brief(l)); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
	if l.Items[0].Language != "es" || l.Items[0].Publisher != "The Courier" {
		t.Errorf("%+v", l.Items[0])
	}
	if d := cmp.Diff([]string{"1 items with a date that cannot be", "1 items without an address"}, l.Notes); d != "" {
		t.Errorf("notes (-want +got)\n%s", d)
	}
}

func TestReadIndex(t *testing.T) {
	l, err := ReadSitemap(paper, paper.URL, []byte(`<sitemapindex><sitemap><loc>/old.xml</loc><lastmod>2024-01-01</lastmod></sitemap>
		<sitemap><loc>/new.xml</loc><lastmod>2025-11-04T00:00Z</lastmod></sitemap><sitemap><loc>/undated.xml</loc></sitemap><sitemap><loc>ftp://x/</loc></sitemap></sitemapindex>`), now)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff([]string{"https://courier.test/new.xml", "https://courier.test/undated.xml"}, l.More); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
}

func TestBadSitemap(t *testing.T) {
	for body, items := range map[string]int{
		"": 0, "<html>": 0, "no": 0, "<urlset": 0,
		"<urlset><url><loc>/1</loc></url><url><loc>/2":                          1,
		"<urlset><url><loc>/1</loc></url><url><loc>/2&nope;</loc></url>":        1,
		"<?xml version='1.0' encoding='klingon'?><urlset><url><loc>/1</loc>":    0,
		"<urlset>" + strings.Repeat("<url><loc>/1</loc></url>", 3) + "</other>": 1,
	} {
		l, err := ReadSitemap(paper, paper.URL, []byte(body), now)
		if err == nil || len(l.Items) != items {
			t.Errorf("%.40q: %d items, %v; want %d and an error", body, len(l.Items), err, items)
		}
	}
}

func TestEndlessIndex(t *testing.T) {
	var b strings.Builder
	b.WriteString("<sitemapindex>")
	for i := range 2 * maxMore {
		fmt.Fprintf(&b, "<sitemap><loc>/%d</loc></sitemap>", i)
	}
	b.WriteString("</sitemapindex>")
	l, err := ReadSitemap(paper, paper.URL, []byte(b.String()), now)
	if err != nil || len(l.More) != maxMore || len(l.Notes) != 1 {
		t.Errorf("%d lists, %q, %v", len(l.More), l.Notes, err)
	}
}

func FuzzSitemap(f *testing.F) {
	f.Add([]byte(newsmap))
	f.Add([]byte(`<sitemapindex><sitemap><loc>/1</loc></sitemap></sitemapindex>`))
	f.Fuzz(func(t *testing.T, body []byte) {
		l, _ := ReadSitemap(paper, paper.URL, body, now)
		sound(t, l)
	})
}
