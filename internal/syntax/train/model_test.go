package main

import (
	"bytes"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/chancery-ledger/chancery/internal/syntax"
	"github.com/chancery-ledger/chancery/internal/syntax/conllu"
	"github.com/chancery-ledger/chancery/internal/syntax/neural"
	"github.com/chancery-ledger/chancery/text"
)

// small is a treebank of two sentences.
func small() []conllu.Sentence {
	return []conllu.Sentence{
		{
			{Form: "Peru", Lemma: "Peru", Tag: syntax.PROPN, Head: 2, Rel: syntax.Nsubj},
			{Form: "has", Lemma: "have", Tag: syntax.AUX, Head: 2, Rel: syntax.Aux},
			{Form: "expelled", Lemma: "expel", Tag: syntax.VERB, Head: -1, Rel: syntax.Root, Feats: syntax.Past | syntax.Participle},
			{Form: "the", Lemma: "the", Tag: syntax.DET, Head: 4, Rel: syntax.Det, Feats: syntax.Definite},
			{Form: "envoys", Lemma: "envoy", Tag: syntax.NOUN, Head: 2, Rel: syntax.Obj, Feats: syntax.Plur},
			{Form: ".", Lemma: ".", Tag: syntax.PUNCT, Head: 2, Rel: syntax.Punctuation},
		},
		{
			{Form: "Ties", Lemma: "tie", Tag: syntax.NOUN, Head: 2, Rel: syntax.NsubjPass, Feats: syntax.Plur},
			{Form: "were", Lemma: "be", Tag: syntax.AUX, Head: 2, Rel: syntax.AuxPass, Feats: syntax.Past | syntax.Finite},
			{Form: "cut", Lemma: "cut", Tag: syntax.VERB, Head: -1, Rel: syntax.Root, Feats: syntax.Past | syntax.Passive},
			{Form: "in", Lemma: "in", Tag: syntax.ADP, Head: 4, Rel: syntax.Case},
			{Form: "2020", Lemma: "2020", Tag: syntax.NUM, Head: 2, Rel: syntax.Obl},
		},
	}
}

// TestLearnsWriteAndRead trains a small network until it knows two sentences
// by heart, writes it, and reads it back as a Parser that knows them too.
func TestLearnsWriteAndRead(t *testing.T) {
	gold := small()
	voc := newVocabulary(gold, nil, []string{"peru", "expelled"}, 200, 200)
	c := neural.Config{
		Word: 8, Gram: 8, Affix: 8, Shape: 8, Hidden: 16, Tag: 16, Arc: 16, Rel: 16, Words: len(voc.words), Shapes: neural.NumShapes,
		Grams: 200, Affixes: 200, Upos: syntax.NumTags, Joint: len(voc.joint), Rels: syntax.NumRels,
	}
	m := newModel(c, 1)
	m.wordFreq = voc.freq
	src := &source{sents: gold, weight: 1, share: always}
	var ex []*example
	for _, s := range gold {
		ex = append(ex, voc.example(s, src))
	}
	for range 150 {
		m.learn(ex)
		m.update(0.01)
	}
	if s := m.evaluate(ex); s.las != s.n || s.upos != s.n || s.feats != s.n {
		t.Fatalf("after training: %v", s)
	}
	var file bytes.Buffer
	if err := neural.Write(&file, trim(m.net, voc.own), voc.words, voc.joint, syntax.LearnLemmas(lemmaCounts(gold))); err != nil {
		t.Fatal(err)
	}
	p, err := syntax.Open(file.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	s := conllu.Evaluate(p, gold, text.English)
	if s.Labelled != s.Tokens || s.Tags != s.Tokens || s.Feats != s.Tokens || s.Lemmas != s.Tokens {
		t.Errorf("as read back: %v", s)
	}
	for _, n := range []int{0, 30, 200, file.Len() / 2, file.Len() - 1} {
		if _, err := syntax.Open(file.Bytes()[:n]); err == nil {
			t.Errorf("no error for a file cut at %d", n)
		}
	}
}

// TestVariantsAreTrees makes many variants and looks at their form.
func TestVariantsAreTrees(t *testing.T) {
	gold := small()
	v := newVarier(text.English, gold)
	rng := rand.New(rand.NewPCG(1, 2))
	var seen []string
	for range 400 {
		for _, g := range gold {
			s := v.vary(rng, g)
			roots, line := 0, ""
			for i, w := range s {
				line += w.Form + " "
				if w.Head < 0 {
					roots++
				}
				if w.Head >= len(s) || w.Head == i {
					t.Fatalf("%v: head of %d", s, i)
				}
			}
			if roots != 1 {
				t.Fatalf("%d roots in %q", roots, line)
			}
			if !slices.Contains(seen, line) {
				seen = append(seen, line)
			}
		}
	}
	for _, want := range []string{"Peru has expelled envoys ", "Ties cut in 2020 ", "ties were cut in 2020 ", "Ties Were Cut in 2020 "} {
		if !slices.Contains(seen, want) {
			t.Errorf("no variant %q", want)
		}
	}
	if gold[0][0].Form != "Peru" || len(gold[0]) != 6 {
		t.Error("a variant changed its model")
	}
}
