package act

import (
	"slices"
	"strings"

	"github.com/chancery-ledger/chancery/internal/act/logic"
	"github.com/chancery-ledger/chancery/internal/name"
	"github.com/chancery-ledger/chancery/internal/syntax"
	"github.com/chancery-ledger/chancery/text"
)

// reader matches the rules against one document.
type reader struct {
	*Rules
	doc   *text.Doc
	tree  *syntax.Tree
	names *name.Mentions
	graph *logic.Graph // nil until the first trigger

	lemmas   []string // of every token; "" where the rules do not know the word
	trigger  int
	sentence int
	nominal  bool        // the trigger is no verb
	args     []logic.Arg // of the trigger
	bound    []int32     // tokens that the rule at hand has claimed for a patient
	frames   []Frame
	chain    []int     // scratch
	failed   []attempt // scratch
	near     []Arg     // scratch: the parties of the sentence
	whole    []Arg     // the parties of the report, once asked for
}

// Match proposes the acts of a document, in the order of their triggers. The
// names may be resolved against the same tree.
func (r *Rules) Match(doc *text.Doc, tree *syntax.Tree, names *name.Mentions) []Frame {
	m := &reader{Rules: r, doc: doc, tree: tree, names: names}
	m.lemmas = make([]string, len(doc.Tokens))
	for t := range m.lemmas {
		m.lemmas[t] = r.lemma(doc, tree, t)
	}
	for s := range doc.Sentences {
		for t := doc.Sentences[s].First; t < doc.Sentences[s].Last; t++ {
			if m.lemmas[t] == "" {
				continue
			}
			if entries := r.index[m.lemmas[t]]; len(entries) > 0 {
				m.sentence = s
				m.try(t, entries)
			}
		}
	}
	return m.frames
}

// Triggered tells whether token t may tell an act, by its lemma alone. A
// sentence without such a token has no frames and need not be parsed.
func (r *Rules) Triggered(doc *text.Doc, tree *syntax.Tree, t int) bool {
	return len(r.index[r.lemma(doc, tree, t)]) > 0
}

// fold lowers the letters of a lemma where there are capitals; a lemma in
// lower case comes back as it is.
func fold(lemma string) string {
	for i := 0; i < len(lemma); i++ {
		if c := lemma[i]; c >= 'A' && c <= 'Z' || c == 0xC3 {
			return strings.ToLower(lemma)
		}
	}
	return lemma
}

// try applies the rules whose trigger begins at token t: those that hold by
// the tree, then the others by the order of the words.
func (m *reader) try(t int, entries []entry) {
	if m.graph == nil {
		m.graph = logic.New(m.tree, m.logic)
	}
	at := len(m.frames)
	failed := m.failed[:0]
	m.trigger = -1
	for _, e := range entries {
		r := &m.rules[e.rule]
		anchor, fit := m.phrase(t, &r.triggers[e.trigger])
		if fit == unfit {
			continue
		}
		m.focus(anchor)
		if fit == fits && m.holds(r) {
			m.propose(r)
		} else {
			failed = append(failed, attempt{r, anchor})
		}
	}
	for _, f := range failed {
		m.focus(f.trigger)
		m.loosely(f.rule, at)
	}
	m.failed = failed
	m.frames = append(m.frames[:at], unlike(m.frames[at:])...)
	m.describe(at)
}

// attempt is a rule that did not hold at a trigger.
type attempt struct {
	rule    *rule
	trigger int
}

// focus makes a token the trigger at hand.
func (m *reader) focus(trigger int) {
	if m.trigger == trigger {
		return
	}
	m.trigger = trigger
	m.nominal = !m.graph.Verbal(trigger)
	m.args = m.graph.Args(m.args[:0], trigger)
}

// unlike keeps of frames that say the same the first and the greatest weight.
func unlike(frames []Frame) []Frame {
	kept := frames[:0]
	for i := range frames {
		f := &frames[i]
		j := slices.IndexFunc(kept, func(o Frame) bool { return o.same(f) })
		if j < 0 {
			kept = append(kept, *f)
		} else if kept[j].Weight < f.Weight {
			kept[j].Weight = f.Weight
		}
	}
	return kept
}

// same tells whether two frames say the same of the same trigger.
func (f *Frame) same(o *Frame) bool {
	return f.Type == o.Type && f.Trigger == o.Trigger && sameParties(f.From, o.From) && sameParties(f.To, o.To)
}

func sameParties(a, b []Arg) bool {
	return covers(a, b) && covers(b, a)
}

// covers tells whether every code of inner is one of outer.
func covers(outer, inner []Arg) bool {
	for _, a := range inner {
		for _, c := range a.Codes {
			if !slices.ContainsFunc(outer, func(o Arg) bool { return slices.Contains(o.Codes, c) }) {
				return false
			}
		}
	}
	return true
}
