package judge

import (
	"strconv"

	"github.com/chancery-ledger/chancery/internal/act"
	"github.com/chancery-ledger/chancery/internal/linear"
	"github.com/chancery-ledger/chancery/internal/name"
	"github.com/chancery-ledger/chancery/internal/stance"
	"github.com/chancery-ledger/chancery/internal/syntax"
)

// tellsFeatures describes what speaks for and against a frame's telling an act
// of its type at all.
func (s *Scene) tellsFeatures(f *act.Frame, st stance.Stance, from, to, cands []Candidate, x *linear.Features) {
	x.Reset()
	typ := string(f.Type)
	add := func(parts ...string) {
		x.AddTails(parts, linear.Tail{"|", typ})
	}
	sent := s.Doc.Sentences[f.Sentence]
	trigger := s.lemma(f.Trigger)
	x.Add("type", typ)
	x.Add("rule", f.Rule)
	x.Add("rule", f.Rule, trigger)
	x.Add("trigger", trigger, s.Tree.Tags[f.Trigger].String(), typ)
	x.Add("word", s.Doc.Word(f.Trigger), typ)
	add("sides", bucket(len(from)), bucket(len(to)))
	add("filled", filled(f), bucket(len(from)), bucket(len(to)))
	x.Add("rule filled", f.Rule, filled(f))
	add("status", string(st.Status))
	for _, c := range st.Cues {
		add("cue", string(c.Class), bucket(c.Depth))
	}
	add("title", strconv.FormatBool(sent.Title), bucket(f.Sentence-s.titleEnd))
	add("length", bucket((sent.Last-sent.First)/8))
	add("cands", bucket(len(cands)))
	add("states", s.kindsInside(f))
	add("rel", s.Tree.Rel[f.Trigger].String(), s.form(f.Trigger))
	for i, g := range f.Chain {
		if i == 3 {
			break
		}
		add("chain", s.lemma(g))
	}
	for _, side := range [...][]Candidate{from, to} {
		for _, c := range side {
			x.Add("party", sides[c.Side], string(c.Code), typ)
			add("inside", sides[c.Side], strconv.FormatBool(c.Inside), sides[c.RuleSide])
		}
	}
	for d := range s.Tree.Deps(f.Trigger) {
		add("dep", s.Tree.Rel[d].String())
		x.Add("dep", s.Tree.Rel[d].String(), s.lemma(d), typ)
		if s.Tree.Rel[d] == syntax.Nmod || s.Tree.Rel[d] == syntax.Obl {
			x.Add("prep", s.preposition(d), s.lemma(d), typ)
		}
	}
	if h := int(s.Tree.Head[f.Trigger]); h >= 0 {
		x.Add("head", s.Tree.Rel[f.Trigger].String(), s.lemma(h), typ)
	}
	s.contextWords(f, x, "near ", 6)
	s.topicWords(x, typ)
}

// kindsInside tells how many distinct states and bodies the sentence names.
func (s *Scene) kindsInside(f *act.Frame) string {
	seen := map[string]bool{}
	for _, m := range s.bySentence[f.Sentence] {
		if mention := &s.Names.List[m]; mention.Kind != name.City && len(mention.Codes) > 0 {
			seen[string(mention.Codes[0])] = true
		}
	}
	return bucket(len(seen))
}

// topicWords adds the nouns of the headline, which tell politics from sport.
func (s *Scene) topicWords(x *linear.Features, typ string) {
	for at := 0; at < s.titleEnd; at++ {
		for i := s.Doc.Sentences[at].First; i < s.Doc.Sentences[at].Last; i++ {
			if t := s.Tree.Tags[i]; t == syntax.NOUN || t == syntax.VERB || t == syntax.PROPN || t == syntax.ADJ {
				x.Add("topic", s.lemma(i))
			}
		}
	}
	x.Add("ranked", bucket(len(s.ranking)), typ)
}
