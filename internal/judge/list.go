package judge

import (
	"slices"

	"github.com/chancery-ledger/chancery/internal/act"
	"github.com/chancery-ledger/chancery/internal/name"
	"github.com/chancery-ledger/chancery/internal/syntax"
)

// Names in one list mostly have one part in what is told: "Iraq, Afghanistan
// and Egypt", "British and French embassies". Parsers lose their way in long
// lists; commas and a conjunction do not lie.

// lists gives the mentions of a sentence that stand in lists, each list in the
// order of the text.
func (s *Scene) lists(sentence int) [][]int {
	var out [][]int
	var run []int
	end := 0 // of the run, behind the last member that a conjunction joins
	closeRun := func() {
		if end > 1 {
			out = append(out, run[:end:end])
		}
		run, end = nil, 0
	}
	for _, m := range s.bySentence[sentence] {
		mention := &s.Names.List[m]
		if len(mention.Codes) == 0 {
			continue
		}
		if len(run) > 0 {
			last := &s.Names.List[run[len(run)-1]]
			ok, and := s.separated(last.First, last.Last, mention.First)
			if !ok {
				closeRun()
			} else if and {
				end = len(run) + 1
			}
		}
		run = append(run, m)
	}
	closeRun()
	return out
}

// separated tells whether only commas, conjunctions, articles and the
// preposition that stands before the first stand between two mentions, and
// whether a conjunction does.
func (s *Scene) separated(first, from, to int) (ok, and bool) {
	if from > to {
		return false, false
	}
	for t := from; t < to; t++ {
		switch w := s.Doc.Word(t); {
		case w == ",":
			ok = true
		case s.Tree.Tags[t] == syntax.CCONJ, w == "&":
			ok, and = true, true
		case s.Tree.Tags[t] == syntax.ADP && ok && first > 0 && (s.lemma(t) == s.lemma(first-1) || first > 1 && s.lemma(t) == s.lemma(first-2)):
		case s.Tree.Tags[t] != syntax.DET:
			return false, false
		}
	}
	return ok, and
}

// unitsOf joins the candidates that stand in one list of the frame's sentence:
// the sides of a unit are chosen as one. A candidate that the sentence names
// elsewhere too stays alone, and so do those between whom something is said to
// stand ("between Russia and Ukraine").
func (s *Scene) unitsOf(f *act.Frame, cands []Candidate) [][]int {
	unit := make([]int, len(cands))
	for i := range unit {
		unit[i] = i
	}
	for _, list := range s.listed[f.Sentence] {
		if s.setsApart(list) {
			continue
		}
		first := -1
		for _, m := range list {
			i := s.candidateOf(cands, m)
			switch {
			case i < 0 || s.namedBeside(&cands[i], list) || unit[i] != i:
			case first < 0:
				first = i
			default:
				unit[max(i, first)] = min(i, first)
				first = min(i, first)
			}
		}
	}
	var out [][]int
	at := map[int]int{}
	for i := range cands {
		root := i
		for unit[root] != root {
			root = unit[root]
		}
		k, ok := at[root]
		if !ok {
			k = len(out)
			at[root] = k
			out = append(out, nil)
		}
		out[k] = append(out[k], i)
	}
	return out
}

// namedBeside tells whether the sentence names a candidate outside a list too;
// "the ambassadors of France" is no other naming than "France" in it.
func (s *Scene) namedBeside(c *Candidate, list []int) bool {
	return slices.ContainsFunc(c.Mentions, func(m int) bool {
		switch s.Names.List[m].Kind {
		case name.Office, name.Organ, name.Anaphor, name.Person:
			return false
		}
		return !slices.Contains(list, m)
	})
}

// setsApart tells whether a list names those between whom something stands.
func (s *Scene) setsApart(list []int) bool {
	i := s.Names.List[list[0]].First - 1
	if i >= 0 && s.Tree.Tags[i] == syntax.DET {
		i--
	}
	switch s.lemma(i) {
	case "between", "entre":
		return true
	}
	return false
}

// candidateOf is the candidate that a mention names; -1 is none or several.
func (s *Scene) candidateOf(cands []Candidate, mention int) int {
	if codes := s.Names.List[mention].Codes; len(codes) == 1 {
		return slices.IndexFunc(cands, func(c Candidate) bool { return c.Code == codes[0] })
	}
	return -1
}
