package api

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/ledger"
	"github.com/chancery-ledger/chancery/internal/standing"
)

// opine gives an opinion as the reviewer ana.
func (b *bench) opine(body string) (r ledger.Receipt) {
	b.t.Helper()
	w := b.ask(http.MethodPost, "/opinions", body, "Authorization", "Bearer review")
	if w.Code != http.StatusCreated {
		b.t.Fatalf("%s: %d %s", body, w.Code, w.Body)
	}
	if err := json.Unmarshal(w.Body.Bytes(), &r); err != nil {
		b.t.Fatal(err)
	}
	return r
}

func (b *bench) diplomatic(path string) standing.State {
	p := read[standing.Pair](b, path)
	a, ok := p.Answer(chancery.Diplomatic, p.A, p.B)
	if !ok {
		b.t.Fatalf("%s: no answer", path)
	}
	return a.State
}

// A reviewer corrects an act, and what stands is another at once; the entry has
// the reviewer's name and reason, and as-known of before still answers as before.
func TestCorrectionChangesWhatStands(t *testing.T) {
	b := newBench(t)
	const now, before = "/relations/ECU/MEX?on=2025-11-06", "/relations/ECU/MEX?on=2025-11-06&entry="
	claim := read[list[filedView]](b, "/claims?act=envoy.expel").Items[0]
	got := b.opine(`{"kind":"correct","claim":"` + claim.Claim.ID + `","right":{"type":"relations.sever","from":["ECU"],"to":["mexico"],"person":"","first_day":"2025-11-04","last_day":"2025-11-05"},"because":"severed, not expelled"}`)
	if got.Retracted != 1 || got.Asserted != 1 {
		t.Fatalf("receipt %+v", got)
	}
	if s := b.diplomatic(now); s != "severed" {
		t.Errorf("after: %q, want severed", s)
	}
	known := read[standing.Pair](b, before+num(got.First-1))
	if a, _ := known.Answer(chancery.Diplomatic, "ECU", "MEX"); len(a.Evidence) > 0 && a.Since.From == chancery.Date(2025, 11, 4) {
		t.Errorf("as known before: %q since %v", a.State, a.Since)
	}
	last := read[entryView](b, "/entries/"+num(got.Last))
	if last.Agent != "account:ana" || last.Because != "severed, not expelled" || last.Verb != chancery.Assert {
		t.Errorf("entry %+v", last)
	}
	right := read[filedView](b, "/claims/"+last.ClaimID)
	if c := right.Claim; c.Type != "relations.sever" || c.When.From != chancery.Date(2025, 11, 4) || c.When.Basis != chancery.Stated || c.Person != "" || c.From[0].Code != "ECU" || c.Confidence != 1 {
		t.Errorf("corrected to %+v", c)
	}
	if old := read[filedView](b, "/claims/"+claim.Claim.ID); old.Retracted == 0 {
		t.Error("the wrong claim is still held")
	}
}

func TestRejectAndConfirm(t *testing.T) {
	b := newBench(t)
	claims := read[list[filedView]](b, "/claims?act=relations.sever").Items
	b.opine(`{"kind":"confirm","claim":"` + claims[0].Claim.ID + `","because":"read it"}`)
	b.opine(`{"kind":"reject","claim":"` + claims[1].Claim.ID + `","because":"a copy of the other"}`)
	ev := read[list[eventView]](b, "/events?act=relations.sever").Items[0]
	if ev.Sources != 1 {
		t.Errorf("%d sources after one was rejected, want 1", ev.Sources)
	}
	again := b.opine(`{"kind":"reject","claim":"` + claims[1].Claim.ID + `","because":"again"}`)
	if again.Last != 0 {
		t.Errorf("a second rejection became entry %d", again.Last)
	}
}

