package event

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/chancery-ledger/chancery"
)

// TestNearLeavesOutNothing holds the deeds around a window against all of them:
// none within reach is left out, and they come in the order of their opening.
func TestNearLeavesOutNothing(t *testing.T) {
	draw := func(t *rapid.T) window {
		from := chancery.Day(rapid.IntRange(0, 60).Draw(t, "from"))
		if from == 0 || rapid.IntRange(0, 9).Draw(t, "open") == 0 {
			return window{from, 0}
		}
		return window{from, from + chancery.Day(rapid.IntRange(-2, 12).Draw(t, "days"))} // a report may give its days the wrong way round
	}
	rapid.Check(t, func(t *rapid.T) {
		var o opened
		for range rapid.IntRange(0, 60).Draw(t, "deeds") {
			d := &deed{days: draw(t)}
			o.add(d)
			d.days = d.days.meet(draw(t))
		}
		w, slack := draw(t), int32(rapid.IntRange(0, 1).Draw(t, "slack"))
		near := o.near(w, slack)
		at := 0
		for _, d := range o.all {
			if at < len(near) && near[at] == d {
				at++
			} else if d.days.gap(w) <= slack {
				t.Fatalf("%v is near %v and was left out", d.days, w)
			}
		}
		if at != len(near) || !slices.IsSortedFunc(near, func(a, b *deed) int { return slices.Index(o.all, a) - slices.Index(o.all, b) }) {
			t.Fatalf("%d of %d deeds are in order", at, len(near))
		}
	})
}
