package voice

import (
	"github.com/chancery-ledger/chancery/internal/syntax"
	"github.com/chancery-ledger/chancery/text"
)

// complement is the content that hangs on cue i in another of its frames.
func (f *finder) complement(c *cue, i int) []part {
	t := f.tree
	obj := t.FindDep(i, syntax.Obj)
	if obj < 0 && c.class != Say {
		obj = t.FindDep(i, syntax.Iobj)
	}
	if obj < 0 && c.class != Say {
		obj = f.personal(i)
	}
	if obj < 0 {
		obj = f.ownObject(c, i)
	}
	if p := f.infinitive(c, i, obj); p.len() > 0 {
		return []part{p}
	}
	if p := f.prepositional(c, i, obj); p.len() > 0 {
		return []part{p}
	}
	if (c.has("obj") || c.has("pred")) && obj >= 0 {
		p := f.span(obj)
		if t.Tags[obj] == syntax.PRON && f.stretch(i, p).len() < 3 {
			return nil
		}
		if obj > i {
			p.first = max(p.first, i+1)
			p = f.stretch(i, p)
		}
		return []part{p}
	}
	if c.has("obj") {
		if s := t.FindDep(i, syntax.NsubjPass); s >= 0 && t.FindDep(i, syntax.OblAgent) >= 0 {
			return []part{f.span(s)}
		}
	}
	return nil
}

// personal is the object of cue i that Spanish marks with "a", or -1: "acusó a
// Chile de". Parsers give it as an oblique as often as an object.
func (f *finder) personal(i int) int {
	if f.doc.Lang != text.Spanish {
		return -1
	}
	for d := range f.tree.Deps(i) {
		if d > i && f.tree.Rel[d] == syntax.Obl {
			if m := f.tree.FindDep(d, syntax.Case); m >= 0 && f.doc.Word(m) == "a" {
				return d
			}
		}
	}
	return -1
}

// objectStart is where the object begins without its preposition.
func (f *finder) objectStart(obj int) int {
	first := f.span(obj).first
	for first < obj && f.tree.Tags[first] == syntax.ADP && f.doc.Lang == text.English {
		first++
	}
	return first
}

// hasTo tells whether clause d is an infinitive with its particle.
func (f *finder) hasTo(d int) bool {
	if f.tree.Feats[d]&syntax.Infinitive != 0 {
		return true
	}
	m := f.tree.FindDep(d, syntax.Mark)
	return m >= 0 && f.doc.Word(m) == "to"
}

// infinitive is the infinitive or clause that cue i governs, with the object
// before it: "urged Iran to return".
func (f *finder) infinitive(c *cue, i, obj int) part {
	t := f.tree
	if !c.has("inf") && !c.has("ger") && !c.has("pred") && !c.has("clause") || f.isPassive(i) {
		return part{}
	}
	for d := range t.Deps(i) {
		if d < i || !f.isComplement(c, d) {
			continue
		}
		p := f.span(d)
		if obj > i && obj < p.first && c.class != Say {
			p.first = f.objectStart(obj)
		}
		if c.has("pred") && obj > i {
			p.first = min(p.first, f.span(obj).first)
		}
		p.first = max(p.first, i+1)
		return f.stretch(i, p)
	}
	return part{}
}

// isComplement tells whether d is a clause or infinitive that completes a cue.
func (f *finder) isComplement(c *cue, d int) bool {
	switch f.tree.Rel[d] {
	case syntax.Xcomp, syntax.Ccomp:
		return true
	case syntax.Advcl:
		return f.hasTo(d) || c.has("ger") && f.tree.Feats[d]&syntax.Gerund != 0
	}
	return false
}

// ownObject is the object that the cue's own preposition brings in, or -1:
// "call on X to".
func (f *finder) ownObject(c *cue, i int) int {
	if len(c.words) == 1 {
		return -1
	}
	for d := range f.tree.Deps(i) {
		if d > i && f.tree.Rel[d] == syntax.Obl {
			if m := f.tree.FindDep(d, syntax.Case); m >= 0 && f.ownWord(c, f.tree.Lemma[m]) {
				return d
			}
		}
	}
	return -1
}

// prepositional is the phrase that one of the cue's prepositions brings in,
// with the object before it in "accuse X of Y".
func (f *finder) prepositional(c *cue, i, obj int) part {
	t := f.tree
	for d := range t.Deps(i) {
		if d < i || t.Rel[d] != syntax.Obl && t.Rel[d] != syntax.Advcl && t.Rel[d] != syntax.Nmod && t.Rel[d] != syntax.Acl && t.Rel[d] != syntax.Xcomp {
			continue
		}
		mark := t.FindDep(d, syntax.Case, syntax.Mark)
		if mark < 0 || !c.has(t.Lemma[mark]) && !c.has(f.doc.Word(mark)) && !f.ownWord(c, t.Lemma[mark]) {
			continue
		}
		p := f.span(d)
		if obj > i && obj < p.first && (!c.has("clause") || c.has("obj")) {
			p.first = f.span(obj).first
		}
		p.first = max(p.first, i+1)
		return p
	}
	return part{}
}

// ownWord tells whether w is a word of the cue itself: the "on" of "call on",
// which then governs the content.
func (f *finder) ownWord(c *cue, w string) bool {
	for _, x := range c.words[1:] {
		if x == w {
			return c.has("obj")
		}
	}
	return false
}
