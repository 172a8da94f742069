package judge

import (
	"math"
	"slices"
	"strings"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/act"
	"github.com/chancery-ledger/chancery/internal/linear"
)

// The parties of a frame are chosen together. Which of two states is the actor
// is a choice between them, and an act has seldom two actors and no target. So
// the model scores whole assignments: the sum over the candidates of how well
// each fits its side, and how well the numbers on both sides fit the type. Its
// probabilities are those of a conditional random field over the candidates
// (Lafferty, McCallum and Pereira 2001), small enough to be summed in full.

// together is the number of candidates chosen together; those after them (an
// enumeration of ten states) are chosen one by one.
const together = 6

// assignment gives each of the candidates chosen together a side.
type assignment [together]Side

// field is one frame's candidates with the scores of their sides.
type field struct {
	units [][]int      // candidates whose sides are chosen as one
	local [][3]float64 // of each unit chosen together
	rest  [][3]float64 // of the others
	shape byShape
	own   int  // the unit that is the state of the person whom the act befalls, -1 if none is
	one   bool // the type is mutual: nobody stands on the To side
	held  bool // the type is of a person: nobody but the state of that person stands on the To side
}

// shape is a number of parties on either side, three meaning more, and the side
// of the state of the person whom the act befalls.
type shape struct {
	from, to int
	own      Side
}

// byShape has a number for each shape.
type byShape [4][4][len(sides)]float64

func (b *byShape) of(s shape) *float64 { return &b[s.from][s.to][s.own] }

func (f *field) shapeOf(a *assignment, n int) shape {
	var s shape
	for i, side := range a[:n] {
		if i == f.own {
			s.own = side
		}
		switch side {
		case From:
			s.from = min(s.from+1, 3)
		case To:
			s.to = min(s.to+1, 3)
		}
	}
	return s
}

// each calls visit with every assignment and its score.
func (f *field) each(visit func(a *assignment, score float64)) {
	var a assignment
	n := len(f.local)
	var walk func(i int, score float64)
	walk = func(i int, score float64) {
		if i == n {
			if !f.lawful(&a, n) {
				return
			}
			visit(&a, score+*f.shape.of(f.shapeOf(&a, n)))
			return
		}
		for side := Neither; side <= To; side++ {
			if side == To && f.one {
				break
			}
			a[i] = side
			walk(i+1, score+f.local[i][side])
		}
	}
	walk(0, 0)
}

// lawful tells whether an assignment agrees with the definition of the type: an
// act toward a person is between who acts and the state of the person, where it
// is another one.
func (f *field) lawful(a *assignment, n int) bool {
	if !f.held || f.own < 0 || f.own >= n {
		return true
	}
	for i, side := range a[:n] {
		if side == To && i != f.own {
			return false
		}
	}
	return true
}

// way is one assignment of sides to all candidates, and its probability.
type way struct {
	Sides []Side
	P     float64
}

// ways is how many of the likeliest assignments are kept.
const ways = 4

// solution is what a field says.
type solution struct {
	best     [ways]assignment // the likeliest first
	p        [ways]float64    // their probabilities, 0 where there are fewer
	marginal [together][3]float64
	shapes   byShape
}

// solve sums over all assignments.
func (f *field) solve() solution {
	var s solution
	for i := range s.p {
		s.p[i] = math.Inf(-1)
	}
	f.each(func(a *assignment, score float64) {
		for i := range s.p {
			if score > s.p[i] {
				copy(s.p[i+1:], s.p[i:])
				copy(s.best[i+1:], s.best[i:])
				s.p[i], s.best[i] = score, *a
				break
			}
		}
	})
	top, total := s.p[0], 0.0
	f.each(func(a *assignment, score float64) {
		p := math.Exp(score - top)
		total += p
		for i := range f.local {
			s.marginal[i][a[i]] += p
		}
		*s.shapes.of(f.shapeOf(a, len(f.local))) += p
	})
	for i := range s.p {
		s.p[i] = math.Exp(s.p[i]-top) / total
	}
	for i := range f.local {
		for side := range s.marginal[i] {
			s.marginal[i][side] /= total
		}
	}
	for from := range s.shapes {
		for to := range s.shapes[from] {
			for own := range s.shapes[from][to] {
				s.shapes[from][to][own] /= total
			}
		}
	}
	return s
}

