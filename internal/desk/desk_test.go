package desk_test

import (
	"context"
	"errors"
	"io/fs"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/desk"
	"github.com/chancery-ledger/chancery/internal/ledger"
	"github.com/chancery-ledger/chancery/internal/ledger/ledgertest"
	"github.com/chancery-ledger/chancery/internal/standing"
)

// open returns a desk of a new ledger.
func open(t *testing.T) *desk.Desk {
	t.Helper()
	tables, err := desk.Load()
	if err != nil {
		t.Fatal(err)
	}
	store, err := desk.Open(t.Context(), filepath.Join(t.TempDir(), "ledger.db"))
	if err != nil {
		t.Fatal(err)
	}
	d := desk.New(tables, store)
	t.Cleanup(func() { d.Close() })
	return d
}

// file files readings and takes them in.
func file(t *testing.T, d *desk.Desk, readings ...chancery.Reading) {
	t.Helper()
	b := ledger.Batch{Agent: "tester", Because: "a test", At: time.Date(2025, 11, 4, 12, 0, 0, 0, time.UTC)}
	for _, r := range readings {
		b.Steps = append(b.Steps, ledger.Read{Reader: "test 1", Reading: r})
	}
	if _, err := d.Append(t.Context(), b); err != nil {
		t.Fatal(err)
	}
	if err := d.Refresh(t.Context()); err != nil {
		t.Fatal(err)
	}
}

// told is a report of one sentence that one state did something to another.
func told(publisher, words string, act chancery.ActType, from, to chancery.Code, on chancery.Day) chancery.Reading {
	text := words + "\n\n" + words + "."
	return chancery.Reading{
		Report: chancery.Report{ID: ledger.TextID(text), Publisher: publisher, Published: on + 1, Language: "en", Title: words, Text: text},
		Acts: []chancery.Claim{{
			Deed:   chancery.Deed{Type: act, From: []chancery.Party{{Code: from}}, To: []chancery.Party{{Code: to}}, When: chancery.When{From: on, To: on, Basis: chancery.Stated}},
			Status: chancery.Done, Confidence: 0.9, Evidence: []chancery.Evidence{{Start: 0, End: len(words), Text: words}},
		}},
	}
}

var monday = chancery.Date(2025, 11, 3)

// relations is the state of the relations between Peru and Mexico that a book
// tells of.
func relations(b *standing.Book, known standing.Known) standing.State {
	p := b.Pair("PER", "MEX", monday+7, known)
	a, _ := p.Answer(chancery.Diplomatic, "PER", "MEX")
	return a.State
}

func TestRefreshTakesInWhatIsNew(t *testing.T) {
	d := open(t)
	if d.Number() != 0 || relations(d.Book(), standing.Known{}) == "severed" {
		t.Fatalf("an empty ledger: entry %d", d.Number())
	}
	file(t, d, told("El Andino", "Peru severed relations with Mexico", "relations.sever", "PER", "MEX", monday))
	if got := relations(d.Book(), standing.Known{}); d.Number() != 2 || got != "severed" {
		t.Errorf("after entry %d: %s", d.Number(), got)
	}
	if err := d.Refresh(t.Context()); err != nil || d.Number() != 2 {
		t.Errorf("with nothing new: entry %d, %v", d.Number(), err)
	}
	claim := d.Book().Events()[0].Claims[0].Claim.ID
	if _, err := d.Append(t.Context(), ledger.Batch{Agent: "tester", Because: "it is satire", At: time.Now(), Steps: []ledger.Step{ledger.Retraction{Claim: claim}}}); err != nil {
		t.Fatal(err)
	}
	if got := relations(d.Book(), standing.Known{}); got != "severed" {
		t.Errorf("before the retraction is taken in: %s", got)
	}
	if err := d.Refresh(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := relations(d.Book(), standing.Known{}); d.Number() != 3 || got == "severed" {
		t.Errorf("after entry %d: %s", d.Number(), got)
	}
	if got := relations(d.Book(), standing.Known{Number: 2}); got != "severed" {
		t.Errorf("as known after entry 2: %s", got)
	}
}

func TestFollow(t *testing.T) {
	d := open(t)
	ctx, stop := context.WithCancel(t.Context())
	done := make(chan struct{})
	go func() {
		defer close(done)
		d.Follow(ctx, time.Millisecond, func(err error) { t.Error(err) })
	}()
	if _, err := d.Append(ctx, ledgertest.NewWorld(3).Batch(5)); err != nil {
		t.Fatal(err)
	}
	head, err := d.Head(ctx)
	if err != nil {
		t.Fatal(err)
	}
	for deadline := time.Now().Add(20 * time.Second); d.Number() < head.Number; time.Sleep(time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("entry %d of %d was not taken in", d.Number()+1, head.Number)
		}
	}
	stop()
	<-done
}

