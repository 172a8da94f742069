package extract_test

import "testing"

// The benchmarks read annotated reports from plain text, one core, everything
// from tokens to claims.
func benchmark(b *testing.B, file string) {
	reader := newReader(b)
	records := gold(b, file)
	bytes := 0
	for _, r := range records {
		bytes += len(r.Report.Text)
	}
	b.SetBytes(int64(bytes / len(records)))
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		reader.Read(records[i%len(records)].Report)
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "reports/s")
}

func BenchmarkFeedItems(b *testing.B)       { benchmark(b, "feeds-dev.jsonl") }
func BenchmarkEnglishArticles(b *testing.B) { benchmark(b, "articles-dev-en.jsonl") }
func BenchmarkSpanishArticles(b *testing.B) { benchmark(b, "articles-dev-es.jsonl") }
