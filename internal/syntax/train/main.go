// Command train makes the models of package syntax from treebanks of
// Universal Dependencies and unannotated text; with -score it measures a model,
// with -parse it prints trees as CoNLL-U. The commands that made the models
// that ship stand in models/*.md.
//
// To read it: train.go is the whole way. material.go and source.go tell what is
// learned from, harmonise.go, variant.go and headline.go what is done to it
// before, unannotated.go and skipgram.go where word vectors come from. fit.go
// passes over the trees; forward.go, backward.go, biaffine.go and recurback.go
// are one step of that, param.go its optimiser. committee.go and silver.go
// parse text for the second training, output.go writes the file.
package main

import (
	"flag"
	"fmt"
	"os"
)

func main() {
	var o options
	flag.StringVar(&o.lang, "lang", "en", "language: en or es")
	flag.StringVar(&o.shared, "shared", "../shared", "folder with ud/ and gold/")
	flag.StringVar(&o.out, "out", "", "file to write the model to")
	flag.StringVar(&o.save, "save", "", "file for a checkpoint in full precision")
	flag.IntVar(&o.epochs, "epochs", 30, "passes over the treebank")
	flag.IntVar(&o.hidden, "hidden", 96, "width of a recurrent layer")
	flag.Uint64Var(&o.seed, "seed", 1, "seed of everything random")
	flag.Float64Var(&o.rate, "rate", 0.003, "peak rate of learning")
	flag.IntVar(&o.pretrain, "pretrain", 4, "passes over unannotated text for the word vectors")
	flag.StringVar(&o.from, "from", "", "checkpoint to make the model file of, without training")
	flag.IntVar(&o.teachers, "teachers", 1, "models of the first training, which annotate text together")
	flag.IntVar(&o.batch, "batch", 900, "tokens of a batch")
	flag.BoolVar(&o.allDev, "all", false, "learn from the development file too, once nothing is to be chosen by it")
	flag.IntVar(&o.second, "second", 0, "passes of a second training, on the treebank and on text that the first model annotated")
	flag.Float64Var(&o.silver, "silver", 0.2, "part of the annotated text that each pass of the second training sees")
	score := flag.String("score", "", "print the scores of the built-in model on this CoNLL-U file")
	parse := flag.Bool("parse", false, "print the trees of the text on standard input")
	flag.Parse()
	run := train
	if *score != "" {
		run = func(o options) error { return printScore(o, *score) }
	}
	if *parse {
		run = printTrees
	}
	if err := run(o); err != nil {
		fail(err)
	}
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, "train:", err)
	os.Exit(1)
}

type options struct {
	lang, shared             string
	out, save, from          string
	second                   int
	silver                   float64
	epochs, hidden, pretrain int
	teachers, batch          int
	allDev                   bool
	seed                     uint64
	rate                     float64
}
