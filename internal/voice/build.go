package voice

import (
	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/syntax"
	"github.com/chancery-ledger/chancery/text"
)

// add puts down the statement of cue c, whose words are at, with source head
// subj (or -1) and content parts.
func (f *finder) add(c *cue, at part, subj int, parts []part) {
	s := Statement{
		Class: c.class, Cue: f.doc.SpanOf(at.first, at.last), Verb: c.String(),
		CueToken: at.first, SpeakerHead: subj,
	}
	if subj >= 0 {
		src := f.sourceSpan(subj, at)
		s.Speaker = f.doc.SpanOf(src.first, src.last)
		s.Who = f.who(subj, src)
	} else if last := f.lastSpeaker(at.first); last >= 0 && f.doc.Lang == text.Spanish && c.class.Speech() && f.tree.Feats[at.first]&syntax.Finite != 0 {
		s.Who = f.out[last].Who // the subject goes without saying
	}
	f.put(s, parts)
}

// put completes s with its content.
func (f *finder) put(s Statement, parts []part) {
	kept := parts[:0]
	for _, p := range parts {
		s.Direct = s.Direct || f.isDirect(p, s.CueToken)
		if p = f.trimEnd(f.trimStart(f.whole(p))); p.len() > 0 {
			kept = append(kept, p)
		}
	}
	if len(kept) == 0 {
		return
	}
	s.First, s.Last = kept[0].first, kept[len(kept)-1].last
	s.Content = f.doc.SpanOf(s.First, s.Last)
	if s.SpeakerHead >= 0 && s.Direct && f.within(s.SpeakerHead, kept) {
		s.Speaker, s.SpeakerHead, s.Who = text.Span{}, -1, chancery.Voice{} // a word of what is quoted
	}
	if len(kept) > 1 {
		for _, p := range kept {
			s.Parts = append(s.Parts, f.doc.SpanOf(p.first, p.last))
		}
	}
	f.out = append(f.out, s)
}

// within tells whether one of the parts holds token i.
func (f *finder) within(i int, parts []part) bool {
	for _, p := range parts {
		if p.holds(i) {
			return true
		}
	}
	return false
}

// whole lengthens p to the end of a quotation that opens in it and goes on in
// the next sentences.
func (f *finder) whole(p part) part {
	for _, q := range f.over(p.first, p.last) {
		if p.holds(q.first) && q.last > p.last {
			p.last = q.last
		}
	}
	return p
}

// isDirect tells whether quotation marks hold at least four fifths of p and not
// the cue: what a quoted speaker says that another said is reported.
func (f *finder) isDirect(p part, cue int) bool {
	for _, q := range f.over(p.first, p.last) {
		if q.overlaps(p) && !q.holds(cue) {
			in := min(q.last, p.last) - max(q.first, p.first)
			return in >= minQuoted-1 && in*5 >= p.len()*4
		}
	}
	return false
}

// trimStart takes off leading marks, and before a quotation "that".
func (f *finder) trimStart(p part) part {
	for p.first < p.last {
		w := f.doc.Word(p.first)
		if f.doc.Tokens[p.first].Kind != text.Punct && !((w == "that" || w == "que") && f.opensQuote(p.first+1)) || isCurrency(w) {
			break
		}
		p.first++
	}
	return p
}

func (f *finder) trimEnd(p part) part {
	for p.last > p.first && f.doc.Tokens[p.last-1].Kind == text.Punct && f.doc.Word(p.last-1) != "%" {
		p.last--
	}
	return p
}

func isCurrency(w string) bool { return w == "$" || w == "€" || w == "£" }
