package review_test

import (
	"errors"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/event"
	"github.com/chancery-ledger/chancery/internal/ledger"
	"github.com/chancery-ledger/chancery/internal/ledger/sqlite"
	"github.com/chancery-ledger/chancery/internal/review"
)

// office is a ledger with the index of its events, and a desk.
type office struct {
	t     *testing.T
	store *sqlite.Store
	rules *event.Rules
	review.Desk
}

func newOffice(t *testing.T) *office {
	t.Helper()
	s, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "ledger.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	rules, err := event.Load()
	if err != nil {
		t.Fatal(err)
	}
	return &office{t, s, rules, review.Desk{Ledger: s, Agent: "Ana", Now: time.Now}}
}

// tell files a report of one sentence with one claim.
func (o *office) tell(publisher, text string, act chancery.ActType, day chancery.Day, sure float64) {
	o.t.Helper()
	c := chancery.Claim{Status: chancery.Done, Confidence: sure, Evidence: []chancery.Evidence{{Start: 0, End: len(text), Text: text}}}
	c.Type, c.From, c.To = act, []chancery.Party{{Code: "PER"}}, []chancery.Party{{Code: "MEX"}}
	c.When = chancery.When{From: day, To: day, Basis: chancery.Stated}
	_, err := o.store.Append(o.t.Context(), ledger.Batch{Agent: "reader", Because: "read", At: time.Now(), Steps: []ledger.Step{ledger.Read{
		Reader:  "v1",
		Reading: chancery.Reading{Report: chancery.Report{Text: text, Publisher: publisher, Published: day, Language: "en"}, Acts: []chancery.Claim{c}},
	}}})
	if err != nil {
		o.t.Fatal(err)
	}
}

// events are all events of the ledger.
func (o *office) events() []chancery.Event {
	o.t.Helper()
	x := event.NewIndex(o.rules)
	if err := x.Update(o.t.Context(), o.store); err != nil {
		o.t.Fatal(err)
	}
	events, _ := x.Changes()
	return events
}

func (o *office) must(_ ledger.Receipt, err error) {
	o.t.Helper()
	if err != nil {
		o.t.Fatal(err)
	}
}

var day = chancery.Date(2025, time.November, 3)

func TestDecisionsAreEntries(t *testing.T) {
	o := newOffice(t)
	ctx := t.Context()
	o.tell("The Harbour Post", "Peru severed relations with Mexico.", "relations.sever", day, 0.9)
	o.tell("El Andino", "Lima ended its relations with Mexico on Monday.", "relations.sever", day, 0.8)
	o.tell("Daily Meridian", "Peru broke with Mexico a week later.", "relations.sever", day+7, 0.7)
	evs := o.events()
	if len(evs) != 2 || evs[0].Sources != 2 {
		t.Fatalf("%d events, the first of %d sources", len(evs), evs[0].Sources)
	}
	late := evs[1].Claims[0].Claim

	o.must(o.Merge(ctx, evs[0], evs[1], "the paper errs by a week"))
	merged := o.events()
	if len(merged) != 1 || merged[0].Sources != 3 || !strings.Contains(strings.Join(merged[0].Why, "\n"), "the paper errs by a week") {
		t.Fatalf("merged: %d events: %v", len(merged), merged[0].Why)
	}
	opinions := o.opinions()
	o.must(o.Undo(ctx, opinions[0].Number, "it does not"))
	if got := o.events(); len(got) != 2 {
		t.Errorf("after undoing: %d events", len(got))
	}

	first, second := evs[0].Claims[0].Claim.ID, evs[0].Claims[1].Claim.ID
	o.must(o.Split(ctx, evs[0], second, "another deed"))
	if got := o.events(); len(got) != 3 {
		t.Errorf("after splitting: %d events", len(got))
	}
	if _, err := o.Split(ctx, evs[1], late.ID, "from itself"); !errors.Is(err, ledger.ErrRefused) {
		t.Errorf("an event was split from itself: %v", err)
	}
	if _, err := o.Split(ctx, evs[0], late.ID, "it is not there"); !errors.Is(err, ledger.ErrUnknown) {
		t.Errorf("a claim of another event was split off: %v", err)
	}

	o.must(o.Confirm(ctx, first, "read it"))
	right := late
	right.Status = chancery.Planned
	o.must(o.Correct(ctx, late.ID, right, "it says will"))
	o.must(o.Reject(ctx, second, "it is satire"))
	var verbs []string
	for e, err := range o.store.Entries(ctx, 6) {
		if err != nil {
			t.Fatal(err)
		}
		if e.Agent != "Ana" || e.Because == "" {
			t.Errorf("entry %d by %q because %q", e.Number, e.Agent, e.Because)
		}
		verbs = append(verbs, string(e.Verb))
	}
	if got, want := strings.Join(verbs, " "), "merge undo split confirm retract assert retract"; got != want {
		t.Errorf("entries %q, want %q", got, want)
	}
	if _, err := ledger.Verify(ctx, o.store, nil); err != nil {
		t.Error(err)
	}
}

