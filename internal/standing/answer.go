package standing

import (
	"cmp"
	"slices"
	"strings"

	"github.com/chancery-ledger/chancery"
)

// Answer is what stands on one line on one day, with all on which it rests. Its
// lists are shared with other answers and must not be changed.
type Answer struct {
	Line      Line            `json:"line"`
	State     State           `json:"state"` // "" is not known
	Since     Window          `json:"since"`
	Role      Role            `json:"since_role,omitempty"` // announced, notified or effective: which date Since is
	Dates     Dates           `json:"dates"`
	Undated   bool            `json:"undated,omitempty"` // since when is not known
	Until     chancery.Day    `json:"until"`             // the day on which the next state begins
	By        []chancery.Code `json:"by,omitempty"`
	Rests     Rests           `json:"rests"`
	Rule      string          `json:"rule,omitempty"`        // "default: VCCR 2(3)"
	SaidBy    []chancery.Code `json:"asserted_by,omitempty"` // whose word it is, where it rests on somebody's
	Alleged   bool            `json:"alleged,omitempty"`     // no source says it in its own voice
	Flags     []Flag          `json:"flags,omitempty"`
	Contested []Denial        `json:"contested,omitempty"`
	Sources   int             `json:"sources"` // independent ones
	Single    bool            `json:"single_source,omitempty"`
	Confirmed chancery.Day    `json:"last_confirmed"`
	Stale     bool            `json:"stale,omitempty"`         // confirmed long before the day asked for
	Evidence  []Evidence      `json:"evidence,omitempty"`      // the first of it
	More      int             `json:"more_evidence,omitempty"` // pieces of evidence that are not shown
	Facts     []Fact          `json:"baseline,omitempty"`
	Law       []LawLine       `json:"law,omitempty"`
	LawOpen   []string        `json:"law_open,omitempty"` // texts of which it is not known whether both were parties
	Next      *Next           `json:"next,omitempty"`     // what may already have been so on that day
	Person    string          `json:"person,omitempty"`
}

// Flag is a label without legal effect of its own, such as on_hold by MEX.
type Flag struct {
	Flag  string        `json:"flag"`
	By    chancery.Code `json:"by"`
	Since Window        `json:"since"`
	Role  Role          `json:"since_role,omitempty"`
	Until chancery.Day  `json:"until,omitzero"` // in a history: the day on which it was taken off

	Evidence []Evidence `json:"evidence,omitempty"`
}

// String is "on_hold(MEX)".
func (f Flag) String() string { return f.Flag + "(" + string(f.By) + ")" }

// Denial is a claim that the deed behind a state did not happen.
type Denial struct {
	By       []chancery.Code `json:"by,omitempty"`
	Evidence Evidence        `json:"evidence"`
}

// Next is a state whose beginning is told in such a way that it may already
// have stood on the day asked for.
type Next struct {
	State State  `json:"state"`
	Since Window `json:"since"`
	Role  Role   `json:"role,omitempty"`
	Dates Dates  `json:"dates"`
	Why   string `json:"why"` // "window", "announced", "undated"
}

// Evidence is a stretch of a report that speaks for a state.
type Evidence struct {
	Text      string           `json:"text"`
	Start     int              `json:"start"`
	End       int              `json:"end"`
	Report    string           `json:"report"`
	Publisher string           `json:"publisher"`
	Published chancery.Day     `json:"published"`
	URL       string           `json:"url,omitempty"`
	Title     string           `json:"title,omitempty"`
	Claim     string           `json:"claim"`
	Number    int64            `json:"number"`
	Event     string           `json:"event"`
	Act       chancery.ActType `json:"act"`
	SaidBy    []chancery.Voice `json:"said_by,omitempty"`
	How       string           `json:"how"` // began, bears out, besides, denies
	Rests     Rests            `json:"rests,omitempty"`
}

// staleAfter is how many days after its last confirmation a state is greyed.
const staleAfter = 2 * 365

// answer tells what stands on the thread on a day.
func (b *Book) answer(t *Thread, on chancery.Day) Answer { return b.answerAt(t, t.At(on), on) }

