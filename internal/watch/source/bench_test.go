package source

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
)

func BenchmarkReadFeed(b *testing.B) {
	var items strings.Builder
	for i := range 50 {
		fmt.Fprintf(&items, "<item><title>Report %d</title><link>https://courier.test/%d?utm_source=rss</link><description>%s</description><pubDate>Mon, 03 Nov 2025 10:15:00 -0500</pubDate></item>",
			i, i, strings.Repeat("Peru recalled its ambassador. ", 10))
	}
	body := []byte(rss(items.String()))
	b.SetBytes(int64(len(body)))
	for b.Loop() {
		if l, err := ReadFeed(paper, paper.URL, body, now); err != nil || len(l.Items) != 50 {
			b.Fatal(len(l.Items), err)
		}
	}
}

func BenchmarkGDELTTable(b *testing.B) {
	var rows bytes.Buffer
	for i := range 1000 {
		fmt.Fprintf(&rows, "%d\t2\t1\td\thttps://courier.test/%d%s\n", i, i, strings.Repeat("\tcell", 20))
	}
	b.SetBytes(int64(rows.Len()))
	for b.Loop() {
		c := newCollector(paper, "", now)
		if err := c.table(bytes.NewReader(rows.Bytes()), gdeltColumns(".gkg.csv"), now); err != nil || len(c.out.Items) != 1000 {
			b.Fatal(len(c.out.Items), err)
		}
	}
}
