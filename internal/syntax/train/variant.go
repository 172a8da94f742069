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

// headline makes a headline of a sentence: no articles, no auxiliary of the
// passive or the progressive, no copula, "to" for "will", a comma for "and",
// the present for the past.
func (v *varier) headline(rng *rand.Rand, s conllu.Sentence) conllu.Sentence {
	s = append(conllu.Sentence(nil), dropStop(s)...)
	drop := make([]bool, len(s))
	bare := rng.Float64() < 0.5 // leave out copulas and auxiliaries
	for i := range s {
		w := &s[i]
		switch {
		case w.Head < 0:
		case w.Tag == syntax.DET && w.Rel == syntax.Det && w.Feats&(syntax.Definite|syntax.Indefinite) != 0:
			drop[i] = v.lang == text.English || i == 0 || rng.Float64() < 0.3
		case v.lang == text.English && silent(s, i), w.Lemma == "ser" && w.Rel == syntax.AuxPass:
			drop[i] = bare && i > 0
		case w.Lemma == "will" && w.Rel == syntax.Aux && v.lang == text.English:
			w.Form, w.Lemma, w.Tag, w.Rel, w.Feats = "to", "to", syntax.PART, syntax.Mark, 0
		case strings.EqualFold(w.Form, "and") && rng.Float64() < 0.4:
			w.Form, w.Lemma, w.Tag, w.Rel, w.Feats = ",", ",", syntax.PUNCT, syntax.Punctuation, 0
		}
	}
	for i := range s {
		v.toPresent(&s[i])
	}
	return remove(s, drop)
}

// silent tells whether an English headline leaves out word i: a finite form of
// "be" as auxiliary or copula, and "has been" before a participle.
func silent(s conllu.Sentence, i int) bool {
	w := s[i]
	helps := w.Rel == syntax.AuxPass || w.Rel == syntax.Aux || w.Rel == syntax.Cop
	switch {
	case w.Lemma == "be" && helps && w.Feats.Has(syntax.Finite):
		return true
	case w.Form == "been" && w.Rel == syntax.AuxPass:
		return i > 0 && s[i-1].Lemma == "have" && s[i-1].Head == w.Head
	case w.Lemma == "have" && w.Rel == syntax.Aux:
		return i+1 < len(s) && s[i+1].Form == "been" && s[i+1].Rel == syntax.AuxPass && s[i+1].Head == w.Head
	}
	return false
}

func (v *varier) toPresent(w *conllu.Word) {
	if v.lang != text.English || w.Tag != syntax.VERB || !w.Feats.Has(syntax.Finite|syntax.Past) {
		return
	}
	form, ok := v.present[w.Lemma]
	if !ok {
		form = w.Lemma + "s"
	}
	w.Form = form
	w.Feats = w.Feats&^syntax.Past | syntax.Present
}

// remove takes out words; what hung on them hangs on their heads.
func remove(s conllu.Sentence, drop []bool) conllu.Sentence {
	to := make([]int, len(s))
	n := 0
	for i := range s {
		to[i] = n
		if !drop[i] {
			n++
		}
	}
	out := make(conllu.Sentence, 0, n)
	for i, w := range s {
		if drop[i] {
			continue
		}
		for w.Head >= 0 && drop[w.Head] {
			w.Head = s[w.Head].Head
		}
		if w.Head >= 0 {
			w.Head = to[w.Head]
		}
		out = append(out, w)
	}
	return out
}
