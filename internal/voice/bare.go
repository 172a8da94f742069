package voice

import (
	"github.com/chancery-ledger/chancery/internal/syntax"
)

// bareQuotes gives the quotations without a cue of their own, whole sentences
// in marks, to whoever spoke last.
func (f *finder) bareQuotes() {
	for q, p := range f.quotes {
		if f.taken[q] || p.len() < minQuoted || p.first != f.sentence(p.first).first || f.covered(p) {
			continue
		}
		if f.signed(p) {
			continue
		}
		last := f.lastSpeaker(p.first)
		if last < 0 {
			continue
		}
		s := f.out[last]
		f.put(Statement{Class: Say, CueToken: -1, Speaker: s.Speaker, SpeakerHead: s.SpeakerHead, Who: s.Who}, []part{p})
	}
}

// signed reads “quotation” — Name, with the name in the same paragraph or
// alone in the next.
func (f *finder) signed(p part) bool {
	k := p.last
	if k+1 >= len(f.doc.Tokens) || !isDash(f.doc.Word(k)) || f.tree.Tags[k+1] != syntax.PROPN {
		return false
	}
	src := part{k + 1, f.sentence(k + 1).last}
	for j := src.first; j < src.last; j++ {
		if f.tree.Tags[j] == syntax.VERB || f.opensQuote(j) {
			src.last = j
		}
	}
	head := f.nounFrom(src.first, src.last)
	if head < 0 || src.len() > 15 {
		return false
	}
	f.colonStatement(k, src, p)
	return true
}

func isDash(w string) bool { return w == "—" || w == "–" || w == "―" || w == "--" || w == "-" }

// covered tells whether a statement's content or another quotation holds p.
func (f *finder) covered(p part) bool {
	for i := range f.out {
		if f.out[i].First <= p.first+1 && p.last-1 <= f.out[i].Last {
			return true
		}
	}
	for _, q := range f.over(p.first, p.first) {
		if q.first < p.first && p.last <= q.last {
			return true
		}
	}
	return false
}
