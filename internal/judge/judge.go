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
	return j, nil
}

// parts names the models.
func (j *Judge) parts() map[string]**linear.Model {
	return map[string]**linear.Model{"tells.gz": &j.tells, "party.gz": &j.party, "shape.gz": &j.shape, "status.gz": &j.status, "days.gz": &j.days, "right.gz": &j.right}
}

// Frame judges one frame of a scene.
func (j *Judge) Frame(s *Scene, f *act.Frame) Verdict {
	v := Verdict{Frame: f, Tells: float64(f.Weight), Stance: s.Stance.Judge(s.Tree, f.Trigger)}
	v.From, v.To, v.cands = j.parties(s, f)
	var x linear.Features
	v.Status, v.StatusP = v.Stance.Status, 0.8
	if j.status != nil {
		s.statusFeatures(f, v.Stance, &x)
		k, p := j.status.Best(&x)
		v.Status, v.StatusP = statuses[k], p
	}
	if j.tells != nil {
		s.tellsFeatures(f, v.Stance, v.From, v.To, v.cands, &x)
		v.Tells = j.tells.Probabilities(&x, make([]float64, 2))[1]
	}
	v.When, v.WhenP = j.day(s, f, v.Stance, v.Status)
	v.Confidence = v.Tells * v.StatusP
	if len(v.From) == 0 && len(v.To) == 0 {
		v.Confidence = 0 // nobody did nothing to nobody
	} else if j.right != nil {
		s.rightFeatures(&v, v.cands, &x)
		v.Confidence = j.right.Probabilities(&x, make([]float64, 2))[1]
	}
	return v
}

// rightFeatures describes the doubts of the other models about a verdict.
func (s *Scene) rightFeatures(v *Verdict, cands []Candidate, x *linear.Features) {
	x.Reset()
	typ := string(v.Frame.Type)
	least := 1.0
	for i := range cands {
		least = min(least, cands[i].P[cands[i].Side])
	}
	agree := true
	for i := range cands {
		agree = agree && cands[i].Side == cands[i].RuleSide
	}
	tells, status, party := tenth(v.Tells), tenth(v.StatusP), tenth(least)
	for _, t := range [...]string{"", typ} {
		x.Add("tells", tells, t)
		x.Add("status", status, t)
		x.Add("party", party, t)
		x.Add("which", string(v.Status), t)
		x.Add("sides", bucket(len(v.From)), bucket(len(v.To)), t)
		x.Add("agree", flag("y", agree), t)
	}
	x.Add("all", tells, party)
	x.Add("title", flag("t", v.Frame.Sentence < s.titleEnd), tells)
	x.Add("rule", v.Frame.Rule)
	x.Add("rule", v.Frame.Rule, flag("y", agree), party)
	x.Add("language", string(s.Doc.Lang), tells)
}

func tenth(p float64) string { return string(rune('0' + min(int(p*10), 9))) }

// tier tells whether acts of the type change what stands between states.
func (j *Judge) tier(t chancery.ActType) string {
	k, _ := j.kinds.Kind(t)
	return k.Tier
}