// answerAt tells of the stretch i, as it stood on a day (at its end where the
// day is 0).
func (b *Book) answerAt(t *Thread, i int, on chancery.Day) Answer {
	a := Answer{Line: t.Line, Person: personName(t)}
	if i < 0 {
		a.Next = t.next(-1, on)
		if len(t.Stretches) > 0 && t.Stretches[0].Undated {
			a.Facts = factsOf(&t.Stretches[0])
		}
		a.Flags = t.flags(on)
		return a
	}
	s := &t.Stretches[i]
	a.State, a.Since, a.Role, a.Dates, a.Undated, a.By = s.State, s.Start, s.Role, s.Dates, s.Undated, s.By
	a.Until, a.Next, a.Flags, a.Facts = t.until(i), t.next(i, on), t.flags(on), factsOf(s)
	var refs []Ref
	if g := s.ground(on); g != nil {
		a.Rests, refs = g.rests, g.refs
		a.Rule = ruleOf(g, s.State)
	}
	for _, r := range s.Law {
		if !slices.Contains(refs, r) {
			refs = append(slices.Clone(refs), r)
		}
	}
	sum := s.sum(a.Rests, a.Until)
	a.Evidence, a.More, a.Sources, a.SaidBy, a.Alleged = slices.Clip(sum.evidence), sum.more, sum.sources, slices.Clip(sum.saidBy), sum.alleged
	a.Contested, a.Confirmed = slices.Clip(sum.contested), sum.confirmed
	a.Stale = on != 0 && a.Confirmed != 0 && on-a.Confirmed > staleAfter
	a.Single = (a.Rests == Reported || a.Rests == Asserted) && a.Sources == 1
	day := on
	if day == 0 {
		day = max(a.Confirmed, s.begins())
	}
	a.Law, a.LawOpen = b.rules.Lines(refs, t.Line.A, t.Line.B, day, b.lang)
	return a
}

// ruleOf is the rule on which a state rests that no source says: an article, or
// what an act takes for granted.
func ruleOf(g *ground, s State) string {
	if g.rests != Default {
		return ""
	}
	if g.m.row.State != s && g.m.row.Before == s {
		return "default: taken for granted by " + string(g.m.row.Act)
	}
	var refs []string
	for _, r := range g.refs {
		refs = append(refs, r.String())
	}
	return "default: " + strings.Join(refs, ", ")
}

// next is the stretch after i, where it may already have begun on the day:
// within its window, announced and not yet in effect, or listed without a day.
func (t *Thread) next(i int, on chancery.Day) *Next {
	if on == 0 || i+1 >= len(t.Stretches) {
		return nil
	}
	s := &t.Stretches[i+1]
	n := &Next{State: s.State, Since: s.Start, Role: s.Role, Dates: s.Dates}
	switch {
	case s.Undated:
		n.Why = "undated"
	case s.Start.From != 0 && s.Start.From <= on && s.Start.From != s.Start.To:
		n.Why = "window"
	case dated(s.Dates.Announced) && s.Role != Announced && s.Dates.Announced.To <= on:
		n.Why = "announced"
	default:
		return nil
	}
	return n
}

func (t *Thread) flags(on chancery.Day) []Flag {
	var out []Flag
	for _, f := range t.Flags {
		if on != 0 && f.Start.To > on || f.End != (Window{}) && (on == 0 || f.End.To <= on) {
			continue
		}
		flag := Flag{Flag: f.Flag, By: f.By, Since: f.Start, Role: f.Role}
		for _, c := range f.m.claims {
			flag.Evidence = append(flag.Evidence, evidenceOf(f.m, c, "began"))
		}
		out = append(out, flag)
	}
	slices.SortFunc(out, func(x, y Flag) int { return cmp.Or(cmp.Compare(x.Flag, y.Flag), cmp.Compare(x.By, y.By)) })
	return out
}

// personName is a person's name as the fullest report writes it.
func personName(t *Thread) string {
	best := ""
	for i := range t.Stretches {
		for _, g := range t.Stretches[i].grounds {
			if g.m != nil && g.m.ev != nil && len(g.m.ev.Deed.Person) > len(best) && t.Line.Person != "" {
				best = g.m.ev.Deed.Person
			}
		}
	}
	return best
}
