package voice

import (
	"github.com/chancery-ledger/chancery/internal/syntax"
)

// stretch lengthens p, which hangs on cue i, to the next comma or the end of
// the cue's clause: what follows an object ("as a hoax", "in Ukraine") is
// nearly always meant with it.
func (f *finder) stretch(i int, p part) part {
	last := max(p.last, f.limit(i))
	for j := p.first + 1; j < last; j++ {
		switch w := f.doc.Word(j); {
		case j >= p.last && f.tree.Tags[j] == syntax.PUNCT && !f.opensQuote(j) && w != "-" && !f.inQuote(i, j):
			last = j
		case f.endsPhrase(w) && (j >= p.last || f.tree.Tags[j] == syntax.SCONJ):
			last = j
		case f.isComma(j) && j+1 < last && f.opensAside(j+1) && !f.inQuote(i, j):
			last = j
		}
	}
	p.last = last
	return p
}

// inQuote tells whether token j is in a quotation that cue i is not in, its
// closing mark included where the next token opens or joins another.
func (f *finder) inQuote(i, j int) bool {
	for _, q := range f.over(j, j) {
		if q.holds(j) && !q.holds(i) {
			return j < q.last-2 || q.last < len(f.doc.Tokens) && (f.tree.Tags[q.last] != syntax.CCONJ && f.tree.Tags[q.last] != syntax.PUNCT && f.tree.Tags[q.last] != syntax.VERB)
		}
	}
	return false
}

// endsPhrase tells whether w, after an object, brings in when or why rather
// than more of what.
func (f *finder) endsPhrase(w string) bool {
	switch w {
	case "since", "during", "before", "after", "until", "when", "while", "because", "at", "on", "although",
		"desde", "durante", "antes", "después", "tras", "hasta", "cuando", "mientras", "porque", "aunque":
		return true
	}
	return false
}

// opensAside tells whether a relative or participial clause begins at j.
func (f *finder) opensAside(j int) bool {
	if f.isRelative(j) || f.endsPhrase(f.doc.Word(j)) {
		return true
	}
	switch f.doc.Word(j) {
	case "whose", "where", "but", "pero", "and", "y":
		return true
	}
	return f.tree.Tags[j] == syntax.VERB && f.tree.Feats[j]&(syntax.Gerund|syntax.Participle) != 0
}
