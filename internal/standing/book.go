package standing

import (
	"slices"
	"sync"

	"github.com/chancery-ledger/chancery"
)

// Book holds events and answers what stands. It may be used by several
// goroutines. The zero Book is not usable; see New.
type Book struct {
	rules *Rules
	base  Baseline // may be nil
	lang  string   // of law lines: "en" or "es"

	mu      sync.Mutex
	last    int64 // the greatest number of an entry that the events tell of
	events  map[string]*entry
	parties map[chancery.Code]map[chancery.Code]int // who has to do with whom, and in how many events
	pairs   map[[2]chancery.Code]map[string]*entry  // the events between two
	persons map[string]map[string]*entry            // those that name a person with this word
	acts    map[chancery.ActType]map[string]*entry  // those of a type
	works   map[[2]chancery.Code]*work              // what was worked out of a pair, until an event between the two changes
}

// entry is an event with what the table makes of it.
type entry struct {
	raw   chancery.Event // as it was put, with what has been retracted
	event chancery.Event // what of it is held
	moves []move
	stage string
	pairs [][2]chancery.Code
	told  chancery.Day // see firstTold
	span  span
}

// New returns an empty book. base may be nil.
func New(rules *Rules, base Baseline) *Book {
	return &Book{
		rules: rules, base: base, lang: "en",
		events: map[string]*entry{}, works: map[[2]chancery.Code]*work{},
		parties: map[chancery.Code]map[chancery.Code]int{}, pairs: map[[2]chancery.Code]map[string]*entry{},
		persons: map[string]map[string]*entry{}, acts: map[chancery.ActType]map[string]*entry{},
	}
}

// Fold returns the book of some events, made from nothing.
func Fold(rules *Rules, base Baseline, events []chancery.Event) *Book {
	b := New(rules, base)
	b.Revise(events, nil)
	return b
}

// In returns the same book with law lines in another language, "en" or "es".
// It shares nothing that changes: it is a new fold of the same events.
func (b *Book) In(lang string) *Book {
	out := Fold(b.rules, b.base, b.Events())
	out.lang = lang
	return out
}

// Rules are the tables that the book goes by.
func (b *Book) Rules() *Rules { return b.rules }

// Put files an event, in the place of the one of the same ID. Claims of it that
// have been retracted move nothing and are kept for as-known.
func (b *Book) Put(ev chancery.Event) { b.Revise([]chancery.Event{ev}, nil) }

// Revise files some events and takes out those of some IDs, so that no answer
// comes between.
func (b *Book) Revise(put []chancery.Event, drop []string) {
	entries := make([]*entry, len(put))
	for i := range put {
		entries[i] = b.entryOf(put[i])
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, id := range drop {
		b.drop(id)
	}
	for _, e := range entries {
		b.drop(e.raw.ID)
		b.events[e.raw.ID] = e
		b.last = max(b.last, e.span.last, e.span.retracted)
		b.index(e, 1)
	}
}

// entryOf is an event with what the table makes of it.
func (b *Book) entryOf(ev chancery.Event) *entry {
	held, ok := Restrict(ev, Known{})
	e := &entry{raw: ev, event: held, span: spanOf(&ev)}
	e.told = firstTold(&e.event)
	if ok {
		e.moves, e.stage = b.rules.movesOf(&e.event)
	}
	e.pairs = b.rules.sidesOf(&ev, telling(&ev)).pairs
	return e
}

// Drop takes an event out. Dropping an event that is not there does nothing.
func (b *Book) Drop(id string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.drop(id)
}

func (b *Book) drop(id string) {
	e := b.events[id]
	if e == nil {
		return
	}
	b.index(e, -1)
	delete(b.events, id)
}

// index enters the event in every set in which it stands (n is 1), or takes it
// out (n is -1).
func (b *Book) index(e *entry, n int) {
	for _, p := range e.pairs {
		file(b.pairs, sorted(p), e, n)
		delete(b.works, sorted(p))
		for _, q := range [][2]chancery.Code{p, {p[1], p[0]}} {
			if b.parties[q[0]] == nil {
				b.parties[q[0]] = map[chancery.Code]int{}
			}
			if b.parties[q[0]][q[1]] += n; b.parties[q[0]][q[1]] == 0 {
				delete(b.parties[q[0]], q[1])
			}
		}
	}
	file(b.acts, e.raw.Deed.Type, e, n)
	if e.raw.Deed.Person != "" {
		for _, w := range wordsOf(e.raw.Deed.Person) {
			file(b.persons, w, e, n)
		}
	}
}

// file enters an event in the set of k, or takes it out.
func file[K comparable](sets map[K]map[string]*entry, k K, e *entry, n int) {
	set := sets[k]
	switch {
	case n < 0:
		if delete(set, e.raw.ID); len(set) == 0 {
			delete(sets, k)
		}
	case set == nil:
		sets[k] = map[string]*entry{e.raw.ID: e}
	default:
		set[e.raw.ID] = e
	}
}

func sorted(p [2]chancery.Code) [2]chancery.Code {
	if p[1] < p[0] {
		p[0], p[1] = p[1], p[0]
	}
	return p
}

// Events are all events, by ID.
func (b *Book) Events() []chancery.Event {
	b.mu.Lock()
	defer b.mu.Unlock()
	var out []chancery.Event
	for _, id := range sortedKeys(b.events) {
		out = append(out, b.events[id].raw)
	}
	return out
}

// Len is the number of events.
func (b *Book) Len() int {
	b.mu.Lock()
	defer b.mu.Unlock()
	return len(b.events)
}

func sortedKeys[K ~string, V any](m map[K]V) []K {
	out := make([]K, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}
