// Package logic turns dependency trees into propositions: who does what to
// whom, whatever the construction that says so.
//
// "Peru expelled the envoy", "the envoy was expelled by Peru", "the envoy whom
// Peru expelled", "Peru decided to expel the envoy", "Peru took the decision
// to expel the envoy", "Peru's expulsion of the envoy" and "Envoy expelled by
// Peru" all have Peru as the [Agent] and the envoy as the [Patient]. The terms
// are those of Dowty, "Thematic Proto-Roles and Argument Selection" (Language
// 67:3, 1991), cut down to what a verb, a noun and a preposition can show.
//
// The same code reads English and Spanish; what differs lies in a [Lexicon].
package logic

import "github.com/chancery-ledger/chancery/internal/syntax"

// Role says what an argument is to its predicate.
type Role uint8

const (
	NoRole    Role = iota
	Agent          // who does it
	Patient        // whom or what it befalls
	Recipient      // to whom something is given or said
	Owner          // whose it is: agent or patient of a noun, as the noun has it ("Peru's expulsion")
	Quality        // an adjective or noun before the noun: "Russian attack", "prisoner swap"
	Oblique        // by the preposition named in Prep
	Outer          // agent of the predicate above: "Russia" of "Russia condemned the expulsion" and "Russia ordered him to leave"
)

var roleNames = [...]string{"", "agent", "patient", "recipient", "owner", "quality", "oblique", "outer"}

// String is the role's name in the rule language.
func (r Role) String() string { return roleNames[r] }

// ParseRole returns the role of that name; NoRole where there is none.
func ParseRole(name string) Role {
	for i, n := range roleNames {
		if n == name {
			return Role(i)
		}
	}
	return NoRole
}

// Arg is one argument of a predicate.
type Arg struct {
	Token   int32  // head of the phrase
	Role    Role   //
	Prep    string // lemma of an oblique's preposition, "" for a bare one
	Implied bool   // shared, controlled or lent by a light verb; not a dependent of the predicate
}

// Lexicon is what the constructions of a language need to know of its words,
// all as lemmas. A nil set is empty.
type Lexicon struct {
	Support     Set // verbs that lend their arguments to a noun: take, give, impose
	Plan        Set // nouns whose holder is the agent of what follows: decision, bid
	Transparent Set // nouns that count or group what follows: dozen, number, round
	SubjectOnly Set // verbs with an object whose subject controls: promise, threaten
	Relative    Set // relative pronouns: who, which, que
	Passive     Set // auxiliaries of the passive: be, ser

	// Prepositions.
	Agentive   Set // of the agent: by, por
	Genitive   Set // of the owner: of, de
	Belonging  Set // that say whose a noun is: of, by, between
	Subjective Set // before the subject of an infinitive: for
	Addressee  Set // of whom a verb asks to do something: "call on X to", "pedir a X"

	Reflexive Set // pronouns of the reflexive passive: se
}

// Set is a set of lemmas.
type Set map[string]bool

// Graph is a tree that can also be walked downwards.
type Graph struct {
	*syntax.Tree
	lex   *Lexicon
	first []int32 // leftmost dependent of a token, -1 for none
	next  []int32 // next dependent of the same head
}

// New indexes the dependents of every token of t.
func New(t *syntax.Tree, lex *Lexicon) *Graph {
	n := t.Len()
	links := make([]int32, 2*n)
	g := &Graph{Tree: t, lex: lex, first: links[:n], next: links[n:]}
	for i := range g.first {
		g.first[i] = -1
	}
	for i := n - 1; i >= 0; i-- {
		g.next[i] = -1
		if h := t.Head[i]; h >= 0 && int(h) != i {
			g.next[i] = g.first[h]
			g.first[h] = int32(i)
		}
	}
	return g
}

// Kids yields the dependents of token i from left to right.
func (g *Graph) Kids(i int) func(yield func(int) bool) {
	return func(yield func(int) bool) {
		for k := g.first[i]; k >= 0; k = g.next[k] {
			if !yield(int(k)) {
				return
			}
		}
	}
}

// Kid returns the first dependent of i in relation r, or -1.
func (g *Graph) Kid(i int, r syntax.Rel) int {
	for k := range g.Kids(i) {
		if g.Rel[k] == r {
			return k
		}
	}
	return -1
}

