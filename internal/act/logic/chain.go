package logic

import "github.com/chancery-ledger/chancery/internal/syntax"

// Chain appends to dst the predicates that govern token i, from the nearest
// outwards: for "sever" of "Peru announced that it had decided to sever ties",
// "decided" and "announced". It stops where the sense does, at an adverbial or
// a relative clause.
func (g *Graph) Chain(dst []int, i int) []int {
	for n := 0; n < 2*maxDepth; n++ {
		h := int(g.Head[i])
		if h < 0 {
			return dst
		}
		switch g.Rel[i] {
		case syntax.Conj, syntax.Flat, syntax.Fixed:
			i = h
			continue
		case syntax.Advcl, syntax.Acl:
			if !g.infinitive(i) && g.Kid(i, syntax.Mark) < 0 {
				return dst
			}
			if g.Rel[i] == syntax.Advcl && !g.infinitive(i) {
				return dst
			}
		case syntax.Xcomp, syntax.Ccomp, syntax.Csubj, syntax.Obj, syntax.Iobj, syntax.Nsubj, syntax.NsubjPass,
			syntax.Obl, syntax.Nmod, syntax.Compound, syntax.Amod:
		default:
			return dst
		}
		dst = append(dst, h)
		i = h
	}
	return dst
}

// Pred returns the token whose tense, mood and negation count for predicate i:
// the light verb that governs a noun, else i itself.
func (g *Graph) Pred(i int) int {
	if g.Verbal(i) {
		return i
	}
	h := int(g.Head[i])
	for n := 0; h >= 0 && n < maxDepth && !g.Verbal(h) && (g.lex.Transparent[g.Lemma[h]] || g.Rel[i] == syntax.Conj); n++ {
		i, h = h, int(g.Head[h])
	}
	if h >= 0 && g.lex.Support[g.Lemma[h]] {
		switch g.Rel[i] {
		case syntax.Obj, syntax.NsubjPass, syntax.Nsubj, syntax.Obl, syntax.Xcomp:
			return h
		}
	}
	for k := range g.Kids(i) {
		if (g.Rel[k] == syntax.Acl || g.Rel[k] == syntax.AclRelcl) && g.lex.Support[g.Lemma[k]] && g.Verbal(k) {
			return k
		}
	}
	return i
}