// possible are all shapes that n units may have.
func (f *field) possible(n int) []shape {
	var out []shape
	for from := 0; from <= min(n, 3); from++ {
		for to := 0; to <= min(n-from, 3) && (to == 0 || !f.one); to++ {
			if f.own < 0 || f.own >= n {
				out = append(out, shape{from, to, Neither})
				continue
			}
			if from+to < n {
				out = append(out, shape{from, to, Neither})
			}
			if from > 0 {
				out = append(out, shape{from, to, From})
			}
			if to > 0 {
				out = append(out, shape{from, to, To})
			}
		}
	}
	return out
}

// shapeFeatures describes a shape of a frame's parties.
func (s *Scene) shapeFeatures(f *act.Frame, cands []Candidate, sh shape, own bool, x *linear.Features) {
	x.Reset()
	form := bucket(sh.from) + ">" + bucket(sh.to)
	inside := 0
	for i := range cands {
		if cands[i].Inside {
			inside++
		}
	}
	x.Add("shape", form)
	x.Add("shape", form, string(f.Type))
	x.Add("shape", form, filled(f))
	x.Add("shape", form, filled(f), string(f.Type))
	x.Add("shape", form, bucket(inside))
	x.Add("shape", form, bucket(len(f.From)), bucket(len(f.To)))
	x.Add("shape", form, f.Rule)
	if own {
		x.Add("own", form, sides[sh.own])
		x.Add("own", form, sides[sh.own], string(f.Type))
		x.Add("own", sides[sh.own], string(f.Type))
		x.Add("own", form, sides[sh.own], filled(f))
	}
}

// fieldOf scores the candidates of a frame.
func (j *Judge) fieldOf(s *Scene, f *act.Frame, cands []Candidate) field {
	out := field{one: mutual(j.kinds, f.Type), units: s.unitsOf(f, cands)}
	out.own, out.held = s.ownUnit(f, cands, out.units), toward(f.Type)
	var x linear.Features
	for i, unit := range out.units {
		var mean [3]float64
		for _, c := range unit {
			s.partyFeatures(f, cands, c, &x)
			var scores [3]float64
			j.party.Scores(x.IDs(), scores[:])
			for side := range mean {
				mean[side] += scores[side] / float64(len(unit))
			}
		}
		if i < together {
			out.local = append(out.local, mean)
		} else {
			out.rest = append(out.rest, mean)
		}
	}
	for i, unit := range out.units[:len(out.local)] {
		if between(f.Type) && strings.HasPrefix(string(cands[unit[0]].Code), "NSA:") {
			out.local[i][From], out.local[i][To] = never, never
		}
	}
	var score [1]float64
	for _, sh := range out.possible(len(out.local)) {
		s.shapeFeatures(f, cands, sh, out.own >= 0, &x)
		j.shape.Scores(x.IDs(), score[:])
		*out.shape.of(sh) = score[0]
	}
	return out
}

// never is the score of what cannot be.
const never = -30

// between tells whether acts of the type are between states, or they and their
// organisations: an armed group has no missions and sends no envoys.
func between(t chancery.ActType) bool {
	switch group, _, _ := strings.Cut(string(t), "."); group {
	case "relations", "consular", "recognition", "mission", "envoy", "protection", "safeconduct", "extradition", "visa", "organisation":
		return true
	}
	return false
}

// ownUnit is the unit that holds the state of the person whom the act befalls,
// -1 where no person is known.
func (s *Scene) ownUnit(f *act.Frame, cands []Candidate, units [][]int) int {
	if f.PersonMention < 0 {
		return -1
	}
	codes := s.Names.List[f.PersonMention].Codes
	return slices.IndexFunc(units[:min(len(units), together)], func(unit []int) bool {
		return len(unit) == 1 && slices.Contains(codes, cands[unit[0]].Code)
	})
}

