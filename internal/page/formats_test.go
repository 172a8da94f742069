package page_test

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/zstd"

	"github.com/chancery-ledger/chancery/internal/page"
)

const newsPage = `<!DOCTYPE html><html lang="en-GB"><head>
<title>Ruritania closes its embassy in Lima | The Example Post</title>
<meta property="og:title" content="Ruritania closes its embassy in Lima">
<meta property="og:site_name" content="The Example Post">
<link rel="canonical" href="https://example.com/2025/11/05/ruritania-closes-embassy">
<script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"WebSite","name":"x"},
{"@type":"NewsArticle","headline":"Ruritania closes its embassy in Lima","datePublished":"2025-11-05T08:00:00-05:00",
"author":[{"@type":"Person","name":"Ana Ruiz"},{"@type":"Person","name":"John Carver"}],"publisher":{"@type":"Organization","name":"The Example Post"}}]}</script>
</head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li></ul></nav>
<main><article><h1>Ruritania closes its embassy in Lima</h1>
<p class="byline">By Ana Ruiz and John Carver</p>
<figure><img src="x.jpg"><figcaption>The embassy in Lima. (Jane Doe/AFP)</figcaption></figure>
<p>LIMA, Nov 4 (Reuters) - Ruritania closed its embassy in Lima on Tuesday and told its nine diplomats to come home within three days.</p>
<p>The foreign ministry in Puerto Azul said that the consulate in Arequipa would stay open for the two thousand Ruritanians who live in Peru.</p>
<p><a href="/x">Read more: How embassies are closed</a></p>
<h2>Assets stay behind</h2>
<p>“We leave the keys with the Swiss,” the ambassador told reporters at the gate, where some thirty people had gathered in the rain.</p>
<p>Peru’s government said it took note of the step and would answer in due time, according to a statement of two lines.</p>
</article></main>
<footer><p>All rights reserved</p></footer></body></html>`

func TestHTML(t *testing.T) {
	r := readOne(t, "page.html", newsPage, page.Options{})
	want := `Ruritania closes its embassy in Lima

LIMA, Nov 4 (Reuters) - Ruritania closed its embassy in Lima on Tuesday and told its nine diplomats to come home within three days.

The foreign ministry in Puerto Azul said that the consulate in Arequipa would stay open for the two thousand Ruritanians who live in Peru.

Assets stay behind

“We leave the keys with the Swiss,” the ambassador told reporters at the gate, where some thirty people had gathered in the rain.

Peru’s government said it took note of the step and would answer in due time, according to a statement of two lines.`
	if r.Text != want {
		t.Errorf("text:\n%s\nwant:\n%s", r.Text, want)
	}
	got := fmt.Sprint(r.URL, "|", r.Publisher, "|", r.Authors, r.Agencies, r.Published, r.DayBasis, r.Language, r.LangBasis, r.Dateline, r.Missing)
	const meta = "https://example.com/2025/11/05/ruritania-closes-embassy|The Example Post|[Ana Ruiz John Carver] [Reuters] 2025-11-05json-ldendeclared{LIMA 2025-11-04} []"
	if got != meta {
		t.Errorf("metadata\n%s, want\n%s", got, meta)
	}
}

// TestDayBasis takes the sources of the day away one after the other.
func TestDayBasis(t *testing.T) {
	noLD := strings.Replace(newsPage, `"datePublished":"2025-11-05T08:00:00-05:00",`, "", 1)
	withMeta := strings.Replace(noLD, "<head>", `<head><meta name="date" content="2025-11-06">`, 1)
	withTime := strings.Replace(noLD, "</h1>", `</h1><time class="entry-date" datetime="2025-11-07T01:00Z">x</time>`, 1)
	noURL := strings.Replace(noLD, "/2025/11/05/", "/", 1)
	withLine := strings.Replace(noURL, `<p class="byline">By Ana Ruiz and John Carver`, "<p>Wednesday 5 November 2025", 1)
	stated := strings.Replace(noURL, "Nov 4 (Reuters)", "November 4, 2025 (Reuters)", 1)
	for _, c := range []struct{ input, day, basis string }{
		{newsPage, "2025-11-05", "json-ld"},
		{withMeta, "2025-11-06", "meta"},
		{withTime, "2025-11-07", "time"},
		{noLD, "2025-11-05", "url"},
		{withLine, "2025-11-05", "date line"},
		{stated, "2025-11-04", "dateline"},
		{noURL, "", ""},
	} {
		if r := readOne(t, c.basis, c.input, page.Options{}); r.Published.String() != c.day || r.DayBasis != c.basis {
			t.Errorf("day %v by %q, want %s by %q", r.Published, r.DayBasis, c.day, c.basis)
		}
	}
}

