package judge

import (
	"slices"
	"strings"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/linear"
	"github.com/chancery-ledger/chancery/internal/score"
)

// hypothesis is a happening with one of the ways it may stand.
type hypothesis struct {
	*happening
	kind int     // index into statuses
	p    float64 // probability that type, parties and status are all right
}

// scarce is the share of a happening's tellings from which a status is
// looked at.
const scarce = 0.12

// hypotheses are all that the report may tell, with features for the model.
func hypotheses(all []*happening) []hypothesis {
	var out []hypothesis
	for _, h := range all {
		for k, p := range h.status {
			if p >= scarce {
				out = append(out, hypothesis{happening: h, kind: k})
			}
		}
	}
	return out
}

// rightFeatures describes the doubts about a hypothesis: how sure its tellings
// are, where they stand, and what else the report may tell instead.
func (s *Scene) rightFeatures(h hypothesis, all []*happening, x *linear.Features) {
	x.Reset()
	typ, best := string(h.typ), h.tellings[0]
	stat := string(statuses[h.kind])
	mass, share := tenth(h.mass), tenth(h.status[h.kind])
	surest := tenth(h.surest[h.kind])
	top, second := h.twoBest()
	title, lead := tenth(0), tenth(0)
	for at, p := range h.bySent {
		switch {
		case at < s.titleEnd:
			title = max(title, tenth(p))
		case at == s.titleEnd:
			lead = max(lead, tenth(p))
		}
	}
	rank, rival := h.rivals(all)
	other := s.otherType(h.happening, all)
	sides := bucket(len(h.from)) + ">" + bucket(len(h.to))
	for _, t := range [...]string{"", typ} {
		x.Add("mass", mass, t)
		x.Add("status", stat, share, t)
		x.Add("surest", stat, surest, t)
		x.Add("two", tenth(top), tenth(second), t)
		x.Add("sides", sides, t)
		x.Add("rank", rank, t)
		x.Add("rival", rival, t)
		x.Add("other", other, t)
		x.Add("title", title, t)
	}
	x.Add("all", mass, share)
	x.Add("all", surest, rank, rival)
	x.Add("surest done", stat, tenth(h.surest[0]), share)
	x.Add("all", mass, rank, rival)
	x.Add("all", mass, sides)
	x.Add("top", tenth(top), rank)
	x.Add("title lead", title, lead)
	x.Add("sentences", bucket(len(h.bySent)))
	x.Add("tells party", tenth(best.v.Tells), tenth(best.p/best.v.Tells))
	x.Add("position", bucket(best.v.Frame.Sentence-s.titleEnd), mass)
	x.Add("report", bucket(len(s.Doc.Sentences)/5), mass)
	x.Add("rule", best.v.Frame.Rule)
	x.Add("rule", best.v.Frame.Rule, tenth(top))
	x.Add("rule status", string(best.v.Stance.Status), stat)
	x.Add("agree", agreement(best))
	x.Add("agree", agreement(best), tenth(best.p))
	x.Add("language", string(s.Doc.Lang), mass)
	for _, c := range slices.Concat(h.from, h.to) {
		x.Add("ranked", bucket(c.rank), flag("inside", c.Inside))
	}
}

// twoBest are the likeliest two sentences.
func (h *happening) twoBest() (top, second float64) {
	for _, p := range h.bySent {
		if p > top {
			top, second = p, top
		} else if p > second {
			second = p
		}
	}
	return top, second
}

// agreement tells whether the rule put the parties where the model did.
func agreement(r reading) string {
	agree := [2]bool{true, true}
	for i, c := range slices.Concat(r.from, r.to) {
		want := From
		if i >= len(r.from) {
			want = To
		}
		if c.RuleSide != want {
			agree[want-From] = false
		}
	}
	return flag("F", agree[0]) + flag("T", agree[1]) + " " + filled(r.v.Frame)
}

// rivals tells how many likelier happenings of the type there are, and how
// the likeliest other one differs.
func (h *happening) rivals(all []*happening) (rank, rival string) {
	n := 0
	rival = "none"
	for _, o := range all {
		if o == h || o.typ != h.typ {
			continue
		}
		if rival == "none" {
			more := flag("+", o.mass > h.mass)
			rival = h.differs(o) + more + tenth(o.mass)
		}
		if o.mass > h.mass {
			n++
		}
	}
	return bucket(n), rival
}

// differs names how the parties of two happenings differ.
func (h *happening) differs(o *happening) string {
	a, b := codesOf(h.from, h.to), codesOf(o.from, o.to)
	switch {
	case h.key == o.key:
		return "days"
	case within(a, b) && within(b, a):
		return "order"
	case within(a, b):
		return "fewer"
	case within(b, a):
		return "more"
	case shareOne(a, b):
		return "shared"
	}
	return "apart"
}

func shareOne(a, b []chancery.Code) bool {
	return slices.ContainsFunc(a, func(c chancery.Code) bool { return slices.Contains(b, c) })
}

// otherType names the likeliest type that the same words may tell instead.
func (s *Scene) otherType(h *happening, all []*happening) string {
	for _, o := range all {
		if o.typ == h.typ || o.mass < h.mass {
			continue
		}
		for _, a := range o.tellings {
			for _, b := range h.tellings {
				if a.v.Frame.Trigger == b.v.Frame.Trigger {
					return string(o.typ)
				}
			}
		}
	}
	return ""
}

// tenth is a probability in steps of a tenth, as one character.
func tenth(p float64) string { return string(rune('0' + min(int(p*10), 9))) }

// rightCases tells which hypotheses about an example were right.
func (j *Judge) rightCases(e Example) []linear.Case {
	s := e.Scene
	all := happenings(j.kinds, j.verdicts(s))
	list := hypotheses(all)
	right := j.matching(list, e.Gold)
	out := make([]linear.Case, len(list))
	var x linear.Features
	for i, h := range list {
		s.rightFeatures(h, all, &x)
		class := 0
		if right[i] {
			class = 1
		}
		out[i] = x.Case(class)
	}
	return out
}

// matching marks for each annotated act the likeliest hypothesis that agrees
// with it, one whose days agree before one whose days do not.
func (j *Judge) matching(list []hypothesis, gold []score.Act) []bool {
	out := make([]bool, len(list))
	for _, g := range gold {
		best, rank := -1, 0.0
		for i, h := range list {
			if out[i] || !j.strictly(h, g) {
				continue
			}
			r := h.mass
			if score.DateAgrees(g.When, h.tellings[0].v.When) {
				r += 2
			}
			if r > rank {
				best, rank = i, r
			}
		}
		if best >= 0 {
			out[best] = true
		}
	}
	return out
}

// strictly tells whether a hypothesis has the type, parties and status of an
// annotated act.
func (j *Judge) strictly(h hypothesis, g score.Act) bool {
	if h.typ != g.Type || statuses[h.kind] != g.Status {
		return false
	}
	sc := score.New(j.kinds)
	hits, _, _ := sc.Add([]score.Act{g}, []score.Act{{Type: h.typ, From: codesOf(h.from), To: codesOf(h.to), Status: g.Status}})
	return len(hits) > 0
}

// within tells whether b holds all of a.
func within(a, b []chancery.Code) bool {
	return !slices.ContainsFunc(a, func(c chancery.Code) bool { return !slices.Contains(b, c) })
}

// personIn joins what tellings call the person: the longest name that holds
// the best telling's.
func personIn(tellings []*Verdict) string {
	person := tellings[0].Frame.Person
	for _, v := range tellings {
		if p := v.Frame.Person; len(p) > len(person) && strings.Contains(p, person) {
			person = p
		}
	}
	return person
}