// TestFollowReports: what fails is told, and the next turn tries again.
func TestFollowReports(t *testing.T) {
	d := open(t)
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	told := 0
	d.Follow(ctx, time.Millisecond, func(error) {
		if told++; told == 3 {
			stop()
		}
	})
	if told != 3 {
		t.Errorf("%d errors were told", told)
	}
}

// TestSubscribe: who follows the changes has at any time what the book has.
func TestSubscribe(t *testing.T) {
	d := open(t)
	w := ledgertest.NewWorld(8)
	fileBatch := func() {
		t.Helper()
		if _, err := d.Append(t.Context(), w.Batch(8)); err != nil {
			t.Fatal(err)
		}
		if err := d.Refresh(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	fileBatch()
	held, number, calls := map[string]chancery.Event{}, int64(0), 0
	d.Subscribe(func(c desk.Change) {
		calls++
		number = c.Number
		for _, id := range c.Gone {
			if _, there := held[id]; !there {
				t.Errorf("event %s is gone, and was never there", id)
			}
			delete(held, id)
		}
		for _, ev := range c.Events {
			held[ev.ID] = ev
		}
	})
	for range 6 {
		fileBatch()
		want := map[string]chancery.Event{}
		for _, ev := range d.Book().Events() {
			want[ev.ID] = ev
		}
		if number != d.Number() || cmp.Diff(want, held) != "" {
			t.Fatalf("after entry %d, told of %d: %s", d.Number(), number, cmp.Diff(want, held))
		}
	}
	if err := d.Refresh(t.Context()); err != nil || calls != 7 {
		t.Errorf("%d calls, want one at first and one a batch: %v", calls, err)
	}
}

// TestAt: the book as it stood after an entry is that of a ledger that ends
// there, whatever was filed since.
func TestAt(t *testing.T) {
	d := open(t)
	file(t, d, told("El Andino", "Peru recalled its ambassador to Mexico", "envoy.recall", "PER", "MEX", monday-30))
	file(t, d, told("El Andino", "Peru severed relations with Mexico", "relations.sever", "PER", "MEX", monday))
	file(t, d, told("The Harbour Post", "Peru cut its relations with Mexico", "relations.sever", "PER", "MEX", monday))
	for _, c := range []struct {
		number  int64
		events  int
		state   standing.State
		sources int
	}{{1, 0, "", 0}, {2, 1, "", 0}, {4, 2, "severed", 1}, {6, 2, "severed", 2}, {0, 2, "severed", 2}, {99, 2, "severed", 2}} {
		book, err := d.At(t.Context(), c.number)
		if err != nil {
			t.Fatal(err)
		}
		p := book.Pair("PER", "MEX", monday+7, standing.Known{})
		a, _ := p.Answer(chancery.Diplomatic, "PER", "MEX")
		if (a.State == "severed") != (c.state == "severed") || c.state != "" && a.Sources != c.sources || book.Len() != c.events {
			t.Errorf("after entry %d: %d events, %s by %d sources", c.number, book.Len(), a.State, a.Sources)
		}
	}
	if book, err := d.At(t.Context(), 0); err != nil || book != d.Book() {
		t.Errorf("the book of now is not the live one: %v", err)
	}
	first, err := d.At(t.Context(), 4)
	if err != nil {
		t.Fatal(err)
	}
	if again, err := d.At(t.Context(), 4); err != nil || again != first {
		t.Errorf("the book of entry 4 was made twice: %v", err)
	}
	for n := range int64(4) { // of the last few asked for, entry 4 is kept
		if _, err := d.At(t.Context(), n+1); err != nil {
			t.Fatal(err)
		}
	}
	if again, err := d.At(t.Context(), 4); err != nil || again != first {
		t.Errorf("the book of entry 4 was given up: %v", err)
	}
}

// TestBetweenIsTheBook: what a command reads for one pair is what a server
// answers from the whole ledger, now and as known.
func TestBetweenIsTheBook(t *testing.T) {
	d := open(t)
	w := ledgertest.NewWorld(5)
	for range 6 {
		if _, err := d.Append(t.Context(), w.Batch(20)); err != nil {
			t.Fatal(err)
		}
	}
	if err := d.Refresh(t.Context()); err != nil {
		t.Fatal(err)
	}
	for _, known := range []int64{0, d.Number() / 2} {
		whole, err := d.At(t.Context(), known)
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range [][2]chancery.Code{{"PER", "MEX"}, {"MEX", "BOL"}, {"CHN", "USA"}, {"PER", "ZAF"}} {
			part, err := d.Between(t.Context(), p[0], p[1], known)
			if err != nil {
				t.Fatal(err)
			}
			on := chancery.Date(2015, 6, 1)
			if diff := cmp.Diff(whole.Pair(p[0], p[1], on, standing.Known{}), part.Pair(p[0], p[1], on, standing.Known{}), cmp.AllowUnexported(standing.Fact{})); diff != "" {
				t.Errorf("%v after entry %d: whole (-), between (+)\n%s", p, known, diff)
			}
		}
	}
}

func TestOpenThere(t *testing.T) {
	none := filepath.Join(t.TempDir(), "none.db")
	_, err := desk.OpenThere(t.Context(), none)
	if !errors.Is(err, fs.ErrNotExist) || !strings.Contains(err.Error(), "chancery add makes one") {
		t.Errorf("a ledger that is not there: %v", err)
	}
	if _, err := desk.OpenThere(t.Context(), filepath.Join("testdata", "retold.txt")); err == nil || !strings.Contains(err.Error(), "retold.txt") {
		t.Errorf("a file that is no ledger: %v", err)
	}
	s, err := desk.Open(t.Context(), none)
	if err != nil {
		t.Fatal(err)
	}
	s.Close()
	if s, err = desk.OpenThere(t.Context(), none); err != nil {
		t.Fatal(err)
	}
	s.Close()
	if _, err := desk.OpenThere(t.Context(), "postgres://nobody@127.0.0.1:1/none?connect_timeout=1"); err == nil || errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a server that is not there: %v", err)
	}
}

// TestNothing: without a ledger the baseline answers, and nothing is filed.
func TestNothing(t *testing.T) {
	tables, err := desk.Load()
	if err != nil {
		t.Fatal(err)
	}
	d := desk.New(tables, desk.Nothing{})
	if _, err := d.Append(t.Context(), ledgertest.NewWorld(1).Batch(1)); err == nil {
		t.Error("nothing took a batch")
	}
	book, err := d.At(t.Context(), 0)
	if err != nil {
		t.Fatal(err)
	}
	p := book.Pair("PER", "MEX", chancery.Date(2020, 1, 1), standing.Known{})
	if a, _ := p.Answer(chancery.Diplomatic, "PER", "MEX"); a.State != "established" || a.Rests != standing.OnBaseline {
		t.Errorf("%s, %s", a.State, a.Rests)
	}
	for _, err := range d.Lines(t.Context(), 0) {
		t.Errorf("nothing has lines: %v", err)
	}
	if _, err := d.Report(t.Context(), "x"); !errors.Is(err, ledger.ErrUnknown) {
		t.Error(err)
	}
}

func TestPartiesFind(t *testing.T) {
	tables, err := desk.Load()
	if err != nil {
		t.Fatal(err)
	}
	for s, want := range map[string]chancery.Code{
		"PER": "PER", "per": "PER", "Peru": "PER", "perú": "PER", " Peruvian ": "PER", "peruanas": "PER",
		"México": "MEX", "mexicana": "MEX", "United Kingdom": "GBR", "Reino Unido": "GBR", "british": "GBR",
		"ORG:UN": "ORG:UN", "Naciones Unidas": "ORG:UN", "Yugoslavia": "YUG", "Kosovo": "XKX",
	} {
		if got, err := tables.Parties.Find(s); err != nil || got != want {
			t.Errorf("%q is %q, want %q: %v", s, got, want, err)
		}
	}
	for s, want := range map[string]string{
		"Mexiko":   `"Mexiko" is no party that is known by code, name or adjective: Mexico (MEX)?`,
		"Atlantis": `"Atlantis" is no party`,
		"":         `is no party`,
		"X":        `is no party`,
	} {
		if got, err := tables.Parties.Find(s); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q is %q: %v", s, got, err)
		}
	}
}

func TestPartiesName(t *testing.T) {
	tables, err := desk.Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		code chancery.Code
		on   chancery.Day
		want string
	}{
		{"PER", 0, "Peru"},
		{"MKD", chancery.Date(2010, 1, 1), "Macedonia (the former Yugoslav Republic)"},
		{"MKD", chancery.Date(2020, 1, 1), "North Macedonia"},
		{"ORG:UN", 0, "UN"},
		{"NSA:Hezbollah", 0, "Hezbollah"},
		{"", 0, "somebody not named"},
		{"ZZZ", 0, "ZZZ"},
	} {
		if got := tables.Parties.Name(c.code, c.on); got != c.want {
			t.Errorf("%s on %s is %q, want %q", c.code, c.on, got, c.want)
		}
	}
}
