package voice

import (
	"github.com/chancery-ledger/chancery/internal/syntax"
)

// minQuoted is the number of tokens, marks included, from which a quotation
// can be a statement rather than a borrowed word.
const minQuoted = 5

// quoted is the quotation that cue i introduces or follows, with its pieces.
func (f *finder) quoted(i, end, subj int) []part {
	start := i
	if subj >= 0 && subj < i && (int(f.tree.Head[subj]) == i || i-subj < 3) {
		start = min(start, f.sourceSpan(subj, part{i, i + 1}).first)
	}
	if q := f.quoteBefore(start, i); q >= 0 {
		return f.pieces(q, i)
	}
	q := f.quoteAfter(i, end)
	if q < 0 {
		return nil
	}
	p := f.quotes[q]
	if cl := f.clause(i, end, subj); len(cl) == 1 && cl[0].first <= p.first && cl[0].last > p.first+1 &&
		(cl[0].last > p.last+1 && f.sentence(p.first).holds(p.last-1) || cl[0].first < p.first-3) {
		return cl // the clause begins before the quotation or goes on after it
	}
	f.taken[q] = true
	return f.follow([]part{p}, q)
}

// quoteBefore is the quotation that ends right before the attribution which
// starts at start, or -1. Where the quotation does not open the sentence, a
// clause after the cue is the content rather ("On “Fox News,” he said that").
func (f *finder) quoteBefore(start, i int) int {
	sent := f.sentence(i)
	from, to := f.near(start-1, start)
	for q := from; q < to; q++ {
		p := f.quotes[q]
		if p.len() < minQuoted-1 || p.last > start || p.last <= sent.first || start-p.last > 3 || !f.between(p.last, start) {
			continue
		}
		if !f.isComma(p.last-1) && !f.isComma(p.last) && !f.isCall(p.last-2) {
			continue
		}
		if p.first > sent.first && p.last < start {
			if f.governsAfter(i) {
				continue
			}
		}
		return q
	}
	return -1
}

// governsAfter tells whether cue i has a complement after it.
func (f *finder) governsAfter(i int) bool {
	for d := range f.tree.Deps(i) {
		switch f.tree.Rel[d] {
		case syntax.Ccomp, syntax.Xcomp, syntax.Obj:
			if d > i {
				return true
			}
		}
	}
	return false
}

// quoteAfter is the quotation that cue i, whose words end at end, introduces,
// or -1: right after it, after a colon, or after a comma or "that" with no
// other verb between.
func (f *finder) quoteAfter(i, end int) int {
	sent := f.sentence(i)
	from, _ := f.near(end, end)
	for q := from; q < len(f.quotes); q++ {
		p := f.quotes[q]
		if p.first < end || p.len() < minQuoted {
			continue
		}
		if p.first-end > 25 || p.first > sent.last {
			return -1
		}
		switch before := f.doc.Word(p.first - 1); {
		case before == ":" && p.first-1 < sent.last && !f.verbBetween(end, p.first), p.first-end <= 1 && p.first < sent.last:
			return q
		case before == "," && !f.thatBetween(end, p.first-2) || before == "that" || before == "que":
			if p.first < sent.last && !f.verbBetween(end, p.first) && !(before == "," && f.attributed(p)) {
				return q
			}
		}
	}
	return -1
}

// thatBetween tells whether a clause with "that" has begun from token a to b.
func (f *finder) thatBetween(a, b int) bool {
	for j := a; j < b; j++ {
		if f.tree.Tags[j] == syntax.SCONJ && (f.doc.Word(j) == "that" || f.doc.Word(j) == "que") {
			return true
		}
	}
	return false
}

// verbBetween tells whether another cue stands from token a to b.
func (f *finder) verbBetween(a, b int) bool {
	for j := a; j < b; j++ {
		if f.tree.Tags[j] == syntax.VERB && f.cues[f.tree.Lemma[j]] != nil {
			return true
		}
	}
	return false
}

// attributed tells whether a verb follows quotation p closely, whose own it
// then is.
func (f *finder) attributed(p part) bool {
	if !f.isComma(p.last - 1) {
		return false
	}
	for j := p.last; j < min(p.last+6, len(f.doc.Tokens)); j++ {
		if f.tree.Tags[j] == syntax.VERB && f.cues[f.tree.Lemma[j]] != nil {
			return true
		}
	}
	return false
}

// pieces are quotation q, what of its sentence stands before it, and the
// quotations that go on after the attribution at i.
func (f *finder) pieces(q, i int) []part {
	p := f.quotes[q]
	f.taken[q] = true
	if s := f.sentence(p.first); s.first < p.first && p.last <= s.last && !f.cuedBefore(s.first, p.first) {
		p.first = s.first // “a clause with “a few words” quoted,” he said
	}
	return f.follow([]part{p}, q)
}

// cuedBefore tells whether a verb of saying stands between the tokens, so that
// what they hold is another attribution.
func (f *finder) cuedBefore(first, last int) bool {
	for j := first; j < last; j++ {
		if f.tree.Tags[j] == syntax.VERB {
			for _, c := range f.cues[f.tree.Lemma[j]] {
				if c.kind == verb && c.class.Speech() && c.has("clause") {
					return true
				}
			}
		}
	}
	return false
}

// follow appends the quotations of the same paragraph that go on after q: in
// the attribution's sentence after a comma, or as sentences of their own.
func (f *finder) follow(parts []part, q int) []part {
	last := parts[len(parts)-1]
	para := f.paragraph(last.last - 1)
	for n := q + 1; n < len(f.quotes); n++ {
		p := f.quotes[n]
		if p.first < f.quotes[q].last {
			continue
		}
		if f.paragraph(p.first) != para || p.len() < minQuoted {
			break
		}
		s := f.sentence(p.first)
		whole := p.first == s.first
		if !whole && !(f.isComma(p.first-1) && s.holds(last.last)) || f.attributed(p) || whole && f.cuedBefore(p.last, f.sentence(p.last-1).last) {
			break
		}
		f.taken[n] = true
		parts = append(parts, p)
		last = p
	}
	return parts
}
