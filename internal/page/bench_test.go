package page_test

import (
	"bytes"
	"context"
	"encoding/json"
	"strings"
	"testing"

	"github.com/chancery-ledger/chancery/internal/page"
)

// article is a text of n paragraphs such as a paper prints.
func article(n int) string {
	var b strings.Builder
	b.WriteString("Ruritania closes its embassy in Lima\n\nNovember 4, 2025\n\n")
	for i := range n {
		switch i % 4 {
		case 0:
			b.WriteString("The foreign ministry in Puerto Azul said that the consulate in Arequipa would stay open for the two thousand Ruritanians who live in Peru.\n\n")
		case 1:
			b.WriteString("“We leave the keys with the Swiss,” the ambassador told reporters at the gate, where some thirty people had gathered in the rain.\n\n")
		case 2:
			b.WriteString("Peru’s government said it took note of the step and would answer in due time, Reuters reported.\n\n")
		default:
			b.WriteString("How embassies are closed\n\n")
		}
	}
	b.WriteString("With reports from Reuters and AP\n\nShare this post:\n")
	return b.String()
}

func benchmark(b *testing.B, input []byte, opts page.Options) {
	b.Helper()
	b.SetBytes(int64(len(input)))
	b.ReportAllocs()
	for b.Loop() {
		for _, err := range page.Read(context.Background(), "bench", bytes.NewReader(input), opts) {
			if err != nil {
				b.Fatal(err)
			}
		}
	}
}

func BenchmarkPasted(b *testing.B) { benchmark(b, []byte(article(40)), page.Options{}) }

func BenchmarkHTML(b *testing.B) {
	paragraphs := strings.ReplaceAll(article(40), "\n\n", "</p>\n<p>")
	input := strings.Replace(newsPage, "</article>", "<p>"+paragraphs+"</p></article>", 1)
	benchmark(b, []byte(input), page.Options{})
}

func BenchmarkJSONLines(b *testing.B) {
	var lines bytes.Buffer
	enc := json.NewEncoder(&lines)
	for range 50 {
		if err := enc.Encode(map[string]string{"id": "x", "published": "2025-11-04", "lang": "en", "title": "Ruritania closes its embassy", "text": article(20)}); err != nil {
			b.Fatal(err)
		}
	}
	benchmark(b, lines.Bytes(), page.Options{})
}

func BenchmarkFeed(b *testing.B) { benchmark(b, []byte(rssFeed), page.Options{}) }
