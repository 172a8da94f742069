package syntax

import "github.com/chancery-ledger/chancery/text"

// keepAgents leaves [OblAgent] to phrases with the preposition of the agent,
// "by" or "por", and makes all others plain obliques: the subtype is defined by
// the preposition, which the scores of a relation do not look at.
func (t *Tree) keepAgents(part text.Sentence) {
	by := "by"
	if t.Doc.Lang == text.Spanish {
		by = "por"
	}
	for i := part.First; i < part.Last; i++ {
		if t.Rel[i] == OblAgent && !t.marked(part, i, by) {
			t.Rel[i] = Obl
		}
	}
}

// marked tells whether token i has a case marker of that lemma.
func (t *Tree) marked(part text.Sentence, i int, lemma string) bool {
	for j := part.First; j < part.Last; j++ {
		if t.Head[j] == int32(i) && t.Rel[j] == Case && t.Lemma[j] == lemma {
			return true
		}
	}
	return false
}
