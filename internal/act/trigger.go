package act

import (
	"github.com/chancery-ledger/chancery/internal/syntax"
)

// reach is how many tokens a particle may stand behind its verb.
const reach = 6

// fitness tells how well a trigger meets the words of a text.
type fitness uint8

const (
	unfit  fitness = iota
	likely         // the words are there, under another part of speech
	fits
)

// phrase tells whether trigger tr begins at token t, and which of its tokens
// governs the rest: "swap" of "prisoner swap", "break" of "break ties off".
func (m *reader) phrase(t int, tr *trigger) (anchor int, fit fitness) {
	if tr.class == verb {
		for i, w := range tr.words[1:] {
			if !m.particle(t, t+i+1, w) {
				return t, unfit
			}
		}
		return t, m.fitness(t, m.verbal(t))
	}
	anchor, ok := m.contiguous(t, tr.words)
	if !ok {
		return t, unfit
	}
	return anchor, m.fitness(anchor, tr.class == anyWord || m.substantive(anchor))
}

// fitness of a token whose part of speech is right or not. Wrong ones pass
// where taggers err: in headlines, and where a word is taken for a name.
func (m *reader) fitness(t int, right bool) fitness {
	switch {
	case right:
		return fits
	case m.tree.Tags[t] == syntax.PROPN, m.doc.Sentences[m.sentence].Title && m.content(t):
		return likely
	}
	return unfit
}

// content tells whether token t is of an open class.
func (m *reader) content(t int) bool {
	switch m.tree.Tags[t] {
	case syntax.NOUN, syntax.ADJ, syntax.X, syntax.VERB, syntax.ADV:
		return true
	}
	return false
}

// contiguous tells whether the words stand from token t on, hyphens aside.
func (m *reader) contiguous(t int, words []string) (anchor int, ok bool) {
	last := m.doc.Sentences[m.sentence].Last
	end := t
	for i, w := range words {
		if i > 0 && end < last && m.doc.Word(end) == "-" {
			end++
		}
		if end >= last || !m.reads(end, w) {
			return t, false
		}
		end++
	}
	for i := t; i < end; i++ {
		if h := int(m.tree.Head[i]); (h < t || h >= end) && m.tree.Tags[i] != syntax.PUNCT {
			return i, true
		}
	}
	return t, true
}

// particle tells whether word w belongs to verb t: it stands right behind it,
// or not far off and below it in the tree.
func (m *reader) particle(t, next int, w string) bool {
	last := m.doc.Sentences[m.sentence].Last
	if next < last && fold(m.doc.Word(next)) == w {
		return true
	}
	for i := t + 1; i < min(t+1+reach, last); i++ {
		if !m.reads(i, w) {
			continue
		}
		h := int(m.tree.Head[i])
		if h == t || h >= 0 && int(m.tree.Head[h]) == t {
			return true
		}
	}
	return false
}

// verbal tells whether token t is a verb, or a noun or adjective that governs
// as one because the tagger erred.
func (m *reader) verbal(t int) bool {
	switch m.tree.Tags[t] {
	case syntax.VERB, syntax.AUX:
		return true
	}
	return m.graph.Verbal(t)
}

// substantive tells whether token t can be a noun.
func (m *reader) substantive(t int) bool {
	switch m.tree.Tags[t] {
	case syntax.NOUN, syntax.PROPN, syntax.X, syntax.ADJ:
		return true
	}
	return false
}

// reads tells whether token t is the word w, by its lemma or as it stands.
func (m *reader) reads(t int, w string) bool {
	return m.lemmas[t] == w || fold(m.doc.Word(t)) == w
}
