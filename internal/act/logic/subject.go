package logic

import "github.com/chancery-ledger/chancery/internal/syntax"

// maxDepth bounds how far a subject is looked for, and cuts circles.
const maxDepth = 8

// Subject returns the surface subject of predicate i, or -1. Where the clause
// has none of its own it is found by control, raising, coordination, or in the
// noun that the clause modifies.
func (g *Graph) Subject(i int) int { return g.subject(i, maxDepth) }

func (g *Graph) subject(i, depth int) int {
	for k := range g.Kids(i) {
		switch g.Rel[k] {
		case syntax.Nsubj, syntax.NsubjPass:
			return g.antecedent(k)
		}
	}
	return g.implied(i, depth)
}

// implied returns the subject that i does not have itself.
func (g *Graph) implied(i, depth int) int {
	h := int(g.Head[i])
	if h < 0 || depth == 0 {
		return -1
	}
	if had := g.perfect(i); had >= 0 {
		return g.subject(had, depth-1)
	}
	if k := g.forSubject(i); k >= 0 {
		return k
	}
	switch g.Rel[i] {
	case syntax.AclRelcl, syntax.Amod:
		return h
	case syntax.Acl:
		if g.infinitive(i) && g.lex.Plan[g.Lemma[h]] {
			return g.holder(h, depth-1)
		}
		return h // "the first envoy to be expelled"
	case syntax.Xcomp, syntax.Ccomp:
		return g.controller(h, depth-1)
	case syntax.Advcl:
		if g.infinitive(i) {
			return g.controller(h, depth-1)
		}
		if o := g.objectBefore(h, i); o >= 0 {
			return o
		}
		return g.subject(h, depth-1)
	case syntax.Conj, syntax.Parataxis:
		if g.Verbal(h) || g.Kid(h, syntax.Cop) >= 0 || g.Kid(h, syntax.Nsubj) >= 0 {
			return g.subject(h, depth-1)
		}
	}
	return -1
}

// forSubject returns the X of "talks for X to resume", which stands right
// before the "to" of infinitive i, or -1.
func (g *Graph) forSubject(i int) int {
	to := g.Kid(i, syntax.Mark)
	if to <= 0 || to > i || !g.infinitive(i) {
		return -1
	}
	for k, n := to-1, 0; k >= 0 && k != int(g.Head[i]) && n < maxDepth; k, n = int(g.Head[k]), n+1 {
		if g.lex.Subjective[g.Prep(k)] {
			return k
		}
	}
	return -1
}

// objectBefore returns the object of verb h that ends right before gerund i:
// "praised Qatar resuming ties"; or -1.
func (g *Graph) objectBefore(h, i int) int {
	if !g.Feats[i].Has(syntax.Gerund) || g.Kid(i, syntax.Mark) >= 0 {
		return -1
	}
	for k, n := i-1, 0; k > h && n < maxDepth; k, n = int(g.Head[k]), n+1 {
		if g.Rel[k] == syntax.Obj && int(g.Head[k]) == h {
			return k
		}
	}
	return -1
}

// controller returns who is to do what depends on verb h: its object where it
// has one ("forced Peru to", "called on Peru to"), else its subject.
func (g *Graph) controller(h, depth int) int {
	if g.Verbal(h) && !g.lex.SubjectOnly[g.Lemma[h]] {
		for k := range g.Kids(h) {
			switch g.Rel[k] {
			case syntax.Obj, syntax.Iobj:
				if g.lex.Plan[g.Lemma[k]] {
					return g.holder(k, depth)
				}
				return g.antecedent(k)
			}
		}
		if on := g.addressee(h); on >= 0 {
			return on
		}
	}
	if g.Verbal(h) || g.Kid(h, syntax.Nsubj) >= 0 || g.Kid(h, syntax.NsubjPass) >= 0 {
		return g.subject(h, depth)
	}
	return g.holder(h, depth)
}

// addressee is the X of "call on X to", "appeal to X to", "pedir a X".
func (g *Graph) addressee(h int) int {
	for k := range g.Kids(h) {
		if g.Rel[k] != syntax.Obl || k < h || !g.lex.Addressee[g.Prep(k)] {
			continue
		}
		switch g.Tags[k] {
		case syntax.PROPN, syntax.PRON, syntax.NOUN:
			return k
		}
	}
	return -1
}

// holder returns whose plan noun n is: "Finland's bid to", "the decision by
// Peru to", "took the decision to", and in a headline "Chad to open embassy".
func (g *Graph) holder(n, depth int) int {
	if g.Tags[n] == syntax.PROPN {
		return n
	}
	left := -1
	for k := range g.Kids(n) {
		switch g.Rel[k] {
		case syntax.NmodPoss, syntax.Nsubj, syntax.NsubjPass:
			return g.antecedent(k)
		case syntax.Det:
			if g.Feats[k].Has(syntax.Possessive) {
				return k
			}
		case syntax.Nmod:
			if k > n && g.lex.Belonging[g.Prep(k)] {
				return k
			}
		case syntax.Compound, syntax.Amod:
			if left < 0 && k < n {
				left = k
			}
		}
	}
	h := int(g.Head[n])
	if h < 0 || depth == 0 {
		return left
	}
	if left >= 0 && g.Tags[left] != syntax.NOUN && g.lex.Plan[g.Lemma[n]] && g.proper(left) {
		return left
	}
	switch g.Rel[n] {
	case syntax.Obj, syntax.Obl, syntax.Nmod, syntax.Xcomp:
		if g.Verbal(h) && !g.Passive(h) {
			return g.subject(h, depth-1)
		}
	case syntax.NsubjPass:
		for k := range g.Kids(h) {
			if g.Rel[k] == syntax.OblAgent {
				return k
			}
		}
	}
	return left
}

// proper tells whether the word begins with a capital.
func (g *Graph) proper(i int) bool {
	w := g.Doc.Word(i)
	return len(w) > 0 && (w[0] >= 'A' && w[0] <= 'Z' || w[0] >= 0x80)
}

// antecedent returns the noun that a relative pronoun stands for, or i itself.
func (g *Graph) antecedent(i int) int {
	if !g.relative(i) {
		return i
	}
	for h, n := int(g.Head[i]), 0; h >= 0 && n < maxDepth; h, n = int(g.Head[h]), n+1 {
		if g.Rel[h] == syntax.AclRelcl || g.Rel[h] == syntax.Acl {
			if a := int(g.Head[h]); a >= 0 && a < i {
				return a
			}
		}
	}
	return i
}

func (g *Graph) relative(i int) bool {
	if g.Tags[i] != syntax.PRON && g.Tags[i] != syntax.DET && g.Tags[i] != syntax.SCONJ {
		return false
	}
	return g.lex.Relative[g.Lemma[i]] && (g.Feats[i].Has(syntax.Interrogative) || g.Tags[i] == syntax.PRON && !g.Feats[i].Has(syntax.Demonstrative))
}

func (g *Graph) infinitive(i int) bool {
	if g.Feats[i].Has(syntax.Infinitive) {
		return true
	}
	m := g.Kid(i, syntax.Mark)
	return m >= 0 && g.Lemma[m] == "to" && g.Tags[m] == syntax.PART
}