func TestSplitMergeUndo(t *testing.T) {
	b := newBench(t)
	const severed = "/events?act=relations.sever"
	ev := read[list[eventView]](b, severed).Items[0]
	if len(ev.Claims) != 2 {
		t.Fatalf("%d claims, want 2", len(ev.Claims))
	}
	split := b.opine(`{"kind":"split","event":"` + ev.ID + `","claim":"` + ev.Claims[1].Claim.ID + `","because":"another deed"}`)
	two := read[list[eventView]](b, severed).Items
	if len(two) != 2 {
		t.Fatalf("%d events after the split, want 2", len(two))
	}
	b.opine(`{"kind":"undo","entry":` + num(split.Last) + `,"because":"no, the same"}`)
	if n := len(read[list[eventView]](b, severed).Items); n != 1 {
		t.Errorf("%d events after undoing, want 1", n)
	}
	asylum := read[list[eventView]](b, "/events?act=asylum.grant").Items[0]
	merge := b.opine(`{"kind":"merge","event":"` + ev.ID + `","with":"` + asylum.ID + `","because":"for the test"}`)
	if e := read[entryView](b, "/entries/"+num(merge.Last)); e.Verb != chancery.Merge || e.Other == "" {
		t.Errorf("entry %+v", e)
	}
}

func TestQueue(t *testing.T) {
	b := newBench(t)
	queue := func() []itemView {
		return read[list[itemView]](b, "/review/queue", "Authorization", "Bearer review").Items
	}
	before := queue()
	if len(before) < 3 || before[0].Score < before[1].Score || len(before[0].Claims) == 0 {
		t.Fatalf("queue %+v", before)
	}
	// The severance has two sources and is less pressing than what one tells
	// alone and moves a state.
	if before[0].Consequence != 1 || before[0].Event.Sources != 1 {
		t.Errorf("first is %s with %d sources and consequence %v", before[0].Event.Deed.Type, before[0].Event.Sources, before[0].Consequence)
	}
	b.opine(`{"kind":"confirm","claim":"` + before[0].Claims[0].Claim.ID + `","because":"read it"}`)
	for _, it := range queue() {
		if it.Event.ID == before[0].Event.ID {
			t.Error("what was confirmed is still in the queue")
		}
	}
}

func TestServerWithoutLedgerOrKeys(t *testing.T) {
	b := newBench(t, func(o *Options) { o.Ledger = nil })
	w := b.ask(http.MethodPost, "/opinions", `{"kind":"undo","entry":1,"because":"x"}`, "Authorization", "Bearer review")
	problemOf(t, "no ledger", w.Code, w.Header(), w.Body.Bytes(), http.StatusForbidden)
	b = newBench(t, func(o *Options) { o.Keys = nil })
	w = b.ask(http.MethodGet, "/states", "", "Authorization", "Bearer review")
	problemOf(t, "no keys", w.Code, w.Header(), w.Body.Bytes(), http.StatusUnauthorized)
}

// The founding question: what stood, as known.
func TestAsOfAndAsKnown(t *testing.T) {
	b := newBench(t)
	for path, want := range map[string]standing.State{
		"/relations/PER/MEX?on=2025-11-05":                  "severed",
		"/relations/Mexico/peru?on=2025-11-05&entry=99":     "severed",
		"/relations/PER/MEX?on=2023-01-01":                  "established",
		"/relations/PER/MEX?on=2023-01-01&known=2025-11-03": "established",
	} {
		if got := b.diplomatic(path); got != want {
			t.Errorf("%s: %q, want %q", path, got, want)
		}
	}
	if got := read[list[caseView]](b, "/cases?on=2025-11-05").Items; len(got) != 1 || got[0].Person != "Betssy Chávez" || got[0].State != "granted" || got[0].With != "MEX" || got[0].Over {
		t.Errorf("cases %+v", got)
	}
	if got := read[list[caseView]](b, "/cases?on=2025-11-01").Items; len(got) != 0 {
		t.Errorf("cases before %+v", got)
	}
	if got := read[checkpointView](b, "/checkpoint"); !strings.HasPrefix(got.Text, ledger.Origin+"\n"+num(got.Number)+"\n") {
		t.Errorf("checkpoint %+v", got)
	}
}

func BenchmarkRelations(b *testing.B) {
	x := newBench(b)
	for b.Loop() {
		x.ask(http.MethodGet, "/relations/PER/MEX?on=2025-11-05", "")
	}
}

func BenchmarkCountry(b *testing.B) {
	x := newBench(b)
	for b.Loop() {
		x.ask(http.MethodGet, "/countries/PER?on=2025-11-05", "")
	}
}
