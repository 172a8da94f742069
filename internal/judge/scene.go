// Package judge decides what a proposed frame really tells: whether it tells
// its act at all, who the parties are, how the deed stands and on which day it
// fell. Four small models trained on annotated reports weigh what the rules,
// the tree and the words say; a fifth turns their doubts into one confidence.
//
// Every decision has a fallback that needs no model: the parties the rule
// found, the stance that the governing words give, the nearest date. A Judge
// without models uses these throughout.
package judge

import (
	"fmt"
	"slices"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/act"
	"github.com/chancery-ledger/chancery/internal/catalogue"
	"github.com/chancery-ledger/chancery/internal/name"
	"github.com/chancery-ledger/chancery/internal/stance"
	"github.com/chancery-ledger/chancery/internal/syntax"
	"github.com/chancery-ledger/chancery/internal/voice"
	"github.com/chancery-ledger/chancery/internal/when"
	"github.com/chancery-ledger/chancery/text"
)

// Scene is what the earlier stages found in one report.
type Scene struct {
	Report *chancery.Report
	Doc    *text.Doc
	Tree   *syntax.Tree
	Names  *name.Mentions
	Dates  []when.Expr
	Voices []voice.Statement
	Frames []act.Frame
	Stance *stance.Lexicon
	// Dateline is where the report says from where and when it was sent: neither
	// is of a deed.
	Dateline text.Span

	bySentence [][]int         // mentions of each sentence
	ranking    []chancery.Code // codes of the report, the most often named first
	listed     [][][]int       // lists of mentions in each sentence
	titleEnd   int             // sentences before this one are the headline
	profiles   map[chancery.Code]profile
	byType     map[chancery.ActType][]int // frames of each type
}

// inDateline tells whether a token stands in the dateline.
func (s *Scene) inDateline(token int) bool {
	at := int(s.Doc.Tokens[token].Start)
	return at >= s.Dateline.Start && at < s.Dateline.End
}

// Prepare indexes the scene. It must be called once, after the fields are set.
func (s *Scene) Prepare() {
	s.Frames = distinct(s.Frames)
	s.bySentence = make([][]int, len(s.Doc.Sentences))
	count := map[chancery.Code]int{}
	for i := range s.Names.List {
		m := &s.Names.List[i]
		if at := s.Doc.SentenceOf(m.First); at >= 0 && !s.inDateline(m.First) {
			s.bySentence[at] = append(s.bySentence[at], i)
		}
		for _, c := range m.Codes {
			if count[c]++; count[c] == 1 {
				s.ranking = append(s.ranking, c)
			}
		}
	}
	s.listed = make([][][]int, len(s.bySentence))
	for i := range s.listed {
		s.listed[i] = s.lists(i)
	}
	s.profiles = s.profilesOf()
	s.byType = map[chancery.ActType][]int{}
	for i := range s.Frames {
		s.byType[s.Frames[i].Type] = append(s.byType[s.Frames[i].Type], i)
	}
	slices.SortStableFunc(s.ranking, func(a, b chancery.Code) int { return count[b] - count[a] })
	for s.titleEnd < len(s.Doc.Sentences) && s.Doc.Sentences[s.titleEnd].Title {
		s.titleEnd++
	}
}

// distinct drops the frames that say what an earlier one says: rules overlap.
func distinct(frames []act.Frame) []act.Frame {
	type saying struct {
		typ      chancery.ActType
		trigger  int
		from, to string
	}
	seen := map[saying]bool{}
	spell := func(args []act.Arg) string { return fmt.Sprint(act.Codes(nil, args)) }
	return slices.DeleteFunc(frames, func(f act.Frame) bool {
		k := saying{f.Type, f.Trigger, spell(f.From), spell(f.To)}
		twice := seen[k]
		seen[k] = true
		return twice
	})
}

// Verdict is what the judge makes of one frame.
type Verdict struct {
	Frame    *act.Frame
	Tells    float64 // probability that the frame tells an act of its type
	From, To []Candidate
	Stance   stance.Stance
	Status   chancery.Status
	StatusP  float64
	When     chancery.When
	WhenP    float64

	cands   []Candidate
	ways    []way                  // the likeliest assignments of sides to the candidates
	statusP [len(statuses)]float64 // probability of each status
}

// lemma returns the lower-cased lemma of a token, "" outside the text.
func (s *Scene) lemma(i int) string {
	if i < 0 || i >= len(s.Tree.Lemma) {
		return ""
	}
	return s.Tree.Lemma[i]
}

// mutual tells whether order of the parties does not matter for the type.
func mutual(kinds *catalogue.Catalogue, t chancery.ActType) bool {
	k, _ := kinds.Kind(t)
	return k.Mutual
}
