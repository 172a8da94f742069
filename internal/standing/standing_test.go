package standing_test

import (
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"testing"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/baseline"
	"github.com/chancery-ledger/chancery/internal/event"
	"github.com/chancery-ledger/chancery/internal/sharedtest"
	"github.com/chancery-ledger/chancery/internal/standing"
)

// day reads an ISO day of a test.
func day(s string) chancery.Day {
	d, err := chancery.ParseDay(s)
	if err != nil {
		panic(err)
	}
	return d
}

func rules(t testing.TB) *standing.Rules {
	t.Helper()
	r, err := standing.Load()
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func parties(codes []chancery.Code) []chancery.Party {
	var out []chancery.Party
	for _, c := range codes {
		out = append(out, chancery.Party{Code: c})
	}
	return out
}

// founding are the acts of the founding article, as events of one claim each.
func founding(t testing.TB) []chancery.Event {
	t.Helper()
	b, err := os.ReadFile(sharedtest.Path(t, "gold", "founding.json"))
	if err != nil {
		t.Fatal(err)
	}
	var gold struct {
		Publisher string
		Published chancery.Day
		Acts      []struct {
			Type     chancery.ActType
			From, To []chancery.Code
			Status   chancery.Status
			When     struct{ From, To chancery.Day }
			Person   string
			Evidence string
		}
	}
	if err := json.Unmarshal(b, &gold); err != nil {
		t.Fatal(err)
	}
	var out []chancery.Event
	for i, a := range gold.Acts {
		w := chancery.When{From: a.When.From, To: a.When.To, Basis: chancery.Relative}
		if w.From == 0 && w.To == 0 {
			w.Basis = chancery.Unknown
		}
		deed := chancery.Deed{Type: a.Type, From: parties(a.From), To: parties(a.To), Person: a.Person, When: w}
		claim := chancery.Claim{ID: fmt.Sprint("founding-", i), Deed: deed, Status: a.Status, Evidence: []chancery.Evidence{{Text: a.Evidence}}}
		filed := chancery.Filed{Claim: claim, Report: chancery.Report{ID: "founding", Publisher: gold.Publisher, Published: gold.Published}, Number: int64(i + 1)}
		out = append(out, chancery.Event{ID: claim.ID, Deed: deed, Status: a.Status, Claims: []chancery.Filed{filed}, Sources: 1})
	}
	return out
}

func answer(t testing.TB, p standing.Pair, track chancery.Track, a, b chancery.Code) standing.Answer {
	t.Helper()
	got, ok := p.Answer(track, a, b)
	if !ok {
		t.Fatalf("%s %s %s on %s: no answer", track, a, b, p.On)
	}
	return got
}

// TestFounding is the bar: the founding article on an empty ledger with the
// baseline; each claim an event of its own, and as they are put together.
func TestFounding(t *testing.T) {
	evs := founding(t)
	t.Run("claim by claim", func(t *testing.T) { foundingBar(t, evs) })
	t.Run("clustered", func(t *testing.T) { foundingBar(t, cluster(t, evs)) })
}

// cluster puts the claims of events together anew.
func cluster(t testing.TB, evs []chancery.Event) []chancery.Event {
	t.Helper()
	r, err := event.Load()
	if err != nil {
		t.Fatal(err)
	}
	var claims []chancery.Filed
	for _, ev := range evs {
		claims = append(claims, ev.Claims...)
	}
	return event.Cluster(r, claims, nil)
}

func foundingBar(t *testing.T, evs []chancery.Event) {
	base := baseline.Open()
	b := standing.Fold(rules(t), base, evs)

	p := b.Pair("PER", "MEX", day("2025-11-05"), standing.Known{})
	dip := answer(t, p, chancery.Diplomatic, "PER", "MEX")
	if dip.State != "severed" || dip.Role != standing.Announced || dip.Since.To != day("2025-11-03") || dip.Rests != standing.Reported || !slices.Equal(dip.By, []chancery.Code{"PER"}) {
		t.Errorf("diplomatic: %+v", dip)
	}
	if w := dip.Dates.Notified; w.From.Known() || w.To.Known() {
		t.Errorf("notified: %+v, want not yet", w)
	}
	if !dip.Single || dip.Confirmed < day("2025-11-04") || len(dip.Evidence) == 0 || len(dip.Flags) != 0 {
		t.Errorf("diplomatic: single %v, confirmed %s, evidence %d, flags %v", dip.Single, dip.Confirmed, len(dip.Evidence), dip.Flags)
	}
	if a := answer(t, p, chancery.Consular, "PER", "MEX"); a.State != "in_force" || a.Rests != standing.Reported {
		t.Errorf("consular: %s, rests on %s", a.State, a.Rests)
	}
	for _, d := range [][2]chancery.Code{{"PER", "MEX"}, {"MEX", "PER"}} {
		if a := answer(t, p, chancery.Trade, d[0], d[1]); a.State != "normal" || a.Rests != standing.Asserted || !slices.Equal(a.SaidBy, []chancery.Code{"MEX"}) {
			t.Errorf("trade %v: %s, %s by %v", d, a.State, a.Rests, a.SaidBy)
		}
		if a := answer(t, p, chancery.Representation, d[0], d[1]); a.State != "none" {
			t.Errorf("representation %v: %s", d, a.State)
		}
	}

	p = b.Pair("MEX", "PER", day("2023-01-01"), standing.Known{})
	if a := answer(t, p, chancery.Diplomatic, "MEX", "PER"); a.State != "established" || a.Rests != standing.OnBaseline || len(a.Flags) != 1 || a.Flags[0].String() != "on_hold(MEX)" {
		t.Errorf("2023-01-01: %s resting on %s, flags %v", a.State, a.Rests, a.Flags)
	}
	p = b.Pair("ECU", "MEX", day("2025-11-05"), standing.Known{})
	if a := answer(t, p, chancery.Diplomatic, "MEX", "ECU"); a.State != "severed" {
		t.Errorf("ECU–MEX: %s", a.State)
	}

	south, ok := base.Group("South America")
	if !ok {
		t.Fatal("no group South America")
	}
	var got []chancery.Code
	for _, d := range b.Without(base.Members(south, day("2025-11-04")), "MEX", day("2025-11-04"), standing.Known{}) {
		got = append(got, d.With)
	}
	if !slices.Equal(got, []chancery.Code{"ECU", "PER"}) {
		t.Errorf("South American states without relations with Mexico: %v", got)
	}
}
