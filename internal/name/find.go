package name

import (
	"math/bits"
	"sort"
	"strings"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/syntax"
	"github.com/chancery-ledger/chancery/text"
)

// Find returns the mentions of a report that was published on day, which may
// be no day. It never fails: a text that names nobody has no mentions.
func Find(doc *text.Doc, day chancery.Day) *Mentions {
	return shipped().find(doc, day)
}

func (l *lexicon) find(doc *text.Doc, day chancery.Day) *Mentions {
	f := &finder{lex: l, doc: doc, day: day, lang: langOf(doc.Lang), words: l.trie.words(doc)}
	f.scan()
	f.findPersons()
	f.build()
	f.attach()
	f.sharePersons()
	f.prune()
	f.refer()
	return &Mentions{List: f.list, found: f}
}

// finder holds what the passes share.
type finder struct {
	lex   *lexicon
	doc   *text.Doc
	day   chancery.Day
	lang  langs
	words []word

	raws     []raw
	locals   []local
	loud     []bool // by sentence
	list     []Mention
	sentence []int32      // of each mention
	inferred []bool       // of each mention: its codes come from elsewhere in the text
	tree     *syntax.Tree // nil but in Resolve
	entries  []*entry     // beside list; nil for persons found without the lexicon
	present  []uint64     // bitset of the lexicon's words in the text, made when first asked for
}

// memory is how many mentions or persons are looked back to: reading stays
// linear in the length of the text.
const memory = 500

// raw is a stretch of tokens that matched an entry or was found to be a name.
type raw struct {
	first, last int32
	e           *entry // nil for a person known from the text alone
	office      *entry // the title before the name
	local       int32  // index into locals, or -1
	name        int32  // where the name itself begins
	back        bool   // it leads back to a fuller name
}

// scan collects the longest matches from left to right, those that hide a
// shorter name among them.
func (f *finder) scan() {
	f.raws = make([]raw, 0, len(f.words)/6+4)
	sentence := 0
	for i := 0; i < len(f.words); {
		for sentence < len(f.doc.Sentences) && f.doc.Sentences[sentence].Last <= i {
			sentence++
		}
		limit := len(f.words)
		if sentence < len(f.doc.Sentences) {
			limit = f.doc.Sentences[sentence].Last
		}
		e, last := f.match(i, limit)
		if e == nil && f.words[i].id == 0 {
			e, last = f.compound(i)
		}
		if e == nil {
			i++
			continue
		}
		if last == i+2 && i+1 < limit && f.wordClass(i)&determiner != 0 { // "the Republic of Korea"
			if longer, end := f.match(i+1, limit); longer != nil && end > last {
				i++
				continue
			}
		}
		f.raws = append(f.raws, raw{first: int32(i), last: int32(last), e: e, local: -1, name: int32(i)})
		i = last
	}
}

// match returns the entry of the longest form that begins at token i.
func (f *finder) match(i, limit int) (*entry, int) {
	t := f.lex.trie
	node := t.root[f.words[i].id]
	if node == 0 {
		return nil, 0
	}
	var best *entry
	var last, n int
	var first, all uint32
	for j := i; ; {
		if n < 32 {
			first |= uint32(f.words[j].shape&upperFirst) << n
			all |= uint32(f.words[j].shape&upperAll) >> 1 << n
		}
		n++
		j++
		if ends := t.ends[node]; len(ends) > 0 {
			if e := f.choose(ends, first, all, i, j); e != nil {
				best, last = e, j
			}
		}
		if j < limit && f.words[j].id == f.lex.stop && f.words[j].shape&spaced == 0 && j+1 < limit {
			j++ // the full stop of an abbreviation that the tokens kept apart
		}
		if j >= limit {
			break
		}
		next, ok := t.child(node, f.words[j].id)
		if !ok || f.words[j].id == 0 {
			break
		}
		node = next
	}
	return best, last
}

// choose picks the entry that is meant among those of one form: the only one
// that fits, or the one with the most cues in the text, the first in a tie.
func (f *finder) choose(ends []*entry, first, all uint32, i, j int) *entry {
	var best *entry
	score, asked := -1, -1
	for _, e := range ends {
		if e.weak && len(ends) > 1 && !f.lex.people[e.person].serves(f.day) {
			continue
		}
		if !e.fits(f.lang, f.day, first, all) || e.exact != "" && !strings.EqualFold(e.exact, f.doc.Slice(i, j)) {
			continue
		}
		switch n := bits.OnesCount32(e.title) + 2*bits.OnesCount32(e.capital); {
		case n > asked: // "Polish" before "polish", "La Nación" before "la nación"
			best, score, asked = e, -1, n
			continue
		case n < asked:
			continue
		}
		if score < 0 {
			score = f.cues(best, i, j)
		}
		if s := f.cues(e, i, j); s > score {
			best, score = e, s
		}
	}
	return best
}

// nearCue is how much more a cue counts within a few tokens of the form.
const (
	nearCue    = 3
	nearWindow = 8
)

// cues weighs the words of the text that speak for an entry.
func (f *finder) cues(e *entry, i, j int) int {
	if len(e.cues) == 0 {
		return 0
	}
	if f.present == nil {
		f.present = make([]uint64, len(f.lex.trie.class)/64+1)
		for _, w := range f.words {
			f.present[w.id/64] |= 1 << (w.id % 64)
		}
	}
	score := 0
	for _, c := range e.cues {
		if f.present[c/64]>>(c%64)&1 == 0 {
			continue
		}
		score++
		for k := max(0, i-nearWindow); k < min(len(f.words), j+nearWindow); k++ {
			if f.words[k].id == c && (k < i || k >= j) {
				score += nearCue
				break
			}
		}
	}
	return score
}

// rawFrom returns the number of the first raw that begins at token i or later.
func (f *finder) rawFrom(i int32) int {
	return sort.Search(len(f.raws), func(n int) bool { return f.raws[n].first >= i })
}

// wordClass is the class of token i.
func (f *finder) wordClass(i int) class { return f.lex.trie.class[f.words[i].id] }

// is tells whether token i folds to w.
func (f *finder) is(i int, w string) bool {
	return i >= 0 && i < len(f.words) && f.words[i].id != 0 && f.words[i].id == f.lex.trie.vocabulary[w]
}
