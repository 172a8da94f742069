package main

import (
	"os"
	"strings"

	"github.com/chancery-ledger/chancery/internal/syntax"
	"github.com/chancery-ledger/chancery/internal/syntax/conllu"
	"github.com/chancery-ledger/chancery/internal/syntax/neural"
)

// writeModel writes the model file, with lemmas learned from the treebank.
func writeModel(name string, net *neural.Net, words []string, joint []uint64, gold []conllu.Sentence) error {
	if name == "" {
		return nil
	}
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	if err := neural.Write(f, net, words, joint, syntax.LearnLemmas(lemmaCounts(gold))); err != nil {
		return err
	}
	return f.Close()
}

func lemmaCounts(gold []conllu.Sentence) []syntax.LemmaCount {
	counts := map[syntax.LemmaCount]int{}
	for _, s := range gold {
		for _, w := range s {
			counts[syntax.LemmaCount{Tag: w.Tag, Form: strings.ToLower(w.Form), Lemma: w.Lemma}]++
		}
	}
	out := make([]syntax.LemmaCount, 0, len(counts))
	for k, n := range counts {
		k.Count = n
		out = append(out, k)
	}
	return out
}
