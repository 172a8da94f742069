package standing_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/catalogue"
	"github.com/chancery-ledger/chancery/internal/standing"
)

// A generator of events: any act between few states, with evidence that hits
// or misses the word lists, on days that overlap.
var (
	someStates  = []chancery.Code{"AAA", "BBB", "CCC", ""}
	somePeople  = []string{"", "", "Ana Pérez", "Ana Perez Lima", "Pérez", "Luis Gil"}
	someWords   = []string{"agreed to restore relations", "restored relations", "all staff withdrawn", "the consular ones", "trade goes on", "with immediate effect", "formally notified", "the ambassador", "suspended for now", "the Treaty of Friendship", "closed the border", "flights"}
	someStatus  = []chancery.Status{chancery.Done, chancery.Done, chancery.Done, chancery.Planned, chancery.Not, chancery.Proposed}
	someSources = []string{"Example Post", "Diario de Ejemplo", "Sample Times"}
)

// choose is an index below n.
type choose func(n int) int

func randomEvent(pick choose, acts []chancery.ActType, id string) chancery.Event {
	one := func() []chancery.Party { return parties([]chancery.Code{someStates[pick(len(someStates))]}) }
	from := day("2000-01-01") + chancery.Day(pick(400))
	when := chancery.When{From: from, To: from + chancery.Day(pick(3)*pick(60)), Basis: chancery.Stated}
	switch pick(8) {
	case 0:
		when.From = 0
	case 1:
		when = chancery.When{Basis: chancery.Unknown}
	}
	ev := chancery.Event{ID: id, Deed: chancery.Deed{Type: acts[pick(len(acts))], From: one(), To: one(), Person: somePeople[pick(len(somePeople))], When: when}, Status: someStatus[pick(len(someStatus))]}
	if pick(4) == 0 {
		ev.Deed.From = append(ev.Deed.From, one()...)
	}
	for n := range 1 + pick(3) {
		c := chancery.Claim{ID: fmt.Sprint(id, "-", n), Deed: ev.Deed, Status: ev.Status, Evidence: []chancery.Evidence{{Text: someWords[pick(len(someWords))]}}}
		if pick(3) == 0 {
			c.SaidBy = []chancery.Voice{{Kind: "organ", Code: someStates[pick(len(someStates))]}}
		}
		f := chancery.Filed{Claim: c, Number: int64(1 + pick(40)), Report: chancery.Report{ID: c.ID, Publisher: someSources[pick(3)], Published: when.To + chancery.Day(pick(30))}}
		if pick(6) == 0 {
			f.Retracted = f.Number + int64(1+pick(5))
		}
		ev.Claims = append(ev.Claims, f)
	}
	ev.Sources = 1 + pick(2)
	return ev
}

func actTypes(t testing.TB) []chancery.ActType {
	t.Helper()
	c, err := catalogue.Load()
	if err != nil {
		t.Fatal(err)
	}
	var out []chancery.ActType
	for _, k := range c.Kinds() {
		out = append(out, k.Type)
	}
	return out
}

// fewFacts is a baseline of a few facts between the states of the generator.
type fewFacts struct{}

func (fewFacts) Facts(a, b chancery.Code, t chancery.Track) []standing.Fact {
	if a > b {
		a, b = b, a
	}
	if a != "AAA" || b != "BBB" || t != "" && t != chancery.Diplomatic {
		return nil
	}
	l := standing.Line{Track: chancery.Diplomatic, A: a, B: b}
	at := func(s string) standing.Window { return standing.Window{From: day(s), To: day(s)} }
	read := standing.Window{From: day("2000-06-01"), To: day("2000-06-30")}
	return []standing.Fact{
		{ID: "1", Line: l, State: "established", Since: at("1950-01-01"), AsOf: read, Source: "a list"},
		{ID: "2", Line: l, State: "suspended", Undated: true, AsOf: read, Source: "a list"},
	}
}
func (fewFacts) Partners(chancery.Code) []chancery.Code                              { return nil }
func (fewFacts) Turns(func(a, b chancery.Code, s standing.State, w standing.Window)) {}
func (fewFacts) Notes(a, b chancery.Code) []standing.Fact                            { return nil }
func (fewFacts) Terms(chancery.Code) []standing.Term                                 { return nil }

// everything is all that a book answers about the states of the generator.
func everything(b *standing.Book, on chancery.Day, known standing.Known) []any {
	var out []any
	for i, x := range someStates {
		for _, y := range someStates[i+1:] {
			out = append(out, b.Pair(x, y, on, known), b.Timeline(x, y, known))
		}
		out = append(out, b.Country(x, on, known), b.Terms(x, known))
	}
	return append(out, b.Case("Pérez", known), b.WhoSevered(day("2000-01-01"), known), b.Diff(day("2000-03-01"), on, known))
}

// 13. Folding the ledger from nothing gives what the incremental fold gives,
// whatever the order in which events came, were revised and were dropped.
func TestIncrementalFold(t *testing.T) {
	r, acts := rules(t), actTypes(t)
	rapid.Check(t, func(rt *rapid.T) {
		pick := func(n int) int { return rapid.IntRange(0, n-1).Draw(rt, "n") }
		book := standing.New(r, fewFacts{})
		held := map[string]chancery.Event{}
		for range 1 + pick(14) {
			id := fmt.Sprint("event-", pick(8))
			if pick(5) == 0 {
				book.Drop(id)
				delete(held, id)
			} else {
				ev := randomEvent(pick, acts, id)
				book.Put(ev)
				held[id] = ev
			}
			if pick(3) == 0 { // asking in between must not matter
				book.Pair("AAA", "BBB", 0, standing.Known{})
			}
		}
		on := day("2000-01-01") + chancery.Day(pick(450))
		known := standing.Known{Number: int64(pick(3) * pick(20))}
		want := everything(standing.Fold(r, fewFacts{}, ordered(held)), on, known)
		if diff := cmp.Diff(asJSON(rt, want), asJSON(rt, everything(book, on, known))); diff != "" {
			rt.Fatalf("from nothing (-) and incremental (+): %s", diff)
		}
	})
}

