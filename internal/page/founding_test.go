package page_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/page"
	"github.com/chancery-ledger/chancery/internal/sharedtest"
)

// TestFounding reads the founding article as it was pasted: its furniture must
// be gone, its first and last paragraphs must be there.
func TestFounding(t *testing.T) {
	raw, err := os.ReadFile(sharedtest.Path(t, "gold", "founding.txt"))
	if err != nil {
		t.Fatal(err)
	}
	r := readOne(t, "founding.txt", string(raw), page.Options{})
	if want := []string{"Reuters", "AP", "El País", "Milenio"}; !slices.Equal(r.Agencies, want) {
		t.Errorf("agencies %q, want %q", r.Agencies, want)
	}
	if r.Published != chancery.Date(2025, 11, 4) || r.DayBasis != "date line" {
		t.Errorf("day %v by %q, want 2025-11-04 by the date line", r.Published, r.DayBasis)
	}
	for _, gone := range []string{"LATEST NEWS", "AMLO puts", "Share this", "POLL", "Republican", "RECENT NEWS", "Facebook)", "Presidencia)",
		"Dynamic Country", "With reports", "candles", "Michoacan", "November 4", "responds"} {
		if strings.Contains(r.Text, gone) {
			t.Errorf("furniture is left: %q", gone)
		}
	}
	if n := strings.Count(r.Text, r.Title); n != 1 || !strings.HasPrefix(r.Title, "Peru breaks") {
		t.Errorf("headline %q stands %d times", r.Title, n)
	}
	paragraphs := strings.Split(r.Text, "\n\n")
	if len(paragraphs) != 29 {
		t.Errorf("%d paragraphs with the headline, want 29", len(paragraphs))
	}
	for i, start := range map[int]string{1: "The government of Peru announced", len(paragraphs) - 1: "After Ecuadorian President"} {
		if !strings.HasPrefix(paragraphs[i], start) {
			t.Errorf("paragraph %d starts %.30q, want %q", i, paragraphs[i], start)
		}
	}
}
