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
	events  map[string]*entry
	parties map[chancery.Code]map[chancery.Code]int // who has to do with whom, and in how many events
	pairs   map[[2]chancery.Code]map[string]bool    // which events are between two
	persons map[string]map[string]bool              // which events name a person with this word
	threads map[[2]chancery.Code]map[Line]*Thread   // folded, by pair, until an event between the two changes
	acts    map[chancery.ActType]map[string]bool    // which events are of a type
}

// entry is an event with what the table makes of it.
type entry struct {
	raw   chancery.Event // as it was put, with what has been retracted
	event chancery.Event // what of it is held
	moves []move
	stage string
	pairs [][2]chancery.Code
}

// New returns an empty book. base may be nil.
func New(rules *Rules, base Baseline) *Book {
	return &Book{
		rules: rules, base: base, lang: "en",
		events: map[string]*entry{}, threads: map[[2]chancery.Code]map[Line]*Thread{},
		parties: map[chancery.Code]map[chancery.Code]int{}, pairs: map[[2]chancery.Code]map[string]bool{},
		persons: map[string]map[string]bool{}, acts: map[chancery.ActType]map[string]bool{},
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
		id := e.raw.ID
		b.drop(id)
		b.events[id] = e
		b.index(e, func(set map[string]bool) { set[id] = true }, 1)
	}
}

// entryOf is an event with what the table makes of it.
func (b *Book) entryOf(ev chancery.Event) *entry {
	held, ok := Restrict(ev, Known{})
	e := &entry{raw: ev, event: held}
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
	b.index(e, func(set map[string]bool) { delete(set, id) }, -1)
	delete(b.events, id)
}

// index visits every set in which the event stands.
func (b *Book) index(e *entry, visit func(map[string]bool), n int) {
	for _, p := range e.pairs {
		visit(at(b.pairs, sorted(p)))
		delete(b.threads, sorted(p))
		for _, q := range [][2]chancery.Code{p, {p[1], p[0]}} {
			if b.parties[q[0]] == nil {
				b.parties[q[0]] = map[chancery.Code]int{}
			}
			if b.parties[q[0]][q[1]] += n; b.parties[q[0]][q[1]] == 0 {
				delete(b.parties[q[0]], q[1])
			}
		}
	}
	visit(at(b.acts, e.raw.Deed.Type))
	if e.raw.Deed.Person != "" {
		for _, w := range wordsOf(e.raw.Deed.Person) {
			visit(at(b.persons, w))
		}
	}
}

func at[K comparable](sets map[K]map[string]bool, k K) map[string]bool {
	if sets[k] == nil {
		sets[k] = map[string]bool{}
	}
	return sets[k]
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
