package judge

import (
	"fmt"
	"slices"
	"strings"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/act"
	"github.com/chancery-ledger/chancery/internal/score"
)

// Deed is one happening with all the frames of a report that tell it.
type Deed struct {
	Best       *Verdict
	Frames     []*act.Frame // the best first
	From, To   []Candidate
	Person     string
	Status     chancery.Status
	When       chancery.When
	Confidence float64
}

// thresholds are the confidences from which a deed is told, by tier. They are
// where F1 over held-out training reports was highest.
var thresholds = map[string]float64{"A": 0.40, "B": 0.40}

// Settle makes one deed of the verdicts that speak of the same happening, and
// drops what is too doubtful to tell.
func (j *Judge) Settle(s *Scene, verdicts []Verdict) []Deed {
	order := make([]*Verdict, len(verdicts))
	for i := range verdicts {
		order[i] = &verdicts[i]
	}
	slices.SortStableFunc(order, func(a, b *Verdict) int {
		switch {
		case a.Confidence > b.Confidence:
			return -1
		case a.Confidence < b.Confidence:
			return 1
		}
		return a.Frame.Trigger - b.Frame.Trigger
	})
	var deeds []Deed
	for _, v := range order {
		if i := slices.IndexFunc(deeds, func(d Deed) bool { return j.same(&d, v) }); i >= 0 {
			deeds[i].join(v)
			continue
		}
		if v.Confidence >= thresholds[j.tier(v.Frame.Type)] {
			deeds = append(deeds, Deed{Best: v, Frames: []*act.Frame{v.Frame}, From: v.From, To: v.To,
				Person: v.Frame.Person, Status: v.Status, When: v.When, Confidence: v.Confidence})
		}
	}
	slices.SortStableFunc(deeds, func(a, b Deed) int { return a.Best.Frame.Trigger - b.Best.Frame.Trigger })
	return deeds
}

// same tells whether a verdict speaks of a deed: of its type, of parties that
// agree as far as both name them, and of days that do not contradict.
func (j *Judge) same(d *Deed, v *Verdict) bool {
	if d.Best.Frame.Type != v.Frame.Type || !stated(d.When, v.When) {
		return false
	}
	if mutual(j.kinds, v.Frame.Type) {
		return within(codesOf(v.From, v.To), codesOf(d.From, d.To)) || within(codesOf(d.From, d.To), codesOf(v.From, v.To))
	}
	return agree(codesOf(d.From), codesOf(v.From)) && agree(codesOf(d.To), codesOf(v.To))
}

// stated tells whether two days may be one: they overlap, or one of them is
// only inferred.
func stated(a, b chancery.When) bool {
	return a.Inferred || b.Inferred || a.Overlaps(b)
}

// agree tells whether two sides may be the same: one holds the other, which
// may be empty.
func agree(a, b []chancery.Code) bool { return within(a, b) || within(b, a) }

func within(a, b []chancery.Code) bool {
	for _, c := range a {
		if !slices.Contains(b, c) {
			return false
		}
	}
	return true
}

func codesOf(lists ...[]Candidate) []chancery.Code {
	var out []chancery.Code
	for _, l := range lists {
		for _, c := range l {
			out = append(out, c.Code)
		}
	}
	return out
}

// join adds a further telling. A fulfilment outdoes a plan, and a day that the
// text states outdoes one that is inferred.
func (d *Deed) join(v *Verdict) {
	d.Frames = append(d.Frames, v.Frame)
	if v.Confidence < 0.5*d.Confidence {
		return
	}
	if d.When.Inferred && !v.When.Inferred {
		d.When = v.When
	}
	if d.Status != chancery.Done && v.Status == chancery.Done {
		d.Status, d.When = v.Status, v.When
	}
	if len(v.Frame.Person) > len(d.Person) && strings.Contains(v.Frame.Person, d.Person) {
		d.Person = v.Frame.Person
	}
}

// Act is what of the deed is scored.
func (d Deed) Act() score.Act {
	s := d.Best
	return score.Act{Type: s.Frame.Type, From: codesOf(d.From), To: codesOf(d.To), Status: d.Status, When: d.When,
		Evidence: fmt.Sprintf("%s %.2f (tells %.2f status %.2f)", s.Frame.Rule, d.Confidence, s.Tells, s.StatusP)}
}
