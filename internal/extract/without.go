package extract

import (
	"github.com/chancery-ledger/chancery/internal/judge"
	"github.com/chancery-ledger/chancery/internal/syntax"
)

// Stage is a stage that a reader can go without, to measure what it gives.
type Stage string

const (
	Trees       Stage = "trees"       // every word hangs on the first of its sentence
	Coreference Stage = "coreference" // pronouns and descriptions mean nobody
)

// Without leaves a stage out.
func Without(stages ...Stage) Option {
	return func(r *Reader) {
		for _, s := range stages {
			r.without[s] = true
		}
	}
}

// grow makes the trees of a scene and resolves its references, as far as the
// reader does.
func (r *Reader) grow(l *language, s *judge.Scene) {
	r.parse(l, s)
	if r.without[Trees] {
		flatten(s)
	}
	if !r.without[Coreference] {
		s.Names.Resolve(s.Tree)
	}
}

// flatten keeps tags and lemmas and forgets what hangs on what.
func flatten(s *judge.Scene) {
	for _, sentence := range s.Doc.Sentences {
		for i := sentence.First; i < sentence.Last; i++ {
			s.Tree.Head[i], s.Tree.Rel[i] = int32(sentence.First), syntax.Dep
		}
		if sentence.First < sentence.Last {
			s.Tree.Head[sentence.First], s.Tree.Rel[sentence.First] = -1, syntax.Root
		}
	}
}
