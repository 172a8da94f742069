package syntax_test

import (
	"bufio"
	"encoding/json"
	"os"
	"sync"
	"testing"

	"github.com/chancery-ledger/chancery/internal/sharedtest"
	"github.com/chancery-ledger/chancery/internal/syntax"
	"github.com/chancery-ledger/chancery/text"
)

// articles reads the texts of a file of reports.
func articles(b testing.TB, lang text.Lang) []string {
	f, err := os.Open(sharedtest.Path(b, "gold", "articles-train-"+string(lang)+".jsonl"))
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	var out []string
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<22)
	for lines.Scan() {
		var a struct{ Title, Text string }
		if err := json.Unmarshal(lines.Bytes(), &a); err != nil {
			b.Fatal(err)
		}
		out = append(out, a.Title+"\n\n"+a.Text)
	}
	return out
}

// BenchmarkParse reads articles from raw text: tokens, tags, lemmas, trees.
func BenchmarkParse(b *testing.B) {
	for _, lang := range []text.Lang{text.English, text.Spanish} {
		b.Run(string(lang), func(b *testing.B) {
			texts := articles(b, lang)
			p := load(b, lang)
			var tree syntax.Tree
			tokens, size := 0, 0
			b.ReportAllocs()
			i := 0
			for b.Loop() {
				doc := text.New(texts[i%len(texts)], lang, true)
				p.Parse(doc, &tree)
				tokens += len(doc.Tokens)
				size += len(doc.Text)
				i++
			}
			b.ReportMetric(float64(tokens)/b.Elapsed().Seconds(), "tokens/s")
			b.ReportMetric(float64(tokens)/float64(b.N), "tokens/op")
		})
	}
}

// BenchmarkHeadline reads one short text at a time, as from a feed.
func BenchmarkHeadline(b *testing.B) {
	p := load(b, text.English)
	var tree syntax.Tree
	const s = "Mexico severs ties with Ecuador after embassy raid\n\nMexico broke off diplomatic relations on Saturday, its president said."
	n := 0
	b.ReportAllocs()
	for b.Loop() {
		doc := text.New(s, text.English, true)
		p.Parse(doc, &tree)
		n += len(doc.Tokens)
	}
	b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "tokens/s")
}

// BenchmarkLoad opens the weights.
func BenchmarkLoad(b *testing.B) {
	for _, lang := range []text.Lang{text.English, text.Spanish} {
		b.Run(string(lang), func(b *testing.B) {
			for b.Loop() {
				if _, err := syntax.Load(lang); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// parsers are loaded once for all tests.
var parsers = struct {
	sync.Mutex
	of map[text.Lang]*syntax.Parser
}{of: map[text.Lang]*syntax.Parser{}}

func load(t testing.TB, lang text.Lang) *syntax.Parser {
	t.Helper()
	parsers.Lock()
	defer parsers.Unlock()
	if p := parsers.of[lang]; p != nil {
		return p
	}
	p, err := syntax.Load(lang)
	if err != nil {
		t.Fatal(err)
	}
	parsers.of[lang] = p
	return p
}
