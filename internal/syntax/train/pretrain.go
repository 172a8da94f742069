package main

import (
	"github.com/chancery-ledger/chancery/internal/syntax/neural"
	"github.com/chancery-ledger/chancery/text"
)

const (
	vectorWidth  = 96
	minWordCount = 5
	maxWords     = 30000
	window       = 2
	negatives    = 5
)

// vectors are words by falling count with a vector each.
type vectors struct {
	words []string
	w     []float32
}

// pretrain learns word vectors from unannotated text: skip-gram with negative
// samples (Mikolov et al. 2013) and an output matrix for each position (Ling
// et al. 2015), which serves syntax better than a bag of neighbours.
func pretrain(o options, texts []string) *vectors {
	v := &vectors{}
	if o.pretrain == 0 {
		return v
	}
	sents, counts := normalWords(o, texts)
	id := map[string]int32{}
	var freq []int
	for _, w := range byCount(counts) {
		if counts[w] < minWordCount || len(v.words) == maxWords {
			break
		}
		id[w] = int32(len(v.words))
		v.words = append(v.words, w)
		freq = append(freq, counts[w])
	}
	tokens := 0
	rows := make([][]int32, len(sents))
	for i, s := range sents {
		for _, w := range s {
			k, ok := id[w]
			if !ok {
				k = -1
			}
			rows[i] = append(rows[i], k)
		}
		tokens += len(s)
	}
	logf("pretraining on %d texts, %d tokens, %d words", len(texts), tokens, len(v.words))
	v.skipgram(o, rows, freq, tokens)
	return v
}

// normalWords are the words of each sentence as the vocabulary has them, and
// how often each stands in all of them.
func normalWords(o options, texts []string) (sents [][]string, counts map[string]int) {
	f := neural.Former{Words: map[string]int32{}, NumGrams: 1, NumAffs: 1}
	counts = map[string]int{}
	for _, s := range texts {
		d := text.New(s, text.Lang(o.lang), true)
		for _, x := range d.Sentences {
			words := make([]string, 0, x.Last-x.First)
			for i := x.First; i < x.Last; i++ {
				w := f.Normal(d.Form(i))
				counts[w]++
				words = append(words, w)
			}
			sents = append(sents, words)
		}
	}
	return sents, counts
}
