package standing

import (
	"cmp"
	"slices"

	"github.com/chancery-ledger/chancery"
)

// Pair is what stands between two parties on a day.
type Pair struct {
	A        chancery.Code `json:"a"`
	B        chancery.Code `json:"b"`
	On       chancery.Day  `json:"on"`
	Known    Known         `json:"known"`
	Answers  []Answer      `json:"answers"`
	Pending  []Telling     `json:"pending,omitempty"`  // planned, proposed, threatened: shown beside, moving nothing
	Recorded []Telling     `json:"recorded,omitempty"` // acts that move nothing, with their stage
	Notes    []Fact        `json:"notes,omitempty"`    // what the baseline says besides, contradictions among it
	Missing  []Missing     `json:"missing,omitempty"`
	Rivals   []Rival       `json:"rivals,omitempty"` // what stands with other authorities that claim one of the two
	Events   int           `json:"events"`           // how many are known between the two
}

// Telling is an event beside the standing.
type Telling struct {
	Event    string           `json:"event"`
	Act      chancery.ActType `json:"act"`
	Status   chancery.Status  `json:"status"`
	Stage    string           `json:"stage,omitempty"` // the organ that told it, where that does not decide
	From     []chancery.Code  `json:"from"`
	To       []chancery.Code  `json:"to"`
	Person   string           `json:"person,omitempty"`
	When     chancery.When    `json:"when"`
	Evidence []Evidence       `json:"evidence"`
}

// Missing is a track of which nothing can be said, and why: "unread" (no report
// about the two has been read), "unknown" (none of those read speaks of it).
type Missing struct {
	Track chancery.Track `json:"track"`
	A     chancery.Code  `json:"a"`
	B     chancery.Code  `json:"b"`
	Why   string         `json:"why"`
}

// Rival is what stands with another authority that claims one of two states.
type Rival struct {
	Authority Authority `json:"authority"`
	Pair      Pair      `json:"pair"`
}

// Pair tells what stood between two parties on a day (the latest where the day
// is 0), as it was known.
func (b *Book) Pair(x, y chancery.Code, on chancery.Day, known Known) Pair {
	b.mu.Lock()
	defer b.mu.Unlock()
	p := b.pair(x, y, on, known)
	for _, side := range [][2]chancery.Code{{x, y}, {y, x}} {
		for _, a := range b.rules.Authorities(side[0], on) {
			if r := b.pair(a.Code, side[1], on, known); len(r.Answers) > 0 {
				p.Rivals = append(p.Rivals, Rival{a, r})
			}
		}
	}
	return p
}

// seen is the book as it was known of a pair.
func (b *Book) seen(x, y chancery.Code, known Known) *Book {
	if known.All() {
		return b
	}
	return b.view(known, b.pairs[sorted([2]chancery.Code{x, y})])
}

func (b *Book) pair(x, y chancery.Code, on chancery.Day, known Known) Pair {
	v := b.seen(x, y, known)
	p := Pair{A: x, B: y, On: on, Known: known, Events: len(v.pairs[sorted([2]chancery.Code{x, y})])}
	for _, t := range v.between(x, y) {
		a := v.answer(t, on)
		if a.State != "" || a.Next != nil || len(a.Flags) > 0 {
			p.Answers = append(p.Answers, a)
		}
	}
	v.beside(&p)
	if v.base != nil {
		p.Notes = v.base.Notes(x, y)
	}
	p.missing(b.rules)
	return p
}

// Answer is the answer of a track, in the direction from x to y; the first
// where the track has several threads.
func (p *Pair) Answer(t chancery.Track, x, y chancery.Code) (Answer, bool) {
	for _, a := range p.Answers {
		if a.Line.Track == t && (a.Line.A == x && a.Line.B == y || pairTrack(t) && a.Line.between(x, y)) {
			return a, true
		}
	}
	return Answer{}, false
}

// Worst is the worst of all threads and directions of a track: what a pair has
// in trade and movement.
func (p *Pair) Worst(r *Rules, t chancery.Track) (Answer, bool) {
	var worst Answer
	found := false
	for _, a := range p.Answers {
		if a.Line.Track == t && a.State != "" && (!found || r.State(t, a.State).Rank > r.State(t, worst.State).Rank) {
			worst, found = a, true
		}
	}
	return worst, found
}

func pairTrack(t chancery.Track) bool {
	return t == chancery.Diplomatic || t == chancery.Consular || t == chancery.Treaty
}

