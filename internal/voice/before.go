package voice

import (
	"github.com/chancery-ledger/chancery/internal/syntax"
)

// before is the content that stands before the cue, closed by a comma. The
// cue's clause must be short and begin with the source or the verb.
func (f *finder) before(i, subj int) []part {
	start := i
	if subj >= 0 && subj < i {
		start = min(start, f.sourceSpan(subj, part{i, i + 1}).first)
	}
	sent := f.sentence(i)
	for start > sent.first && i-start < 8 && f.isAux(start-1) {
		start--
	}
	if start <= sent.first+2 || !f.isComma(start-1) {
		return nil
	}
	t, head := f.tree, int(f.tree.Head[i])
	governs := false
	for d := range t.Deps(i) {
		if d < start && (t.Rel[d] == syntax.Ccomp || t.Rel[d] == syntax.Parataxis || t.Rel[d] == syntax.Dep) {
			governs = true
		}
	}
	aside := t.Rel[i] == syntax.Parataxis && head >= 0
	inside := subj >= 0 && subj < i && f.isComma(i+1) // "The deal, he said, would fail"
	if !governs && !aside && !inside && !f.closes(i, subj, sent) || t.FindDep(i, syntax.Mark) >= 0 {
		return nil
	}
	for d := range t.Deps(i) { // "it left, and the minister said that ..."
		if d > i && t.Rel[d] == syntax.Ccomp && t.FindDep(d, syntax.Mark) >= 0 {
			return nil
		}
	}
	parts := []part{{f.openingOf(sent.first), start - 1}}
	if rest := f.resumes(i, subj, sent); rest.len() > 2 {
		parts = append(parts, rest)
	}
	return parts
}

// closes tells whether the sentence ends with the attribution at i.
func (f *finder) closes(i, subj int, sent part) bool {
	at := i + 1
	if subj > i {
		at = f.sourceSpan(subj, part{i, i + 1}).last
	}
	for at < sent.last && (f.tree.Tags[at] == syntax.PUNCT || f.tree.Tags[at] == syntax.ADV) {
		if f.doc.Word(at) == "(" {
			return true
		}
		at++
	}
	return at == sent.last
}

// openingOf is where the content that runs into the sentence starting at first
// begins: earlier, where a quotation holds the sentences before.
func (f *finder) openingOf(first int) int {
	for _, q := range f.over(first, first) {
		if q.first < first && first < q.last {
			return q.first
		}
	}
	return first
}

// resumes is the content after an attribution in its midst: "The deal, he
// said, would fail".
func (f *finder) resumes(i, subj int, sent part) part {
	at := i + 1
	if subj > i {
		at = f.sourceSpan(subj, part{i, i + 1}).last
	}
	for j := at; j < min(at+6, sent.last-1); j++ {
		if f.isComma(j) {
			if t := f.tree.Tags[j+1]; t == syntax.VERB && f.tree.Feats[j+1]&(syntax.Gerund|syntax.Participle) != 0 && !f.opensQuote(j+1) {
				return part{}
			}
			return part{j + 1, sent.last}
		}
	}
	return part{}
}

func (f *finder) isAux(i int) bool {
	return f.tree.Tags[i] == syntax.AUX || f.tree.Tags[i] == syntax.ADV || f.tree.Tags[i] == syntax.PRON && f.doc.Lang == "es"
}

func (f *finder) isComma(i int) bool {
	if i < 0 || i >= len(f.doc.Tokens) {
		return false
	}
	switch f.doc.Word(i) {
	case ",", "—", "–", "--", "―":
		return true
	case "”", "\"", "»", "’", "'", "''":
		return i > 0 && f.isComma(i-1)
	}
	return false
}
