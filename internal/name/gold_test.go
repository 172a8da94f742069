package name

import (
	"bufio"
	"bytes"
	"encoding/json"
	"os"
	"slices"
	"testing"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/sharedtest"
	"github.com/chancery-ledger/chancery/text"
)

// goldRecord is a report with its annotated acts.
type goldRecord struct {
	ID        string
	Published chancery.Day
	Lang      text.Lang
	Title     string
	Text      string
	Acts      []struct {
		Type     string
		From, To []chancery.Code
		Evidence string
	}
}

func (r *goldRecord) doc() *text.Doc {
	return text.New(r.Title+"\n\n"+r.Text, r.Lang, true)
}

func goldRecords(t testing.TB, file string) []goldRecord {
	t.Helper()
	b, err := os.ReadFile(sharedtest.Path(t, "gold", file))
	if err != nil {
		t.Fatal(err)
	}
	var out []goldRecord
	lines := bufio.NewScanner(bytes.NewReader(b))
	lines.Buffer(nil, 1<<22)
	for lines.Scan() {
		var r goldRecord
		if err := json.Unmarshal(lines.Bytes(), &r); err != nil {
			t.Fatal(err)
		}
		out = append(out, r)
	}
	return out
}

// TestGoldParties asks of every party of every annotated act whether its code
// is among the mentions of the report, as one that may stand for it.
func TestGoldParties(t *testing.T) {
	for _, c := range []struct {
		file  string
		floor float64
	}{
		{"feeds-dev.jsonl", 0.96},
		{"articles-dev-en.jsonl", 0.95},
		{"articles-dev-es.jsonl", 0.95},
		{"feeds-train.jsonl", 0.95},
		{"articles-train-en.jsonl", 0.95},
		{"articles-train-es.jsonl", 0.95},
	} {
		t.Run(c.file, func(t *testing.T) {
			found, stands, total := 0, 0, 0
			for _, r := range goldRecords(t, c.file) {
				m := Find(r.doc(), r.Published)
				for _, a := range r.Acts {
					for _, code := range slices.Concat(a.From, a.To) {
						total++
						any, party := codesOf(m, code)
						if any {
							found++
						}
						if party {
							stands++
						} else {
							t.Logf("%s: no %s for %s: %s", r.ID, code, a.Type, a.Evidence)
						}
					}
				}
			}
			share := float64(found) / float64(total)
			t.Logf("%s: %d codes, among the mentions %.3f, as a party %.3f", c.file, total, share, float64(stands)/float64(total))
			if share < c.floor {
				t.Errorf("recall of parties is %.3f, want %.3f", share, c.floor)
			}
		})
	}
}

func codesOf(m *Mentions, code chancery.Code) (any, party bool) {
	for i := range m.List {
		if slices.Contains(m.List[i].Codes, code) {
			any = true
			party = party || m.List[i].Stands()
		}
	}
	return any, party
}
