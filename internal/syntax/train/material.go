package main

import (
	"path/filepath"
	"strings"

	"github.com/chancery-ledger/chancery/internal/syntax/conllu"
	"github.com/chancery-ledger/chancery/text"
)

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
	gold, dev := read(trainingFile(lang), lang), read(o.lang+"/dev.conllu.gz", lang)
	if o.allDev {
		gold.Sentences, gold.IDs = append(gold.Sentences, dev.Sentences...), append(gold.IDs, dev.IDs...)
		dev = conllu.Bank{}
	}
	m.gold, m.dev = gold.Sentences, dev.Sentences
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
			namesAsPhrases(s)
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

// fading gives a related language three quarters at first and nothing in the
// last quarter of the training.
func fading(part float64) float64 { return max(0, 0.75-part) }

// trainingFile is the treebank of a language within the folder ud.
func trainingFile(lang text.Lang) string {
	if lang == text.Spanish {
		return "es/train_plus_pud.conllu.gz"
	}
	return string(lang) + "/train.conllu.gz"
}
