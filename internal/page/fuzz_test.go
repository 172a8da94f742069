package page_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chancery-ledger/chancery/internal/page"
)

// fuzz reads any bytes behind a prefix that makes them of one format, and
// wants reports that hold together or errors of a kind.
func fuzz(f *testing.F, prefix string, seeds ...string) {
	for _, s := range seeds {
		f.Add([]byte(strings.TrimPrefix(s, prefix)))
		if len(s) > 40 {
			f.Add([]byte(strings.TrimPrefix(s[:len(s)*2/3], prefix)))
		}
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		opts := page.Options{Limit: 1 << 16}
		n := 0
		for r, err := range page.Read(context.Background(), "fuzz", strings.NewReader(prefix+string(b)), opts) {
			if n++; n > 10_000 {
				t.Fatal("more yields than bytes can hold")
			}
			if err != nil {
				if page.KindOf(err) == "" {
					t.Errorf("error without a kind: %v", err)
				}
				continue
			}
			checkReport(t, r)
		}
	})
}

func FuzzHTML(f *testing.F) {
	fuzz(f, "<html>", newsPage, shortPage, "<html><p>x<table><tr><td>a<td>b<li><a href=x>c</a>\u0301", "<html><script type=application/ld+json>{\"@type\":[\"NewsArticle\"],\"headline\":[1]}</script>")
}

func FuzzPasted(f *testing.F) {
	files, err := filepath.Glob("testdata/pasted/*.txt")
	if err != nil {
		f.Fatal(err)
	}
	var seeds []string
	for _, file := range files {
		raw, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		fx, err := parseFixture(string(raw))
		if err != nil {
			f.Fatal(err)
		}
		seeds = append(seeds, fx.input)
	}
	fuzz(f, "", seeds...)
}

func FuzzWARC(f *testing.F) {
	one := warcRecord("response", "https://example.com/1", httpAnswer("200 OK", "", newsPage))
	fuzz(f, "WARC/", one+one, warcRecord("response", "http://a.b/", httpAnswer("200 OK", "Content-Encoding: gzip\r\n", gzipped(shortPage))))
}

func FuzzGzip(f *testing.F) {
	one := warcRecord("response", "https://example.com/1", httpAnswer("200 OK", "", shortPage))
	fuzz(f, "\x1f\x8b", gzipped(one)+gzipped(one), gzipped(gzipped(shortPage)))
}

func FuzzFeed(f *testing.F) {
	fuzz(f, "<", rssFeed, `<feed xmlns="http://www.w3.org/2005/Atom"><title>x</title><entry><title>Peru breaks ties</title></entry></feed>`)
}

func FuzzJSON(f *testing.F) {
	fuzz(f, "{", `{"id":"a1","published":"2022-03-04","lang":"en","title":"Peru breaks ties","text":"It did so.\n\nADVERTISEMENT"}`+"\n{}\n", "{\n\"title\": \"x\"}\n{\"title\": 3}")
}
