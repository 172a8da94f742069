package main

import (
	"math/rand/v2"
	"strings"

	"github.com/chancery-ledger/chancery/internal/syntax"
	"github.com/chancery-ledger/chancery/internal/syntax/conllu"
	"github.com/chancery-ledger/chancery/text"
)

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
