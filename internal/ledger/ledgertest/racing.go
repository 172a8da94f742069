package ledgertest

import (
	"fmt"
	"maps"
	"slices"
	"sync"
	"testing"

	"pgregory.net/rapid"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/ledger"
)

// testWriters has several writers, of two processes as it were, and readers
// beside them.
func testWriters(t *testing.T, h Harness) {
	const writers, batches = 4, 12
	s := h.New(t)
	again := h.Again(t, s)
	stop := make(chan struct{})
	var readers, busy sync.WaitGroup
	for range 2 {
		readers.Go(func() {
			for last := int64(0); ; {
				select {
				case <-stop:
					return
				default:
				}
				head, err := s.Head(t.Context())
				if err != nil || head.Number < last {
					t.Errorf("a reader sees entry %d after entry %d: %v", head.Number, last, err)
					return
				}
				last = head.Number
				n := int64(0)
				for e, err := range s.Entries(t.Context(), 0) {
					if n++; err != nil || e.Number != n {
						t.Errorf("a reader sees entry %d in the place of %d: %v", e.Number, n, err)
						return
					}
				}
			}
		})
	}
	for i := range writers {
		store := []ledger.Store{s, again}[i%2]
		busy.Go(func() {
			w := NewWorld(uint64(i))
			for range batches {
				r := w.Reading()
				r.Report.Text += fmt.Sprintf("Writer %d.\n", i)
				_, err := store.Append(t.Context(), ledger.Batch{Agent: fmt.Sprint("writer ", i), Because: "a race", At: noon,
					Steps: []ledger.Step{ledger.Read{Reader: "v1", Reading: r}}})
				if err != nil {
					t.Error(err)
				}
			}
		})
	}
	busy.Wait()
	close(stop)
	readers.Wait()
	if got := verify(t, s); got.Reports != writers*batches {
		t.Errorf("%d reports, want %d", got.Reports, writers*batches)
	}
}

// testModel appends steps at random and compares what is held with the
// simplest account of it.
func testModel(t *testing.T, h Harness) {
	s := h.New(t)
	run := 0
	rapid.Check(t, func(rt *rapid.T) {
		run++
		text := fmt.Sprintf("Run %d. Peru severed relations with Mexico.", run)
		report := ledger.TextID(text)
		claim := func(i int) chancery.Claim {
			c := claimOn(text, "Peru severed relations with Mexico", "relations.sever", "PER", "MEX")
			c.When.From, c.When.To = monday+chancery.Day(i), monday+chancery.Day(i)
			c.ID = ledger.Name(report, &c)
			return c
		}
		m := model{held: map[int]bool{}, byPerson: map[int]bool{}}
		for range rapid.IntRange(1, 12).Draw(rt, "steps") {
			i := rapid.IntRange(0, 3).Draw(rt, "claim")
			kind := rapid.SampledFrom([]string{"read", "retract", "confirm", "assert", "withhold"}).Draw(rt, "kind")
			var step ledger.Step
			switch {
			case kind == "read" || m.reader == "":
				found := rapid.SliceOfNDistinct(rapid.IntRange(0, 3), 0, 4, rapid.ID[int]).Draw(rt, "found")
				reader := rapid.SampledFrom([]string{"v1", "v2"}).Draw(rt, "reader")
				r := ledger.Read{Reader: reader, Reading: chancery.Reading{Report: chancery.Report{Text: text}}}
				for _, n := range found {
					r.Reading.Acts = append(r.Reading.Acts, claim(n))
				}
				m.read(reader, found)
				step = r
			case kind == "withhold":
				m.withheld = true
				step = ledger.Withholding{Report: report}
			case kind == "assert" && m.withheld && !m.known(i):
				continue // refused: its evidence is gone
			case kind == "assert":
				m.decide(i, true)
				step = ledger.Assertion{Report: report, Claim: claim(i)}
			case !m.known(i):
				continue
			case kind == "retract":
				m.decide(i, false)
				step = ledger.Retraction{Claim: claim(i).ID}
			case m.held[i]:
				m.byPerson[i] = true
				step = ledger.Confirmation{Claim: claim(i).ID}
			default:
				continue
			}
			if _, err := s.Append(t.Context(), ledger.Batch{Agent: "model", Because: "at random", At: noon, Steps: []ledger.Step{step}}); err != nil {
				rt.Fatal(err)
			}
			var want, got []string
			for n, held := range m.held {
				if held {
					want = append(want, claim(n).ID)
				}
			}
			for f, err := range s.Claims(t.Context(), ledger.Query{Report: report}) {
				if err != nil {
					rt.Fatal(err)
				}
				got = append(got, f.Claim.ID)
			}
			slices.Sort(want)
			slices.Sort(got)
			if !slices.Equal(want, got) {
				rt.Fatalf("held after %T: %d claims, want %d", step, len(got), len(want))
			}
		}
	})
	verify(t, s)
}

// model is what a ledger should hold of one report.
type model struct {
	reader   string
	held     map[int]bool // false: retracted
	byPerson map[int]bool // a person decided last
	withheld bool
}

func (m *model) known(i int) bool { _, ok := m.held[i]; return ok }

func (m *model) decide(i int, hold bool) {
	if m.known(i) && m.held[i] == hold || !m.known(i) && !hold {
		return
	}
	m.held[i], m.byPerson[i] = hold, true
}

func (m *model) read(reader string, found []int) {
	if reader == m.reader || m.withheld {
		return
	}
	m.reader = reader
	for _, i := range slices.Sorted(maps.Keys(m.held)) {
		if m.held[i] && !m.byPerson[i] && !slices.Contains(found, i) {
			m.held[i] = false
		}
	}
	for _, i := range found {
		if !m.known(i) || !m.held[i] && !m.byPerson[i] {
			m.held[i], m.byPerson[i] = true, false
		}
	}
}
