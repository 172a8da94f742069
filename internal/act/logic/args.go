package logic

import "github.com/chancery-ledger/chancery/internal/syntax"

// Args appends to dst the arguments of predicate i, nearest first, and returns
// it. Coordinated arguments stand each for itself, and a counting noun gives
// way to what it counts: the patient of "expelled dozens of Russian diplomats"
// is "diplomats".
func (g *Graph) Args(dst []Arg, i int) []Arg {
	at := len(dst)
	if g.Verbal(i) {
		dst = g.verb(dst, i)
	} else {
		dst = g.lent(g.noun(dst, i, maxDepth), at)
		for j := at; j < len(dst); j++ { // "the ratification of the treaty by Peru"
			if a := &dst[j]; a.Role == Oblique && g.lex.Agentive[a.Prep] {
				a.Role, a.Prep = Agent, ""
			}
		}
	}
	return g.spread(dst, at)
}

// verb appends what verb i has itself, then what it shares or is lent.
func (g *Graph) verb(dst []Arg, i int) []Arg {
	at := len(dst)
	passive := g.Passive(i)
	reflexive := false
	for k := range g.Kids(i) {
		a := Arg{Token: int32(g.antecedent(k))}
		switch g.Rel[k] {
		case syntax.Nsubj, syntax.Csubj:
			a.Role = Agent
			if g.Rel[k] == syntax.Nsubj && (passive || k > i && has(dst[at:], Agent)) { // no verb has two subjects
				a.Role = Patient
			}
		case syntax.NsubjPass, syntax.Obj:
			a.Role = Patient
		case syntax.Iobj:
			a.Role = Recipient
		case syntax.OblAgent:
			a.Role = Agent
		case syntax.Obl, syntax.Nmod, syntax.Compound, syntax.Advcl:
			a = g.oblique(i, k, passive)
		case syntax.Expl:
			reflexive = reflexive || g.lex.Reflexive[g.Lemma[k]]
			continue
		default:
			continue
		}
		if a.Role != NoRole && int(a.Token) != i {
			dst = append(dst, a)
		}
	}
	if reflexive && !has(dst[at:], Patient) { // "se rompieron las relaciones"
		for _, a := range dst[at:] {
			if a.Role == Agent {
				dst = append(dst, Arg{Token: a.Token, Role: Patient})
			}
		}
	}
	dst = g.complete(dst, at, i, passive)
	if o := g.outer(i); o >= 0 && !taken(dst[at:], o) {
		dst = append(dst, Arg{Token: int32(o), Role: Outer, Implied: true})
	}
	return g.lent(dst, at)
}

// outer returns who governs what verb i tells: "ordered China to close", "the
// envoy was told to leave by Peru"; or -1.
func (g *Graph) outer(i int) int {
	h := int(g.Head[i])
	switch g.Rel[i] {
	case syntax.Xcomp, syntax.Ccomp, syntax.Acl, syntax.Advcl:
		if h < 0 || g.Rel[i] == syntax.Acl && !g.infinitive(i) {
			return -1
		}
		if !g.Verbal(h) {
			return g.holder(h, maxDepth)
		}
		if g.Passive(h) {
			return g.agentOf(h)
		}
		return g.Subject(h)
	}
	return -1
}

// agentOf returns the by-agent of a passive verb, or -1.
func (g *Graph) agentOf(i int) int {
	for k := range g.Kids(i) {
		if g.Rel[k] == syntax.OblAgent || g.Rel[k] == syntax.Obl && g.lex.Agentive[g.Prep(k)] {
			return k
		}
	}
	return -1
}

func taken(args []Arg, t int) bool {
	for _, a := range args {
		if int(a.Token) == t {
			return true
		}
	}
	return false
}

// oblique reads a dependent k of verb i that has a preposition, or none.
func (g *Graph) oblique(i, k int, passive bool) Arg {
	a := Arg{Token: int32(g.antecedent(k)), Role: Oblique, Prep: g.Prep(k)}
	switch {
	case g.Rel[k] == syntax.Advcl && (a.Prep == "" || !g.nominal(k)):
		return Arg{}
	case a.Prep == "" && passive && k < i && g.hyphened(k, i):
		a.Role = Agent // "China-brokered deal"
	case g.Rel[k] == syntax.Compound:
		return Arg{}
	case passive && g.lex.Agentive[a.Prep]:
		a.Role, a.Prep = Agent, ""
	}
	return a
}

func (g *Graph) hyphened(k, i int) bool {
	for j := k + 1; j < i; j++ {
		if w := g.Doc.Word(j); w == "-" || w == "‑" || w == "–" {
			return true
		}
	}
	return false
}