func ordered(evs map[string]chancery.Event) []chancery.Event {
	var out []chancery.Event
	for _, ev := range evs {
		out = append(out, ev)
	}
	slices.SortFunc(out, func(a, b chancery.Event) int { return len(a.Claims) - len(b.Claims) })
	return out
}

type fataler interface{ Fatal(...any) }

func asJSON(t fataler, v any) string {
	b, err := json.MarshalIndent(v, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// The same for ten thousand random sequences, on the lines alone.
func TestTenThousandSequences(t *testing.T) {
	if testing.Short() {
		t.Skip("takes some seconds")
	}
	r, acts := rules(t), actTypes(t)
	for seed := range uint64(10_000) {
		rng := rand.New(rand.NewPCG(seed, 13))
		book := standing.New(r, fewFacts{})
		held := map[string]chancery.Event{}
		for range 1 + rng.IntN(10) {
			ev := randomEvent(rng.IntN, acts, fmt.Sprint("event-", rng.IntN(8)))
			book.Put(ev)
			held[ev.ID] = ev
			book.Pair("AAA", "BBB", 0, standing.Known{})
		}
		fresh := standing.Fold(r, fewFacts{}, ordered(held))
		for i, x := range someStates {
			for _, y := range someStates[i+1:] {
				if a, b := outline(fresh.Timeline(x, y, standing.Known{})), outline(book.Timeline(x, y, standing.Known{})); a != b {
					t.Fatalf("seed %d, %s–%s: from nothing\n%s\nincremental\n%s", seed, x, y, a, b)
				}
			}
		}
	}
}

func outline(tl standing.Timeline) string {
	s := ""
	for _, l := range tl.Lines {
		s += l.Line.String() + ":"
		for _, a := range l.Stretches {
			s += fmt.Sprint(" ", a.State, a.Since, a.Role, a.Rests, a.By, a.Sources, a.Confirmed, len(a.Evidence))
		}
		s += fmt.Sprint(l.Flags, "\n")
	}
	return s
}

// The stretches of a line are in the order of their days, no two next to each
// other of one state, every state one of the track's, and a day falls into the
// stretch that begins last before it.
func TestStretches(t *testing.T) {
	r, acts := rules(t), actTypes(t)
	rapid.Check(t, func(rt *rapid.T) {
		pick := func(n int) int { return rapid.IntRange(0, n-1).Draw(rt, "n") }
		book := standing.New(r, fewFacts{})
		for i := range 1 + pick(14) {
			book.Put(randomEvent(pick, acts, fmt.Sprint("event-", i)))
		}
		for _, l := range book.Timeline("AAA", "BBB", standing.Known{}).Lines {
			for i, s := range l.Stretches {
				if r.State(l.Line.Track, s.State).Class == "" {
					rt.Fatalf("%s: no state %q", l.Line, s.State)
				}
				if i > 0 && (s.State == l.Stretches[i-1].State) {
					rt.Fatalf("%s: %s twice", l.Line, s.State)
				}
				if s.Until != 0 && i+1 < len(l.Stretches) && s.Until > l.Stretches[i+1].Since.To && l.Stretches[i+1].Since.To != 0 {
					rt.Fatalf("%s: until %s, and the next since %s", l.Line, s.Until, l.Stretches[i+1].Since.To)
				}
			}
		}
	})
}

// Diff names just the lines whose state or flags differ between the two days.
func TestDiffIsTheDifference(t *testing.T) {
	r, acts := rules(t), actTypes(t)
	rapid.Check(t, func(rt *rapid.T) {
		pick := func(n int) int { return rapid.IntRange(0, n-1).Draw(rt, "n") }
		book := standing.New(r, nil)
		for i := range 1 + pick(14) {
			book.Put(randomEvent(pick, acts, fmt.Sprint("event-", i)))
		}
		from := day("2000-01-01") + chancery.Day(pick(300))
		to := from + chancery.Day(1+pick(200))
		on := func(d chancery.Day) map[standing.Line]string {
			out := map[standing.Line]string{}
			for i, x := range someStates {
				for _, y := range someStates[i+1:] {
					for _, a := range book.Pair(x, y, d, standing.Known{}).Answers {
						if s := string(a.State) + fmt.Sprint(flagNames(a)); s != "[]" {
							out[a.Line] = s
						}
					}
				}
			}
			return out
		}
		before, after := on(from), on(to)
		got := map[standing.Line]bool{}
		for _, c := range book.Diff(from, to, standing.Known{}) {
			if c.Line.Track != chancery.PersonTrack {
				got[c.Line] = true
			}
		}
		for l, s := range after {
			if (before[l] != s) != got[l] {
				rt.Fatalf("%s: %q, then %q; in the difference: %v", l, before[l], s, got[l])
			}
		}
	})
}

func flagNames(a standing.Answer) []string {
	var out []string
	for _, f := range a.Flags {
		out = append(out, f.String())
	}
	return out
}
