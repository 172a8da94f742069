package logic

import "github.com/chancery-ledger/chancery/internal/syntax"

// noun appends the arguments of noun, adjective or number i.
func (g *Graph) noun(dst []Arg, i, depth int) []Arg {
	at := len(dst)
	for k := range g.Kids(i) {
		a := Arg{Token: int32(g.antecedent(k))}
		switch g.Rel[k] {
		case syntax.NmodPoss:
			a.Role = Owner
		case syntax.Det:
			if !g.Feats[k].Has(syntax.Possessive) {
				continue
			}
			a.Role = Owner
		case syntax.Amod, syntax.Compound:
			a.Role = Quality
		case syntax.Nmod, syntax.Obl, syntax.OblAgent:
			a = g.attribute(i, k)
		case syntax.Nsubj: // of a copula: "Peru is a member"
			a.Role = Agent
		case syntax.Acl, syntax.AclRelcl, syntax.Conj:
			dst = g.participle(dst, i, k)
			continue
		default:
			continue
		}
		dst = append(dst, a)
	}
	if depth > 0 {
		dst = g.governed(dst, at, i, depth-1)
	}
	return dst
}

// attribute reads a prepositional or bare attribute k of noun i.
func (g *Graph) attribute(i, k int) Arg {
	a := Arg{Token: int32(k), Role: Oblique, Prep: g.Prep(k)}
	switch {
	case g.lex.Agentive[a.Prep] || g.Rel[k] == syntax.OblAgent:
		a.Role, a.Prep = Agent, ""
	case a.Prep == "" && k < i:
		a.Role = Quality
	}
	return a
}

// participle appends what a light verb that modifies noun i lends it: "the
// sanctions imposed by Peru on Chile", "the decision that Peru took". A
// conjunct lends what stands behind both: "the arrest and expulsion of".
func (g *Graph) participle(dst []Arg, i, k int) []Arg {
	if g.Rel[k] == syntax.Conj {
		if g.Verbal(k) || g.Tags[k] == syntax.PROPN {
			return dst
		}
		for m := range g.Kids(k) {
			if g.Rel[m] == syntax.Nmod && m > k {
				a := g.attribute(k, m)
				a.Implied = true
				dst = append(dst, a)
			}
		}
		return dst
	}
	if !g.lex.Support[g.Lemma[k]] {
		return dst
	}
	at := len(dst)
	dst = g.verb(dst, k)
	return g.lend(dst, at, i, false)
}

// lend keeps of the arguments of a verb those that noun i may take.
func (g *Graph) lend(dst []Arg, at, i int, patients bool) []Arg {
	kept := dst[:at]
	for _, a := range dst[at:] {
		if int(a.Token) == i || a.Role == Patient && !patients {
			continue
		}
		a.Implied = true
		kept = append(kept, a)
	}
	return kept
}

// governed appends what the predicate above noun i lends it: all of a light
// verb's arguments, and of any other verb its agent as [Outer].
func (g *Graph) governed(dst []Arg, at, i, depth int) []Arg {
	h := int(g.Head[i])
	if h < 0 {
		return dst
	}
	switch g.Rel[i] {
	case syntax.Conj:
		if g.Verbal(h) || g.Tags[h] == syntax.PROPN {
			return dst
		}
		return g.inherit(dst, at, i, h, depth)
	case syntax.Nmod, syntax.Compound, syntax.NmodPoss:
		if g.lex.Plan[g.Lemma[h]] || g.lex.Transparent[g.Lemma[h]] {
			return g.inherit(dst, at, i, h, depth)
		}
		return dst
	case syntax.Obj, syntax.NsubjPass, syntax.Nsubj, syntax.Obl, syntax.Iobj, syntax.Xcomp:
	default:
		return dst
	}
	if !g.Verbal(h) {
		return dst
	}
	if g.Rel[i] == syntax.Nsubj && !g.Passive(h) {
		return dst
	}
	from := len(dst)
	dst = g.verb(dst, h)
	if g.Rel[i] == syntax.Xcomp { // "declared the envoy persona non grata"
		return g.lend(dst, from, i, true)
	}
	if g.lex.Support[g.Lemma[h]] {
		return g.lend(dst, from, i, false)
	}
	kept := dst[:from]
	for _, a := range dst[from:] {
		switch {
		case a.Role == Agent && int(a.Token) != i:
			kept = append(kept, Arg{Token: a.Token, Role: Outer, Implied: true})
		case a.Role == Oblique && int(a.Token) > i && g.Rel[i] == syntax.Obj && !a.Implied:
			a.Implied = true
			kept = append(kept, a)
		}
	}
	return kept
}

// inherit appends the owner, the agents and the obliques of noun h, which
// stands above or beside noun i.
func (g *Graph) inherit(dst []Arg, at, i, h, depth int) []Arg {
	owned := has(dst[at:], Owner)
	from := len(dst)
	dst = g.noun(dst, h, depth)
	kept := dst[:from]
	for _, a := range dst[from:] {
		if int(a.Token) == i || a.Role == Owner && owned || a.Role == Quality && !g.proper(int(a.Token)) {
			continue
		}
		a.Implied = true
		kept = append(kept, a)
	}
	return kept
}
