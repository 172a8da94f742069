package extract_test

import (
	"os"
	"testing"

	"github.com/chancery-ledger/chancery/internal/extract"
	"github.com/chancery-ledger/chancery/internal/score"
	"github.com/chancery-ledger/chancery/internal/sharedtest"
)

// floors are 0.03 below the figures reached on annotated reports that no model
// was trained on: tier A, strict.
var floors = []struct {
	file                string
	f1, precision, date float64
}{
	{"feeds-dev.jsonl", 0.638, 0.691, 0.878},
	{"articles-dev-en.jsonl", 0.407, 0.523, 0.816},
	{"articles-dev-es.jsonl", 0.356, 0.556, 0.794},
}

func TestGoldStaysAboveTheFloors(t *testing.T) {
	reader := newReader(t)
	for _, floor := range floors {
		t.Run(floor.file, func(t *testing.T) {
			sc := score.New(reader.Kinds())
			for _, r := range gold(t, floor.file) {
				var got []score.Act
				for _, c := range reader.Read(r.Report).Acts {
					got = append(got, score.FromClaim(c))
				}
				sc.Add(r.Acts, got)
			}
			f := sc.Figures(score.Strict, true)
			quiet, alarmed := sc.Quiet()
			t.Logf("tier A: strict F1 %.3f, precision %.3f, recall %.3f, date %.3f; all: %.3f; dyad %.3f; type %.3f; false alarms in %d of %d quiet reports",
				f.F1(), f.Precision(), f.Recall(), f.Date(), sc.Figures(score.Strict, false).F1(),
				sc.Figures(score.Dyad, true).F1(), sc.Figures(score.Type, true).F1(), alarmed, quiet)
			for _, c := range []struct {
				name       string
				got, floor float64
			}{{"strict F1", f.F1(), floor.f1}, {"precision", f.Precision(), floor.precision}, {"date", f.Date(), floor.date}} {
				if c.got < c.floor {
					t.Errorf("tier A %s %.3f fell below %.3f", c.name, c.got, c.floor)
				}
			}
		})
	}
}

func newReader(t testing.TB, options ...extract.Option) *extract.Reader {
	t.Helper()
	reader, err := extract.New(options...)
	if err != nil {
		t.Fatal(err)
	}
	return reader
}

func gold(t testing.TB, file string) []score.Record {
	t.Helper()
	f, err := os.Open(sharedtest.Path(t, "gold", file))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	records, err := score.ReadGold(f)
	if err != nil {
		t.Fatal(err)
	}
	return records
}
