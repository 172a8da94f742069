package page_test

import (
	"context"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"testing"

	"github.com/chancery-ledger/chancery/internal/page"
	"github.com/chancery-ledger/chancery/internal/sharedtest"
)

// mainText is a report's text without its headline.
func mainText(title, text string) string {
	return strings.TrimPrefix(strings.TrimPrefix(text, title), "\n\n")
}

// TestPages reads the 181 pages of the article extraction benchmark and
// compares the main text by the benchmark's own metric. It reports both the
// F1 of mean precision and mean recall, which the benchmark publishes, and the
// mean of the pages' F1; the floor is on the lower of the two.
func TestPages(t *testing.T) {
	raw, err := os.ReadFile(sharedtest.Path(t, "pages", "ground-truth.json"))
	if err != nil {
		t.Fatal(err)
	}
	want, err := parseTruth(raw)
	if err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob(filepath.Join(sharedtest.Path(t, "pages", "html"), "*.html.gz"))
	if err != nil || len(files) != len(want) {
		t.Fatalf("%d pages for %d truths: %v", len(files), len(want), err)
	}
	sort.Strings(files)
	var p, r, f float64
	for _, file := range files {
		id := strings.TrimSuffix(filepath.Base(file), ".html.gz")
		got := ""
		for rep, err := range page.Open(context.Background(), file, nil, page.Options{URL: want[id].URL}) {
			if err != nil {
				t.Errorf("%s: %v", want[id].URL, err)
				continue
			}
			got = mainText(rep.Title, rep.Text)
			if dir := os.Getenv("CHANCERY_PAGES_OUT"); dir != "" {
				_ = os.WriteFile(filepath.Join(dir, id+".txt"), []byte(rep.Title+"\n"+rep.Published.String()+" "+rep.DayBasis+"|"+rep.Publisher+"|"+strings.Join(rep.Authors, ",")+"|"+string(rep.Language)+" "+rep.LangBasis+"\n\n"+got), 0o644)
			}
		}
		pp, rr := shingleScore(want[id].ArticleBody, got)
		p, r, f = p+pp, r+rr, f+f1(pp, rr)
		if f1(pp, rr) < 0.9 {
			t.Logf("%.3f  P %.3f  R %.3f  %s %s", f1(pp, rr), pp, rr, id[:8], want[id].URL)
		}
	}
	n := float64(len(files))
	p, r, f = p/n, r/n, f/n
	t.Logf("precision %.4f  recall %.4f  F1 of the means %.4f  mean of F1 %.4f", p, r, f1(p, r), f)
	const floor = 0.95
	if min(f, f1(p, r)) < floor {
		t.Errorf("mean F1 %.4f, want at least %.2f", min(f, f1(p, r)), floor)
	}
}