func (o *office) opinions() (out []chancery.Entry) {
	o.t.Helper()
	for e, err := range o.store.Opinions(o.t.Context()) {
		if err != nil {
			o.t.Fatal(err)
		}
		out = append(out, e)
	}
	return out
}

func TestQueue(t *testing.T) {
	o := newOffice(t)
	o.tell("The Harbour Post", "Peru severed relations with Mexico.", "relations.sever", day, 0.95)
	o.tell("El Andino", "Lima ended its relations with Mexico on Monday.", "relations.sever", day, 0.9)
	o.tell("Daily Meridian", "Peru recalled its ambassador to Mexico.", "envoy.recall", day+20, 0.95)
	o.tell("Daily Meridian", "Peru closed its embassy in Mexico, it seems.", "mission.close", day+40, 0.5)
	o.tell("Daily Meridian", "Peru met Mexico.", "talks.meet", day+50, 0.4)
	o.tell("Daily Meridian", "Peru condemned Mexico.", "voice.condemn", day+50, 0.4)
	weigh := func(ev chancery.Event) float64 {
		switch {
		case ev.Deed.Type == "voice.condemn":
			return 0
		case ev.Deed.Type == "talks.meet":
			return 0.1
		}
		return 1
	}
	order := func() string {
		var acts []string
		for _, item := range review.Queue(o.events(), weigh) {
			acts = append(acts, string(item.Event.Deed.Type))
		}
		return strings.Join(acts, " ")
	}
	if got, want := order(), "mission.close envoy.recall talks.meet relations.sever"; got != want {
		t.Errorf("queue %q, want %q", got, want)
	}
	for _, item := range review.Queue(o.events(), weigh) {
		if item.Event.Deed.Type == "mission.close" {
			o.must(o.Confirm(t.Context(), item.Claims[0].Claim.ID, "read it"))
		}
		if item.Event.Deed.Type == "envoy.recall" {
			o.must(o.Reject(t.Context(), item.Claims[0].Claim.ID, "read it"))
		}
	}
	if got, want := order(), "talks.meet relations.sever"; got != want {
		t.Errorf("queue after deciding %q, want %q", got, want)
	}
}

func TestDoubt(t *testing.T) {
	filed := func(sure float64, alleged bool) chancery.Filed {
		return chancery.Filed{Claim: chancery.Claim{Status: chancery.Done, Confidence: sure, Alleged: alleged}}
	}
	ev := func(sources int, claims ...chancery.Filed) chancery.Event {
		return chancery.Event{Status: chancery.Done, Sources: sources, Claims: claims}
	}
	denied := ev(1, filed(0.9, false))
	denied.Denied = []chancery.Filed{{Claim: chancery.Claim{Status: chancery.Not}}}
	rising := []chancery.Event{
		ev(3, filed(0.9, false), filed(0.9, false), filed(0.9, false)),
		ev(2, filed(0.9, false), filed(0.9, false), filed(0.9, false)),
		ev(1, filed(1, false)),
		ev(1, filed(0.9, false), filed(0.9, false)),
		ev(1, filed(0.95, true)),
		denied,
	}
	for i := 1; i < len(rising); i++ {
		if a, b := review.Doubt(rising[i-1]), review.Doubt(rising[i]); a >= b || a <= 0 || b >= 1 {
			t.Errorf("doubt of event %d is %.4f, of event %d %.4f", i-1, a, i, b)
		}
	}
}
