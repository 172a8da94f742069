package voice

import (
	"github.com/chancery-ledger/chancery/internal/syntax"
)

// preposition reads "according to X" and "según X".
func (f *finder) preposition(c *cue, i, end int) bool {
	sent := f.sentence(i)
	if end >= sent.last || f.tree.Tags[end] == syntax.PUNCT && !f.opensQuote(end) || f.tree.Tags[end] == syntax.VERB {
		return false
	}
	if tag := f.tree.Tags[end]; c.words[0] == "per" && tag != syntax.DET && tag != syntax.PROPN {
		return false // "per cent", "per student"
	}
	head := end
	for h := int(f.tree.Head[i]); h >= end && h < sent.last; h = int(f.tree.Head[h]) {
		head = h
		if f.tree.Rel[h] != syntax.Case && f.tree.Rel[h] != syntax.Fixed {
			break
		}
	}
	if tag := f.tree.Tags[head]; tag == syntax.VERB || tag == syntax.PUNCT || tag == syntax.DET || tag == syntax.ADP {
		head = f.nounFrom(end, sent.last)
	}
	if head < 0 {
		return false
	}
	src := f.sourceSpan(head, part{i, end})
	src.first = max(end, min(src.first, head))
	if src.first > end {
		src.first = end
	}
	content := part{sent.first, i}
	if i <= sent.first+2 {
		j := max(src.last, head+1)
		for j < sent.last && !f.isComma(j) {
			j++
		}
		content = part{j + 1, sent.last}
	} else {
		content.first = f.openingOf(sent.first)
	}
	if content.len() < 3 {
		return false
	}
	f.add(c, part{i, end}, head, []part{content})
	return true
}

// nounFrom is the head of the first noun phrase from token i on, or -1.
func (f *finder) nounFrom(i, last int) int {
	for j := i; j < min(i+6, last); j++ {
		switch f.tree.Tags[j] {
		case syntax.NOUN, syntax.PROPN, syntax.PRON:
			return f.nounHead(j)
		}
	}
	return -1
}
