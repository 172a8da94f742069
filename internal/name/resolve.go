package name

import "github.com/chancery-ledger/chancery/internal/syntax"

// Resolve finds the antecedents anew with the help of a tree of the same Doc:
// grammatical subjects outrank other mentions, a possessive or a pronoun of a
// subordinate clause looks to the subject above it, the object of a verb is
// not its subject (principle B of binding), and an expletive refers to nothing.
// Organs and offices take the state that depends on them. A tree of another
// Doc, or none, changes nothing.
func (m *Mentions) Resolve(tree *syntax.Tree) {
	f := m.found
	if tree == nil || f == nil || tree.Doc != f.doc || len(tree.Head) != len(f.words) {
		return
	}
	f.list, f.tree = m.List, tree
	for n := range f.list {
		if f.inferred[n] {
			x := &f.list[n]
			x.Codes, x.Antecedent = nil, -1
			if x.Kind == Anaphor {
				x.Person, x.Office, x.Organ, x.Former, x.Private = "", "", "", false, false
			}
			f.inferred[n] = false
		}
	}
	f.attachTree()
	f.locateTree()
	f.infer()
	f.tree = nil
}

// headOf returns the token of mention n on which its other tokens depend.
func (f *finder) headOf(n int) int {
	m := &f.list[n]
	for i := m.First; i < m.Last; i++ {
		if h := int(f.tree.Head[i]); h < m.First || h >= m.Last {
			return i
		}
	}
	return m.First
}

// at returns the index of the mention that covers a token, or -1.
func (f *finder) at(token int) int {
	lo, hi := 0, len(f.list)
	for lo < hi {
		mid := int(uint(lo+hi) >> 1)
		if f.list[mid].Last <= token {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	if lo == len(f.list) || f.list[lo].First > token {
		return -1
	}
	return lo
}

// attachTree gives open organs and offices the state that depends on them:
// "Peru's newly appointed and outspoken foreign minister".
func (f *finder) attachTree() {
	for k := range f.list {
		o := &f.list[k]
		if !bears(o) || o.Kind == Organ && f.inferred[k] {
			continue
		}
		h := f.headOf(k)
		switch f.tree.Rel[h] {
		case syntax.NmodPoss, syntax.Amod, syntax.Compound, syntax.Nmod:
		default:
			continue
		}
		if f.tree.Head[h] < 0 {
			continue
		}
		n := f.at(int(f.tree.Head[h]))
		if n < 0 || n == k || !f.open(n) {
			continue
		}
		if f.tree.Rel[h] == syntax.Nmod && !f.hasOf(h) {
			continue
		}
		f.list[n].Codes, f.list[n].Antecedent = o.Codes, k
	}
}

// hasOf tells whether "of" or "de" is the case mark of token h.
func (f *finder) hasOf(h int) bool {
	for i := h - 1; i >= 0 && i >= h-4; i-- {
		if int(f.tree.Head[i]) == h && f.tree.Rel[i] == syntax.Case {
			return f.wordClass(i)&ofWord != 0
		}
	}
	return false
}

// locateTree tells capitals that act from those that are places: a subject or
// an agent is the government, a modifier of another noun is a place.
func (f *finder) locateTree() {
	for n := range f.list {
		m := &f.list[n]
		if f.entries[n] == nil || f.entries[n].kind != Capital {
			continue
		}
		switch f.tree.Rel[f.headOf(n)] {
		case syntax.Nsubj, syntax.NsubjPass, syntax.OblAgent:
			if !f.placed(n) {
				m.Kind = Capital
			}
		case syntax.Compound, syntax.Amod, syntax.Flat, syntax.Appos:
			m.Kind = City
		}
	}
}

// expletive tells whether pronoun n refers to nothing: "it seems", "it is said".
// Verbs of saying have no expletive subject, whatever the tree says.
func (f *finder) expletive(n int) bool {
	i := f.list[n].First
	if f.tree.Rel[i] != syntax.Expl || f.tree.Head[i] < 0 {
		return false
	}
	switch f.tree.Lemma[f.tree.Head[i]] {
	case "say", "add", "tell", "warn", "announce", "accuse", "call", "urge", "insist", "deny", "claim", "vow", "pledge":
		return false
	}
	return true
}

// isSubject tells whether mention n is the subject of a clause.
func (f *finder) isSubject(n int) bool {
	switch f.tree.Rel[f.headOf(n)] {
	case syntax.Nsubj, syntax.NsubjPass:
		return true
	}
	return false
}

const (
	aboveGain = 40 // for the subject of the clause that a pronoun depends on
	maxClimb  = 12 // steps up a tree, against cycles
)

// aboveSubject tells whether mention k is the subject of a word on the way from
// pronoun n to the root; the verb of which n itself is the subject is left out.
func (f *finder) aboveSubject(n, k int) bool {
	h := f.headOf(k)
	if f.tree.Rel[h] != syntax.Nsubj && f.tree.Rel[h] != syntax.NsubjPass {
		return false
	}
	verb := f.tree.Head[h]
	at := int32(f.headOf(n))
	if r := f.tree.Rel[at]; r == syntax.Nsubj || r == syntax.NsubjPass {
		at = f.tree.Head[at]
	}
	for step := 0; at >= 0 && step < maxClimb; step++ {
		at = f.tree.Head[at]
		if at == verb {
			return true
		}
	}
	return false
}

// coargument tells whether n and k depend on one verb, so that a pronoun that
// is no reflexive and no possessive cannot mean k.
func (f *finder) coargument(n, k int) bool {
	if f.owns(n) {
		return false
	}
	i, j := f.headOf(n), f.headOf(k)
	return f.tree.Head[i] >= 0 && f.tree.Head[i] == f.tree.Head[j] && !reflexive(f.doc.Word(f.list[n].First))
}

func reflexive(w string) bool {
	return len(w) > 4 && (w[len(w)-4:] == "self" || len(w) > 6 && w[len(w)-6:] == "selves")
}
