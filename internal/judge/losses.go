package judge

import (
	"slices"

	"github.com/chancery-ledger/chancery/internal/catalogue"
	"github.com/chancery-ledger/chancery/internal/score"
)

// Loss is the stage at which an annotated act was lost.
type Loss string

const (
	Found    Loss = "found"
	NoFrame  Loss = "no frame of the type"
	NoParty  Loss = "a party is no candidate"
	Parties  Loss = "wrong parties"
	Status   Loss = "wrong status"
	TooFaint Loss = "below the threshold"
)

// Trace tells for each annotated act of an example where it was lost, from
// the frame that came nearest.
func (j *Judge) Trace(e Example, told []score.Act) []Loss {
	s := e.Scene
	out := make([]Loss, len(e.Gold))
	for k, g := range e.Gold {
		out[k] = NoFrame
		rank := 0
		for i := range s.Frames {
			if s.Frames[i].Type != g.Type {
				continue
			}
			loss, r := j.traceFrame(s, i, g, told)
			if r > rank {
				out[k], rank = loss, r
			}
		}
	}
	return out
}

func (j *Judge) traceFrame(s *Scene, i int, g score.Act, told []score.Act) (Loss, int) {
	v := j.Frame(s, &s.Frames[i])
	have := codesOf(s.candidates(v.Frame))
	for _, c := range slices.Concat(g.From, g.To) {
		if !slices.Contains(have, c) {
			return NoParty, 1
		}
	}
	hit := func(acts []score.Act, level score.Level) bool {
		sc := score.New(j.kinds)
		sc.Add([]score.Act{g}, acts)
		return sc.Figures(level, false).Hits > 0
	}
	a := score.Act{Type: v.Frame.Type, From: codesOf(v.From), To: codesOf(v.To), Status: v.Status, When: v.When}
	right := a
	right.Status = g.Status
	switch {
	case !hit([]score.Act{right}, score.Strict):
		return Parties, 2
	case a.Status != g.Status:
		return Status, 3
	case !hit(told, score.Strict):
		return TooFaint, 4
	}
	return Found, 6
}

// TierA tells whether a type changes what stands between states.
func TierA(kinds *catalogue.Catalogue, a score.Act) bool {
	k, _ := kinds.Kind(a.Type)
	return k.Tier == "A"
}
