package extract_test

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/act"
	"github.com/chancery-ledger/chancery/internal/extract"
	"github.com/chancery-ledger/chancery/internal/name"
	"github.com/chancery-ledger/chancery/internal/sharedtest"
	"github.com/chancery-ledger/chancery/internal/syntax"
	"github.com/chancery-ledger/chancery/internal/voice"
	"github.com/chancery-ledger/chancery/internal/when"
	"github.com/chancery-ledger/chancery/text"
)

// The benchmarks read reports from plain text. For the speed of one core:
//
//	go test ./internal/extract -run '^$' -bench . -cpu 1

// samples are the annotated reports, which tell many acts, and a sample of
// ordinary news, which tells few.
var samples = []struct{ name, file string }{
	{"feeds-dev", "feeds-dev.jsonl"},
	{"articles-dev-en", "articles-dev-en.jsonl"},
	{"articles-dev-es", "articles-dev-es.jsonl"},
	{"feeds-any", "feeds-2022-2023.jsonl.gz"},
	{"articles-any-en", "articles-en.jsonl.gz"},
	{"articles-any-es", "articles-es.jsonl.gz"},
}

// BenchmarkRead is everything from the text to the reading.
func BenchmarkRead(b *testing.B) { benchmarkReader(b) }

// BenchmarkActsOnly leaves out the sentences where no act can stand.
func BenchmarkActsOnly(b *testing.B) { benchmarkReader(b, extract.ActsOnly()) }

func benchmarkReader(b *testing.B, options ...extract.Option) {
	reader := newReader(b, options...)
	for _, s := range samples {
		b.Run(s.name, func(b *testing.B) {
			reports := sample(b, s.file, 400)
			size := 0
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				r := reports[i%len(reports)]
				reader.Read(r)
				size += len(r.Text)
			}
			b.SetBytes(int64(size / b.N))
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "reports/s")
		})
	}
}

// BenchmarkStartup is what a program waits for before its first report, save
// for the names, which are loaded once for all.
func BenchmarkStartup(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := extract.New(); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkStage is each stage for itself, over the annotated articles.
func BenchmarkStage(b *testing.B) {
	for _, lang := range []text.Lang{text.English, text.Spanish} {
		parser, err := syntax.Load(lang)
		if err != nil {
			b.Fatal(err)
		}
		rules, err := act.Load(lang)
		if err != nil {
			b.Fatal(err)
		}
		scout := rules.NewScout(parser.NewGuesser().Lemmas)
		reports := sample(b, "articles-dev-"+string(lang)+".jsonl", 100)
		read := make([]stageInput, len(reports))
		for i := range reports {
			x := &read[i]
			x.Report = &reports[i]
			x.doc = text.New(x.Text, lang, true)
			parser.Parse(x.doc, &x.tree)
			x.names = name.Find(x.doc, x.Published)
			x.names.Resolve(&x.tree)
		}
		var tree syntax.Tree
		for _, stage := range []struct {
			name string
			run  func(x *stageInput)
		}{
			{"text", func(x *stageInput) { text.New(x.Text, lang, true) }},
			{"name", func(x *stageInput) { name.Find(x.doc, x.Published) }},
			{"when", func(x *stageInput) { when.Find(x.doc, x.Published) }},
			{"scout", func(x *stageInput) { scout.Promising(x.doc, x.names) }},
			{"syntax", func(x *stageInput) { parser.Parse(x.doc, &tree) }},
			{"voice", func(x *stageInput) { voice.Find(x.doc, &x.tree, x.names) }},
			{"act", func(x *stageInput) { rules.Match(x.doc, &x.tree, x.names) }},
		} {
			b.Run(stage.name+"/"+string(lang), func(b *testing.B) {
				size := 0
				b.ReportAllocs()
				for i := 0; b.Loop(); i++ {
					x := &read[i%len(read)]
					stage.run(x)
					size += len(x.Text)
				}
				b.SetBytes(int64(size / b.N))
			})
		}
	}
}

// stageInput is a report with what the stages before made of it.
type stageInput struct {
	*chancery.Report
	doc   *text.Doc
	tree  syntax.Tree
	names *name.Mentions
}

// sample reads up to n reports of a file of the measuring material, spread
// over the whole of it.
func sample(tb testing.TB, file string, n int) []chancery.Report {
	tb.Helper()
	if filepath.Ext(file) != ".gz" {
		var out []chancery.Report
		for _, r := range gold(tb, file) {
			out = append(out, r.Report)
		}
		return out
	}
	all := unannotated(tb, file)
	out := all[:0]
	step := max(len(all)/n, 1)
	for i := 0; i < len(all); i += step {
		out = append(out, all[i])
	}
	return out
}

func unannotated(tb testing.TB, file string) []chancery.Report {
	tb.Helper()
	f, err := os.Open(sharedtest.Path(tb, "gold", file))
	if err != nil {
		tb.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		tb.Fatal(err)
	}
	var out []chancery.Report
	lines := bufio.NewScanner(z)
	lines.Buffer(nil, 1<<24)
	for lines.Scan() {
		var r struct {
			ID, Title, Text, Published string
			Lang                       text.Lang
		}
		if err := json.Unmarshal(lines.Bytes(), &r); err != nil {
			tb.Fatal(err)
		}
		day, _ := chancery.ParseDay(r.Published) // a few are in other forms: no day then
		out = append(out, chancery.Report{Key: r.ID, Title: r.Title, Published: day, Language: r.Lang, Text: strings.TrimSpace(r.Title + "\n\n" + r.Text)})
	}
	if err := lines.Err(); err != nil {
		tb.Fatal(err)
	}
	return out
}