// assign sets the probabilities of every candidate's sides, and returns the
// likeliest assignments. Candidates beyond those chosen together take their
// likeliest side in each.
func (j *Judge) assign(s *Scene, f *act.Frame, cands []Candidate) []way {
	fd := j.fieldOf(s, f, cands)
	found := fd.solve()
	for i, unit := range fd.units {
		for _, c := range unit {
			cands[c].Side, cands[c].P = fd.side(&found, i)
		}
	}
	var out []way
	for k, p := range found.p {
		if k > 0 && p < least {
			break
		}
		w := way{Sides: make([]Side, len(cands)), P: p}
		for i, unit := range fd.units {
			for _, c := range unit {
				w.Sides[c] = cands[c].Side
				if i < together {
					w.Sides[c] = found.best[k][i]
				}
			}
		}
		out = append(out, w)
	}
	return out
}

// side is the likeliest side of a unit, with the probabilities of all.
func (f *field) side(found *solution, unit int) (Side, [3]float64) {
	if unit < together {
		return found.best[0][unit], found.marginal[unit]
	}
	p := f.rest[unit-together]
	linear.Softmax(p[:])
	if f.one {
		p[Neither] += p[To]
		p[To] = 0
	}
	return likeliest(p), p
}

// partyCase is a training frame: features of candidates and shapes, and the
// sides that the annotation gives.
type partyCase struct {
	field  field
	local  [][]uint32 // of each candidate
	shapes map[shape][]uint32
	gold   []Side // of each unit
	weight float64
}

// learnParties fits the two models of parties by stochastic gradient ascent on
// the probability of the annotated assignments.
func learnParties(cases []partyCase, o linear.Options) (party, shapeModel *linear.Model) {
	local, global := linear.NewLearner(sides[:], o), linear.NewLearner([]string{"fits"}, o)
	for epoch := range o.Epochs {
		for _, i := range shuffled(len(cases), o.Seed, epoch) {
			cases[i].learn(local, global)
		}
		if epoch >= o.Epochs/2 {
			local.Sum()
			global.Sum()
		}
	}
	return local.Average(), global.Average()
}

func (c *partyCase) learn(local, global *linear.Learner) {
	n := min(len(c.field.units), together)
	var gold assignment
	copy(gold[:], c.gold[:n])
	if !c.field.lawful(&gold, n) {
		return
	}
	c.field.local = slices.Grow(c.field.local[:0], n)[:n]
	for i, unit := range c.field.units[:n] {
		c.field.local[i] = [3]float64{}
		for _, at := range unit {
			var scores [3]float64
			local.Model.Scores(c.local[at], scores[:])
			for side := range scores {
				c.field.local[i][side] += scores[side] / float64(len(unit))
			}
		}
	}
	var score [1]float64
	for sh, ids := range c.shapes {
		global.Model.Scores(ids, score[:])
		*c.field.shape.of(sh) = score[0]
	}
	found := c.field.solve()
	for i := range n {
		for side := Neither; side <= To; side++ {
			observed := 0.0
			if c.gold[i] == side {
				observed = 1
			}
			for _, at := range c.field.units[i] {
				local.Step(c.local[at], int(side), c.weight*(found.marginal[i][side]-observed)/float64(len(c.field.units[i])))
			}
		}
	}
	is := c.field.shapeOf(&gold, n)
	for _, sh := range c.field.possible(n) {
		observed := 0.0
		if sh == is {
			observed = 1
		}
		global.Step(c.shapes[sh], 0, c.weight*(*found.shapes.of(sh)-observed))
	}
}

// toward tells whether an act of the type befalls a person.
func toward(t chancery.ActType) bool { return strings.HasPrefix(string(t), "person.") }