// complete adds the arguments of verb i that stand elsewhere in the sentence.
func (g *Graph) complete(dst []Arg, at, i int, passive bool) []Arg {
	role := Agent
	if passive {
		role = Patient
	}
	if !has(dst[at:], role) {
		if s := g.implied(i, maxDepth); s >= 0 && s != i {
			dst = append(dst, Arg{Token: int32(s), Role: role, Implied: true})
		}
	}
	h := int(g.Head[i])
	if h < 0 || has(dst[at:], Patient) {
		return dst
	}
	if g.Rel[i] == syntax.AclRelcl && !g.hasRelative(i) { // "the sanctions Peru imposed"
		return append(dst, Arg{Token: int32(h), Role: Patient, Implied: true})
	}
	if passive {
		return dst
	}
	if g.perfect(i) >= 0 {
		return append(dst, Arg{Token: int32(h), Role: Patient, Implied: true})
	}
	if g.Rel[i] == syntax.Conj && g.Verbal(h) { // "signed and ratified the treaty"
		if o := g.Kid(h, syntax.Obj); o > i {
			return append(dst, Arg{Token: int32(o), Role: Patient, Implied: true})
		}
	}
	for k := range g.Kids(i) {
		if g.Rel[k] == syntax.Conj && g.Verbal(k) && g.Kid(k, syntax.Nsubj) < 0 && k == i+2 {
			if o := g.Kid(k, syntax.Obj); o >= 0 {
				return append(dst, Arg{Token: int32(o), Role: Patient, Implied: true})
			}
		}
	}
	return dst
}

func (g *Graph) hasRelative(i int) bool {
	for k := range g.Kids(i) {
		if g.relative(k) {
			return true
		}
	}
	return false
}

// lent appends the obliques of the patients as obliques of the verb, since a
// parser cannot always tell where "with Mexico" of "broke relations with
// Mexico" belongs, and for the sense it does not matter.
func (g *Graph) lent(dst []Arg, at int) []Arg {
	for _, a := range dst[at:] {
		if a.Role == Patient || a.Role == Oblique && g.lex.Genitive[a.Prep] {
			dst = g.obliques(dst, g.counted(int(a.Token)), 2)
		}
	}
	return dst
}

// obliques appends the prepositional attributes of noun i, and of what stands
// in the genitive to it.
func (g *Graph) obliques(dst []Arg, i, depth int) []Arg {
	for k := range g.Kids(i) {
		if g.Rel[k] != syntax.Nmod || k < i {
			continue
		}
		switch p := g.Prep(k); {
		case p == "":
		case !g.lex.Genitive[p]:
			dst = append(dst, Arg{Token: int32(k), Role: Oblique, Prep: p, Implied: true})
		case depth > 0:
			dst = g.obliques(dst, k, depth-1)
		}
	}
	return dst
}

// counted returns what a counting noun counts: "diplomats" of "dozens of
// diplomats", or i itself.
func (g *Graph) counted(i int) int {
	for n := 0; n < maxDepth; n++ {
		if g.Tags[i] != syntax.NUM && g.Tags[i] != syntax.SYM && !g.lex.Transparent[g.Lemma[i]] {
			return i
		}
		inner := -1
		for k := range g.Kids(i) {
			if k > i && (g.Rel[k] == syntax.Nmod || g.Rel[k] == syntax.Obl) && g.counts(i, k) {
				inner = k
				break
			}
		}
		if h := int(g.Head[i]); inner < 0 && g.Tags[i] == syntax.SYM && h >= 0 { // "announced $3m in aid"
			for k := range g.Kids(h) {
				if k > i && g.Rel[k] == syntax.Obl && g.counts(i, k) {
					inner = k
					break
				}
			}
		}
		if inner < 0 {
			return i
		}
		i = inner
	}
	return i
}

// counts tells whether k is what i counts: "of diplomats", and of a sum "in aid".
func (g *Graph) counts(i, k int) bool {
	p := g.Prep(k)
	return g.lex.Genitive[p] || g.Tags[i] == syntax.SYM && (p == "in" || p == "en")
}

// spread gives each conjunct of an argument a place of its own and looks
// through counting nouns.
func (g *Graph) spread(dst []Arg, at int) []Arg {
	for j := at; j < len(dst); j++ {
		t := int(dst[j].Token)
		for k := range g.Kids(t) {
			if g.Rel[k] == syntax.Conj && g.nominal(k) {
				a := dst[j]
				a.Token = int32(k)
				if p := g.Prep(k); p != "" && a.Role == Oblique {
					a.Prep = p
				}
				dst = append(dst, a)
			}
		}
		dst[j].Token = int32(g.counted(t))
	}
	return dst
}

func has(args []Arg, r Role) bool {
	for _, a := range args {
		if a.Role == r {
			return true
		}
	}
	return false
}
