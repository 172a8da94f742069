package when

import (
	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/text"
)

// Find returns the date expressions of doc, sorted by place and not
// overlapping. ref is the report's day; where it is 0, relative expressions
// are found but have no days and the basis Unknown.
func Find(doc *text.Doc, ref chancery.Day) []Expr {
	p := parser{doc: doc, ref: ref, words: wordsOf(doc.Lang), spanish: doc.Lang == text.Spanish}
	for _, s := range doc.Sentences {
		for i := s.First; i < s.Last; i++ {
			if p.mayDate(i) {
				p.sentence(s)
				break
			}
		}
	}
	return p.out
}

// parser reads one Doc. Its matchers take the index of an atom and return a
// date that begins there, or false; they change nothing but the depth.
type parser struct {
	doc     *text.Doc
	ref     chancery.Day
	words   *words
	spanish bool
	atoms   []atom // of the sentence at hand
	depth   int    // of core within core
	out     []Expr
}

// date is what a matcher found: the atoms up to end, and what they mean.
type date struct {
	end      int
	kind     Kind
	unit     unit
	days     interval
	nominal  chancery.Day
	bound    floating // set where tense decides
	last     floating // the last day of a floating range
	basis    chancery.Basis
	anchor   Anchor
	past     bool
	future   bool
	modifier bool
}

func (p *parser) sentence(s text.Sentence) {
	p.atoms = p.atoms[:0]
	for i := s.First; i < s.Last; i++ {
		p.appendAtoms(i)
	}
	for i := 0; i < len(p.atoms); {
		if !p.mayBegin(i) {
			i++
			continue
		}
		d, ok := p.expr(i)
		if !ok {
			i++
			continue
		}
		p.emit(i, d)
		i = d.end
	}
}

// mayBegin tells cheaply whether an expression could begin at atom i. A grammar
// word needs a word of dates, a number or a mark behind it.
func (p *parser) mayBegin(i int) bool {
	a := &p.atoms[i]
	switch {
	case a.num >= 0, a.mark == '\'':
		return true
	case a.sense == nil:
		return false
	case a.sense.class != 0 || i+1 == len(p.atoms):
		return true
	}
	next := &p.atoms[i+1]
	return next.sense != nil || next.num >= 0 || next.mark != 0
}

// emit turns a date over the atoms from i on into an Expr.
func (p *parser) emit(i int, d date) {
	if p.spanish && i+1 < d.end && p.glued(i) && p.text(i) == "l" {
		i++ // the article within "del" and "al" stays outside
	}
	first, last := p.atoms[i], p.atoms[d.end-1]
	e := Expr{
		First: int(first.tok), Last: int(last.tok) + 1,
		Span:    text.Span{Start: int(first.start), End: int(last.end)},
		Nominal: d.nominal, Basis: d.basis, Kind: d.kind,
		Past: d.past, Future: d.future, Modifier: d.modifier, Anchor: d.anchor,
		bound: d.bound, end: d.last, ref: p.ref,
	}
	if n := len(p.out); n > 0 && p.out[n-1].Last > e.First {
		e.First = p.out[n-1].Last // two expressions share a token: "2016-2018"
		if e.First >= e.Last {
			e.First = e.Last - 1
		}
	}
	e.Text = p.doc.Text[e.Start:e.End]
	if e.Basis == "" {
		e.Basis = chancery.Relative
		if e.Anchor.Kind == Free {
			e.Anchor.Kind = Report
		}
	}
	if d.days == (interval{}) {
		e.Basis = chancery.Unknown
	}
	e.setDays(d.days)
	p.out = append(p.out, e)
}

// is tells whether atom i has one of the grammar words.
func (p *parser) is(i int, w word) bool {
	return i >= 0 && i < len(p.atoms) && p.atoms[i].sense != nil && p.atoms[i].sense.words&w != 0
}

// isClass tells whether atom i belongs to one of the classes.
func (p *parser) isClass(i int, c class) bool {
	return i >= 0 && i < len(p.atoms) && p.atoms[i].sense != nil && p.atoms[i].sense.class&c != 0
}

// isMark tells whether atom i is the punctuation mark c.
func (p *parser) isMark(i int, c byte) bool {
	return i >= 0 && i < len(p.atoms) && p.atoms[i].mark == c
}

// opt is i+1 where atom i has one of the words, else i.
func (p *parser) opt(i int, w word) int {
	if p.is(i, w) {
		return i + 1
	}
	return i
}

// optMark is i+1 where atom i is the mark c, else i.
func (p *parser) optMark(i int, c byte) int {
	if p.isMark(i, c) {
		return i + 1
	}
	return i
}

// glued tells whether atom i follows the one before it without a space.
func (p *parser) glued(i int) bool { return i < len(p.atoms) && !p.atoms[i].spaced }

// capitalised tells whether atom i is a word with a capital first letter.
func (p *parser) capitalised(i int) bool { return i >= 0 && i < len(p.atoms) && p.atoms[i].upper }

// lower tells whether atom i is a word that begins with a small letter.
func (p *parser) lower(i int) bool {
	return i >= 0 && i < len(p.atoms) && p.atoms[i].num < 0 && p.atoms[i].mark == 0 && !p.atoms[i].upper && p.atoms[i].end > p.atoms[i].start
}

// unitAt is the unit that atom i names, "fin de semana" included, and the atom
// after it.
func (p *parser) unitAt(i int) (unit, int) {
	if p.is(i, wFin) && p.is(i+1, wOf) && p.isClass(i+2, cUnit) && p.atoms[i+2].sense.unit == week {
		return weekend, i + 3
	}
	if p.isClass(i, cUnit) {
		return p.atoms[i].sense.unit, i + 1
	}
	return noUnit, i
}

// earlier is the nearest earlier expression with known days that a unit can
// hang on. Days and weeks prefer one that names a day.
func (p *parser) earlier(u unit) (interval, Anchor) {
	best := -1
	for n := len(p.out) - 1; n >= 0 && n >= len(p.out)-6; n-- {
		e := &p.out[n]
		if e.named.from == 0 || e.named.to == 0 || e.Kind == Named || e.Kind == Vague {
			continue
		}
		if best < 0 {
			best = n
		}
		if u >= month || e.named.from == e.named.to {
			best = n
			break
		}
	}
	if best < 0 {
		return interval{p.ref, p.ref}, Anchor{Kind: Report}
	}
	return p.out[best].named, Anchor{Kind: Earlier, Expr: best}
}
