package when

import (
	"bufio"
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/sharedtest"
	"github.com/chancery-ledger/chancery/text"
)

// goldReport is an annotated report, as far as its dates go.
type goldReport struct {
	ID        string
	Published chancery.Day
	Lang      text.Lang
	Title     string
	Text      string
	Acts      []struct {
		Type     string
		When     struct{ From, To chancery.Day }
		Evidence string
	}
}

// agrees is date_agrees of the gold's scorer: the intervals overlap, widened
// by a day, and the reading is at most 31 days longer.
func agrees(gold, got interval) bool {
	switch {
	case got.from == 0 && got.to == 0:
		return false
	case gold.from == 0 || gold.to == 0:
		return got.from == 0 || got.to == 0 || (gold.from == 0 && got.to <= gold.to) || (gold.to == 0 && got.from >= gold.from)
	case got.from == 0 || got.to == 0:
		return false
	}
	return got.from <= gold.to+1 && got.to >= gold.from-1 && got.to-got.from <= gold.to-gold.from+31
}

// readings are the intervals that one expression offers a caller.
func (e Expr) readings() []interval {
	future, past := e.AsFuture(), e.AsPast()
	return []interval{{e.From, e.To}, e.named, {future.From, future.To}, future.named, {past.From, past.To}}
}

// TestGold measures for how many gold acts whose day is known, and is not the
// day of publication, the text has an expression that agrees. It is a ceiling
// on what the later stages can date, not a score of theirs: some of these days
// are the annotator's inference from several sentences.
func TestGold(t *testing.T) {
	for _, tt := range []struct {
		file  string
		floor float64
	}{
		{"feeds-dev.jsonl", 0.90},
		{"articles-dev-en.jsonl", 0.95},
		{"articles-dev-es.jsonl", 0.95},
	} {
		t.Run(tt.file, func(t *testing.T) {
			var known, found, near int
			for _, r := range goldReports(t, tt.file) {
				got := Find(text.New(r.Title+"\n\n"+r.Text, r.Lang, true), r.Published)
				for _, a := range r.Acts {
					gold := interval{a.When.From, a.When.To}
					if gold == (interval{}) || gold == (interval{r.Published, r.Published}) {
						continue
					}
					known++
					if beside(got, r, a.Evidence, gold) {
						near++
					}
					if dated(gold, got) {
						found++
						continue
					}
					t.Logf("miss: %s of %v: %v..%v %q: %s", r.ID, r.Published, gold.from, gold.to, a.Evidence, strings.Join(summary(got), "; "))
				}
			}
			share := float64(found) / float64(known)
			t.Logf("%d of %d acts have an expression that agrees, %.3f; %d in the paragraph of the evidence", found, known, share, near)
			if share < tt.floor {
				t.Errorf("%.3f, want at least %.2f", share, tt.floor)
			}
		})
	}
}

// beside tells whether an expression that agrees stands in the paragraph that
// holds the evidence.
func beside(got []Expr, r goldReport, evidence string, gold interval) bool {
	all := r.Title + "\n\n" + r.Text
	at := strings.Index(all, evidence)
	if at < 0 {
		return false
	}
	end := at + len(evidence)
	if n := strings.IndexByte(all[end:], '\n'); n >= 0 {
		end += n
	} else {
		end = len(all)
	}
	start := strings.LastIndexByte(all[:at], '\n') + 1
	var inside []Expr
	for _, e := range got {
		if start <= e.Start && e.End <= end {
			inside = append(inside, e)
		}
	}
	return dated(gold, inside)
}

func dated(gold interval, got []Expr) bool {
	for _, e := range got {
		for _, iv := range e.readings() {
			if agrees(gold, iv) {
				return true
			}
		}
	}
	return false
}

func goldReports(t testing.TB, file string) []goldReport {
	t.Helper()
	f, err := os.Open(sharedtest.Path(t, "gold", file))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var out []goldReport
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<24)
	for lines.Scan() {
		var r goldReport
		if err := json.Unmarshal(lines.Bytes(), &r); err != nil {
			t.Fatal(err)
		}
		if r.Lang == "" {
			r.Lang = text.English
		}
		out = append(out, r)
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	return out
}
