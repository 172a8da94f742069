package judge

import (
	"fmt"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/act"
	"github.com/chancery-ledger/chancery/internal/catalogue"
	"github.com/chancery-ledger/chancery/internal/linear"
	"github.com/chancery-ledger/chancery/models"
)

// Judge decides about frames. The models may be nil: then the rules decide.
type Judge struct {
	kinds  *catalogue.Catalogue
	tells  *linear.Model // no, yes
	party  *linear.Model // neither, from, to
	status *linear.Model // the five statuses
	days   *linear.Model // no, yes
	right  *linear.Model // no, yes
	shape  *linear.Model // fits: the numbers of parties on both sides
	seen   seen
}

// Rules is a judge without models.
func Rules(kinds *catalogue.Catalogue) *Judge { return &Judge{kinds: kinds} }

// Load is the judge with the embedded models.
func Load(kinds *catalogue.Catalogue) (*Judge, error) {
	j := Rules(kinds)
	for name, at := range j.parts() {
		f, err := models.FS.Open("judge/" + name)
		if err != nil {
			return nil, fmt.Errorf("judge: %w", err)
		}
		*at, err = linear.Load(f)
		f.Close()
		if err != nil {
			return nil, fmt.Errorf("judge: %s: %w", name, err)
		}
	}
	f, err := models.FS.Open("judge/" + seenFile)
	if err != nil {
		return nil, fmt.Errorf("judge: %w", err)
	}
	defer f.Close()
	if j.seen, err = loadSeen(f); err != nil {
		return nil, fmt.Errorf("judge: %s: %w", seenFile, err)
	}
	return j, nil
}

// seenFile names what the models were trained on.
const seenFile = "seen.tsv"

// parts names the models.
func (j *Judge) parts() map[string]**linear.Model {
	return map[string]**linear.Model{"tells.gz": &j.tells, "party.gz": &j.party, "shape.gz": &j.shape, "status.gz": &j.status, "days.gz": &j.days, "right.gz": &j.right}
}

// Part is a decision of the judge that a model takes.
type Part string

const (
	Telling    Part = "telling"    // whether a frame tells an act
	Sides      Part = "parties"    // who stands on which side
	Standing   Part = "status"     // done, planned, proposed, threatened, not
	Days       Part = "days"       // which date expression is the deed's
	Confidence Part = "confidence" // whether type, parties and status are right
)

// Without is the judge with one decision left to the rules.
func (j *Judge) Without(part Part) *Judge {
	k := *j
	switch part {
	case Telling:
		k.tells = nil
	case Sides:
		k.party = nil
	case Standing:
		k.status = nil
	case Days:
		k.days = nil
	case Confidence:
		k.right = nil
	}
	return &k
}

// Frame judges one frame of a scene.
func (j *Judge) Frame(s *Scene, f *act.Frame) Verdict {
	v := Verdict{Frame: f, Tells: float64(f.Weight), Stance: s.stanceOf(f)}
	v.From, v.To, v.cands, v.ways = j.parties(s, f)
	var x linear.Features
	v.Status, v.StatusP = v.Stance.Status, 0.8
	for k := range v.statusP {
		v.statusP[k] = 0.05
	}
	v.statusP[statusIndex(v.Status)] = v.StatusP
	if j.status != nil {
		s.statusFeatures(f, v.Stance, &x)
		j.status.Probabilities(&x, v.statusP[:])
		s.undo(f, v.Stance, &v.statusP)
		for k, p := range v.statusP {
			if k == 0 || p > v.StatusP {
				v.Status, v.StatusP = statuses[k], p
			}
		}
	}
	if j.tells != nil {
		s.tellsFeatures(f, v.Stance, v.From, v.To, v.cands, &x)
		v.Tells = j.tells.Probabilities(&x, make([]float64, 2))[1]
		if s.plainly(f) {
			v.Tells = max(v.Tells, textbook)
		}
		if j.unschooled(f.Type) {
			v.Tells = max(v.Tells, float64(f.Weight)*ruleWeight)
		}
	}
	v.When, v.WhenP = j.day(s, f, v.Stance, v.Status)
	return v
}

// verdicts judges all frames of a scene.
func (j *Judge) verdicts(s *Scene) []Verdict {
	out := make([]Verdict, len(s.Frames))
	for i := range s.Frames {
		out[i] = j.Frame(s, &s.Frames[i])
	}
	return out
}

// tier tells whether acts of the type change what stands between states.
func (j *Judge) tier(t chancery.ActType) string {
	k, _ := j.kinds.Kind(t)
	return k.Tier
}
