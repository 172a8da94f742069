package judge

import (
	"slices"
	"strconv"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/act"
	"github.com/chancery-ledger/chancery/internal/catalogue"
	"github.com/chancery-ledger/chancery/internal/linear"
	"github.com/chancery-ledger/chancery/internal/name"
	"github.com/chancery-ledger/chancery/internal/syntax"
)

// sides are the classes of the party model, in the order of Side.
var sides = [...]string{Neither: "neither", From: "from", To: "to"}

// partyFeatures describes one candidate of a frame.
func (s *Scene) partyFeatures(f *act.Frame, cands []Candidate, at int, x *linear.Features) {
	x.Reset()
	c := &cands[at]
	typ := string(f.Type)
	add := func(parts ...string) {
		x.AddTails(parts, linear.Tail{"|", typ})
	}
	inside := 0
	for i := range cands {
		if cands[i].Inside {
			inside++
		}
	}
	rule := sides[c.RuleSide]
	add("rule", rule)
	x.Add("rule", rule, f.Rule)
	add("rule", rule, filled(f))
	add("inside", strconv.FormatBool(c.Inside), bucket(inside), rule)
	add("place", flag("t", c.inTitle)+flag("l", c.inLead)+flag("p", c.inPrevious), strconv.FormatBool(c.Inside), filled(f), rule)
	add("rank", bucket(c.rank), strconv.FormatBool(c.Inside), filled(f))
	x.Add("code", string(c.Code), typ)
	profile := s.profiles[c.Code]
	add("profile", profile.String())
	add("profile", profile.String(), strconv.FormatBool(c.Inside), rule)
	add("governs", bucket(profile.governs()), rule)
	elsewhere := s.elsewhere(f, c.Code)
	add("elsewhere", elsewhere)
	add("elsewhere", elsewhere, rule, filled(f), strconv.FormatBool(c.Inside))
	if c.RuleArg != nil {
		add("role", c.RuleArg.Role, rule)
		add("steps", bucket(c.RuleArg.Steps), rule)
	}
	if !c.Inside {
		return
	}
	for _, m := range c.Mentions {
		s.mentionFeatures(f, m, rule, add)
	}
	add("order", s.order(f, cands, at))
}

// mentionFeatures describes one place of the sentence where a code is named.
func (s *Scene) mentionFeatures(f *act.Frame, m int, rule string, add func(...string)) {
	mention := &s.Names.List[m]
	if s.Doc.SentenceOf(mention.First) != f.Sentence {
		return
	}
	kind := mention.Kind.String() + flag("-former", mention.Former) + flag("-people", mention.Person != "") + flag("-private", mention.Private)
	head := s.headOf(mention)
	side := "before"
	if mention.First > f.Trigger {
		side = "after"
	}
	add("kind", kind)
	add("kind", kind, rule)
	add("inferred", flag("y", mention.Antecedent >= 0), kind, rule)
	add("side", side, kind)
	add("gap", side, bucket(abs(mention.First-f.Trigger)/2))
	path := s.pathOf(f.Trigger, head)
	add("path", path)
	add("path", path, kind)
	add("words of path", s.wordsOfPath(f.Trigger, head))
	add("near", bucket(s.treeRank(f, m)), side)
	if i := s.chainSubject(f, head); i >= 0 {
		add("subject of chain", bucket(i), kind)
	}
	add("rel", s.Tree.Rel[head].String(), side)
	if p := s.preposition(head); p != "" {
		add("case", p, side)
		add("case", p, kind, rule)
	}
	if h := int(s.Tree.Head[head]); h >= 0 && h != f.Trigger {
		add("head", s.lemma(h), s.Tree.Rel[head].String())
	}
	add("next", s.lemma(mention.Last))
	if mention.First > 0 {
		add("last", s.lemma(mention.First-1))
	}
}

// elsewhere tells on which sides the rules put a code where other sentences
// tell an act of the same type.
func (s *Scene) elsewhere(f *act.Frame, c chancery.Code) string {
	var n [3]int
	for _, at := range s.byType[f.Type] {
		g := &s.Frames[at]
		if g.Sentence == f.Sentence {
			continue
		}
		for side, args := range [...][]act.Arg{From: g.From, To: g.To} {
			if slices.ContainsFunc(args, func(a act.Arg) bool { return slices.Contains(a.Codes, c) }) {
				n[side]++
			}
		}
	}
	switch {
	case n[From] == 0 && n[To] == 0 && len(s.byType[f.Type]) == 1:
		return "alone"
	case n[From] == n[To]:
		return flag("both", n[From] > 0)
	case n[From] > n[To]:
		return "from" + flag("+", n[From] > 1)
	}
	return "to" + flag("+", n[To] > 1)
}

// headOf is the token of a mention whose head lies outside it.
func (s *Scene) headOf(m *name.Mention) int {
	for i := m.First; i < m.Last; i++ {
		if h := int(s.Tree.Head[i]); h < m.First || h >= m.Last {
			return i
		}
	}
	return m.First
}

// pathOf spells the relations from the trigger to a token, up then down.
func (s *Scene) pathOf(trigger, token int) string {
	var buf [24]int
	path, top := s.Tree.Path(buf[:0], trigger, token)
	if top < 0 {
		return "none"
	}
	if len(path) > 6 {
		return "far"
	}
	out := make([]byte, 0, 48)
	for i, t := range path {
		switch {
		case i < top:
			out = append(append(out, s.Tree.Rel[t].String()...), '<')
		case i > top:
			out = append(append(out, '>'), s.Tree.Rel[t].String()...)
		}
	}
	return string(out)
}

