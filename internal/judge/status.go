package judge

import (
	"strconv"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/act"
	"github.com/chancery-ledger/chancery/internal/linear"
	"github.com/chancery-ledger/chancery/internal/stance"
	"github.com/chancery-ledger/chancery/internal/syntax"
)

// statuses are the classes of the status model.
var statuses = [...]chancery.Status{chancery.Done, chancery.Planned, chancery.Proposed, chancery.Threatened, chancery.Not}

func statusIndex(s chancery.Status) int {
	for i, t := range statuses {
		if t == s {
			return i
		}
	}
	return 0
}

// statusFeatures describes how a frame's deed is told.
func (s *Scene) statusFeatures(f *act.Frame, st stance.Stance, x *linear.Features) {
	x.Reset()
	typ := string(f.Type)
	add := func(parts ...string) {
		x.AddTails(parts, linear.Tail{"|", typ})
	}
	firm := func(parts ...string) {
		for i := range firmness {
			x.Add(append(parts, "firm", strconv.Itoa(i))...)
		}
	}
	x.Add("verdict of the rules", string(st.Status))
	firm("rule status", string(st.Status))
	firm("line", cueLine(st))
	own := string(s.Stance.Class(s.lemma(f.Trigger)))
	firm("own", own)
	firm("rule status", string(st.Status), own)
	add("rule status", string(st.Status))
	trigger := s.lemma(f.Trigger)
	title := strconv.FormatBool(s.Doc.Sentences[f.Sentence].Title)
	x.Add("trigger", trigger, s.Tree.Tags[f.Trigger].String(), typ)
	x.Add("trigger", trigger, string(st.Status))
	x.Add("word", s.Doc.Word(f.Trigger), typ)
	x.Add("rule", f.Rule)
	x.Add("rule", f.Rule, string(st.Status))
	for _, c := range st.Cues {
		depth := bucket(c.Depth)
		add("cue", string(c.Class), depth)
		add("cue word", s.lemma(c.Token), depth)
		x.Add("cue", string(c.Class), depth, title)
	}
	pred := f.Pred
	add("form", s.Tree.Tags[pred].String(), s.form(pred), title)
	add("rel", s.Tree.Rel[pred].String(), s.form(pred))
	for i, g := range f.Chain {
		if i == 4 {
			break
		}
		add("chain", s.lemma(g), strconv.Itoa(i))
		x.Add("chain", s.lemma(g), s.form(g))
	}
	s.contextWords(f, x, "near ", 4)
}

// ruled are the features from which the learning of statuses sets out: what
// the rules say.
func ruled() []uint32 {
	var x linear.Features
	for _, st := range statuses {
		x.Add("verdict of the rules", string(st))
	}
	return x.IDs()
}

// firmness is how many weights a feature gets that says much by itself and yet
// is rare. Each step of training moves each weight by as little, so that common
// words would outweigh a "not" otherwise.
const firmness = 3

// cueLine spells the cues from the deed outward.
func cueLine(st stance.Stance) string {
	var line []byte
	for depth := range 4 {
		for _, c := range st.Cues {
			switch c.Class {
			case stance.Announce, stance.Fact, stance.Presently, stance.PastTense, stance.Perfect, stance.Ongoing, stance.Question:
				continue
			}
			if c.Depth == depth {
				line = append(append(line, byte('0'+depth)), c.Class...)
			}
		}
	}
	return string(line)
}

// form spells the features of a token that bear on time and reality.
func (s *Scene) form(i int) string {
	return (s.Tree.Feats[i] & (syntax.Past | syntax.Present | syntax.Future | syntax.Finite | syntax.Infinitive | syntax.Gerund |
		syntax.Participle | syntax.Passive | syntax.Subjunctive | syntax.Conditional)).String()
}

// contextWords adds the lemmas within n tokens of the trigger, by side.
func (s *Scene) contextWords(f *act.Frame, x *linear.Features, prefix string, n int) {
	sent := s.Doc.Sentences[f.Sentence]
	for i := max(sent.First, f.Trigger-n); i < min(sent.Last, f.Trigger+n+1); i++ {
		if i == f.Trigger || s.Tree.Tags[i] == syntax.PUNCT {
			continue
		}
		side := "-"
		if i > f.Trigger {
			side = "+"
		}
		word := s.lemma(i)
		if s.Names.At(i) != nil {
			word = s.Names.At(i).Kind.String()
		}
		x.Add(prefix, side, word)
		if abs(i-f.Trigger) <= 2 {
			x.Add(prefix, side, word, string(f.Type))
		}
	}
}
