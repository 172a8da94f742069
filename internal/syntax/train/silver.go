package main

import (
	"math/rand/v2"
	"strings"

	"github.com/chancery-ledger/chancery/internal/syntax/conllu"
	"github.com/chancery-ledger/chancery/text"
)

// silverTokens is how much unannotated text is annotated.
const silverTokens = 700_000

// sample draws sentences of unannotated text, headlines among them.
func sample(o options, texts []string, voc *vocabulary) []*example {
	rng := rand.New(rand.NewPCG(o.seed, 11))
	var out []*example
	tokens := 0
	for _, i := range rng.Perm(len(texts)) {
		doc := text.New(texts[i], text.Lang(o.lang), true)
		for _, s := range doc.Sentences {
			n := s.Last - s.First
			if n < 4 || n > 60 || !s.Title && rng.Float64() < 0.4 {
				continue
			}
			e := &example{}
			for i := s.First; i < s.Last; i++ {
				form := strings.Clone(doc.Form(i))
				e.forms = append(e.forms, form)
				e.slots = append(e.slots, voc.slots(form, 0))
			}
			out = append(out, e)
			tokens += n
		}
		if tokens > silverTokens {
			break
		}
	}
	return out
}

// annotate parses the sentences (self-training: the next model learns from
// what these make of them, beside the treebank).
func (c committee) annotate(voc *vocabulary, data []*example) []conllu.Sentence {
	for _, m := range c {
		m.rates = noDropout
	}
	var out []conllu.Sentence
	for len(data) > 0 {
		k, tokens := 0, 0
		for k < len(data) && tokens < 2000 {
			tokens += len(data[k].slots)
			k++
		}
		for _, p := range c.predict(data[:k]) {
			out = append(out, voc.sentence(p))
		}
		data = data[k:]
	}
	logf("annotated %d sentences", len(out))
	return out
}
