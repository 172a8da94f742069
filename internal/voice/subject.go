package voice

import (
	"strings"

	"github.com/chancery-ledger/chancery/internal/syntax"
	"github.com/chancery-ledger/chancery/text"
)

// subject is the head of the source of predicate i, or -1: its subject or
// agent, or that of the predicate it goes on from.
func (f *finder) subject(i int) int {
	t := f.tree
	for steps := 0; steps < 5; steps++ {
		if s := t.FindDep(i, syntax.OblAgent); s >= 0 {
			return s
		}
		if s := f.ownSubject(i); s >= 0 && !(t.Tags[s] == syntax.PRON && f.isDummy(s)) {
			if f.isRelative(s) && t.Rel[i] == syntax.AclRelcl && t.Head[i] >= 0 {
				return int(t.Head[i])
			}
			return s
		}
		if f.isPassive(i) {
			return -1
		}
		head := int(t.Head[i])
		if head < 0 {
			return -1
		}
		switch t.Rel[i] {
		case syntax.AclRelcl, syntax.Acl:
			if t.Tags[head] == syntax.VERB || t.Feats[i]&(syntax.Finite|syntax.Infinitive|syntax.Participle) != 0 && t.Feats[i]&syntax.Past == 0 {
				if t.Tags[head] == syntax.NOUN || t.Tags[head] == syntax.PROPN || t.Tags[head] == syntax.PRON {
					return head
				}
			}
			if t.Tags[head] != syntax.VERB {
				return head
			}
		case syntax.Conj, syntax.Xcomp, syntax.Advcl, syntax.Parataxis, syntax.Ccomp, syntax.Dep, syntax.Cop, syntax.Aux:
		default:
			return -1
		}
		i = head
	}
	return -1
}

// ownSubject is the nearest subject that hangs on i itself, outside quotations
// that the predicate is not in, or -1.
func (f *finder) ownSubject(i int) int {
	best := -1
	for d := range f.tree.Deps(i) {
		switch f.tree.Rel[d] {
		case syntax.Nsubj, syntax.Csubj:
		case syntax.NsubjPass:
			if f.isPassive(i) {
				continue
			}
		default:
			continue
		}
		inside := f.isClitic(d)
		for _, q := range f.over(d, d) {
			inside = inside || q.holds(d) && !q.holds(i) && q.len() >= minQuoted
		}
		if !inside && (best < 0 || abs(d-i) < abs(best-i)) {
			best = d
		}
	}
	return best
}

// isClitic tells whether token i is a Spanish object pronoun, which is never a
// subject.
func (f *finder) isClitic(i int) bool {
	if f.doc.Lang != text.Spanish {
		return false
	}
	switch strings.ToLower(f.doc.Word(i)) {
	case "me", "te", "se", "nos", "os", "le", "les", "lo", "la", "los", "las":
		return f.tree.Tags[i] == syntax.PRON
	}
	return false
}

// isPassive tells whether predicate i is in the passive; a finite verb without
// an auxiliary is not, whatever the tree calls its subject.
func (f *finder) isPassive(i int) bool {
	if f.tree.FindDep(i, syntax.AuxPass) >= 0 {
		return true
	}
	return f.tree.FindDep(i, syntax.NsubjPass) >= 0 && f.tree.Feats[i]&syntax.Finite == 0
}

func abs(n int) int { return max(n, -n) }

// isDummy tells whether the pronoun is the empty subject of "it is said that".
func (f *finder) isDummy(i int) bool { return f.tree.Rel[i] == syntax.Expl }

func (f *finder) isRelative(i int) bool {
	switch strings.ToLower(f.doc.Word(i)) {
	case "who", "which", "that", "que", "quien", "quienes", "cual":
		return true
	}
	return false
}

// beside is the head of the noun phrase right after or before the cue, where
// the tree has no subject: "said de Zela", "de Zela said".
func (f *finder) beside(i int) int {
	sent := f.sentence(i)
	if i-3 > sent.first && f.doc.Word(i-1) == ")" { // "Sen. David Perdue (R-Ga.) said"
		for j := i - 2; j > max(sent.first, i-8); j-- {
			if f.doc.Word(j) == "(" {
				return f.nounHead(j - 1)
			}
		}
	}
	if f.isComma(i-1) && i-1 > sent.first { // "Ana Ruiz, who leads the party, said"
		for j := sent.first + 1; j < i-1; j++ {
			if f.doc.Word(j) == "," && (f.tree.Tags[j-1] == syntax.PROPN || f.tree.Tags[j-1] == syntax.NOUN) {
				return f.nounHead(j - 1)
			}
		}
	}
	for _, j := range []int{i + 1, i - 1, i + 2} {
		if !(part{sent.first, sent.last}).holds(j) {
			continue
		}
		tag := f.tree.Tags[j]
		if tag == syntax.PROPN || tag == syntax.PRON && j == i-1 || tag == syntax.NOUN && j == i-1 || j == i+2 && tag == syntax.NOUN && f.tree.Tags[i+1] == syntax.DET {
			return f.nounHead(j)
		}
	}
	return -1
}

// nounHead climbs from j to the head of its noun phrase.
func (f *finder) nounHead(j int) int {
	for {
		h := int(f.tree.Head[j])
		if h < 0 {
			return j
		}
		switch f.tree.Rel[j] {
		case syntax.Flat, syntax.Compound, syntax.Amod, syntax.Det, syntax.NmodPoss, syntax.Nummod:
			j = h
		default:
			return j
		}
	}
}

// sourceSpan is the noun phrase of head without its preposition, clauses and
// what follows a comma.
func (f *finder) sourceSpan(head int, cue part) part {
	p := f.span(head)
	for p.first < head {
		tag := f.tree.Tags[p.first]
		if tag != syntax.ADP && tag != syntax.PUNCT && tag != syntax.CCONJ && tag != syntax.SCONJ && tag != syntax.ADV {
			break
		}
		p.first++
	}
	if p.overlaps(cue) {
		if head < cue.first {
			p.last = cue.first
		} else if head >= cue.last {
			p.first = cue.last
		}
	}
	for j := p.first; j < p.last; j++ {
		if j > head && (f.isRelative(j) && f.tree.Tags[j] == syntax.PRON || f.tree.Tags[j] == syntax.PUNCT && f.doc.Word(j) != "-" && f.doc.Word(j) != "." && f.doc.Word(j) != "'" && f.doc.Word(j) != "’" ||
			f.tree.Rel[j] == syntax.AclRelcl && int(f.tree.Head[j]) == head && f.tree.Tags[j-1] == syntax.PRON) {
			p.last = j
			break
		}
	}
	for p.last > head+1 && (f.tree.Tags[p.last-1] == syntax.PART || f.tree.Tags[p.last-1] == syntax.ADP || f.tree.Tags[p.last-1] == syntax.PRON || f.tree.Tags[p.last-1] == syntax.PUNCT && f.doc.Word(p.last-1) != ".") {
		p.last--
	}
	return p
}
