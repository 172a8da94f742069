package voice

import (
	"strings"

	"github.com/chancery-ledger/chancery/internal/syntax"
	"github.com/chancery-ledger/chancery/text"
)

// clause is the clause that the cue governs: after it, or before it with a
// comma ("Peru will leave, the minister said"), or around it.
func (f *finder) clause(i, end, subj int) []part {
	t := f.tree
	if left := f.before(i, subj); left != nil {
		return left
	}
	for d := range t.Deps(i) {
		if d <= i || t.Rel[d] != syntax.Ccomp && (t.Rel[d] != syntax.Parataxis || f.doc.Word(d-1) == ";") {
			continue
		}
		p := part{f.contentStart(i, end, subj, d), max(f.span(d).last, f.limit(i))}
		p.last = f.cutAside(p, p.first)
		return []part{p}
	}
	return f.toldClause(i)
}

// toldClause is the clause that tells the hearer something, where the tree
// took it for a relative clause of the hearer: "explicó a los periodistas que
// el vuelo salió". Its "que" has no place in it, and it has a subject.
func (f *finder) toldClause(i int) []part {
	hearer := f.personal(i)
	if hearer < 0 {
		return nil
	}
	t := f.tree
	for d := range t.Deps(hearer) {
		if d < hearer || t.Rel[d] != syntax.AclRelcl && t.Rel[d] != syntax.Acl {
			continue
		}
		que, subj := t.FindDep(d, syntax.Mark), t.FindDep(d, syntax.Nsubj, syntax.NsubjPass)
		if que < 0 || f.doc.Word(que) != "que" || subj < 0 {
			continue
		}
		p := part{que, max(f.span(d).last, f.limit(i))}
		p.last = f.cutAside(p, p.first)
		return []part{p}
	}
	return nil
}

// contentStart is where the clause with head d after cue i begins: at its
// "that", or right after the cue and what hangs on it ("told reporters", "said
// on Monday"), however the tree divides the clause itself.
func (f *finder) contentStart(i, end, subj, d int) int {
	t, own := f.tree, f.span(d).first
	at := end
	if subj > i && subj < own {
		at = max(at, f.sourceSpan(subj, part{i, i + 1}).last)
	}
	for j := at; j < min(d, at+12); j++ {
		switch w := f.doc.Word(j); {
		case (w == "that" || w == "que") && t.Tags[j] != syntax.PRON:
			return j
		}
	}
	for dep := range t.Deps(i) {
		if dep < at || dep >= d {
			continue
		}
		switch t.Rel[dep] {
		case syntax.Obj, syntax.Iobj:
			if !f.addresses(i) {
				continue
			}
			fallthrough
		case syntax.Obl, syntax.Advmod, syntax.Punctuation:
			if p := f.span(dep); p.first <= at+1 && p.last <= own && p.len() <= 8 {
				at = max(at, p.last)
			}
		}
	}
	if at+2 < d && f.tree.Tags[at] == syntax.ADP && strings.HasSuffix(f.doc.Word(at+1), "day") {
		at += 2 // "said on Monday Peru would"
		return max(at, end)
	}
	return min(max(at, end), max(own, end))
}

// addresses tells whether the verb at i takes the hearer as its object.
func (f *finder) addresses(i int) bool {
	switch f.tree.Lemma[i] {
	case "tell", "inform", "remind", "assure", "warn", "convince", "ask", "advise", "notify", "reassure", "alert", "urge", "promise", "brief",
		"informar", "avisar", "advertir", "preguntar", "convencer", "asegurar", "recordar", "decir", "contar", "prometer":
		return true
	}
	return false
}

// limit is where the content after cue i ends at the latest: at the end of the
// sentence, or of the quotation or clause that the cue is in, or before a verb
// that stands beside the cue ("said that ..., and left").
func (f *finder) limit(i int) int {
	t, sent := f.tree, f.sentence(i)
	last := sent.last
	switch t.Rel[i] {
	case syntax.AclRelcl, syntax.Acl, syntax.Ccomp, syntax.Advcl, syntax.Csubj, syntax.Amod, syntax.Xcomp:
		last = f.span(i).last
		if f.isComma(i-1) && t.Rel[i] == syntax.Advcl { // ", saying ..."
			last = sent.last
		}
	case syntax.Conj:
		if h := int(t.Head[i]); h >= 0 && t.Rel[h] != syntax.Root {
			last = f.span(h).last
		}
	}
	for _, q := range f.over(i, i) {
		if q.holds(i) {
			last = min(last, q.last)
		}
	}
	for d := range t.Deps(i) {
		if d > i && t.Rel[d] == syntax.Conj && t.Tags[d] == syntax.VERB && t.Feats[d]&syntax.Finite != 0 && t.FindDep(d, syntax.Nsubj) < 0 && t.FindDep(d, syntax.Aux) < 0 {
			if c := t.FindDep(d, syntax.Cc); c > i && f.tree.Feats[d]&syntax.Past == f.tree.Feats[i]&syntax.Past {
				last = min(last, c)
			}
		}
	}
	return last
}

// cutAside is the end of clause p with head d before a further cue that hangs
// on it after a comma: "said that he would go, adding that ...".
func (f *finder) cutAside(p part, d int) int {
	for j := d + 1; j < p.last; j++ {
		if f.isComma(j-1) && f.tree.Tags[j] == syntax.VERB && f.tree.Rel[j] != syntax.Conj && f.tree.Feats[j]&(syntax.Gerund|syntax.Participle) != 0 && f.tree.FindDep(j, syntax.Nsubj) < 0 && f.cues[f.tree.Lemma[j]] != nil {
			return j
		}
		if f.isComma(j-1) && f.tree.Tags[j] == syntax.CCONJ && f.saysAfter(j+1, p.last) {
			return j - 1
		}
	}
	return p.last
}

// saysAfter tells whether a new subject with its verb of saying begins at j:
// "said that ..., but he added that".
func (f *finder) saysAfter(j, last int) bool {
	for k := j; k < min(j+5, last); k++ {
		if f.tree.Tags[k] == syntax.VERB {
			for _, c := range f.cues[f.tree.Lemma[k]] {
				if c.kind == verb && c.class == Say && k > j {
					return true
				}
			}
			return false
		}
	}
	return false
}

// thatClause is what follows "said that", or "said" alone, for want of a tree.
func (f *finder) thatClause(c *cue, i, end int) []part {
	sent := f.sentence(i)
	limit := f.limit(i)
	for j := end; j < min(end+9, sent.last-2); j++ {
		if f.tree.Tags[j] == syntax.VERB {
			break
		}
		if w := f.doc.Word(j); (w == "that" || w == "que") && f.tree.Tags[j] == syntax.SCONJ {
			return []part{{j, f.cutAside(part{j, limit}, j)}}
		}
	}
	if f.doc.Lang != text.English || end >= sent.last || c.class != Say && c.class != Write || c.words[0] != "say" && f.tree.FindDep(i, syntax.Obj) >= 0 {
		return nil
	}
	switch f.tree.Tags[end] {
	case syntax.PUNCT, syntax.ADP, syntax.SCONJ, syntax.CCONJ, syntax.ADV, syntax.PART:
		return nil
	}
	p := part{end, limit}
	p.last = f.cutAside(p, end)
	if p.len() < 4 || !f.hasVerb(p) {
		return nil
	}
	return []part{p}
}

func (f *finder) hasVerb(p part) bool {
	for j := p.first; j < p.last; j++ {
		if f.tree.Tags[j] == syntax.AUX || f.tree.Tags[j] == syntax.VERB {
			return true
		}
	}
	return false
}
