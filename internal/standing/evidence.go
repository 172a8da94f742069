package standing

import (
	"cmp"
	"slices"

	"github.com/chancery-ledger/chancery"
)

// evidenceOf shows a claim as evidence.
func evidenceOf(m *move, f *chancery.Filed, how string) Evidence {
	e := Evidence{
		Report: f.Report.ID, Publisher: f.Report.Publisher, Published: f.Report.Published, URL: f.Report.URL, Title: f.Report.Title,
		Claim: f.Claim.ID, Number: f.Number, Act: f.Claim.Type, SaidBy: f.Claim.SaidBy, How: how,
	}
	if m != nil {
		e.Event, e.Rests = m.id, m.row.Rests
	}
	if len(f.Claim.Evidence) > 0 {
		s := f.Claim.Evidence[0]
		e.Text, e.Start, e.End = s.Text, s.Start, s.End
	}
	return e
}

// mostEvidence is how many pieces of evidence an answer shows. A state that
// stood for years may rest on thousands of reports.
const mostEvidence = 50

// told is a claim that speaks for a stretch.
type told struct {
	m   *move
	f   *chancery.Filed
	how string
}

// evidence are claims that speak for the stretch, those that say what it rests
// on first, the earliest report first; then what was told besides. more is how
// many there are beyond the first mostEvidence.
func (s *Stretch) evidence(rests Rests) (out []Evidence, more int) {
	list := s.told(rests)
	for _, t := range list[:min(len(list), mostEvidence)] {
		out = append(out, evidenceOf(t.m, t.f, t.how))
	}
	return out, len(list) - len(out)
}

// told is all that speaks for the stretch, in order.
func (s *Stretch) told(rests Rests) []told {
	var out []told
	add := func(m *move, how string) {
		if m == nil || m.ev == nil {
			return
		}
		for _, f := range m.claims {
			out = append(out, told{m, f, how})
		}
	}
	for i, g := range s.grounds {
		if i == 0 {
			add(g.m, "began")
		} else {
			add(g.m, "bears out")
		}
	}
	for _, f := range s.further {
		add(f.m, "besides")
	}
	slices.SortStableFunc(out, func(a, b told) int {
		return cmp.Or(cmp.Compare(howOrder(a.how), howOrder(b.how)), -cmp.Compare(bit(a.m.row.Rests == rests), bit(b.m.row.Rests == rests)),
			cmp.Compare(a.f.Report.Published, b.f.Report.Published), cmp.Compare(a.f.Number, b.f.Number), cmp.Compare(a.f.Claim.ID, b.f.Claim.ID))
	})
	return out
}

func howOrder(how string) int {
	if how == "besides" {
		return 1
	}
	return 0
}

// sources is how many independent sources speak for the stretch: those of the
// best attested event. Copies of one text were counted once when the event was
// made; two events may share a source, so they are not added up.
func (s *Stretch) sources() int {
	n := 0
	for _, g := range s.grounds {
		if g.m == nil || g.m.ev == nil || g.rests == Default {
			continue
		}
		k := g.m.ev.Sources
		if k == 0 {
			publishers := map[string]bool{}
			for _, c := range g.m.claims {
				publishers[c.Report.Publisher] = true
			}
			k = len(publishers)
		}
		n = max(n, k)
	}
	return n
}

// denials are the claims that the deeds behind the stretch did not happen.
func (s *Stretch) denials() []Denial {
	var out []Denial
	for _, g := range s.grounds {
		if g.m == nil || g.m.ev == nil {
			continue
		}
		for i := range g.m.ev.Denied {
			f := &g.m.ev.Denied[i]
			d := Denial{Evidence: evidenceOf(g.m, f, "denies")}
			for _, v := range f.Claim.SaidBy {
				if v.Code != "" && !slices.Contains(d.By, v.Code) {
					d.By = append(d.By, v.Code)
				}
			}
			if !slices.ContainsFunc(out, func(o Denial) bool { return o.Evidence.Claim == d.Evidence.Claim }) {
				out = append(out, d)
			}
		}
	}
	return out
}

// voices are the parties on whose word the stretch rests: for what is asserted
// the actor, else those whose officials say it. alleged is set where no claim
// is in a report's own voice.
func (s *Stretch) voices(rests Rests) (codes []chancery.Code, alleged bool) {
	own := false
	for _, g := range s.grounds {
		if g.m == nil || g.m.ev == nil || g.rests != rests || rests == Default {
			continue
		}
		for _, c := range g.m.claims {
			said := false
			for _, v := range c.Claim.SaidBy {
				if v.Code != "" && !slices.Contains(codes, v.Code) {
					codes = append(codes, v.Code)
				}
				said = said || v.Kind != "agency" && v.Kind != "paper"
			}
			own = own || !said && !c.Claim.Alleged
			alleged = true
		}
		if rests == Asserted && len(codes) == 0 {
			codes = append(codes, g.m.by...)
		}
	}
	slices.Sort(codes)
	return codes, alleged && !own
}

func factsOf(s *Stretch) []Fact {
	var out []Fact
	for _, g := range s.grounds {
		if g.m != nil && g.m.fact != nil {
			out = append(out, *g.m.fact)
		}
	}
	return out
}
