package judge

import (
	"github.com/chancery-ledger/chancery/internal/act"
	"github.com/chancery-ledger/chancery/internal/linear"
	"github.com/chancery-ledger/chancery/internal/score"
)

const primerWeight = 2

// Primer is a sentence that stands beside a rule, with its scene. Acts that
// news seldom tells are learned from these, which say what tells an act and
// whose act it is; of how a deed stands and of its day they say nothing.
type Primer struct {
	Scene *Scene
	act.Example
}

// of lists the frames of the primer's own type; what else the sentence may
// tell, it does not say.
func (p *Primer) frames() []int { return p.Scene.byType[p.Type] }

// act is what a primer tells.
func (p *Primer) act() score.Act { return score.Act{Type: p.Type, From: p.From, To: p.To} }

// collectParties adds what a primer teaches about sides.
func (j *Judge) collectParties(p *Primer, l *lesson) {
	if !p.Tells || !p.Parties {
		return
	}
	for _, i := range p.frames() {
		f := &p.Scene.Frames[i]
		l.parties = append(l.parties, j.partyCase(p.Scene, f, p.act(), primerWeight))
		l.types = append(l.types, f.Type)
	}
}

// collectTelling adds what a primer teaches about words that tell an act.
func (j *Judge) collectTelling(p *Primer, l *lesson) {
	s := p.Scene
	var x linear.Features
	for _, i := range p.frames() {
		f := &s.Frames[i]
		from, to, cands, _ := j.parties(s, f)
		s.tellsFeatures(f, s.stanceOf(f), from, to, cands, &x)
		c := x.Case(0)
		if p.Tells {
			c.Class = 1
		}
		c.Weight = primerWeight
		l.tells = append(l.tells, c)
	}
}
