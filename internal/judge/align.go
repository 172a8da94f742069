package judge

import (
	"strings"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/act"
	"github.com/chancery-ledger/chancery/internal/score"
	"github.com/chancery-ledger/chancery/text"
)

// bond is how surely a frame belongs to an annotated act.
type bond int

const (
	apart  bond = iota
	echo        // the same deed told elsewhere in the report
	beside      // in the sentence of the evidence
	on          // its trigger stands in the evidence
)

// align finds the annotated act that each frame tells; -1 is none.
func (s *Scene) align(gold []score.Act) (of []int, how []bond) {
	spans := make([]text.Span, len(gold))
	for i, g := range gold {
		if at := strings.Index(s.Doc.Text, g.Evidence); at >= 0 && g.Evidence != "" {
			spans[i] = text.Span{Start: at, End: at + len(g.Evidence)}
		}
	}
	of, how = make([]int, len(s.Frames)), make([]bond, len(s.Frames))
	for i := range s.Frames {
		f := &s.Frames[i]
		of[i] = -1
		best := 0
		for k, g := range gold {
			if g.Type != f.Type {
				continue
			}
			b := s.bond(f, g, spans[k])
			if b == apart {
				continue
			}
			if value := int(b)*10 + shared(f, g); of[i] < 0 || value > best {
				of[i], how[i], best = k, b, value
			}
		}
	}
	return of, how
}

func (s *Scene) bond(f *act.Frame, g score.Act, evidence text.Span) bond {
	t := s.Doc.Tokens[f.Trigger]
	trigger := text.Span{Start: int(t.Start), End: int(t.End)}
	switch {
	case evidence.Contains(trigger):
		return on
	case s.Doc.Sentences[f.Sentence].Span.Overlaps(evidence):
		return beside
	case shared(f, g) > 0:
		return echo
	}
	return apart
}

// shared is the number of the act's codes among the rule's parties.
func shared(f *act.Frame, g score.Act) int {
	var all []chancery.Code
	all = act.Codes(act.Codes(all, f.From), f.To)
	n := 0
	for _, c := range append(append([]chancery.Code(nil), g.From...), g.To...) {
		for _, d := range all {
			if c == d {
				n++
			}
		}
	}
	return n
}
