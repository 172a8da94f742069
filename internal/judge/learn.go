package judge

import (
	"errors"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"slices"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/act"
	"github.com/chancery-ledger/chancery/internal/catalogue"
	"github.com/chancery-ledger/chancery/internal/linear"
	"github.com/chancery-ledger/chancery/internal/score"
)

// Example is an annotated report with its scene.
type Example struct {
	Scene *Scene
	Gold  []score.Act
}

// lesson collects the training cases of the first four models.
type lesson struct {
	tells, status, days []linear.Case
	parties             []partyCase
	types               []chancery.ActType // of parties
}

// Learn trains a judge. The model of confidence must not see the others'
// verdicts on what they were trained on, so they are trained on folds and
// judge the fold left out; then they are trained on everything.
func Learn(kinds *catalogue.Catalogue, examples []Example, primers []Primer, folds int) *Judge {
	j := Rules(kinds)
	j.seen = count(examples)
	var right []linear.Case
	for k := range folds {
		part := Rules(kinds)
		part.seen = j.seen
		part.fit(without(examples, k, folds), primers)
		for i := k; i < len(examples); i += folds {
			right = append(right, part.rightCases(examples[i])...)
		}
	}
	j.fit(examples, primers)
	j.right = linear.Train([]string{"no", "yes"}, right, options(5))
	return j
}

// without are the examples that are not of fold k.
func without(examples []Example, k, folds int) []Example {
	var out []Example
	for i := range examples {
		if i%folds != k {
			out = append(out, examples[i])
		}
	}
	return out
}

// fit trains the four first models. The model of acceptance sees the parties
// that the model of parties chooses.
func (j *Judge) fit(examples []Example, primers []Primer) {
	var l lesson
	for i := range examples {
		j.collect(&examples[i], &l)
	}
	for i := range primers {
		j.collectParties(&primers[i], &l)
	}
	yesNo := []string{"no", "yes"}
	l.balance()
	l.keepFrequent(options(1).Least)
	j.party, j.shape = learnParties(l.parties, options(1))
	names := make([]string, len(statuses))
	for i, s := range statuses {
		names[i] = string(s)
	}
	start := options(2)
	start.Start = ruled()
	j.status = linear.Train(names, l.status, start)
	j.days = linear.Train(yesNo, l.days, options(3))
	for i := range examples {
		j.collectTells(&examples[i], &l)
	}
	for i := range primers {
		j.collectTelling(&primers[i], &l)
	}
	j.tells = linear.Train(yesNo, l.tells, options(4))
}

// options were chosen on held-out folds: small steps, since the features are
// many and the cases few, and no feature that fewer than three cases show.
func options(seed uint64) linear.Options {
	return linear.Options{Seed: seed, L2: 1e-3, Rate: 0.015, Least: 3, Epochs: 10}
}

func (j *Judge) collect(e *Example, l *lesson) {
	s := e.Scene
	of, how := s.align(e.Gold)
	var x linear.Features
	for i := range s.Frames {
		if of[i] < 0 {
			continue
		}
		f, g := &s.Frames[i], e.Gold[of[i]]
		weight := [...]float64{echo: 0.3, beside: 0.7, on: 1}[how[i]]
		l.parties = append(l.parties, j.partyCase(s, f, g, weight))
		l.types = append(l.types, f.Type)
		if how[i] == echo {
			continue
		}
		st := s.stanceOf(f)
		s.statusFeatures(f, st, &x)
		l.status = append(l.status, x.Case(statusIndex(g.Status)))
		options := s.dayOptions(f)
		for k := range options {
			s.dayFeatures(f, st, g.Status, options, k, &x)
			class := 0
			if score.DateAgrees(g.When, options[k].When) {
				class = 1
			}
			l.days = append(l.days, x.Case(class))
		}
	}
}

