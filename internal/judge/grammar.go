package judge

import (
	"math"
	"slices"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/act"
	"github.com/chancery-ledger/chancery/internal/stance"
	"github.com/chancery-ledger/chancery/internal/syntax"
)

// seldom is how much rarer a status is than the model has it where grammar
// speaks against it: the tree may be wrong.
const seldom = 0.1

// undo lowers what the grammar of the deed's own verb, or of the plan, excludes.
// "Will expel", "to expel" and "may expel" tell no deed that is done; "did not
// expel" neither one that is done nor one that will be; "has no plans to expel",
// beside those, none that is asked for; what is sought is not done. Of such
// forms the training reports have too few for the model to outweigh all the
// words around them.
func (s *Scene) undo(f *act.Frame, st stance.Stance, p *[len(statuses)]float64) {
	if f.Pred != f.Trigger { // "declare persona non grata": the verb tells
		st = s.Stance.Judge(s.Tree, f.Pred, deedOf(f))
	}
	var excluded []chancery.Status
	switch m := moodOf(st.Cues); {
	case st.Status == chancery.Done:
	case s.attempted(f.Pred) || s.objectOf(f.Pred, st, stance.Plan, stance.Propose, stance.Threaten):
		excluded = []chancery.Status{chancery.Done}
	case s.objectOf(f.Pred, st, stance.Deny) || s.denied(f.Pred, st):
		excluded = []chancery.Status{chancery.Done, chancery.Planned}
	case m.depth > 1:
	case m.depth == 1 && m.negated && m.plan:
		excluded = []chancery.Status{chancery.Done, chancery.Planned, chancery.Proposed}
	case m.depth == 1 || s.Tree.Tags[f.Pred] != syntax.VERB:
	case m.negated:
		excluded = []chancery.Status{chancery.Done, chancery.Planned}
	case m.plan || m.modal:
		excluded = []chancery.Status{chancery.Done}
	}
	if excluded == nil {
		return
	}
	sum := 0.0
	for k := range p {
		if slices.Contains(excluded, statuses[k]) {
			p[k] *= seldom
		}
		sum += p[k]
	}
	for k := range p {
		p[k] /= sum
	}
}

// attempted tells whether a verb is what its subject seeks or threatens, or what
// a noun proposes: "sought to declare", "amenazó con expulsar", "a motion to
// expel". What somebody else is asked for is another matter: "asked the envoy to
// leave" may be the deed itself.
func (s *Scene) attempted(verb int) bool {
	head := int(s.Tree.Head[verb])
	if head < 0 || s.Tree.Rel[verb] != syntax.Xcomp && (s.Tree.Rel[verb] != syntax.Acl || s.Tree.Feats[verb]&syntax.Infinitive == 0) {
		return false
	}
	if c := s.Stance.Class(s.lemma(head)); c != stance.Propose && c != stance.Threaten {
		return false
	}
	for k := range s.Tree.Deps(head) {
		if r := s.Tree.Rel[k]; r == syntax.Obj || r == syntax.Iobj || r == syntax.NsubjPass {
			return false
		}
	}
	return true
}

// objectOf tells whether a noun is what a verb of some class is about: "plans
// sanctions", "sanctions were proposed".
func (s *Scene) objectOf(noun int, st stance.Stance, classes ...stance.Class) bool {
	head := int(s.Tree.Head[noun])
	if head < 0 || s.Tree.Tags[noun] != syntax.NOUN || s.Tree.Tags[head] != syntax.VERB || s.Tree.Rel[noun] != syntax.Obj && s.Tree.Rel[noun] != syntax.NsubjPass {
		return false
	}
	return slices.ContainsFunc(st.Cues, func(c stance.Cue) bool { return c.Token == head && slices.Contains(classes, c.Class) })
}

// denied tells whether a verb is what another denies: "denied that it had
// expelled", "refused to restore".
func (s *Scene) denied(verb int, st stance.Stance) bool {
	head := int(s.Tree.Head[verb])
	if head < 0 || st.Status != chancery.Not || s.Tree.Rel[verb] != syntax.Ccomp && s.Tree.Rel[verb] != syntax.Xcomp {
		return false
	}
	return slices.ContainsFunc(st.Cues, func(c stance.Cue) bool { return c.Token == head && c.Class == stance.Deny })
}

// mood is what the innermost cues say that take the deed out of what is done.
type mood struct {
	depth                int
	negated, plan, modal bool
}

func moodOf(cues []stance.Cue) mood {
	m := mood{depth: math.MaxInt}
	for _, c := range cues {
		var own mood
		switch c.Class {
		case stance.Negation:
			own.negated = true
		case stance.Plan:
			own.plan = true
		case stance.Propose, stance.Threaten:
			if c.Depth > 0 {
				continue // attempted and objectOf tell which of those bear on the deed
			}
			own.modal = true
		case stance.Will, stance.Would, stance.Should, stance.May, stance.Bare:
			own.modal = true
		default:
			continue
		}
		if c.Depth < m.depth {
			m = mood{depth: c.Depth}
		}
		if c.Depth == m.depth {
			m.negated, m.plan, m.modal = m.negated || own.negated, m.plan || own.plan, m.modal || own.modal
		}
	}
	return m
}
