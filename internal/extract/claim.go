package extract

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/act"
	"github.com/chancery-ledger/chancery/internal/judge"
	"github.com/chancery-ledger/chancery/internal/syntax"
)

// claims turns settled deeds into claims.
func (r *Reader) claims(s *judge.Scene, settled []judge.Deed) []chancery.Claim {
	out := make([]chancery.Claim, 0, len(settled))
	for _, d := range settled {
		v := d.Best
		c := chancery.Claim{
			Deed: chancery.Deed{
				Type: v.Frame.Type, From: parties(s, d.From), To: parties(s, d.To), Person: d.Person,
				Channel: r.channel(s, d), When: d.When, Ground: ground(s, v.Frame.Sentence, v.Frame.Type),
			},
			Status:     d.Status,
			Alleged:    v.Stance.Alleged,
			SaidBy:     voices(s, v.Frame.Trigger),
			Evidence:   evidence(s, d),
			Codes:      r.kinds.CodesFor(v.Frame.Type, d.Status),
			Confidence: d.Confidence,
			Why:        why(s, d),
		}
		c.ID = identity(c.Deed)
		out = append(out, c)
	}
	return out
}

func parties(s *judge.Scene, list []judge.Candidate) []chancery.Party {
	out := make([]chancery.Party, len(list))
	for i, c := range list {
		out[i] = s.Party(c)
	}
	slices.SortFunc(out, func(a, b chancery.Party) int { return strings.Compare(string(a.Code), string(b.Code)) })
	return out
}

// identity is the stable hash of type, parties, day and person.
func identity(d chancery.Deed) string {
	h := sha256.New()
	fmt.Fprintf(h, "%s\n", d.Type)
	for _, side := range [][]chancery.Party{d.From, d.To} {
		for _, p := range side {
			fmt.Fprintf(h, "%s ", p.Code)
		}
		fmt.Fprintln(h)
	}
	fmt.Fprintf(h, "%s %s\n%s", d.When.From, d.When.To, d.Person)
	return hex.EncodeToString(h.Sum(nil))[:16]
}

// evidence are the stretches of the text that tell the deed, the surest first.
func evidence(s *judge.Scene, d judge.Deed) []chancery.Evidence {
	var out []chancery.Evidence
	for _, v := range d.Tellings {
		span := s.Doc.SpanOf(wholePhrases(s, v.Frame))
		if end := s.Dateline.End; span.Start < end && end < span.End { // the words are of the report, not of the agency's desk
			span.Start = end + len(s.Doc.Text[end:span.End]) - len(strings.TrimLeft(s.Doc.Text[end:span.End], " \n\t"))
		}
		e := chancery.Evidence{Start: span.Start, End: span.End, Text: s.Doc.Text[span.Start:span.End]}
		if !slices.ContainsFunc(out, func(o chancery.Evidence) bool { return o.Start <= e.Start && e.End <= o.End }) {
			out = append(out, e)
		}
	}
	return out
}

// objectReach is how many words off a verb its object still belongs to the
// evidence.
const objectReach = 10

// withObject are the tokens of a frame with what its verb is done to: "France
// closes" is no evidence without its embassy.
func withObject(s *judge.Scene, f *act.Frame) (first, last int) {
	first, last = f.First, f.Last
	for k := range s.Tree.Deps(f.Pred) {
		if r := s.Tree.Rel[k]; (r == syntax.Obj || r == syntax.NsubjPass) && max(k-f.Pred, f.Pred-k) <= objectReach {
			first, last = min(first, k), max(last, k+1)
		}
	}
	return first, last
}

// wholePhrases widens the tokens of a frame so that no noun phrase is cut: to
// the head that the last word waits for ("the Mexican| Embassy") with the
// place behind it, and to the words that open the first phrase.
func wholePhrases(s *judge.Scene, f *act.Frame) (first, last int) {
	first, last = withObject(s, f)
	sent := s.Doc.Sentences[f.Sentence]
	for {
		h := int(s.Tree.Head[last-1])
		if h < last || h >= sent.Last || h-last > 4 || s.Tree.Tags[h] != syntax.NOUN && s.Tree.Tags[h] != syntax.PROPN {
			break
		}
		last = h + 1
	}
	for k := range s.Tree.Deps(last - 1) {
		if k == last && s.Tree.Rel[k] == syntax.Flat || k > last && k < last+4 && s.Tree.Rel[k] == syntax.Nmod {
			_, end := s.Tree.Subtree(k)
			if end-last <= 6 && end <= sent.Last {
				last = end
			}
			break
		}
	}
	for first > sent.First {
		h := int(s.Tree.Head[first-1])
		r := s.Tree.Rel[first-1]
		if h < first || h >= last || r != syntax.Det && r != syntax.Amod && r != syntax.Compound && r != syntax.NmodPoss && r != syntax.Nummod && r != syntax.Flat {
			break
		}
		first--
	}
	return first, last
}

// voices are the speakers within whose statements a token stands, the nearest
// first.
func voices(s *judge.Scene, token int) []chancery.Voice {
	out := []chancery.Voice{}
	left := len(s.Voices) // two statements may each hold the other's cue
	for at := s.InStatement(token); at >= 0 && left > 0; at, left = s.Voices[at].Parent, left-1 {
		if v := s.Voices[at].Who; (v.Name != "" || v.Code != "") && !slices.Contains(out, v) {
			out = append(out, v)
		}
		if len(out) == 4 {
			break
		}
	}
	return out
}

// why explains a deed.
func why(s *judge.Scene, d judge.Deed) *chancery.Why {
	v := d.Best
	w := &chancery.Why{Rule: v.Frame.Rule, Words: s.Doc.Word(v.Frame.Trigger)}
	w.Steps = append(w.Steps, fmt.Sprintf("tells its act: %.2f, status %s: %.2f, day: %.2f", v.Tells, v.Status, v.StatusP, v.WhenP))
	for _, c := range v.Stance.Cues {
		w.Steps = append(w.Steps, fmt.Sprintf("stance: %q is %s, %d out", s.Doc.Word(c.Token), c.Class, c.Depth))
	}
	for side, list := range [][]judge.Candidate{v.From, v.To} {
		for _, c := range list {
			w.Steps = append(w.Steps, fmt.Sprintf("%s: %s, %.2f", [...]string{"from", "to"}[side], c.Code, max(c.P[judge.From], c.P[judge.To])))
		}
	}
	if len(d.Tellings) > 1 {
		w.Steps = append(w.Steps, fmt.Sprintf("told %d times in the report", len(d.Tellings)))
	}
	return w
}
