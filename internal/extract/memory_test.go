package extract_test

import (
	"os"
	"runtime"
	"testing"
)

// The heap after many articles is that after the first ones: nothing is kept
// of a report but its reading, and what is remembered of words is bounded. 70
// of the 2,500 articles are read; all of them where CHANCERY_LONG is set.
func TestMemoryStaysFlat(t *testing.T) {
	reader := newReader(t)
	reports := unannotated(t, "articles-en.jsonl.gz")
	if os.Getenv("CHANCERY_LONG") == "" {
		reports = reports[:min(len(reports), 70)]
	}
	const warm = 25
	heap := func() int64 {
		var m runtime.MemStats
		runtime.GC()
		runtime.GC() // pools are emptied by the second
		runtime.ReadMemStats(&m)
		return int64(m.HeapAlloc)
	}
	var after int64
	for i, r := range reports {
		reader.Read(r)
		if i == warm {
			after = heap()
		}
	}
	end := heap()
	runtime.KeepAlive(reports)
	runtime.KeepAlive(reader)
	t.Logf("%d MB after %d articles, %d MB after %d", after>>20, warm, end>>20, len(reports))
	const slack = 4 << 20
	if end > after+slack {
		t.Errorf("the heap grew from %d to %d bytes between %d and %d articles", after, end, warm, len(reports))
	}
}
