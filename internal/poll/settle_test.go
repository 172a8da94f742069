package poll

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/account"
	"github.com/chancery-ledger/chancery/internal/baseline"
	"github.com/chancery-ledger/chancery/internal/standing"
)

// happened is an event told by one report, as entry number says.
func happened(number int64, act chancery.ActType, from, to chancery.Code, status chancery.Status, first, last, published chancery.Day) chancery.Event {
	deed := chancery.Deed{Type: act, From: []chancery.Party{{Code: from}}, To: []chancery.Party{{Code: to}}, When: chancery.When{From: first, To: last, Basis: chancery.Stated}}
	id := fmt.Sprint("e", number)
	claim := chancery.Claim{ID: "c" + id, Deed: deed, Status: status, Confidence: 1, Evidence: []chancery.Evidence{{End: 1, Text: "x"}}}
	return chancery.Event{ID: id, Deed: deed, Status: status, Sources: 1, Claims: []chancery.Filed{{
		Claim: claim, Report: chancery.Report{ID: "r" + id, Publisher: "The Quay", Published: published}, Number: number,
	}}}
}

func nov(d int) chancery.Day { return chancery.Date(2025, 11, d) }

func TestSettle(t *testing.T) {
	sever := func(n int64, first, last int) chancery.Event {
		return happened(n, "relations.sever", "CHL", "NOR", chancery.Done, nov(first), nov(last), nov(last+1))
	}
	later := happened(9, "envoy.expel", "ECU", "CUB", chancery.Done, nov(11), nov(11), nov(12)) // somebody went on reading
	act := Criterion{A: "CHL", B: "NOR", Act: "relations.sever"}
	for _, x := range []struct {
		name      string
		criterion Criterion
		events    []chancery.Event
		number    int64
		want      Outcome
	}{
		{"state: severed", question().Criterion, []chancery.Event{sever(1, 3, 3), later}, 9, Yes},
		{"state: still established", question().Criterion, []chancery.Event{later}, 9, No},
		{"state: severed on the next day", question().Criterion, []chancery.Event{sever(1, 11, 11), later}, 9, No},
		{"state: severed on the day or the next", question().Criterion, []chancery.Event{sever(1, 10, 11), later}, 9, Void},
		{"state: severance was not known yet", question().Criterion, []chancery.Event{sever(10, 3, 3), later}, 9, No},
		{"act: done", act, []chancery.Event{sever(1, 3, 3), later}, 9, Yes},
		{"act: not done", act, []chancery.Event{later}, 9, No},
		{"act: done before the question", act, []chancery.Event{happened(1, "relations.sever", "CHL", "NOR", chancery.Done, nov(1)-9, nov(1)-9, nov(1)-8), later}, 9, No},
		{"act: before or after opening", act, []chancery.Event{happened(1, "relations.sever", "CHL", "NOR", chancery.Done, nov(1)-2, nov(2), nov(3)), later}, 9, Void},
		{"act: only planned", act, []chancery.Event{happened(1, "relations.sever", "CHL", "NOR", chancery.Planned, nov(3), nov(3), nov(3)), later}, 9, No},
		{"act: the other way", act, []chancery.Event{happened(1, "relations.sever", "NOR", "CHL", chancery.Done, nov(3), nov(3), nov(3)), later}, 9, No},
		{"act: of another person", Criterion{A: "CHL", B: "NOR", Act: "relations.sever", Person: "Ana"}, []chancery.Event{sever(1, 3, 3), later}, 9, No},
	} {
		t.Run(x.name, func(t *testing.T) {
			b := newBench(t, Options{})
			p := question()
			p.Criterion = x.criterion
			p = b.ask(t, p)
			book := standing.Fold(b.rules, baseline.Open(), x.events)
			b.at = time.Date(2025, 11, 20, 0, 0, 0, 0, time.UTC)
			got, err := b.Settle(t.Context(), editor, p.ID, book, x.number)
			if err != nil || got.Outcome != x.want {
				t.Fatalf("outcome %+v (%v), want %s", got, err, x.want)
			}
			if p, err = b.Poll(t.Context(), p.ID); err != nil || p.Settlement == nil || *p.Settlement != got {
				t.Errorf("settled %+v (%v), want %+v", p.Settlement, err, got)
			}
		})
	}
}

func TestSettleTooSoonOrByNobody(t *testing.T) {
	b := newBench(t, Options{})
	p := b.ask(t, question())
	early := standing.Fold(b.rules, baseline.Open(), []chancery.Event{happened(1, "relations.sever", "CHL", "NOR", chancery.Done, nov(3), nov(3), nov(4))})
	late := standing.Fold(b.rules, baseline.Open(), []chancery.Event{happened(9, "envoy.expel", "ECU", "CUB", chancery.Done, nov(11), nov(11), nov(12))})
	if _, err := b.Settle(t.Context(), editor, p.ID, late, 9); !errors.Is(err, ErrTooSoon) {
		t.Errorf("before the day: error %v, want %v", err, ErrTooSoon)
	}
	b.at = time.Date(2025, 11, 20, 0, 0, 0, 0, time.UTC)
	if _, err := b.Settle(t.Context(), editor, p.ID, early, 9); !errors.Is(err, ErrTooSoon) {
		t.Errorf("nothing read since: error %v, want %v", err, ErrTooSoon)
	}
	if _, err := b.Settle(t.Context(), account.Account{Name: "r", Role: account.Reviewer}, p.ID, late, 9); !errors.Is(err, account.ErrRole) {
		t.Errorf("by a reviewer: error %v, want %v", err, account.ErrRole)
	}
	if _, err := b.Settle(t.Context(), editor, 99, late, 9); !errors.Is(err, ErrUnknown) {
		t.Errorf("no poll: error %v, want %v", err, ErrUnknown)
	}
}

// A later settlement, by entries that came since, counts.
func TestSettleAgain(t *testing.T) {
	b := newBench(t, Options{})
	p := b.ask(t, question())
	book := standing.Fold(b.rules, baseline.Open(), []chancery.Event{
		happened(9, "envoy.expel", "ECU", "CUB", chancery.Done, nov(11), nov(11), nov(12)),
		happened(12, "relations.sever", "CHL", "NOR", chancery.Done, nov(3), nov(3), nov(13)),
	})
	b.at = time.Date(2025, 11, 20, 0, 0, 0, 0, time.UTC)
	for _, x := range []struct {
		number int64
		want   Outcome
	}{{9, No}, {12, Yes}} {
		if got, err := b.Settle(t.Context(), editor, p.ID, book, x.number); err != nil || got.Outcome != x.want {
			t.Errorf("by entry %d: %+v (%v), want %s", x.number, got, err, x.want)
		}
	}
	if p, err := b.Poll(t.Context(), p.ID); err != nil || p.Settlement.Outcome != Yes || p.Settlement.Number != 12 {
		t.Errorf("settlement %+v (%v)", p.Settlement, err)
	}
}
