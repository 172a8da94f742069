// Package score measures readings against annotated reports. It is the scorer
// of the annotation guidelines: an act read matches an annotated act of the
// same report where type, from, to and status agree; each matches once.
package score

import (
	"slices"
	"strings"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/catalogue"
)

// Act is what of an act is compared.
type Act struct {
	Type     chancery.ActType
	From, To []chancery.Code
	Status   chancery.Status
	When     chancery.When
	Evidence string
	Person   string
}

// FromClaim takes the compared parts of a claim.
func FromClaim(c chancery.Claim) Act {
	return Act{Type: c.Type, From: codes(c.From), To: codes(c.To), Status: c.Status, When: c.When}
}

func codes(ps []chancery.Party) []chancery.Code {
	out := make([]chancery.Code, len(ps))
	for i, p := range ps {
		out[i] = p.Code
	}
	return out
}

// Level says how much of an act must agree.
type Level string

const (
	Strict Level = "strict" // type, direction, status
	Dyad   Level = "dyad"   // type and both parties
	Type   Level = "type"   // the type alone
)

// Figures are counts over reports with the rates that follow from them.
type Figures struct {
	Hits, Gold, Got int
	Dated           int // hits whose days agree
}

// Precision is the share of acts read that are annotated.
func (f Figures) Precision() float64 { return ratio(f.Hits, f.Got) }

// Recall is the share of annotated acts that are read.
func (f Figures) Recall() float64 { return ratio(f.Hits, f.Gold) }

// F1 is the harmonic mean of both.
func (f Figures) F1() float64 { return ratio(2*f.Hits, f.Got+f.Gold) }

// Date is the share of hits whose days agree.
func (f Figures) Date() float64 { return ratio(f.Dated, f.Hits) }

func ratio(a, b int) float64 {
	if b == 0 {
		return 0
	}
	return float64(a) / float64(b)
}

// Scorer counts.
type Scorer struct {
	kinds *catalogue.Catalogue
	all   map[Level]map[bool]*Figures // by level, then tier A only or all
	quiet [2]int                      // reports without annotated acts; of those with tier-A acts read
}

// New returns a scorer over a table of acts.
func New(kinds *catalogue.Catalogue) *Scorer {
	s := &Scorer{kinds: kinds, all: map[Level]map[bool]*Figures{}}
	for _, l := range []Level{Strict, Dyad, Type} {
		s.all[l] = map[bool]*Figures{true: {}, false: {}}
	}
	return s
}

// Figures returns the counts at a level, for tier A alone or for all acts.
func (s *Scorer) Figures(l Level, tierA bool) Figures { return *s.all[l][tierA] }

// Quiet returns how many reports tell of no act, and how many of them were
// given a tier-A act all the same.
func (s *Scorer) Quiet() (reports, alarmed int) { return s.quiet[0], s.quiet[1] }

// Pair is an annotated act with the act read for it.
type Pair struct{ Gold, Got Act }

// Add counts one report and returns the strict matches, misses and false acts.
func (s *Scorer) Add(gold, got []Act) (hits []Pair, missed, wrong []Act) {
	for level, byTier := range s.all {
		for tierA, f := range byTier {
			g, p := s.only(gold, tierA), s.only(got, tierA)
			pairs, misses, free := s.pair(g, p, level)
			f.Hits += len(pairs)
			f.Gold += len(g)
			f.Got += len(p)
			for _, x := range pairs {
				if DateAgrees(x.Gold.When, x.Got.When) {
					f.Dated++
				}
			}
			if level == Strict && !tierA {
				hits, missed, wrong = pairs, misses, free
			}
		}
	}
	if len(gold) == 0 {
		s.quiet[0]++
		if len(s.only(got, true)) > 0 {
			s.quiet[1]++
		}
	}
	return hits, missed, wrong
}

func (s *Scorer) only(acts []Act, tierA bool) []Act {
	if !tierA {
		return acts
	}
	var out []Act
	for _, a := range acts {
		if k, _ := s.kinds.Kind(a.Type); k.Tier == "A" {
			out = append(out, a)
		}
	}
	return out
}

// pair matches greedily, one to one; agreeing dates break ties.
func (s *Scorer) pair(gold, got []Act, level Level) (pairs []Pair, missed, free []Act) {
	free = slices.Clone(got)
	for _, g := range gold {
		best := -1
		for i, p := range free {
			if s.key(g, level) == s.key(p, level) && (best < 0 || !DateAgrees(g.When, free[best].When) && DateAgrees(g.When, p.When)) {
				best = i
			}
		}
		if best < 0 {
			missed = append(missed, g)
			continue
		}
		pairs = append(pairs, Pair{g, free[best]})
		free = slices.Delete(free, best, best+1)
	}
	return pairs, missed, free
}

// key is equal for two acts that agree at a level.
func (s *Scorer) key(a Act, level Level) string {
	k, _ := s.kinds.Kind(a.Type)
	switch {
	case level == Type:
		return string(a.Type)
	case level == Dyad:
		return string(a.Type) + "|" + set(a.From, a.To)
	case k.Mutual || len(a.To) == 0:
		return string(a.Type) + "|" + string(a.Status) + "|" + set(a.From, a.To)
	}
	return string(a.Type) + "|" + string(a.Status) + "|" + set(a.From) + ">" + set(a.To)
}

func set(lists ...[]chancery.Code) string {
	var all []string
	for _, l := range lists {
		for _, c := range l {
			all = append(all, string(c))
		}
	}
	slices.Sort(all)
	return strings.Join(slices.Compact(all), "+")
}

// DateAgrees tells whether the days read overlap those annotated, widened by
// one day, and are at most 31 days longer. An annotated act without days
// agrees with a reading that leaves a bound open.
func DateAgrees(gold, got chancery.When) bool {
	switch {
	case gold.From == 0 && gold.To == 0:
		return got.From == 0 || got.To == 0
	case gold.From == 0:
		return got.From == 0 || got.To == 0 || got.To <= gold.To
	case gold.To == 0:
		return got.From == 0 || got.To == 0 || got.From >= gold.From
	case got.From == 0 || got.To == 0:
		return false
	}
	overlap := got.From <= gold.To+1 && got.To >= gold.From-1
	return overlap && (got.To-got.From) <= (gold.To-gold.From)+31
}
