package main

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/chancery-ledger/chancery/internal/syntax"
	"github.com/chancery-ledger/chancery/internal/syntax/conllu"
	"github.com/chancery-ledger/chancery/internal/syntax/neural"
	"github.com/chancery-ledger/chancery/text"
)

const batchTokens = 900

// material is what a language is learned from.
type material struct {
	gold, dev []conllu.Sentence
	sources   []*source
	related   []conllu.Sentence // of a related language, or nothing
	texts     []string          // unannotated
}

func readMaterial(o options) (m material, err error) {
	lang := text.Lang(o.lang)
	read := func(name string, lang text.Lang) (b conllu.Bank) {
		if err == nil {
			b, err = conllu.ReadBank(filepath.Join(o.shared, "ud", name), lang)
		}
		return b
	}
	gold := read(trainingFile(lang), lang)
	m.gold, m.dev = gold.Sentences, read(o.lang+"/dev.conllu.gz", lang).Sentences
	m.sources = bySchemes(gold, lang)
	if lang == text.Spanish {
		m.related = read("pt/pt_bosque-train.conllu.gz", "pt").Sentences
		m.sources = append(m.sources, &source{sents: m.related, weight: 0.5, kind: kinds - 1, share: fading})
	}
	if err == nil {
		m.texts, err = readUnannotated(o)
	}
	return m, err
}

// kinds is the number of values of source.kind.
const kinds = 4

// bySchemes divides the Spanish treebanks, which differ in how they annotate
// (AnCora has prepositional complements as obj, the others as obl, and so on):
// each is marked in the casing of its forms (Stymne et al. 2018), and what is
// read later counts as AnCora, which is news. The English ones agree.
func bySchemes(b conllu.Bank, lang text.Lang) []*source {
	all := [kinds - 1]*source{}
	for i := range all {
		all[i] = &source{weight: 1, kind: int32(i), share: always}
	}
	for i, s := range b.Sentences {
		k := 0
		if lang == text.Spanish {
			k = spanishScheme(b.IDs[i])
		}
		all[k].sents = append(all[k].sents, s)
	}
	if lang != text.Spanish {
		return all[:1]
	}
	return all[:]
}

// spanishScheme is 0 for AnCora, 1 for GSD, 2 for PUD and COSER.
func spanishScheme(id string) int {
	switch {
	case strings.HasPrefix(id, "3LB-CAST"), strings.HasPrefix(id, "CESS-CAST"):
		return 0
	case strings.HasPrefix(id, "es-"):
		return 1
	}
	return 2
}

// train makes the model of a language: word vectors, a first model, text that
// it annotates, and a second model from the treebank and that text.
func train(o options) error {
	if o.from != "" {
		return fromCheckpoint(o)
	}
	data, err := readMaterial(o)
	if err != nil {
		return err
	}
	vectors := pretrain(o, data.texts)
	voc := newVocabulary(data.gold, data.related, vectors.words, 1<<14, 1<<13)
	logf("%d sentences, %d words, %d joint classes", len(data.gold), len(voc.words), len(voc.joint))
	sources := data.sources
	m := o.newModel(voc, vectors, o.seed)
	if err := o.first(m, voc, sources, data.dev); err != nil {
		return err
	}
	if o.second > 0 {
		silver := m.annotate(voc, sample(o, data.texts, voc))
		sources = append(sources, &source{sents: silver, weight: 0.5, share: func(float64) float64 { return o.silver }})
		m = o.newModel(voc, vectors, o.seed+1)
		m.fit(o, o.second, voc, sources, data.dev)
	}
	return writeModel(o.out, trim(m.net, voc.own), voc.words[:voc.own], voc.joint, data.gold)
}

