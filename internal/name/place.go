package name

import (
	"strings"

	"github.com/chancery-ledger/chancery/text"
)

func (f *finder) definite(i int) bool {
	return f.is(i, "the") || f.is(i, "that") || f.is(i, "this")
}

// locate turns capitals that are only the place of something into places.
func (f *finder) locate() {
	for n := range f.list {
		if m := &f.list[n]; m.Kind == Capital && (f.placed(n) || f.attributive(m)) {
			m.Kind = City
		}
	}
}

// placed tells whether a capital is a place: after "in" or "near", in a
// dateline, before its own country ("Lima, Peru").
func (f *finder) placed(n int) bool {
	m := &f.list[n]
	if m.First > 0 && f.wordClass(m.First-1)&locative != 0 {
		return true
	}
	if m.Last == len(f.words) {
		return false
	}
	after := f.doc.Word(m.Last)
	if after == "," && n+1 < len(f.list) && f.list[n+1].Kind == State && f.list[n+1].First == m.Last+1 {
		return true
	}
	if !f.opensParagraph(m.First) {
		return false
	}
	switch after {
	case "(", "–", "—", ",":
		return true
	case "-":
		return f.words[m.Last].shape&spaced != 0
	case ".":
		return f.aloneInSentence(m)
	}
	return false
}

// aloneInSentence tells whether a mention and its full stop are a sentence:
// "México, DF."
func (f *finder) aloneInSentence(m *Mention) bool {
	s := f.doc.SentenceOf(m.First)
	return f.doc.Sentences[s].First == m.First && f.doc.Sentences[s].Last == m.Last+1
}

// attributive tells whether a capital only describes the word after it: "London
// court", "Paris attacks". A word that may be a verb leaves it a government.
func (f *finder) attributive(m *Mention) bool {
	i := m.Last
	if f.lang != inEnglish || i >= len(f.words) || f.doc.Tokens[i].Kind != text.Word || f.wordClass(i)&(functional|locative|ofWord|determiner|modifier) != 0 || f.possessive(i) {
		return false
	}
	if s := f.doc.SentenceOf(i); f.doc.Sentences[s].First == i || f.loud != nil && f.loud[s] {
		return false
	}
	w := f.doc.Word(i)
	return f.words[i].shape&upperFirst != 0 || !strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "ing") && !strings.HasSuffix(w, "ed") && !strings.HasSuffix(w, "ly")
}

func (f *finder) opensParagraph(i int) bool {
	s := f.doc.SentenceOf(i)
	return s >= 0 && f.doc.Sentences[s].First == i
}
