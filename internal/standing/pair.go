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
	More     struct {
		Pending  int `json:"pending"`
		Recorded int `json:"recorded"`
	} `json:"more"` // how many are told beside that are not shown, being older
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

// Track tells what stood between two on the lines of one track: those of the
// answers that [Book.Pair] gives, without the work for all others.
func (b *Book) Track(x, y chancery.Code, t chancery.Track, on chancery.Day, known Known) []Answer {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.seen(x, y, known).answers(x, y, t, on)
}

// answers are those of the lines between two, of one track or of all (""),
// where there is something to tell.
func (b *Book) answers(x, y chancery.Code, t chancery.Track, on chancery.Day) (out []Answer) {
	for _, th := range b.between(x, y) {
		if t != "" && th.Line.Track != t {
			continue
		}
		if a := b.answer(th, on); a.State != "" || a.Next != nil || len(a.Flags) > 0 {
			out = append(out, a)
		}
	}
	return out
}

// seen is the book as it was known of a pair.
func (b *Book) seen(x, y chancery.Code, known Known) *Book {
	if known.All() || known.Published == 0 && known.Number >= b.last {
		return b
	}
	p := sorted([2]chancery.Code{x, y})
	w := b.workOf(p)
	if i := slices.IndexFunc(w.views, func(v view) bool { return v.known == known }); i >= 0 {
		v := w.views[i]
		w.views = append(slices.Delete(w.views, i, i+1), v)
		return v.book
	}
	v := view{known, b.view(known, b.pairs[p])}
	if len(w.views) == viewsKept {
		w.views = slices.Delete(w.views, 0, 1)
	}
	w.views = append(w.views, v)
	return v.book
}

// view is a pair as it was known.
type view struct {
	known Known
	book  *Book
}

// heldOn are the last days on which the events between two can have been, in
// their order, of those that are not retracted altogether.
func (b *Book) heldOn(x, y chancery.Code) []chancery.Day {
	p := sorted([2]chancery.Code{x, y})
	events := b.pairs[p]
	if len(events) == 0 {
		return nil
	}
	w := b.workOf(p)
	if w.days == nil {
		w.days = make([]chancery.Day, 0, len(events))
		for _, e := range events {
			if len(e.event.Claims) > 0 {
				w.days = append(w.days, e.event.Deed.When.To)
			}
		}
		slices.Sort(w.days)
	}
	return w.days
}

func (b *Book) pair(x, y chancery.Code, on chancery.Day, known Known) Pair {
	v := b.seen(x, y, known)
	p := Pair{A: x, B: y, On: on, Known: known, Events: len(v.heldOn(x, y)), Answers: v.answers(x, y, "", on)}
	v.beside(&p)
	if v.base != nil {
		p.Notes = slices.DeleteFunc(slices.Clone(v.base.Notes(x, y)), func(f Fact) bool { return on != 0 && f.laterThan(on) })
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

// mostTellings is how many acts are told beside a standing, the latest ones.
const mostTellings = 100

// beside gathers what is told beside the standing: what is not done, and what
// moves nothing. It leaves out what had not been published on the day, and
// plans that had been carried out or dropped by then.
func (b *Book) beside(p *Pair) {
	for _, e := range b.besides(sorted([2]chancery.Code{p.A, p.B})) {
		if p.On != 0 && e.told > p.On {
			continue
		}
		list, more := &p.Recorded, &p.More.Recorded
		if e.event.Status != chancery.Done && e.event.Status != chancery.Not {
			if b.fulfilled(e, p.On) {
				continue
			}
			list, more = &p.Pending, &p.More.Pending
		}
		if len(*list) == mostTellings {
			*more++
			continue
		}
		*list = append(*list, tellingOf(e))
	}
}

// besides are the events between two that move nothing and yet are told of, the
// latest first.
func (b *Book) besides(p [2]chancery.Code) []*entry {
	w := b.workOf(p)
	if w.sorted {
		return w.aside
	}
	for _, e := range b.pairs[p] {
		if len(e.moves) == 0 && len(e.event.Claims) > 0 && (e.event.Status != chancery.Done || b.telling(e)) {
			w.aside = append(w.aside, e)
		}
	}
	slices.SortFunc(w.aside, func(x, y *entry) int {
		return cmp.Or(-cmp.Compare(x.event.Deed.When.To, y.event.Deed.When.To), -cmp.Compare(x.reported(), y.reported()), cmp.Compare(x.event.ID, y.event.ID))
	})
	w.sorted = true
	return w.aside
}

// reported is the day of the first report that says what the event comes to.
func (e *entry) reported() chancery.Day {
	for i := range e.event.Claims {
		if f := &e.event.Claims[i]; f.Claim.Status == e.event.Status {
			return f.Report.Published
		}
	}
	return e.event.Claims[0].Report.Published
}

// telling tells whether a done act that moves nothing is worth telling of: one
// whose stage kept it from moving, or of the tracks that this package knows.
func (b *Book) telling(e *entry) bool {
	return e.stage != "" || len(b.rules.moves[e.event.Deed.Type]) > 0
}

// firstTold is the first day on which an event was told of, or had happened.
func firstTold(ev *chancery.Event) chancery.Day {
	var first chancery.Day
	for i := range ev.Claims {
		if d := ev.Claims[i].Report.Published; d != 0 && (first == 0 || d < first) {
			first = d
		}
	}
	if w := ev.Deed.When; w.To != 0 && (first == 0 || w.To < first) {
		first = w.To
	}
	return first
}

// fulfilled tells whether a done event of the same act, parties and person
// followed the plan by the day.
func (b *Book) fulfilled(plan *entry, on chancery.Day) bool {
	for _, p := range plan.pairs {
		done := b.doneOf(sorted(p), plan.event.Deed.Type)
		from, _ := slices.BinarySearchFunc(done, plan.told, func(e *entry, d chancery.Day) int { return cmp.Compare(e.event.Deed.When.To, d) })
		for _, e := range done[from:] {
			if on != 0 && e.event.Deed.When.To > on {
				break
			}
			if slices.Contains(e.pairs, p) && mayBeSame(plan.event.Deed.Person, e.event.Deed.Person) {
				return true
			}
		}
	}
	return false
}

// mayBeSame tells whether two acts may concern one person.
func mayBeSame(a, b string) bool { return a == "" || b == "" || sameName(plainName(a), plainName(b)) }

// doneOf are the done events of a type between two, by the last day on which
// each can have been.
func (b *Book) doneOf(p [2]chancery.Code, t chancery.ActType) []*entry {
	w := b.workOf(p)
	if w.done == nil {
		w.done = map[chancery.ActType][]*entry{}
		for _, e := range b.pairs[p] {
			if e.event.Status == chancery.Done {
				w.done[e.event.Deed.Type] = append(w.done[e.event.Deed.Type], e)
			}
		}
		for _, list := range w.done {
			slices.SortFunc(list, func(x, y *entry) int { return cmp.Compare(x.event.Deed.When.To, y.event.Deed.When.To) })
		}
	}
	return w.done[t]
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
	claims := telling(&e.event)
	for _, f := range claims[:min(len(claims), mostEvidence)] {
		t.Evidence = append(t.Evidence, evidenceOf(m, f, ""))
	}
	return t
}
