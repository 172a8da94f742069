package main

import (
	"github.com/chancery-ledger/chancery/internal/syntax"
	"github.com/chancery-ledger/chancery/internal/syntax/conllu"
)

// namesAsPhrases gives names with a preposition their inner syntax, as most
// treebanks do: AnCora has "Gobierno de Perú" as flat(Gobierno, Perú) where it
// counts as a name and as nmod where it does not, and no reader can tell which.
// The test files are read as annotated; this costs some tenths of a point there.
func namesAsPhrases(s conllu.Sentence) {
	for _, w := range s {
		if w.Rel != syntax.Case || w.Head < 0 {
			continue
		}
		if name := &s[w.Head]; name.Rel == syntax.Flat && name.Tag == syntax.PROPN {
			name.Rel = syntax.Nmod
		}
	}
}