// missing notes the tracks on which the pair has no answer.
func (p *Pair) missing(r *Rules) {
	why := "unknown"
	if p.Events == 0 {
		why = "unread"
	}
	for _, t := range tracks() {
		of := r.Of(t)
		if of != OfPair && of != OfDirected {
			continue
		}
		for _, d := range [][2]chancery.Code{{p.A, p.B}, {p.B, p.A}} {
			known := slices.ContainsFunc(p.Answers, func(a Answer) bool {
				return a.Line.Track == t && a.State != "" && (of == OfPair || a.Line.A == d[0])
			})
			if !known {
				p.Missing = append(p.Missing, Missing{t, d[0], d[1], why})
			}
			if of == OfPair {
				break
			}
		}
	}
}

// beside gathers what is told beside the standing: what is not done, and what
// moves nothing. It leaves out what had not been published on the day, and
// plans that had been carried out or dropped by then.
func (b *Book) beside(p *Pair) {
	for id := range b.pairs[sorted([2]chancery.Code{p.A, p.B})] {
		e := b.events[id]
		if len(e.event.Claims) == 0 || p.On != 0 && b.firstTold(e) > p.On {
			continue
		}
		switch done := e.event.Status == chancery.Done || e.event.Status == chancery.Not; {
		case !done && len(e.moves) == 0 && !b.fulfilled(e, p.On):
			p.Pending = append(p.Pending, tellingOf(e))
		case len(e.moves) == 0 && (e.event.Status != chancery.Done || b.telling(e)):
			p.Recorded = append(p.Recorded, tellingOf(e))
		}
	}
	order := func(x, y Telling) int {
		return cmp.Or(-cmp.Compare(x.When.To, y.When.To), -cmp.Compare(x.Evidence[0].Published, y.Evidence[0].Published), cmp.Compare(x.Event, y.Event))
	}
	slices.SortFunc(p.Pending, order)
	slices.SortFunc(p.Recorded, order)
}

// telling tells whether a done act that moves nothing is worth telling of: one
// whose stage kept it from moving, or of the tracks that this package knows.
func (b *Book) telling(e *entry) bool {
	return e.stage != "" || len(b.rules.moves[e.event.Deed.Type]) > 0
}

func (b *Book) firstTold(e *entry) chancery.Day {
	var first chancery.Day
	for _, f := range e.event.Claims {
		if d := f.Report.Published; d != 0 && (first == 0 || d < first) {
			first = d
		}
	}
	if w := e.event.Deed.When; w.To != 0 && (first == 0 || w.To < first) {
		first = w.To
	}
	return first
}

// fulfilled tells whether a done event of the same act, parties and person
// followed the plan by the day.
func (b *Book) fulfilled(plan *entry, on chancery.Day) bool {
	told := b.firstTold(plan)
	for _, id := range b.eventsOf(plan.pairs) {
		e := b.events[id]
		if e.event.Deed.Type != plan.event.Deed.Type || e.event.Status != chancery.Done || e.event.Deed.Person != "" && plan.event.Deed.Person != "" && !sameName(plainName(e.event.Deed.Person), plainName(plan.event.Deed.Person)) {
			continue
		}
		if w := e.event.Deed.When; w.To < told || on != 0 && w.To > on {
			continue
		}
		if slices.ContainsFunc(plan.pairs, func(q [2]chancery.Code) bool { return slices.Contains(e.pairs, q) }) {
			return true
		}
	}
	return false
}

// eventsOf are the events between any of some pairs.
func (b *Book) eventsOf(pairs [][2]chancery.Code) []string {
	var out []string
	for _, p := range pairs {
		for id := range b.pairs[sorted(p)] {
			out = append(out, id)
		}
	}
	return out
}

func tellingOf(e *entry) Telling {
	t := Telling{Event: e.event.ID, Act: e.event.Deed.Type, Status: e.event.Status, Stage: e.stage, Person: e.event.Deed.Person, When: e.event.Deed.When}
	for _, p := range e.event.Deed.From {
		t.From = append(t.From, p.Code)
	}
	for _, p := range e.event.Deed.To {
		t.To = append(t.To, p.Code)
	}
	m := &move{row: &Row{}, id: e.event.ID}
	for _, f := range telling(&e.event) {
		t.Evidence = append(t.Evidence, evidenceOf(m, f, ""))
	}
	return t
}
