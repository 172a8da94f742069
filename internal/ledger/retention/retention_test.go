package retention

import (
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"github.com/chancery-ledger/chancery/internal/ledger"
	"github.com/chancery-ledger/chancery/internal/ledger/ledgertest"
	"github.com/chancery-ledger/chancery/internal/ledger/sqlite"
)

// TestApply ends the keeping of some hundred texts in steps.
func TestApply(t *testing.T) {
	s, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "ledger.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	start := time.Date(2025, 11, 1, 6, 0, 0, 0, time.UTC)
	w := ledgertest.NewWorld(7)
	const days, perDay = 5, 70
	for day := range days {
		b := ledger.Batch{Agent: "tester", Because: "a test", At: start.AddDate(0, 0, day)}
		for n := range perDay {
			r := w.Reading()
			r.Report.Text += fmt.Sprintf("Report %d of day %d.\n", n, day) // so that each text is another
			b.Steps = append(b.Steps, ledger.Read{Reader: "v1", Reading: r})
		}
		if _, err := s.Append(t.Context(), b); err != nil {
			t.Fatal(err)
		}
	}
	today := start.AddDate(0, 0, days)
	for _, tt := range []struct {
		rule Rule
		want int
	}{
		{Rule{Days: days + 1}, 0},
		{Rule{Days: days}, perDay},
		{Rule{Days: days}, 0},
		{Rule{Days: 2}, 3 * perDay},
		{Rule{Publisher: "nobody"}, 0},
		{Rule{}, perDay},
	} {
		if got, err := Apply(t.Context(), s, tt.rule, "tester", today); got != tt.want || err != nil {
			t.Errorf("%v: %d withheld, want %d; %v", tt.rule, got, tt.want, err)
		}
	}
	if got, err := ledger.Verify(t.Context(), s, nil); err != nil || got.Withheld != days*perDay {
		t.Errorf("%+v, %v", got, err)
	}
}