func TestJSONLines(t *testing.T) {
	input := `{"id":"a1","url":"https://example.com/1","publisher":"The Post","published":"2022-03-04","lang":"en","title":"Peru breaks ties","text":"Peru broke off its ties on Friday.\n\nADVERTISEMENT\n\nRead more: Ten days in March\n\nThe envoy has left, AFP reported.\n\nSome heading that stays"}

this is no JSON
{"id":"a2","published":"2022-13-40","lang":"es-MX","title":"Perú rompe relaciones","text":"![](http://x/y.jpg)Lima. El Gobierno rompió relaciones con Ruritania este viernes. Seguir leyendo..."}
{"id":"a3"}
{"id":"a4","lang":"","title":"A title without a text","text":""}
`
	reports, errs := readAll(t, "in.jsonl", input, page.Options{})
	if len(reports) != 3 || len(errs) != 2 {
		t.Fatalf("%d reports, errors %v; want 3 and 2", len(reports), errs)
	}
	r := reports[0]
	if want := "Peru breaks ties\n\nPeru broke off its ties on Friday.\n\nThe envoy has left, AFP reported.\n\nSome heading that stays"; r.Text != want {
		t.Errorf("text %q, want %q", r.Text, want)
	}
	if got := fmt.Sprint(r.Key, r.URL, r.Publisher, r.Published, r.DayBasis, r.Language, r.LangBasis, r.Agencies, r.Source, r.Missing); got != "a1https://example.com/1The Post2022-03-04givenengiven[AFP]in.jsonl, line 1[]" {
		t.Errorf("metadata %s", got)
	}
	if r := reports[1]; r.Text != "Perú rompe relaciones\n\nLima. El Gobierno rompió relaciones con Ruritania este viernes." || r.Dateline.Place != "Lima" ||
		fmt.Sprint(r.Missing) != `[day publisher day: "2022-13-40" is none]` {
		t.Errorf("second: %q, dateline %v, missing %q", r.Text, r.Dateline, r.Missing)
	}
	if !slices.Contains(reports[2].Missing, "text") {
		t.Errorf("third: missing %q", reports[2].Missing)
	}
	for i, want := range []string{"in.jsonl, line 3: malformed", "in.jsonl, line 5: empty"} {
		if !strings.HasPrefix(errs[i].Error(), want) {
			t.Errorf("error %v, want %s", errs[i], want)
		}
	}
}

// TestJSONLaidOut reads JSON over several lines and arrays.
func TestJSONLaidOut(t *testing.T) {
	const one = "{\n \"id\": \"1\",\n \"title\": \"Peru breaks ties\",\n \"text\": \"It did so on Monday.\"\n}\n"
	for name, input := range map[string]string{"object": one, "objects": one + one, "array": "[" + one + "," + one + "]", "array in a line": `[{"title":"Peru breaks ties"}]`} {
		reports, errs := readAll(t, name, input, page.Options{})
		if want := strings.Count(input, "title"); len(reports) != want || len(errs) != 0 {
			t.Errorf("%s: %d reports, errors %v; want %d", name, len(reports), errs, want)
		}
	}
}