// Prep returns the lemma of the preposition before the phrase of token i, or
// "". Of a compound preposition it is the word that carries the sense, the
// last but a genitive one: "contra" of "en contra de".
func (g *Graph) Prep(i int) string {
	for k := range g.Kids(i) {
		if g.Rel[k] != syntax.Case && !(g.Rel[k] == syntax.Mark && g.Tags[i] == syntax.NOUN) { // "como miembro"
			continue
		}
		prep := g.Lemma[k]
		for f := range g.Kids(k) {
			if g.Rel[f] == syntax.Fixed && !g.lex.Genitive[g.Lemma[f]] {
				prep = g.Lemma[f]
			}
		}
		if prep != "'s" && prep != "’s" && prep != "'" && prep != "’" {
			return prep
		}
	}
	return ""
}

// Verbal tells whether token i predicates as a verb does.
func (g *Graph) Verbal(i int) bool {
	switch g.Tags[i] {
	case syntax.VERB, syntax.AUX:
		return true
	case syntax.NOUN, syntax.PROPN:
		return g.Kid(i, syntax.Obj) >= 0 || g.Kid(i, syntax.NsubjPass) >= 0
	case syntax.ADJ: // a participle that the tagger took for an adjective
		return g.Kid(i, syntax.NsubjPass) >= 0 || g.Kid(i, syntax.OblAgent) >= 0 || g.Feats[i].Has(syntax.Participle)
	}
	return false
}

// Passive tells whether verb i is in the passive voice, with or without its
// auxiliary: "was expelled", "the expelled envoy", "Envoy expelled by Russia".
func (g *Graph) Passive(i int) bool {
	subject, by := false, false
	for k := range g.Kids(i) {
		switch g.Rel[k] {
		case syntax.AuxPass, syntax.NsubjPass, syntax.OblAgent:
			return true
		case syntax.Aux, syntax.Cop:
			if g.lex.Passive[g.Lemma[k]] && g.pastParticiple(i) {
				return true
			}
		case syntax.Obj:
			return false
		case syntax.Nsubj:
			subject = subject || !g.relative(k)
		case syntax.Obl:
			by = by || g.lex.Agentive[g.Prep(k)] && g.nominal(k)
		}
	}
	if !g.pastParticiple(i) || g.perfect(i) >= 0 {
		return g.headlined(i)
	}
	switch {
	case by || g.Rel[i] == syntax.Acl || g.Rel[i] == syntax.Amod || g.headlined(i):
		return true
	case g.Rel[i] == syntax.Conj:
		h := int(g.Head[i])
		return h >= 0 && !subject && g.Kid(i, syntax.Aux) < 0 && g.Verbal(h) && g.Passive(h)
	}
	return !subject && g.Feats[i].Has(syntax.Passive)
}

func (g *Graph) pastParticiple(i int) bool {
	f := g.Feats[i]
	return f.Has(syntax.Participle) && !f.Has(syntax.Present) && !f.Has(syntax.Gerund)
}

// perfect returns the "had" of "had severed ties" where the parser took the
// participle for an attribute of the object, or -1.
func (g *Graph) perfect(i int) int {
	if g.Rel[i] != syntax.Amod || i == 0 || g.Tags[i] != syntax.VERB || g.Lemma[i-1] != "have" {
		return -1
	}
	if noun := int(g.Head[i]); noun >= 0 && int(g.Head[noun]) == i-1 {
		return i - 1
	}
	return -1
}

func (g *Graph) nominal(i int) bool {
	switch g.Tags[i] {
	case syntax.NOUN, syntax.PROPN, syntax.PRON, syntax.NUM, syntax.ADJ, syntax.DET, syntax.X, syntax.SYM:
		return true
	}
	return false
}

// headlined tells whether verb i is a past form without object or auxiliary in
// a headline, which leaves the auxiliary of the passive out: "Envoy summoned
// over raid".
func (g *Graph) headlined(i int) bool {
	s := g.Doc.SentenceOf(i)
	if s < 0 || !g.Doc.Sentences[s].Title || !g.Feats[i].Has(syntax.Past) {
		return false
	}
	for k := range g.Kids(i) {
		switch g.Rel[k] {
		case syntax.Aux, syntax.Ccomp, syntax.Xcomp, syntax.Iobj:
			return false
		}
	}
	return true
}