// partyCase makes a training case of a frame and the act it tells.
func (j *Judge) partyCase(s *Scene, f *act.Frame, g score.Act, weight float64) partyCase {
	cands := s.candidates(f)
	c := partyCase{weight: weight, field: field{one: mutual(j.kinds, f.Type)}, shapes: map[shape][]uint32{}}
	for _, unit := range s.unitsOf(f, cands) {
		c.field.units = append(c.field.units, divided(unit, func(i int) Side { return sideOf(j.kinds, cands[i].Code, g) })...)
	}
	var x linear.Features
	for i := range cands {
		s.partyFeatures(f, cands, i, &x)
		c.local = append(c.local, slices.Clone(x.IDs()))
	}
	for _, unit := range c.field.units {
		c.gold = append(c.gold, sideOf(j.kinds, cands[unit[0]].Code, g))
	}
	c.field.own, c.field.held = s.ownUnit(f, cands, c.field.units), toward(f.Type)
	for _, sh := range c.field.possible(min(len(c.field.units), together)) {
		s.shapeFeatures(f, cands, sh, c.field.own >= 0, &x)
		c.shapes[sh] = slices.Clone(x.IDs())
	}
	return c
}

// divided is a unit in parts, where the annotation puts its members on different
// sides.
func divided(unit []int, side func(int) Side) (out [][]int) {
	for _, i := range unit {
		k := slices.IndexFunc(out, func(u []int) bool { return side(u[0]) == side(i) })
		if k < 0 {
			k = len(out)
			out = append(out, nil)
		}
		out[k] = append(out[k], i)
	}
	return out
}

// keepFrequent drops the features of candidates that few candidates show.
func (l *lesson) keepFrequent(least int) {
	var all [][]uint32
	for _, c := range l.parties {
		all = append(all, c.local...)
	}
	linear.Frequent(all, least)
	for i := range l.parties {
		n := len(l.parties[i].local)
		l.parties[i].local, all = all[:n:n], all[n:]
	}
}

// shuffled is an order of n cases, another one each epoch.
func shuffled(n int, seed uint64, epoch int) []int {
	return rand.New(rand.NewPCG(seed, uint64(epoch))).Perm(n)
}

func sideOf(kinds *catalogue.Catalogue, c chancery.Code, g score.Act) Side {
	switch {
	case slices.Contains(g.From, c):
		return From
	case slices.Contains(g.To, c) && mutual(kinds, g.Type):
		return From
	case slices.Contains(g.To, c):
		return To
	}
	return Neither
}

func (j *Judge) collectTells(e *Example, l *lesson) {
	s := e.Scene
	of, how := s.align(e.Gold)
	var x linear.Features
	for i := range s.Frames {
		f := &s.Frames[i]
		from, to, cands, _ := j.parties(s, f)
		s.tellsFeatures(f, s.stanceOf(f), from, to, cands, &x)
		class := 0
		if of[i] >= 0 {
			class = 1
		}
		c := x.Case(class)
		if of[i] >= 0 && how[i] == echo {
			c.Weight = 0.3
		}
		l.tells = append(l.tells, c)
	}
}

// Save writes each model through open.
func (j *Judge) Save(open func(name string) (io.WriteCloser, error)) error {
	for name, m := range j.parts() {
		if err := saveTo(open, name, (*m).Save); err != nil {
			return err
		}
	}
	return saveTo(open, seenFile, j.seen.save(j.kinds))
}

func saveTo(open func(string) (io.WriteCloser, error), name string, save func(io.Writer) error) error {
	w, err := open(name)
	if err != nil {
		return err
	}
	if err := errors.Join(save(w), w.Close()); err != nil {
		return fmt.Errorf("model %s: %w", name, err)
	}
	return nil
}

// balance lets rare types of act count for more, since what holds of any act is
// learned from all.
func (l *lesson) balance() {
	count := map[chancery.ActType]float64{}
	for _, t := range l.types {
		count[t]++
	}
	mean := float64(len(l.types)) / float64(len(count))
	for i, t := range l.types {
		l.parties[i].weight *= min(max(math.Sqrt(mean/count[t]), 0.6), 2)
	}
}
