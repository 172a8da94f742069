package judge

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/linear"
	"github.com/chancery-ledger/chancery/internal/score"
)

// Deed is one happening with all the verdicts of a report that tell it.
type Deed struct {
	Best       *Verdict
	Tellings   []*Verdict // the surest first
	From, To   []Candidate
	Person     string
	Status     chancery.Status
	When       chancery.When
	Confidence float64 // probability that type, parties and status are all right
}

// thresholds are the confidences from which a deed is told, by tier. They are
// where F1 over held-out training reports was highest.
var thresholds = map[string]float64{"A": 0.27, "B": 0.27}

// Settle makes one deed of the verdicts that speak of the same happening, and
// drops what is too doubtful to tell. Deeds stand in the order of the text.
func (j *Judge) Settle(s *Scene, verdicts []Verdict) []Deed {
	all := happenings(j.kinds, verdicts)
	list := hypotheses(all)
	var x linear.Features
	for i := range list {
		h := &list[i]
		h.p = h.mass * h.status[h.kind]
		if j.right != nil {
			s.rightFeatures(*h, all, &x)
			if p := j.right.Probabilities(&x, make([]float64, 2))[1]; p > h.p || !j.unschooled(h.typ) {
				h.p = p
			}
		}
	}
	slices.SortStableFunc(list, func(a, b hypothesis) int { return cmp.Compare(b.p*b.surest[b.kind], a.p*a.surest[a.kind]) })
	var told []hypothesis
	for _, h := range list {
		if h.p >= thresholds[j.tier(h.typ)] && !slices.ContainsFunc(told, func(t hypothesis) bool { return t.same(h.happening) }) {
			told = append(told, h)
		}
	}
	deeds := make([]Deed, len(told))
	for i, h := range told {
		deeds[i] = j.deed(s, h, all)
	}
	slices.SortStableFunc(deeds, func(a, b Deed) int { return a.Best.Frame.Trigger - b.Best.Frame.Trigger })
	return eachItsOwn(deeds)
}

// eachItsOwn makes two deeds of one that two states do, each in the other: "Iran
// and Saudi Arabia reopened their embassies" is an embassy of each.
func eachItsOwn(deeds []Deed) []Deed {
	var out []Deed
	for _, d := range deeds {
		if t := d.Best.Frame.Type; (t == "mission.open" || t == "mission.close") && len(d.From) == 2 && len(d.To) == 0 {
			there, back := d, d
			there.From, there.To = d.From[:1], d.From[1:]
			back.From, back.To = d.From[1:], d.From[:1]
			out = append(out, there, back)
			continue
		}
		out = append(out, d)
	}
	return out
}

// same tells whether two happenings may be one: of one type, with parties that
// agree as far as both name them, and of days that do not contradict. What two
// states are said to have done is the same as what one did to the other.
func (h *happening) same(o *happening) bool {
	if h.typ != o.typ || !o.near(h.tellings[0].v.When) {
		return false
	}
	if (len(h.to) == 0) != (len(o.to) == 0) && agree(codesOf(h.from, h.to), codesOf(o.from, o.to)) {
		return true
	}
	return agree(codesOf(h.from), codesOf(o.from)) && agree(codesOf(h.to), codesOf(o.to))
}

// agree tells whether two sides may be the same: one holds the other, which
// may be empty.
func agree(a, b []chancery.Code) bool { return within(a, b) || within(b, a) }

// deed gathers all that tells a hypothesis.
func (j *Judge) deed(s *Scene, h hypothesis, all []*happening) Deed {
	d := Deed{Best: h.tellings[0].v, From: h.from, To: h.to, Status: statuses[h.kind], Confidence: h.p}
	list := slices.Clone(h.tellings)
	for _, o := range all {
		if o != h.happening && h.same(o) {
			list = append(list, o.tellings...)
		}
	}
	for _, r := range list {
		if !slices.Contains(d.Tellings, r.v) {
			d.Tellings = append(d.Tellings, r.v)
		}
	}
	d.Person = personIn(d.Tellings)
	d.When = j.when(s, h)
	return d
}

// when is the day that most of the assurance of the tellings is for. What the
// headline and the lead say counts more: news puts the day in front, and what
// follows may date what was said about the deed. So do words that date a deed
// count more than a day that is inferred, which no telling confirms to another.
func (j *Judge) when(s *Scene, h hypothesis) chancery.When {
	type vote struct {
		chancery.When
		n float64
	}
	var stated []vote
	var inferred vote
	for _, r := range h.tellings {
		w, p := r.v.When, r.v.WhenP
		if r.v.Status != statuses[h.kind] {
			w, p = j.day(s, r.v.Frame, r.v.Stance, statuses[h.kind])
		}
		n := r.p * p
		if r.v.Frame.Sentence <= s.titleEnd {
			n *= 2
		}
		if w.Inferred {
			if n > inferred.n {
				inferred = vote{w, n}
			}
			continue
		}
		i := slices.IndexFunc(stated, func(v vote) bool { return v.From == w.From && v.To == w.To })
		if i < 0 {
			i = len(stated)
			stated = append(stated, vote{When: w})
		}
		stated[i].n += 2 * n
	}
	return slices.MaxFunc(append(stated, inferred), func(a, b vote) int { return cmp.Compare(a.n, b.n) }).When
}

// Act is what of the deed is scored.
func (d Deed) Act() score.Act {
	s := d.Best
	return score.Act{Type: s.Frame.Type, From: codesOf(d.From), To: codesOf(d.To), Status: d.Status, When: d.When,
		Evidence: fmt.Sprintf("%s %.2f (tells %.2f status %.2f)", s.Frame.Rule, d.Confidence, s.Tells, s.StatusP)}
}
