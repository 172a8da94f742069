package stance

import (
	"slices"
	"strings"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/syntax"
	"github.com/chancery-ledger/chancery/text"
)

// Cue is one word that bears on the stance.
type Cue struct {
	Token int
	Class Class // or one of the marks below
	Depth int   // predicates between the cue's and the deed: 0 is the deed's own
}

// Marks that are no governing words.
const (
	Negation  Class = "negation"    // not, no, never
	Will      Class = "will"        // future, "will", "ir a"
	Would     Class = "would"       // conditional
	Should    Class = "should"      // obligation: should, must, deber
	May       Class = "may"         // possibility: may, might, could, poder
	If        Class = "if"          // within or beside a condition
	Bare      Class = "infinitive"  // a headline's infinitive without governor: "Chad to open embassy"
	Hedge     Class = "hedge"       // allegedly, reportedly, presuntamente
	Question  Class = "question"    // the sentence asks
	Hitherto  Class = "former"      // formerly, once
	PastTense Class = "past"        // a finite past form
	Perfect   Class = "perfect"     // have + participle
	Presently Class = "present"     // a finite present form
	Ongoing   Class = "progressive" // be + -ing
)

// Stance is how a deed stands, and by which words.
type Stance struct {
	Status  chancery.Status
	Alleged bool
	Cues    []Cue
}

// maxDepth bounds the walk outward; deeper embedding no longer bears.
const maxDepth = 5

// Judge reads the stance of the deed that token pred tells.
func (l *Lexicon) Judge(tree *syntax.Tree, pred int, deed Deed) Stance {
	w := walk{l: l, t: tree}
	if c := deed.own(w.class(pred)); c != "" {
		w.add(pred, c, 0)
	}
	w.predicate(pred, 0)
	below := pred
	for depth := 1; depth <= maxDepth; depth++ {
		head := int(tree.Head[below])
		if head < 0 {
			break
		}
		if w.crosses(below, head) {
			w.governor(head, below, depth)
		} else if tree.Rel[below] != syntax.Conj || tree.Tags[head] == syntax.VERB && tree.Tags[below] == syntax.VERB && !w.sharesMood(below, head) {
			if r := tree.Rel[below]; r == syntax.Parataxis || r == syntax.AclRelcl || r == syntax.Conj || r == syntax.Nsubj || r == syntax.NsubjPass {
				break
			}
		}
		below = head
	}
	w.surface(pred)
	w.sentence(pred)
	st := Stance{Cues: deed.suited(tree, pred, w.cues)}
	st.Status, st.Alleged = decide(st.Cues)
	return st
}

type walk struct {
	l    *Lexicon
	t    *syntax.Tree
	cues []Cue
}

func (w *walk) add(token int, c Class, depth int) {
	if c == Pledge {
		c = Plan
	}
	w.cues = append(w.cues, Cue{token, c, depth})
}

// crosses tells whether what governs reaches down over the relation: the
// complement, purpose or noun complement of a predicate is under its sway, its
// subject and its loose neighbours are not.
func (w *walk) crosses(below, head int) bool {
	switch w.t.Rel[below] {
	case syntax.Ccomp, syntax.Xcomp, syntax.Csubj, syntax.Acl, syntax.Obj, syntax.Nmod, syntax.Compound, syntax.Obl, syntax.Advcl, syntax.Amod:
		return true
	case syntax.Nsubj, syntax.NsubjPass: // "expulsion is considered", "the motion is rejected"
		return w.t.Tags[below] == syntax.NOUN
	}
	return false
}

// surface notes the word that takes an infinitive where the tree hangs the
// infinitive elsewhere: "its refusal to extradite".
func (w *walk) surface(pred int) {
	if pred < 2 || !w.infinitive(pred) {
		return
	}
	at := pred - 2
	if w.t.Tags[pred-1] == syntax.ADP || w.t.Tags[pred-1] == syntax.PART || strings.EqualFold(w.t.Doc.Word(pred-1), "to") {
		if c := w.class(at); c != "" && c != Fact && !slices.ContainsFunc(w.cues, func(c Cue) bool { return c.Token == at }) {
			w.add(at, c, 1)
			w.predicate(at, 1)
		}
	}
}

