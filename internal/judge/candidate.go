package judge

import (
	"slices"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/act"
	"github.com/chancery-ledger/chancery/internal/name"
)

// Side is the place of a party in an act.
type Side int

const (
	Neither Side = iota
	From
	To
)

// Candidate is a code that may be a party to a frame, with the places where
// the report names it.
type Candidate struct {
	Code     chancery.Code
	Mentions []int // indices into Names.List: those of the sentence, else the nearest one outside it
	Inside   bool  // named in the frame's sentence
	RuleSide Side  // where the rule puts it
	RuleArg  *act.Arg
	P        [3]float64 // probability of each side
	Side     Side       // the side chosen

	inTitle, inLead, inPrevious bool
	rank                        int // place in the report's ranking of codes
}

// candidates lists the codes that may be parties to f: those of its sentence,
// of its rule, of the headline, of the lead and of the sentence before.
func (s *Scene) candidates(f *act.Frame) []Candidate {
	var out []Candidate
	add := func(c chancery.Code) *Candidate {
		for i := range out {
			if out[i].Code == c {
				return &out[i]
			}
		}
		out = append(out, Candidate{Code: c, rank: slices.Index(s.ranking, c)})
		return &out[len(out)-1]
	}
	for side, args := range [...][]act.Arg{From: f.From, To: f.To} {
		for i := range args {
			for _, c := range args[i].Codes {
				if x := add(c); x.RuleSide == Neither {
					x.RuleSide, x.RuleArg = Side(side), &args[i]
					if args[i].Mention >= 0 {
						x.Mentions, x.Inside = appendOnce(x.Mentions, args[i].Mention), true
					}
				}
			}
		}
	}
	for _, m := range s.bySentence[f.Sentence] {
		for _, c := range s.Names.List[m].Codes {
			x := add(c)
			x.Mentions, x.Inside = appendOnce(x.Mentions, m), true
		}
	}
	s.addOutside(f.Sentence, add)
	return out
}

// addOutside adds the codes that only other sentences name, and marks where
// else the codes of the sentence stand.
func (s *Scene) addOutside(sentence int, add func(chancery.Code) *Candidate) {
	mark := func(from, to int, set func(*Candidate)) {
		for at := max(from, 0); at < to && at < len(s.bySentence); at++ {
			for _, m := range s.bySentence[at] {
				mention := &s.Names.List[m]
				if mention.Kind == name.City && len(s.ranking) > 3 {
					continue
				}
				for _, c := range mention.Codes {
					x := add(c)
					if len(x.Mentions) == 0 {
						x.Mentions = append(x.Mentions, m)
					}
					set(x)
				}
			}
		}
	}
	mark(0, s.titleEnd, func(x *Candidate) { x.inTitle = true })
	mark(s.titleEnd, s.titleEnd+1, func(x *Candidate) { x.inLead = true })
	mark(sentence-1, sentence, func(x *Candidate) { x.inPrevious = true })
}

func appendOnce(list []int, x int) []int {
	if slices.Contains(list, x) {
		return list
	}
	return append(list, x)
}
