package syntax_test

import (
	"runtime"
	"testing"

	"github.com/chancery-ledger/chancery/internal/syntax"
	"github.com/chancery-ledger/chancery/text"
)

// TestMemory holds what both models take once loaded and used: 120 MB at most.
func TestMemory(t *testing.T) {
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	var parsers []*syntax.Parser
	var tree syntax.Tree
	for _, lang := range []text.Lang{text.English, text.Spanish} {
		p, err := syntax.Load(lang)
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range articles(t, lang)[:20] {
			p.Parse(text.New(s, lang, true), &tree)
		}
		parsers = append(parsers, p)
	}
	runtime.GC()
	runtime.ReadMemStats(&after)
	runtime.KeepAlive(parsers)
	const limit = 120 << 20
	if n := int64(after.HeapAlloc) - int64(before.HeapAlloc); n > limit {
		t.Errorf("%d MB, want %d at most", n>>20, limit>>20)
	} else {
		t.Logf("%d MB", n>>20)
	}
}