// class is that of a word or, before that, of the word with the one behind it:
// "rule out" is not "rule".
func (w *walk) class(at int) Class {
	if at+1 < len(w.t.Lemma) {
		if c := w.l.Class(w.t.Lemma[at] + " " + w.t.Lemma[at+1]); c != "" {
			return c
		}
	}
	return w.l.Class(w.t.Lemma[at])
}

// infinitive tells whether a verb stands in the infinitive or after "to".
func (w *walk) infinitive(p int) bool {
	return w.t.Feats[p].Has(syntax.Infinitive) || strings.EqualFold(w.t.Doc.Word(p-1), "to") && w.t.Tags[p] == syntax.VERB
}

// sharesMood tells whether two coordinated verbs share their auxiliaries.
func (w *walk) sharesMood(below, head int) bool {
	return w.t.Feats[below]&(syntax.Infinitive|syntax.Participle|syntax.Gerund) != 0 &&
		w.t.FindDep(below, syntax.Nsubj, syntax.NsubjPass, syntax.Aux, syntax.AuxPass, syntax.Mark) < 0
}

// governor notes the class of a governing word and its own auxiliaries.
func (w *walk) governor(head, below, depth int) {
	rel := w.t.Rel[below]
	class := w.class(head)
	nominal := rel == syntax.Nmod || rel == syntax.Compound || rel == syntax.Obl || rel == syntax.Amod || rel == syntax.Nsubj || rel == syntax.NsubjPass
	if class != "" && !(rel == syntax.Advcl && class != Propose) && !(nominal && class == Announce) {
		w.add(head, class, depth)
	}
	if rel == syntax.Advcl {
		if m := w.t.FindDep(below, syntax.Mark); m >= 0 && isIf(w.t.Lemma[m]) {
			w.add(m, If, depth)
		}
		return // "expelled him after it vowed to ...": the main verb's mood is not the clause's
	}
	if !nominal || class != "" || rel == syntax.Obl {
		w.predicate(head, depth)
	}
}

// predicate notes auxiliaries, negation, tense and conditions at one predicate.
func (w *walk) predicate(p, depth int) {
	t := w.t
	auxiliary := false
	for d := range t.Deps(p) {
		lemma := strings.ToLower(t.Lemma[d])
		switch t.Rel[d] {
		case syntax.Aux, syntax.AuxPass, syntax.Cop:
			auxiliary = true
			w.auxiliary(d, lemma, depth)
		case syntax.Advmod, syntax.Det:
			w.adverb(d, lemma, depth)
		case syntax.Mark:
			if isIf(lemma) {
				w.add(d, If, depth)
			}
		case syntax.Advcl:
			if m := t.FindDep(d, syntax.Mark); m >= 0 && isIf(t.Lemma[m]) {
				w.add(m, If, depth)
			}
		case syntax.Xcomp: // "remains possible", "is ready to"
			if c := w.l.Class(lemma); depth > 0 && t.Tags[d] != syntax.VERB && c != "" && c != Announce {
				w.add(d, c, depth)
			}
		case syntax.Amod:
			if c := w.l.Class(lemma); c == Allege || isHedge(lemma) {
				w.add(d, Hedge, depth)
			} else if c == Plan || c == Pledge || c == Propose {
				w.add(d, c, depth) // "planned visit", "proposed expulsion"
			}
		case syntax.Case:
			if lemma == "without" || lemma == "sin" {
				w.add(d, Negation, depth)
			}
		}
	}
	w.tense(p, depth, auxiliary)
}