const rssFeed = `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>El Ejemplo &gt; Mundo</title><language>es-pe</language>
<item><title>Perú rompe relaciones con Ruritania</title><link>https://example.com/1</link><pubDate>mar, 04 nov 2025 10:00:00 -0500</pubDate>
<description><![CDATA[<p>El Gobierno anunció la <b>ruptura</b> este martes.</p><p><a href="x">Leer más</a></p>]]></description></item>
<item><title>Ruritania cierra su embajada</title><link>https://example.com/2</link><pubDate>Wed, 05 Nov 2025 01:30:00 GMT</pubDate>
<description>La embajada en Lima cerró sus puertas, informó la agencia EFE.</description></item>
</channel></rss>`

func TestFeed(t *testing.T) {
	reports, errs := readAll(t, "feed.xml", rssFeed, page.Options{})
	if len(reports) != 2 || len(errs) != 0 {
		t.Fatalf("%d reports, errors %v", len(reports), errs)
	}
	for i, want := range []string{
		"feed.xml, item 1|https://example.com/1|El Ejemplo|2025-11-04 feed|es declared|[]|Perú rompe relaciones con Ruritania\n\nEl Gobierno anunció la ruptura este martes.",
		"feed.xml, item 2|https://example.com/2|El Ejemplo|2025-11-05 feed|es declared|[EFE]|Ruritania cierra su embajada\n\nLa embajada en Lima cerró sus puertas, informó la agencia EFE.",
	} {
		r := reports[i]
		if got := fmt.Sprintf("%s|%s|%s|%v %s|%s %s|%v|%s", r.Source, r.URL, r.Publisher, r.Published, r.DayBasis, r.Language, r.LangBasis, r.Agencies, r.Text); got != want {
			t.Errorf("got  %s\nwant %s", got, want)
		}
	}
	cut := rssFeed[:strings.LastIndex(rssFeed, "embajada en Lima")]
	reports, errs = readAll(t, "feed.xml", cut, page.Options{})
	if len(reports) != 1 || len(errs) != 1 || page.KindOf(errs[0]) != page.Truncated {
		t.Errorf("cut feed: %d reports, errors %v; want one of each", len(reports), errs)
	}
}

func TestAtomAndJSONFeed(t *testing.T) {
	atom := `<feed xmlns="http://www.w3.org/2005/Atom"><title>The Example Post</title><entry><title>Peru breaks ties</title>
<link href="https://example.com/1"/><published>2025-11-04T10:00:00Z</published><author><name>Ana Ruiz</name></author><summary>It broke its ties with Ruritania on Monday.</summary></entry></feed>`
	json := `{"version": "https://jsonfeed.org/version/1.1", "title": "The Example Post", "items": [{"id": "1", "url": "https://example.com/1", "title": "Peru breaks ties",
"date_published": "2025-11-04T10:00:00Z", "authors": [{"name": "Ana Ruiz"}], "content_text": "It broke its ties with Ruritania on Monday."}]}`
	for name, input := range map[string]string{"atom": atom, "json": json} {
		r := readOne(t, name, input, page.Options{})
		if got := fmt.Sprint(r.Text, r.Published, r.Publisher, r.URL, r.Authors); got != "Peru breaks ties\n\nIt broke its ties with Ruritania on Monday.2025-11-04The Example Posthttps://example.com/1[Ana Ruiz]" {
			t.Errorf("%s: %s", name, got)
		}
	}
}

// warcRecord writes one record.
func warcRecord(kind, address, body string) string {
	return fmt.Sprintf("WARC/1.0\r\nWARC-Type: %s\r\nWARC-Target-URI: %s\r\nContent-Type: application/http\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", kind, address, len(body), body)
}

func httpAnswer(status, headers, body string) string {
	return "HTTP/1.1 " + status + "\r\nContent-Type: text/html; charset=utf-8\r\n" + headers + "\r\n" + body
}

