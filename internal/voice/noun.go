package voice

import (
	"github.com/chancery-ledger/chancery/internal/syntax"
	"github.com/chancery-ledger/chancery/text"
)

// noun reads "the minister's claim that ...", "la decisión de Perú de ...".
func (f *finder) noun(c *cue, i int) bool {
	t := f.tree
	var content part
	for d := range t.Deps(i) {
		if d < i {
			continue
		}
		clausal := t.Rel[d] == syntax.Acl || t.Rel[d] == syntax.Ccomp || t.Rel[d] == syntax.Advcl
		mark := t.FindDep(d, syntax.Mark, syntax.Case)
		switch {
		case t.Rel[d] == syntax.AclRelcl && f.thatOpens(d):
		case mark < 0:
			continue
		case clausal && (c.has("clause") || c.has("inf")):
		case t.Rel[d] == syntax.Nmod && c.has(t.Lemma[mark]) && (t.Lemma[mark] != "of" && t.Lemma[mark] != "de" || t.FindDep(i, syntax.NmodPoss) >= 0):
		default:
			continue
		}
		content = f.span(d)
		break
	}
	if content.len() < 2 {
		return false
	}
	src := f.possessor(i)
	if src < 0 {
		return false
	}
	f.add(c, part{i, i + 1}, src, []part{content})
	return true
}

// thatOpens tells whether clause d, which the tree takes for a relative clause,
// begins with a "that" which can be none, since the verb has its object.
func (f *finder) thatOpens(d int) bool {
	first := f.span(d).first
	if w := f.doc.Word(first); w != "that" && w != "que" {
		return false
	}
	for o := range f.tree.Deps(d) {
		switch f.tree.Rel[o] {
		case syntax.Obj, syntax.Ccomp, syntax.Cop, syntax.Expl, syntax.AuxPass:
		default:
			continue
		}
		if o != first {
			return true
		}
	}
	return false
}

// possessor is whose the noun is: its possessive, "of" or "by" phrase, or the
// subject of the light verb that it completes ("made the claim that").
func (f *finder) possessor(i int) int {
	t := f.tree
	if p := t.FindDep(i, syntax.NmodPoss); p >= 0 {
		return p
	}
	for d := range t.Deps(i) {
		if d > i && t.Rel[d] == syntax.Nmod {
			if m := t.FindDep(d, syntax.Case); m >= 0 {
				switch t.Lemma[m] {
				case "of", "by", "from", "de":
					return d
				}
			}
		}
		if f.doc.Lang == text.Spanish && t.Rel[d] == syntax.Det && t.Feats[d]&syntax.Possessive != 0 {
			return d
		}
	}
	head := int(t.Head[i])
	if head >= 0 && (t.Rel[i] == syntax.Obj || t.Rel[i] == syntax.Xcomp) && t.Tags[head] == syntax.VERB {
		return f.subject(head)
	}
	return -1
}

// adjective reads "the minister is confident that ...".
func (f *finder) adjective(c *cue, i int) bool {
	t := f.tree
	subj := f.subject(i)
	if subj < 0 && (t.FindDep(i, syntax.Cop) >= 0 || t.FindDep(i, syntax.AuxPass) >= 0) {
		subj = t.FindDep(i, syntax.NsubjPass)
	}
	if subj < 0 || t.Rel[i] == syntax.Amod {
		return false
	}
	for d := range t.Deps(i) {
		if d < i {
			continue
		}
		mark := t.FindDep(d, syntax.Mark, syntax.Case)
		clausal := t.Rel[d] == syntax.Ccomp || t.Rel[d] == syntax.Advcl || t.Rel[d] == syntax.Xcomp
		if clausal && (mark < 0 || !f.adverbial(mark)) || t.Rel[d] == syntax.Obl && mark >= 0 && c.has(t.Lemma[mark]) {
			f.add(c, part{i, i + 1}, subj, []part{f.span(d)})
			return true
		}
	}
	return false
}

// adverbial tells whether mark opens a clause of time, ground or condition.
func (f *finder) adverbial(mark int) bool {
	switch f.tree.Lemma[mark] {
	case "that", "to", "whether", "if", "about", "of", "que", "de":
		return false
	}
	return true
}
