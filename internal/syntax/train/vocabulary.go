package main

import (
	"cmp"
	"slices"

	"github.com/chancery-ledger/chancery/internal/syntax"
	"github.com/chancery-ledger/chancery/internal/syntax/conllu"
	"github.com/chancery-ledger/chancery/internal/syntax/neural"
)

// vocabulary is what the network knows by row: words and joint classes of part
// of speech and features.
type vocabulary struct {
	words  []string // row 0 is the unknown word
	own    int      // rows of the language itself; those of a related one come after
	freq   []int32  // in the training data, by row
	joint  []uint64 // tag<<32 | feats
	jointN map[uint64]int16
	former neural.Former
	cache  map[string]*neural.Slots
}

const maxJoint = 256

func newVocabulary(sents, related []conllu.Sentence, pretrained []string, grams, affixes int) *vocabulary {
	v := &vocabulary{jointN: map[uint64]int16{}, cache: map[string]*neural.Slots{}}
	v.former = neural.Former{Words: map[string]int32{}, NumGrams: grams, NumAffs: affixes}
	words, joint := map[string]int32{}, map[uint64]int{}
	v.count(sents, words, joint)
	v.words = append([]string{""}, pretrained...)
	for i, w := range v.words[1:] {
		v.former.Words[w] = int32(i + 1)
	}
	v.addWords(words, 2)
	v.own = len(v.words)
	foreign := map[string]int32{}
	v.count(related, foreign, map[uint64]int{})
	v.addWords(foreign, 3)
	for _, w := range v.words {
		v.freq = append(v.freq, words[w]+foreign[w])
	}
	v.joint = byCount(joint)
	v.joint = v.joint[:min(len(v.joint), maxJoint)]
	for i, j := range v.joint {
		v.jointN[j] = int16(i)
	}
	return v
}

func (v *vocabulary) count(sents []conllu.Sentence, words map[string]int32, joint map[uint64]int) {
	for _, s := range sents {
		for _, w := range s {
			words[v.former.Normal(w.Form)]++
			joint[uint64(w.Tag)<<32|uint64(w.Feats)]++
		}
	}
}

// addWords adds the words that are counted often enough.
func (v *vocabulary) addWords(counts map[string]int32, least int32) {
	for _, w := range byCount(counts) {
		if _, known := v.former.Words[w]; !known && counts[w] >= least {
			v.former.Words[w] = int32(len(v.words))
			v.words = append(v.words, w)
		}
	}
}

// trim leaves the words and shapes of a related language out of a network:
// own rows of words stay.
func trim(net *neural.Net, own int) *neural.Net {
	short := *net
	short.Shapes = neural.NumShapes
	short.ShapeE.R, short.ShapeE.W = neural.NumShapes, net.ShapeE.W[:neural.NumShapes*net.ShapeE.C]
	short.Words = own
	short.WordE.R, short.WordE.W = own, net.WordE.W[:own*net.WordE.C]
	return &short
}

// byCount returns the keys by falling count, then by value.
func byCount[K cmp.Ordered, N cmp.Ordered](counts map[K]N) []K {
	keys := make([]K, 0, len(counts))
	for k := range counts {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, func(a, b K) int {
		if c := cmp.Compare(counts[b], counts[a]); c != 0 {
			return c
		}
		return cmp.Compare(a, b)
	})
	return keys
}

func (v *vocabulary) slots(form string, kind int32) *neural.Slots {
	key := form
	if kind > 0 {
		key = string(rune('0'+kind)) + "\x00" + form
	}
	if s, ok := v.cache[key]; ok {
		return s
	}
	s := new(neural.Slots)
	v.former.Slots(form, s)
	s.Shape += kind * neural.NumShapes
	v.cache[key] = s
	return s
}

func (v *vocabulary) example(s conllu.Sentence, src *source) *example {
	e := &example{weight: src.weight}
	for _, w := range s {
		j, ok := v.jointN[uint64(w.Tag)<<32|uint64(w.Feats)]
		if !ok {
			j = -1
		}
		e.forms = append(e.forms, w.Form)
		e.slots = append(e.slots, v.slots(w.Form, src.kind))
		e.upos = append(e.upos, int16(w.Tag))
		e.joint = append(e.joint, j)
		e.head = append(e.head, int16(w.Head+1))
		e.rel = append(e.rel, int16(w.Rel))
	}
	return e
}

// sentence turns what a model predicted back into a tree.
func (v *vocabulary) sentence(p *example) conllu.Sentence {
	s := make(conllu.Sentence, len(p.forms))
	for i, form := range p.forms {
		s[i] = conllu.Word{Form: form, Head: int(p.head[i]) - 1, Rel: syntax.Rel(p.rel[i]), Tag: syntax.Tag(p.upos[i])}
		s[i].Feats = syntax.Feats(v.joint[p.joint[i]])
	}
	return s
}
