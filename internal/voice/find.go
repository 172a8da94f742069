package voice

import (
	"sort"
	"strings"

	"github.com/chancery-ledger/chancery/internal/name"
	"github.com/chancery-ledger/chancery/internal/syntax"
	"github.com/chancery-ledger/chancery/text"
)

// part is a range of tokens, half-open.
type part struct{ first, last int }

func (p part) len() int { return p.last - p.first }

func (p part) holds(i int) bool { return p.first <= i && i < p.last }

func (p part) overlaps(o part) bool { return p.first < o.last && o.first < p.last }

// finder reads one Doc.
type finder struct {
	doc    *text.Doc
	tree   *syntax.Tree
	names  *name.Mentions
	cues   cues
	quotes []part // the tokens of doc.Quotes, marks included
	taken  []bool // quotations that a statement has
	out    []Statement
}

// Find returns the attributions of doc, sorted by the start of their content,
// the longer before the shorter. tree must be of doc; names may be nil.
func Find(doc *text.Doc, tree *syntax.Tree, names *name.Mentions) []Statement {
	f := &finder{doc: doc, tree: tree, names: names, cues: loaded()[doc.Lang]}
	for _, q := range doc.Quotes {
		f.quotes = append(f.quotes, part{doc.TokenAt(q.Start), doc.TokenAt(q.End-1) + 1})
	}
	f.taken = make([]bool, len(f.quotes))
	for s := range doc.Sentences {
		sent := doc.Sentences[s]
		for i := sent.First; i < sent.Last; i++ {
			f.token(i)
		}
		f.colon(s)
	}
	f.bareQuotes()
	f.settle()
	return f.out
}

// token adds the statement that token i is the cue of.
func (f *finder) token(i int) {
	list := f.cues[strings.ToLower(f.tree.Lemma[i])]
	if list == nil {
		list = f.cues[strings.ToLower(f.doc.Word(i))]
	}
	if list == nil {
		list = f.cues[f.verbOfHeadline(i)]
	}
	if list == nil && f.tree.Tags[i] == syntax.VERB {
		f.unlisted(i)
		return
	}
	for k := range list {
		c := &list[k]
		end := f.matches(c, i)
		if end == 0 {
			continue
		}
		var found bool
		switch c.kind {
		case verb:
			found = f.verb(c, i, end)
		case noun:
			found = f.noun(c, i)
		case adjective:
			found = f.adjective(c, i)
		case preposition:
			found = f.preposition(c, i, end)
		}
		if found {
			return
		}
	}
}

// matches tells whether cue c stands at token i, by the end of its words.
// Words after the first may stand up to two tokens apart from a verb.
func (f *finder) matches(c *cue, i int) int {
	if !c.kind.fits(f.tree.Tags[i]) && !(c.kind == verb && f.isTitle(i) && f.tree.Tags[i] == syntax.NOUN) {
		return 0
	}
	gap := 3
	if c.kind == preposition {
		gap = 1
	}
	end := i + 1
	for _, w := range c.words[1:] {
		at := -1
		for j := end; j < end+gap && j < len(f.doc.Tokens); j++ {
			if f.tree.Lemma[j] == w || strings.EqualFold(f.doc.Word(j), w) {
				at = j
				break
			}
		}
		if at < 0 {
			return 0
		}
		end = at + 1
	}
	return end
}

func (f *finder) isTitle(i int) bool {
	s := f.doc.SentenceOf(i)
	return s >= 0 && f.doc.Sentences[s].Title
}

// verbOfHeadline is the lemma of "says" in a headline, where a tagger takes
// verbs for nouns.
func (f *finder) verbOfHeadline(i int) string {
	w := f.doc.Word(i)
	if f.doc.Lang != text.English || !strings.HasSuffix(w, "s") || !f.isTitle(i) {
		return ""
	}
	return strings.ToLower(strings.TrimSuffix(w, "s"))
}

// sentence is the range of the sentence of token i.
func (f *finder) sentence(i int) part {
	s := f.doc.SentenceOf(i)
	return part{f.doc.Sentences[s].First, f.doc.Sentences[s].Last}
}

// span is the smallest range of tokens that holds what hangs on i.
func (f *finder) span(i int) part {
	first, last := f.tree.Subtree(i)
	return part{first, last}
}

// settle sorts the statements and finds the parent of each.
func (f *finder) settle() {
	sort.SliceStable(f.out, func(i, j int) bool {
		a, b := f.out[i], f.out[j]
		if a.First != b.First {
			return a.First < b.First
		}
		return a.Last > b.Last
	})
	for i := range f.out {
		s := &f.out[i]
		s.Parent = -1
		at := s.CueToken
		if at < 0 {
			continue
		}
		for j := range f.out {
			o := &f.out[j]
			if o.First > at {
				break
			}
			if j != i && o.covers(f.doc, at) && (s.Parent < 0 || o.Last-o.First < f.out[s.Parent].Last-f.out[s.Parent].First) {
				s.Parent = j
			}
		}
	}
}

// covers tells whether token i is in the content and not in the words between
// its pieces.
func (s *Statement) covers(d *text.Doc, i int) bool {
	if i < s.First || i >= s.Last || i == s.CueToken {
		return false
	}
	if s.Parts == nil {
		return true
	}
	for _, p := range s.Parts {
		if p.Start <= int(d.Tokens[i].Start) && int(d.Tokens[i].Start) < p.End {
			return true
		}
	}
	return false
}
