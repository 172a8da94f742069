package main

import (
	"encoding/gob"
	"os"
	"path/filepath"

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

// checkpoint saves a network under that name, "" for nowhere.
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
