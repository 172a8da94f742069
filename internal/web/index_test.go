package web

import (
	"fmt"
	"maps"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/chancery-ledger/chancery"
)

// drawnEvent is some event of three parties and two publishers.
func drawnEvent(t *rapid.T, id string) chancery.Event {
	code := rapid.SampledFrom([]chancery.Code{"", "PER", "MEX", "ECU"})
	day := rapid.Map(rapid.IntRange(1, 5), func(n int) chancery.Day { return chancery.Day(n) })
	ev := chancery.Event{ID: id, Status: chancery.Done, Sources: 1}
	ev.Deed.From, ev.Deed.To = []chancery.Party{{Code: code.Draw(t, "from")}}, []chancery.Party{{Code: code.Draw(t, "to")}}
	ev.Deed.When.To = day.Draw(t, "when")
	for range rapid.IntRange(1, 3).Draw(t, "claims") {
		n := rapid.IntRange(1, 6).Draw(t, "report")
		ev.Claims = append(ev.Claims, chancery.Filed{
			Report:    chancery.Report{ID: fmt.Sprint("r", n), Publisher: fmt.Sprint("p", n%2), Published: chancery.Day(n)},
			Retracted: rapid.SampledFrom([]int64{0, 0, 9}).Draw(t, "retracted"),
		})
	}
	return ev
}

// lists are the ids of everything that an index hands out.
func lists(x *index) map[string][]string {
	ids := func(evs []*chancery.Event) (out []string) {
		for _, ev := range evs {
			out = append(out, ev.ID)
		}
		return out
	}
	out := map[string][]string{"": ids(x.newest())}
	for c := range x.byParty {
		out[string(c)] = ids(x.of(c))
	}
	for k := range x.byPair {
		out[string(k[0]+k[1])] = ids(x.between(k[1], k[0]))
	}
	for _, p := range x.publishers() {
		out["publisher "+p.Name] = []string{fmt.Sprint(p.Reports, p.First, p.Last)}
	}
	return out
}

// TestIndexTakesIn: an index that takes in changes is the one made from what is
// there in the end.
func TestIndexTakesIn(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		there := map[string]chancery.Event{}
		x := newIndex(0, nil)
		for turn := range rapid.IntRange(1, 8).Draw(t, "turns") {
			var put []chancery.Event
			var gone []string
			for n := range 6 {
				id := fmt.Sprint("e", n)
				switch rapid.IntRange(0, 3).Draw(t, "what") {
				case 0:
					ev := drawnEvent(t, id)
					put = append(put, ev)
					there[id] = ev
				case 1:
					gone = append(gone, id)
					delete(there, id)
				}
			}
			before := x.newest()
			held := slices.Clone(before)
			x.take(int64(turn), put, gone)
			if !slices.Equal(before, held) {
				t.Fatal("a list that was handed out has changed")
			}
		}
		want := newIndex(0, slices.Collect(maps.Values(there)))
		if d := cmp.Diff(lists(want), lists(x)); d != "" {
			t.Fatalf("made at once against made by turns:\n%s", d)
		}
	})
}