// auxiliary notes what an auxiliary says.
func (w *walk) auxiliary(d int, lemma string, depth int) {
	f := w.t.Feats[d]
	switch lemma {
	case "will", "shall", "’ll", "'ll":
		w.add(d, Will, depth)
	case "would", "’d", "'d":
		w.add(d, Would, depth)
	case "should", "must", "ought", "deber":
		w.add(d, Should, depth)
	case "may", "might", "could", "can", "poder":
		w.add(d, May, depth)
	case "have", "haber":
		w.add(d, Perfect, depth)
	case "ir":
		w.add(d, Will, depth)
	case "be", "estar":
		if w.t.Rel[d] == syntax.Aux {
			w.add(d, Ongoing, depth)
		}
	}
	switch {
	case f.Has(syntax.Future):
		w.add(d, Will, depth)
	case f.Has(syntax.Conditional):
		w.add(d, Would, depth)
	}
}

func (w *walk) adverb(d int, lemma string, depth int) {
	switch lemma {
	case "not", "n't", "n’t", "never", "no", "nunca", "jamás", "tampoco", "neither", "ningún", "ninguno":
		w.add(d, Negation, depth)
	case "formerly", "once", "antiguamente":
		w.add(d, Hitherto, depth)
	default:
		if isHedge(lemma) {
			w.add(d, Hedge, depth)
		}
	}
}

// tense notes the predicate's own form.
func (w *walk) tense(p, depth int, auxiliary bool) {
	t, f := w.t, w.t.Feats[p]
	switch {
	case f.Has(syntax.Future):
		w.add(p, Will, depth)
	case f.Has(syntax.Conditional):
		w.add(p, Would, depth)
	case f.Has(syntax.Infinitive) && !auxiliary && depth == 0 && t.Head[p] < 0 || w.headlineInfinitive(p):
		w.add(p, Bare, depth)
	case f.Has(syntax.Past) && f.Has(syntax.Finite):
		w.add(p, PastTense, depth)
	case f.Has(syntax.Present) && f.Has(syntax.Finite):
		w.add(p, Presently, depth)
	}
}

// headlineInfinitive is "Chad to open embassy in Israel": an infinitive with
// "to" that nothing governs but the headline's noun.
func (w *walk) headlineInfinitive(p int) bool {
	t := w.t
	s := t.Doc.SentenceOf(p)
	if t.Doc.Lang != text.English || s < 0 || !t.Doc.Sentences[s].Title {
		return false
	}
	if t.Tags[p] != syntax.VERB {
		return w.nameTo(t.Doc.Sentences[s], p)
	}
	to := slices.ContainsFunc(slices.Collect(t.Deps(p)), func(d int) bool {
		return t.Rel[d] == syntax.Mark && strings.EqualFold(t.Lemma[d], "to")
	})
	head := int(t.Head[p])
	return to && (head < 0 || t.Rel[p] == syntax.Acl && w.l.Class(t.Lemma[head]) == "")
}

// nameTo is the headline's infinitive where its capital makes it look like a
// noun, "U.S. to Levy Sanctions on Russia": a name, "to" and the word, in a
// headline without a finite verb.
func (w *walk) nameTo(sent text.Sentence, p int) bool {
	t := w.t
	if p < sent.First+2 || !strings.EqualFold(t.Doc.Word(p-1), "to") || t.Tags[p-2] != syntax.PROPN || p+1 == sent.Last {
		return false
	}
	for i := sent.First; i < sent.Last; i++ {
		if t.Feats[i].Has(syntax.Finite) {
			return false
		}
	}
	return true
}

// sentence notes what the whole sentence says: that it asks.
func (w *walk) sentence(p int) {
	s := w.t.Doc.SentenceOf(p)
	if s < 0 {
		return
	}
	if sent := w.t.Doc.Sentences[s]; w.t.Doc.Word(sent.Last-1) == "?" {
		w.add(sent.Last-1, Question, maxDepth)
	}
}

func isIf(lemma string) bool {
	switch strings.ToLower(lemma) {
	case "if", "unless", "si", "should":
		return true
	}
	return false
}

func isHedge(lemma string) bool {
	switch lemma {
	case "allegedly", "reportedly", "supposedly", "presuntamente", "supuestamente", "alleged", "suspected", "supposed", "presunto", "supuesto":
		return true
	}
	return false
}