// wordsOfPath spells the lemmas between the trigger and a token.
func (s *Scene) wordsOfPath(trigger, token int) string {
	var buf [24]int
	path, top := s.Tree.Path(buf[:0], trigger, token)
	if top < 0 || len(path) < 3 || len(path) > 5 {
		return "far"
	}
	out := make([]byte, 0, 64)
	for _, t := range path[1 : len(path)-1] {
		out = append(append(out, ' '), s.lemma(t)...)
	}
	return string(out)
}

// steps is the number of edges between two tokens of a sentence.
func (s *Scene) steps(a, b int) int {
	var buf [32]int
	path, top := s.Tree.Path(buf[:0], a, b)
	if top < 0 {
		return 99
	}
	return len(path) - 1
}

// treeRank is the number of party mentions of the sentence that stand nearer
// to the trigger in the tree.
func (s *Scene) treeRank(f *act.Frame, m int) int {
	mine, n := s.steps(f.Trigger, s.headOf(&s.Names.List[m])), 0
	for _, o := range s.bySentence[f.Sentence] {
		if mention := &s.Names.List[o]; o != m && len(mention.Codes) > 0 && s.steps(f.Trigger, s.headOf(mention)) < mine {
			n++
		}
	}
	return n
}

// chainSubject tells which predicate that governs the act has the token, or
// the noun it modifies, for its subject: 0 is the act's own, -1 is none.
func (s *Scene) chainSubject(f *act.Frame, token int) int {
	for range 3 {
		if r := s.Tree.Rel[token]; r == syntax.Nsubj || r == syntax.NsubjPass {
			h := int(s.Tree.Head[token])
			if h == f.Pred || h == f.Trigger {
				return 0
			}
			for i, g := range f.Chain {
				if g == h {
					return i + 1
				}
			}
			return -1
		}
		if h := int(s.Tree.Head[token]); h >= 0 {
			token = h
		}
	}
	return -1
}

// preposition is the lemma of the case marker of a token or of the noun that
// it modifies.
func (s *Scene) preposition(i int) string {
	for range 2 {
		if c := s.Tree.FindDep(i, syntax.Case); c >= 0 {
			return s.lemma(c)
		}
		h := int(s.Tree.Head[i])
		if h < 0 || s.Tree.Tags[h] != syntax.NOUN && s.Tree.Tags[h] != syntax.PROPN {
			break
		}
		i = h
	}
	return ""
}

// order tells where the candidate stands among those inside: first, second,
// later; before or after the trigger.
func (s *Scene) order(f *act.Frame, cands []Candidate, at int) string {
	mine := s.Names.List[cands[at].Mentions[0]].First
	n := 0
	for i := range cands {
		if i != at && cands[i].Inside && s.Names.List[cands[i].Mentions[0]].First < mine {
			n++
		}
	}
	side := "b"
	if mine > f.Trigger {
		side = "a"
	}
	return side + bucket(n)
}

// filled tells which sides the rule found.
func filled(f *act.Frame) string { return flag("F", len(f.From) > 0) + flag("T", len(f.To) > 0) }

func flag(s string, on bool) string {
	if on {
		return s
	}
	return ""
}

// bucket is a small number as it is, and larger ones in steps.
func bucket(n int) string {
	switch {
	case n < 4:
		return strconv.Itoa(n)
	case n < 7:
		return "4+"
	case n < 12:
		return "7+"
	}
	return "12+"
}

func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}

// parties chooses the parties of a frame: by the model where there is one,
// else as the rule says.
func (j *Judge) parties(s *Scene, f *act.Frame) (from, to, cands []Candidate, ways []way) {
	cands = s.candidates(f)
	if j.party != nil {
		ways = j.assign(s, f, cands)
	} else {
		ways = []way{{P: 1, Sides: make([]Side, len(cands))}}
		for i := range cands {
			cands[i].Side = cands[i].RuleSide
			cands[i].P[cands[i].Side] = 1
			ways[0].Sides[i] = cands[i].Side
		}
	}
	from, to = split(j.kinds, f.Type, cands, ways[0].Sides)
	return from, to, cands, ways
}

// split puts candidates on their sides; a mutual type has but one.
func split(kinds *catalogue.Catalogue, typ chancery.ActType, cands []Candidate, sides []Side) (from, to []Candidate) {
	for i, side := range sides {
		c := cands[i]
		c.Side = side
		switch side {
		case From:
			from = append(from, c)
		case To:
			to = append(to, c)
		}
	}
	if mutual(kinds, typ) {
		from, to = append(from, to...), nil
	}
	return from, to
}

func likeliest(p [3]float64) Side {
	best := Neither
	for k := range p {
		if p[k] > p[best] {
			best = Side(k)
		}
	}
	return best
}

// Party turns a candidate into the party of a deed.
func (s *Scene) Party(c Candidate) chancery.Party {
	p := chancery.Party{Code: c.Code, Name: name.English(c.Code)}
	if len(c.Mentions) == 0 {
		return p
	}
	m := &s.Names.List[c.Mentions[0]]
	span := s.Doc.SpanOf(m.First, m.Last)
	p.Organ, p.Person, p.Office, p.Start, p.End = m.Organ, m.Person, m.Office, span.Start, span.End
	return p
}
