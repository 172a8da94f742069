package main

import (
	"fmt"
	"log"

	"github.com/chancery-ledger/chancery/internal/extract"
	"github.com/chancery-ledger/chancery/internal/judge"
	"github.com/chancery-ledger/chancery/internal/score"
)

// ablate prints, by cross-validation, what reading loses without each of its
// parts: stages, which are missing in training too, and learned decisions,
// which are left to the rules.
func ablate(files []string, folds int) {
	whole := scores(files, folds, "", []judge.Part{judge.Telling, judge.Sides, judge.Standing, judge.Days, judge.Confidence})
	for _, s := range whole {
		report(s.name, s.Scorer)
	}
	for _, stage := range []extract.Stage{extract.Coreference, extract.Trees} {
		for _, s := range scores(files, folds, stage, nil) {
			report("without "+string(stage)+", "+s.name, s.Scorer)
		}
	}
}

// named is a scorer with what it scores.
type named struct {
	*score.Scorer
	name string
}

// scores trains on all folds but one and scores the one left out, each in
// turn: rules alone, everything, and everything but each of the parts.
func scores(files []string, folds int, without extract.Stage, parts []judge.Part) []named {
	options := []extract.Option{extract.WithoutModels()}
	if without != "" {
		options = append(options, extract.Without(without))
	}
	reader, err := extract.New(options...)
	if err != nil {
		log.Fatal(err)
	}
	out := []named{{score.New(reader.Kinds()), "rules alone"}, {score.New(reader.Kinds()), "everything"}}
	for _, p := range parts {
		out = append(out, named{score.New(reader.Kinds()), fmt.Sprintf("without the model of %s", p)})
	}
	examples := read(reader, files)
	for k := range folds {
		rest, left := split(examples, k, folds)
		j := judge.Learn(reader.Kinds(), rest, reader.Primers(), folds)
		add(out[0].Scorer, reader, judge.Rules(reader.Kinds()), left)
		add(out[1].Scorer, reader, j, left)
		for i, p := range parts {
			add(out[2+i].Scorer, reader, j.Without(p), left)
		}
	}
	return out
}

// split parts examples into those of fold k and the others.
func split(examples []judge.Example, k, folds int) (rest, left []judge.Example) {
	for i, e := range examples {
		if i%folds == k {
			left = append(left, e)
		} else {
			rest = append(rest, e)
		}
	}
	return rest, left
}
