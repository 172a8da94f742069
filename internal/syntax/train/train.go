package main

import (
	"fmt"
	"os"

	"github.com/chancery-ledger/chancery/internal/syntax"
	"github.com/chancery-ledger/chancery/internal/syntax/neural"
)

// train makes the model of a language and writes it.
func train(o options) error {
	if o.from != "" {
		return fromCheckpoint(o)
	}
	data, err := readMaterial(o)
	if err != nil {
		return err
	}
	m, voc := grow(o, data)
	if err := checkpoint(o.save, m.net, voc); err != nil {
		return err
	}
	return writeModel(o.out, trim(m.net, voc.own), voc.words[:voc.own], voc.joint, data.gold)
}

// grow learns word vectors, then first models; where a second training is
// asked for, these annotate text together, and a last model learns from the
// treebank and from that text.
func grow(o options, data material) (*model, *vocabulary) {
	vectors := pretrain(o, data.texts)
	voc := newVocabulary(data.gold, data.related, vectors.words, 1<<14, 1<<13)
	logf("%d sentences, %d words, %d joint classes", len(data.gold), len(voc.words), len(voc.joint))
	var first committee
	for i := range uint64(max(1, o.teachers)) {
		m := o.newModel(voc, vectors, o.seed+2*i)
		m.fit(o, o.epochs, voc, data.sources, data.dev)
		first = append(first, m)
	}
	if o.second == 0 {
		return first[0], voc
	}
	silver := first.annotate(voc, sample(o, data.texts, voc))
	sources := append(data.sources, &source{sents: silver, weight: 0.5, share: func(float64) float64 { return o.silver }})
	m := o.newModel(voc, vectors, o.seed+1)
	m.fit(o, o.second, voc, sources, data.dev)
	return m, voc
}

// newModel is a model with fresh parameters but for the word vectors.
func (o options) newModel(voc *vocabulary, vec *vectors, seed uint64) *model {
	c := neural.Config{
		Word: vectorWidth, Gram: 64, Affix: 48, Shape: 16, Hidden: o.hidden, Tag: 64, Arc: 96, Rel: 32,
		Words: len(voc.words), Shapes: kinds * neural.NumShapes, Grams: voc.former.NumGrams, Affixes: voc.former.NumAffs,
		Upos: syntax.NumTags, Joint: len(voc.joint), Rels: syntax.NumRels,
	}
	m := newModel(c, seed)
	m.wordFreq = voc.freq
	m.rates = rates{word: 0.3, channel: 0.05, input: 0.25, hidden: 0.33, mlp: 0.33}
	copy(m.net.WordE.W[c.Word:], vec.w)
	return m
}

func logf(format string, args ...any) { fmt.Fprintf(os.Stderr, format+"\n", args...) }
