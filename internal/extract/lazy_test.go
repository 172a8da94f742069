package extract_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/extract"
	"github.com/chancery-ledger/chancery/internal/page"
)

// The acts are the same, to the last digit of their confidence, whether all
// sentences are read or only those where acts can stand. Only the explanation
// may name another probability of a party, which rests on the whole report.
func TestActsOnlyReadsTheSameActs(t *testing.T) {
	whole, some := newReader(t), newReader(t, extract.ActsOnly())
	compare := func(t *testing.T, report chancery.Report) (acts int) {
		t.Helper()
		want, got := bare(whole.Read(report).Acts), bare(some.Read(report).Acts)
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%s %q: %d acts are read otherwise\ngot  %s\nwant %s", report.Key, report.Title, len(want), spell(t, got), spell(t, want))
		}
		return len(want)
	}
	t.Run("dispatches", func(t *testing.T) {
		acts := 0
		for report, err := range page.Open(t.Context(), filepath.Join("..", "..", "dispatches"), nil, page.Options{}) {
			if err == nil {
				acts += compare(t, report)
			}
		}
		if acts == 0 {
			t.Error("no acts in the dispatches")
		}
	})
	files := []string{"feeds-dev.jsonl"}
	if os.Getenv("CHANCERY_LONG") != "" {
		files = append(files, "articles-dev-en.jsonl", "articles-dev-es.jsonl")
	}
	for _, file := range files {
		t.Run(file, func(t *testing.T) {
			for _, r := range gold(t, file) {
				compare(t, r.Report)
			}
		})
	}
}

func bare(acts []chancery.Claim) []chancery.Claim {
	for i := range acts {
		acts[i].Why = nil
	}
	return acts
}

func spell(t *testing.T, acts []chancery.Claim) string {
	t.Helper()
	b, err := json.Marshal(acts)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}