// first trains the first model and saves it, or takes one saved before.
func (o options) first(m *model, voc *vocabulary, sources []*source, dev []conllu.Sentence) error {
	if o.teacher == "" {
		m.fit(o, o.epochs, voc, sources, dev)
		return checkpoint(o.save, m.net, voc)
	}
	s, err := loadCheckpoint(o.teacher)
	if err != nil {
		return err
	}
	if len(s.Words) != len(voc.words) {
		return fmt.Errorf("%s has %d words, want %d", o.teacher, len(s.Words), len(voc.words))
	}
	restore(m.net, s.Net)
	return nil
}

func (o options) newModel(voc *vocabulary, vec *vectors, seed uint64) *model {
	c := neural.Config{
		Word: vectorWidth, Gram: 64, Affix: 48, Shape: 16, Hidden: o.hidden, Tag: 64, Arc: 96, Rel: 32,
		Words: len(voc.words), Shapes: kinds * neural.NumShapes, Grams: 1 << 14, Affixes: 1 << 13, Upos: syntax.NumTags, Joint: len(voc.joint), Rels: syntax.NumRels,
	}
	m := newModel(c, seed)
	m.wordFreq = voc.freq
	m.rates = rates{word: 0.3, channel: 0.05, input: 0.25, hidden: 0.33, mlp: 0.33}
	copy(m.net.WordE.W[c.Word:], vec.w)
	return m
}

// fading gives a related language a half at first and nothing in the second
// half of the training.
func fading(part float64) float64 { return max(0, 0.5-part) }

// trainingFile is the treebank of a language within the folder ud.
func trainingFile(lang text.Lang) string {
	if lang == text.Spanish {
		return "es/train_plus_pud.conllu.gz"
	}
	return string(lang) + "/train.conllu.gz"
}

// fit passes over the sources, each time with other variants.
func (m *model) fit(o options, epochs int, voc *vocabulary, sources []*source, dev []conllu.Sentence) {
	var test []*example
	for _, s := range dev {
		test = append(test, voc.example(s, sources[0]))
	}
	vary := newVarier(text.Lang(o.lang), sources[0].sents)
	steps := countSteps(sources, epochs)
	rng := rand.New(rand.NewPCG(o.seed, 7))
	start := time.Now()
	for epoch := 1; epoch <= epochs; epoch++ {
		var all []*example
		for _, src := range sources {
			for _, s := range src.pick(rng, float64(epoch-1)/float64(epochs)) {
				all = append(all, voc.example(vary.vary(rng, s), src))
			}
		}
		rng.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
		loss := m.epoch(all, steps, o.rate)
		logf("epoch %d %v %v", epoch, time.Since(start).Round(time.Second), loss)
		if epoch%4 == 0 || epoch >= epochs-1 {
			logf("dev %v", m.evaluate(test))
		}
	}
}

func (m *model) epoch(all []*example, steps int, rate float64) losses {
	var sum losses
	n := 0.0
	for lo := 0; lo < len(all); {
		hi, size := lo, 0
		for ; hi < len(all) && size < batchTokens; hi++ {
			size += len(all[hi].slots)
		}
		sum.add(m.learn(all[lo:hi]))
		n++
		m.update(schedule(m.step, steps, rate))
		lo = hi
	}
	return losses{sum.upos / n, sum.joint / n, sum.arc / n, sum.rel / n}
}

// countSteps is about the number of batches of the whole training.
func countSteps(sources []*source, epochs int) int {
	tokens := 0.0
	for _, src := range sources {
		n := 0
		for _, s := range src.sents {
			n += len(s)
		}
		for e := range epochs {
			tokens += float64(n) * min(1, src.share(float64(e)/float64(epochs)))
		}
	}
	return int(tokens / (batchTokens + 10))
}

// schedule warms up over 300 steps, then falls to a hundredth in a line.
func schedule(step, steps int, peak float64) float32 {
	if step < 300 {
		return float32(peak * float64(step+1) / 300)
	}
	left := 1 - float64(step)/float64(steps+1)
	return float32(peak * max(left, 0.01))
}

func logf(format string, args ...any) { fmt.Fprintf(os.Stderr, format+"\n", args...) }
