package standing

import (
	"slices"

	"github.com/chancery-ledger/chancery"
)

// Stretch is one state of one line from the day on which it begins to that of
// the next.
type Stretch struct {
	State   State
	Start   Window          // first and last day on which it may have begun; zero: before all that is known
	Role    Role            // which of the dates Start is; "" where it rests on the baseline or on a rule
	Dates   Dates           // of the act that began it
	By      []chancery.Code // who did it
	Undated bool            // the source lists the state and does not say since when
	Law     []Ref
	grounds []ground
	further []support // told of, and moves nothing: a second severance in answer to the first
	sums    []summary // what was summed up, by what the stretch rests on
}

// summary is what all that speaks for a stretch comes to. It is worked out
// when first asked for, once the thread is folded.
type summary struct {
	rests     Rests
	evidence  []Evidence
	more      int
	sources   int
	contested []Denial
	saidBy    []chancery.Code
	alleged   bool
	confirmed chancery.Day
}

// sum sums up a stretch of a folded thread, which ends on a day or lasts.
func (s *Stretch) sum(rests Rests, until chancery.Day) *summary {
	for i := range s.sums {
		if s.sums[i].rests == rests {
			return &s.sums[i]
		}
	}
	x := summary{rests: rests, sources: s.sources(), contested: s.denials(), confirmed: s.confirmed(until)}
	x.evidence, x.more = s.evidence(rests)
	x.saidBy, x.alleged = s.voices(rests)
	s.sums = append(s.sums, x)
	return &s.sums[len(s.sums)-1]
}

// ground is a reason to hold that the state stands, from a day on.
type ground struct {
	from  chancery.Day
	rests Rests
	refs  []Ref
	support
}

// support is a move that speaks for a state.
type support struct{ m *move }

// FlagSpan is a label on a line for some time, such as on_hold by MEX.
type FlagSpan struct {
	Flag       string
	By         chancery.Code
	Start, End Window // End is zero while it stands
	Dates      Dates
	Role       Role
	m          *move
}

// Thread is the folded history of one line.
type Thread struct {
	Line      Line
	Stretches []Stretch // in the order of their days
	Flags     []FlagSpan
	days      []chancery.Day // see starts; nil while the thread is being folded
}

// begins is the day from which the stretch holds for certain.
func (s *Stretch) begins() chancery.Day {
	if s.Start.To != 0 {
		return s.Start.To
	}
	return s.Start.From
}

// starts are the days from which each stretch answers: the last on which it can
// have begun, but none later than that of the next.
func (t *Thread) starts() []chancery.Day {
	if t.days != nil {
		return t.days
	}
	days := make([]chancery.Day, len(t.Stretches))
	for i := len(days) - 1; i >= 0; i-- {
		days[i] = t.Stretches[i].begins()
		if i+1 < len(days) {
			days[i] = min(days[i], days[i+1])
		}
	}
	return days
}

// At is the index of the stretch that holds on a day, or -1 before all of
// them. The last one holds where the day is 0.
func (t *Thread) At(on chancery.Day) int {
	if on == 0 {
		return len(t.Stretches) - 1
	}
	at := -1
	for i, d := range t.starts() {
		if d <= on {
			at = i
		}
	}
	return at
}

// until is the day on which the next stretch begins, or 0.
func (t *Thread) until(i int) chancery.Day {
	if i+1 < len(t.Stretches) {
		return t.starts()[i+1]
	}
	return 0
}

// ground returns the reason that counts on a day: of those from then or before
// the weightiest (what reports say, the baseline, a rule), the latest of
// equals; but a rule of law that an act leaves as
// the only ground (keep) unsettles what was said before it.
func (s *Stretch) ground(on chancery.Day) *ground {
	best := -1
	for i := range s.grounds {
		g := &s.grounds[i]
		if i > 0 && on != 0 && g.from > on {
			continue
		}
		unsettles := g.rests == Default && g.m != nil && g.m.row.Verb == Keep
		if best < 0 || unsettles && g.from >= s.grounds[best].from || weight(g.rests) >= weight(s.grounds[best].rests) {
			best = i
		}
	}
	if best < 0 {
		return nil
	}
	return &s.grounds[best]
}

// weight takes what reports tell and what an actor says there as equals.
func weight(r Rests) int { return min(strength(r), strength(Asserted)) }

func strength(r Rests) int { return slices.Index([]Rests{Default, OnBaseline, Asserted, Reported}, r) }

// confirmed is the last day on which a source confirmed the stretch: the day
// of a report where the state still stood then, else the day of the deed that
// it tells of.
func (s *Stretch) confirmed(until chancery.Day) chancery.Day {
	var last chancery.Day
	for _, g := range s.grounds {
		if g.rests == Default || g.m == nil || g.m.fact != nil && g.m.fact.late {
			continue
		}
		if f := g.m.fact; f != nil {
			if until != 0 { // what dates a beginning and lists no end bears out all between
				last = max(last, min(f.AsOf.To, until-1))
			} else {
				last = max(last, f.readOn(s.begins()))
			}
			continue
		}
		for _, c := range g.m.claims {
			last = max(last, clip(c.Report.Published, g.m.window.To, until))
		}
	}
	return last
}

func clip(told, deed, until chancery.Day) chancery.Day {
	if until == 0 || told < until {
		return told
	}
	return min(deed, until)
}
