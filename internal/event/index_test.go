package event

import (
	"fmt"
	"maps"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/chancery-ledger/chancery"
)

// drawClaim makes up a claim in a world small enough for claims to meet.
func drawClaim(t *rapid.T, number int64) chancery.Filed {
	pick := func(from ...string) string { return rapid.SampledFrom(from).Draw(t, "word") }
	day := rapid.IntRange(1, 12).Draw(t, "day")
	words := pick("relations.sever", "envoy.expel", "asylum.grant", "talks.meet", "voice.condemn") + " " +
		pick("PER>MEX", "PER>MEX", "MEX>PER", "PER+MEX", "PER>", ">MEX", "PER+CHL>MEX", "CHL>MEX", ">", "MEX+PER+CHL") + " " +
		pick("", "", "", "planned", "not", "proposed") + " " +
		pick("", "person=Rosa_Quispe", "person=Quispe", "person=Tomás_Arce") + " " +
		pick(fmt.Sprintf("on=%d", day), fmt.Sprintf("on=%d..%d", day, day+rapid.IntRange(0, 15).Draw(t, "length")), fmt.Sprintf("published=%d", day), fmt.Sprintf("before=%d", day)) + " " +
		pick("paper=A", "paper=B", "paper=C credit=EFE", "paper=D text=w")
	f := tell(number, words)
	f.Claim.Confidence = rapid.SampledFrom([]float64{0.5, 0.9}).Draw(t, "confidence")
	return f
}

// TestIncrementalEqualsFromNothing files claims, opinions and retractions in any
// order, asks for changes at any moment, and compares with clustering all of it
// at once.
func TestIncrementalEqualsFromNothing(t *testing.T) {
	r := rules(t)
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 25).Draw(t, "claims")
		claims := make([]chancery.Filed, n)
		for i := range claims {
			claims[i] = drawClaim(t, int64(i+1))
		}
		id := func() string { return claims[rapid.IntRange(0, n-1).Draw(t, "claim")].Claim.ID }
		var entries []chancery.Entry
		for i := range rapid.IntRange(0, 6).Draw(t, "entries") {
			e := chancery.Entry{Number: int64(100 + i), Verb: rapid.SampledFrom([]chancery.Verb{
				chancery.Merge, chancery.Split, chancery.Undo, chancery.Retract, chancery.Confirm}).Draw(t, "verb"),
				ClaimID: id(), Other: id(), Of: int64(100 + rapid.IntRange(0, 6).Draw(t, "of")), Agent: "Ana", Because: "so"}
			if e.ClaimID != e.Other {
				entries = append(entries, e)
			}
		}
		x, held := NewIndex(r), map[string]chancery.Event{}
		look := func() {
			events, gone := x.Changes()
			for _, id := range gone {
				if _, there := held[id]; !there {
					t.Fatalf("event %s is gone, and was never there", id)
				}
				delete(held, id)
			}
			for _, ev := range events {
				held[ev.ID] = ev
			}
		}
		// Claims come before what is said of them, in any order otherwise.
		order := rapid.Permutation(claims).Draw(t, "order")
		said := map[string]bool{}
		for len(order) > 0 || len(entries) > 0 {
			if len(order) > 0 && (len(entries) == 0 || rapid.Bool().Draw(t, "claim first") || !said[entries[0].ClaimID]) {
				x.Add(order[0])
				said[order[0].Claim.ID] = true
				order = order[1:]
			} else {
				x.follow(entries[0])
				apply(claims, entries[0])
				entries = entries[1:]
			}
			if rapid.IntRange(0, 3).Draw(t, "look") == 0 {
				look()
			}
		}
		look()
		var opinions []chancery.Entry
		for k := range x.opinions.entries {
			opinions = append(opinions, x.opinions.entries[k]...)
		}
		for of := range x.opinions.undone {
			opinions = append(opinions, chancery.Entry{Number: 1000 + of, Verb: chancery.Undo, Of: of})
		}
		want := map[string]chancery.Event{}
		for _, ev := range Cluster(r, claims, opinions) {
			if _, twice := want[ev.ID]; twice {
				t.Fatalf("two events have the id %s", ev.ID)
			}
			want[ev.ID] = ev
		}
		if diff := cmp.Diff(want, held); diff != "" {
			t.Fatalf("from nothing (-) and incrementally (+):\n%s", diff)
		}
		checkEvents(t, claims, slices.Collect(maps.Values(want)))
	})
}

// apply does to the claims what an entry says of them.
func apply(claims []chancery.Filed, e chancery.Entry) {
	for i := range claims {
		switch f := &claims[i]; {
		case f.Claim.ID != e.ClaimID:
		case e.Verb == chancery.Retract && f.Retracted == 0:
			f.Retracted = e.Number
		case e.Verb == chancery.Confirm && f.Retracted == 0:
			f.Confirmed = e.Number
		}
	}
}

// checkEvents makes sure of what must hold of any events: every claim is in
// one at least, none has more sources than reports, and those of one deed agree.
func checkEvents(t *rapid.T, claims []chancery.Filed, events []chancery.Event) {
	seen := map[int64]bool{}
	for _, ev := range events {
		reports := map[string]bool{}
		for _, f := range slices.Concat(ev.Claims, ev.Denied) {
			seen[f.Number] = true
			if f.Claim.Status == ev.Status && f.Retracted == 0 {
				reports[f.Report.ID] = true
			}
		}
		if ev.Sources > len(reports) || len(reports) > 0 && ev.Sources == 0 {
			t.Fatalf("event %s has %d sources in %d reports", ev.ID, ev.Sources, len(reports))
		}
		if len(ev.Why) == 0 || len(ev.Claims) == 0 {
			t.Fatalf("event %s: %d claims, %d reasons", ev.ID, len(ev.Claims), len(ev.Why))
		}
	}
	for _, f := range claims {
		if !seen[f.Number] {
			t.Fatalf("claim %d is in no event", f.Number)
		}
	}
}

// TestOrderDoesNotMatter clusters the same claims in other orders.
func TestOrderDoesNotMatter(t *testing.T) {
	r := rules(t)
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 30).Draw(t, "claims")
		claims := make([]chancery.Filed, n)
		for i := range claims {
			claims[i] = drawClaim(t, int64(i+1))
		}
		if diff := cmp.Diff(Cluster(r, claims, nil), Cluster(r, rapid.Permutation(claims).Draw(t, "order"), nil)); diff != "" {
			t.Fatal(diff)
		}
	})
}
