package main

import (
	"math/rand/v2"
	"strings"
	"unicode"

	"github.com/chancery-ledger/chancery/internal/syntax"
	"github.com/chancery-ledger/chancery/internal/syntax/conllu"
	"github.com/chancery-ledger/chancery/text"
)

// varier makes variants of sentences for what no treebank shows: headlines,
// text in one case, text without accents. The trees stay true.
type varier struct {
	lang    text.Lang
	present map[string]string // lemma → third person singular of the present
}

func newVarier(lang text.Lang, sents []conllu.Sentence) *varier {
	v := &varier{lang: lang, present: map[string]string{}}
	for _, s := range sents {
		for _, w := range s {
			if w.Tag == syntax.VERB && w.Feats.Has(syntax.Finite|syntax.Present|syntax.Third|syntax.Sing|syntax.Indicative) {
				v.present[w.Lemma] = strings.ToLower(w.Form)
			}
		}
	}
	return v
}

// vary returns s or, one time in four, a variant of it.
func (v *varier) vary(rng *rand.Rand, s conllu.Sentence) conllu.Sentence {
	p := rng.Float64()
	if p > 0.26 {
		return s
	}
	if (p < 0.14 || v.lang == text.English && announces(s)) && len(s) > 4 && len(s) < 30 {
		s = v.headline(rng, s)
	}
	s = append(conllu.Sentence(nil), s...)
	switch p = rng.Float64(); {
	case p < 0.25:
		mapForms(s, strings.ToLower)
	case p < 0.60:
		titleCase(s, v.lang)
	case p < 0.64:
		mapForms(s, strings.ToUpper)
	case p < 0.84:
		mapForms(s, stripAccents)
		s = dropStop(s)
	default:
		s = dropStop(s)
	}
	return s
}

// announces tells whether s has a "will", of which headlines make "to"; there
// are few such sentences, and headlines are full of them.
func announces(s conllu.Sentence) bool {
	for _, w := range s {
		if w.Lemma == "will" && w.Rel == syntax.Aux {
			return true
		}
	}
	return false
}

func mapForms(s conllu.Sentence, f func(string) string) {
	for i := range s {
		s[i].Form = f(s[i].Form)
	}
}

// titleCase writes English headlines with capitals, but for short function
// words; Spanish ones only seldom have them and keep their case.
func titleCase(s conllu.Sentence, lang text.Lang) {
	if lang != text.English {
		return
	}
	for i, w := range s {
		small := i > 0 && len(w.Form) < 5 && (w.Tag == syntax.ADP || w.Tag == syntax.DET || w.Tag == syntax.CCONJ || w.Tag == syntax.PART || w.Tag == syntax.SCONJ)
		if !small && w.Form[0] != '\'' {
			s[i].Form = upperFirst(w.Form)
		}
	}
}

func upperFirst(w string) string {
	r := []rune(w)
	r[0] = unicode.ToUpper(r[0])
	return string(r)
}

var accents = strings.NewReplacer("á", "a", "é", "e", "í", "i", "ó", "o", "ú", "u", "ü", "u", "Á", "A", "É", "E", "Í", "I", "Ó", "O", "Ú", "U")

func stripAccents(w string) string { return accents.Replace(w) }

func dropStop(s conllu.Sentence) conllu.Sentence {
	n := len(s) - 1
	if n < 2 || s[n].Tag != syntax.PUNCT || s[n].Head < 0 {
		return s
	}
	for _, w := range s {
		if w.Head == n {
			return s
		}
	}
	return s[:n]
}
