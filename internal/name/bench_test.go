package name

import (
	"testing"

	"github.com/chancery-ledger/chancery"
	embedded "github.com/chancery-ledger/chancery/lexicon"
	"github.com/chancery-ledger/chancery/text"
)

// BenchmarkFind reads the development reports, in bytes of text a second.
func BenchmarkFind(b *testing.B) {
	for _, file := range []string{"feeds-dev.jsonl", "articles-dev-en.jsonl", "articles-dev-es.jsonl"} {
		b.Run(file, func(b *testing.B) {
			var docs []*text.Doc
			var days []chancery.Day
			size := int64(0)
			for _, r := range goldRecords(b, file) {
				docs = append(docs, r.doc())
				days = append(days, r.Published)
				size += int64(len(docs[len(docs)-1].Text))
			}
			b.SetBytes(size)
			b.ReportAllocs()
			for b.Loop() {
				for i, d := range docs {
					Find(d, days[i])
				}
			}
		})
	}
}

func BenchmarkLoad(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := load(embedded.Files); err != nil {
			b.Fatal(err)
		}
	}
}
