package standing_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/baseline"
	"github.com/chancery-ledger/chancery/internal/standing"
)

// What is told of a part of what stands is what is told of it in the whole: of
// one track, and of one pair in the standing of a party with all others.
func TestPartsAreOfTheWhole(t *testing.T) {
	book := standing.Fold(rules(t), baseline.Open(), founding(t))
	unexported := cmp.AllowUnexported(standing.Fact{})
	for _, on := range []chancery.Day{0, day("2023-01-01"), day("2025-11-04"), day("2025-11-10")} {
		for _, known := range []standing.Known{{}, {Published: day("2025-11-03")}} {
			whole := book.Pair("PER", "MEX", on, known)
			tracks := map[chancery.Track][]standing.Answer{}
			for _, a := range whole.Answers {
				tracks[a.Line.Track] = append(tracks[a.Line.Track], a)
			}
			for _, r := range book.Rules().Tracks() {
				if diff := cmp.Diff(tracks[r.Track], book.Track("PER", "MEX", r.Track, on, known), unexported); diff != "" {
					t.Errorf("%s on %s: of the pair (-), of the track (+)\n%s", r.Track, on, diff)
				}
			}
			events, last := 0, chancery.Day(0)
			for _, ev := range book.Events() {
				if held, ok := standing.Restrict(ev, known); ok && concerns(ev, "PER") && concerns(ev, "MEX") && (on == 0 || held.Deed.When.To <= on) {
					events++
					last = max(last, held.Deed.When.To)
				}
			}
			for _, d := range book.Country("PER", on, known).Dealings {
				if d.With == "MEX" && (d.Events != events || d.Last != last) {
					t.Errorf("on %s: %d events, the last on %s; want %d, %s", on, d.Events, d.Last, events, last)
				}
			}
		}
	}
}

func concerns(ev chancery.Event, c chancery.Code) bool {
	for _, side := range [][]chancery.Party{ev.Deed.From, ev.Deed.To} {
		for _, p := range side {
			if p.Code == c {
				return true
			}
		}
	}
	return false
}