func packedBy(t *testing.T, make func(io.Writer) io.WriteCloser, s string) string {
	t.Helper()
	var b bytes.Buffer
	w := make(&b)
	if _, err := io.WriteString(w, s); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestWARC(t *testing.T) {
	chunked := fmt.Sprintf("%x\r\n%s\r\n%x\r\n%s\r\n0\r\n\r\n", 100, newsPage[:100], len(newsPage)-100, newsPage[100:])
	br := packedBy(t, func(w io.Writer) io.WriteCloser { return brotli.NewWriter(w) }, newsPage)
	zs := packedBy(t, func(w io.Writer) io.WriteCloser { z, _ := zstd.NewWriter(w); return z }, newsPage)
	records := []string{
		"WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 4\r\n\r\nx: y\r\n\r\n",
		warcRecord("request", "https://example.com/0", "GET / HTTP/1.1\r\n\r\n"),
		warcRecord("response", "https://example.com/1", httpAnswer("200 OK", fmt.Sprintf("Content-Length: %d\r\n", len(newsPage)), newsPage)),
		warcRecord("response", "https://example.com/2", httpAnswer("200 OK", "Transfer-Encoding: chunked\r\n", chunked)),
		warcRecord("response", "https://example.com/3", httpAnswer("200 OK", "Content-Encoding: gzip\r\n", gzipped(newsPage))),
		warcRecord("response", "https://example.com/4", httpAnswer("200 OK", "Content-Encoding: gzip\r\n", newsPage)),
		warcRecord("response", "https://example.com/5", httpAnswer("200 OK", "Content-Encoding: br\r\n", br)),
		warcRecord("response", "https://example.com/6", httpAnswer("200 OK", "Content-Encoding: zstd\r\n", zs)),
		warcRecord("response", "https://example.com/7", httpAnswer("404 Not Found", "", newsPage)),
		warcRecord("response", "https://example.com/8", "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n...."),
		warcRecord("response", "https://example.com/9", httpAnswer("200 OK", "Content-Encoding: rot13\r\n", newsPage)),
		warcRecord("response", "https://example.com/10", httpAnswer("200 OK", "", newsPage)),
	}
	plain := strings.Join(records, "")
	packed := ""
	for _, r := range records {
		packed += gzipped(r)
	}
	for name, input := range map[string]string{"a.warc": plain, "a.warc.gz": packed, "a.warc packed whole": gzipped(plain)} {
		reports, errs := readAll(t, name, input, page.Options{})
		var got []string
		for _, r := range reports {
			got = append(got, strings.TrimPrefix(r.Source, name+", record ")+" "+r.URL)
			if !strings.Contains(r.Text, "We leave the keys") {
				t.Errorf("%s: %s: text %q", name, r.Source, r.Text)
			}
		}
		want := []string{"3 https://example.com/1", "4 https://example.com/2", "5 https://example.com/3", "6 https://example.com/4",
			"7 https://example.com/5", "8 https://example.com/6", "12 https://example.com/10"}
		if !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
		if len(errs) != 1 || page.KindOf(errs[0]) != page.Unsupported || !strings.HasPrefix(errs[0].Error(), name+", record 11") {
			t.Errorf("%s: errors %v, want one of record 11", name, errs)
		}
	}
}

// TestDamagedWARC damages the second of three records: the third is read.
func TestDamagedWARC(t *testing.T) {
	record := func(n int) string {
		return warcRecord("response", fmt.Sprintf("https://example.com/%d", n), httpAnswer("200 OK", "", newsPage))
	}
	short := strings.Replace(record(2), "WARC/1.0", "WARC/1.0 ", 1)
	for name, input := range map[string]string{
		"head":   record(1) + "rubbish\r\n" + record(2)[20:] + record(3),
		"length": record(1) + strings.Replace(short, "Content-Length: ", "Content-Length: -", 1) + record(3),
		"gzip":   gzipped(record(1)) + gzipped(record(2))[:400] + gzipped(record(3)),
	} {
		reports, errs := readAll(t, name, input, page.Options{})
		if len(reports) != 2 || reports[1].URL != "https://example.com/3" {
			t.Errorf("%s: %d reports, want the first and the third (errors %v)", name, len(reports), errs)
		}
		if len(errs) == 0 || !strings.HasPrefix(errs[0].Error(), name+", record 2") {
			t.Errorf("%s: errors %v, want the first of record 2", name, errs)
		}
	}
}
