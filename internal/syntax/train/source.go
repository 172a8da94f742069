package main

import (
	"math/rand/v2"

	"github.com/chancery-ledger/chancery/internal/syntax/conllu"
)

// source is a body of trees to learn from.
type source struct {
	sents  []conllu.Sentence
	weight float32
	kind   int32                      // 0 for what the model is to do, else another scheme or language
	share  func(part float64) float64 // how much of it an epoch sees, at that part of the training
}

func always(float64) float64 { return 1 }

// pick returns the sentences of an epoch.
func (s *source) pick(rng *rand.Rand, part float64) []conllu.Sentence {
	n := int(s.share(part) * float64(len(s.sents)))
	if n <= 0 {
		return nil
	}
	out := make([]conllu.Sentence, 0, n)
	for _, i := range rng.Perm(len(s.sents))[:min(n, len(s.sents))] {
		out = append(out, s.sents[i])
	}
	return out
}
