package syntax_test

import (
	"path/filepath"
	"testing"

	"github.com/chancery-ledger/chancery/internal/sharedtest"
	"github.com/chancery-ledger/chancery/internal/syntax/conllu"
	"github.com/chancery-ledger/chancery/text"
)

// TestScores holds the scores on the treebanks' test files, with the
// treebank's tokens, predicted parts of speech, punctuation counted, and
// relations without subtypes.
func TestScores(t *testing.T) {
	for _, c := range []struct {
		lang           text.Lang
		file           string
		upos, uas, las float64
	}{
		{text.English, "en/test", 95.0, 88.0, 85.0},
		{text.English, "en/parts/en_pud-test", 95.0, 86.5, 83.5},
		{text.Spanish, "es/test", 95.5, 86.0, 81.0},
	} {
		t.Run(c.file, func(t *testing.T) {
			path := sharedtest.Path(t, "ud", filepath.FromSlash(c.file+".conllu.gz"))
			sents, err := conllu.ReadFile(path, c.lang)
			if err != nil {
				t.Fatal(err)
			}
			s := conllu.Evaluate(load(t, c.lang), sents, c.lang)
			t.Log(s)
			if s.UPOS() < c.upos || s.UAS() < c.uas || s.LAS() < c.las {
				t.Errorf("%v, want UPOS %.2f UAS %.2f LAS %.2f at least", s, c.upos, c.uas, c.las)
			}
		})
	}
}
