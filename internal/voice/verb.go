package voice

import (
	"github.com/chancery-ledger/chancery/internal/syntax"
)

// verb reads the statement of the verb cue c at token i, whose words end at
// end.
func (f *finder) verb(c *cue, i, end int) bool {
	subj := f.subject(f.anchor(i))
	if subj < 0 && f.isFinite(i) && !f.isPassive(i) {
		subj = f.beside(i)
	}
	if subj < 0 && !c.class.Speech() {
		return false
	}
	var parts []part
	if c.has("clause") {
		parts = f.quoted(i, end, subj)
		if parts == nil {
			parts = f.clause(i, end, subj)
		}
	}
	if parts == nil && c.has("clause") && c.class.Speech() {
		parts = f.thatClause(c, i, end)
	}
	if parts == nil {
		parts = f.complement(c, i)
	}
	if parts == nil || len(parts) == 1 && (subj < 0 && parts[0].len() < 3 || f.isPronoun(parts[0])) {
		return false
	}
	f.add(c, part{i, end}, subj, parts)
	return true
}

// isPronoun tells whether p is a pronoun alone, whose content stands elsewhere.
func (f *finder) isPronoun(p part) bool {
	return p.len() == 1 && f.tree.Tags[p.first] == syntax.PRON
}

// anchor is the predicate whose subject speaks at cue i: of two participles of
// saying, ", adding that" goes on with the saying and not with what was said.
func (f *finder) anchor(i int) int {
	t, head := f.tree, int(f.tree.Head[i])
	if head < 0 || head > i || !f.isComma(i-1) || t.Rel[i] != syntax.Advcl && t.Rel[i] != syntax.Acl || t.FindDep(i, syntax.Nsubj) >= 0 {
		return i
	}
	for h := head; h >= 0; h = int(t.Head[h]) {
		if t.Tags[h] == syntax.VERB && t.Rel[h] != syntax.Ccomp && f.cues[t.Lemma[h]] != nil {
			return h
		}
	}
	return i
}

func (f *finder) isFinite(i int) bool {
	return f.tree.Feats[i]&(syntax.Infinitive|syntax.Gerund|syntax.Participle) == 0 || f.tree.Feats[i]&syntax.Finite != 0
}

// unlisted reads a verb that the lexicon does not have, where a whole
// quotation or a clause with "that" makes it one of saying all the same.
func (f *finder) unlisted(i int) {
	subj := f.subject(i)
	if subj < 0 || f.tree.Tags[subj] != syntax.PROPN && f.tree.Tags[subj] != syntax.PRON && f.tree.Tags[subj] != syntax.NOUN {
		return
	}
	c := &cue{words: []string{f.tree.Lemma[i]}, kind: verb, class: Say, frames: []string{"clause"}}
	var parts []part
	if start := min(i, f.sourceSpan(subj, part{i, i + 1}).first); int(f.tree.Head[subj]) == i {
		if q := f.quoteBefore(start, i); q >= 0 && f.quotes[q].first == f.sentence(f.quotes[q].first).first && f.quotes[q].len() > minQuoted {
			parts = f.pieces(q, i)
		}
	}
	if parts == nil {
		for d := range f.tree.Deps(i) {
			if d > i && f.tree.Rel[d] == syntax.Ccomp {
				if m := f.tree.FindDep(d, syntax.Mark); m >= 0 && m < d && (f.doc.Word(m) == "that" || f.doc.Word(m) == "que") {
					c.class = Think
					parts = []part{f.span(d)}
				}
			}
		}
	}
	if parts != nil {
		f.add(c, part{i, i + 1}, subj, parts)
	}
}
