package main

import (
	"encoding/gob"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/chancery-ledger/chancery/internal/syntax"
	"github.com/chancery-ledger/chancery/internal/syntax/conllu"
	"github.com/chancery-ledger/chancery/internal/syntax/neural"
	"github.com/chancery-ledger/chancery/text"
)

// saved is a network in full precision with its vocabulary.
type saved struct {
	Net   *neural.Net
	Words []string
	Own   int // words of the language itself
	Joint []uint64
}

func checkpoint(name string, net *neural.Net, voc *vocabulary) error {
	if name == "" {
		return nil
	}
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	if err := gob.NewEncoder(f).Encode(saved{net, voc.words, voc.own, voc.joint}); err != nil {
		return err
	}
	return f.Close()
}

func loadCheckpoint(name string) (s saved, err error) {
	f, err := os.Open(name)
	if err != nil {
		return s, err
	}
	defer f.Close()
	return s, gob.NewDecoder(f).Decode(&s)
}

// fromCheckpoint writes the model file of a network trained before.
func fromCheckpoint(o options) error {
	s, err := loadCheckpoint(o.from)
	if err != nil {
		return err
	}
	gold, err := conllu.ReadFile(filepath.Join(o.shared, "ud", trainingFile(text.Lang(o.lang))), text.Lang(o.lang))
	if err != nil {
		return err
	}
	if s.Own == 0 {
		s.Own = len(s.Words)
	}
	return writeModel(o.out, trim(s.Net, s.Own), s.Words[:s.Own], s.Joint, gold)
}

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

func printTrees(o options) error {
	p, err := syntax.Load(text.Lang(o.lang))
	if err != nil {
		return err
	}
	in, err := io.ReadAll(os.Stdin)
	if err != nil {
		return err
	}
	var t syntax.Tree
	p.Parse(text.New(string(in), text.Lang(o.lang), false), &t)
	_, err = fmt.Print(t.String())
	return err
}

func printScore(o options, file string) error {
	p, err := syntax.Load(text.Lang(o.lang))
	if o.out != "" {
		var data []byte
		if data, err = os.ReadFile(o.out); err == nil {
			p, err = syntax.Open(data)
		}
	}
	if err != nil {
		return err
	}
	sents, err := conllu.ReadFile(file, text.Lang(o.lang))
	if err != nil {
		return err
	}
	fmt.Println(conllu.Evaluate(p, sents, text.Lang(o.lang)))
	return nil
}
