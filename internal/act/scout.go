package act

import (
	"iter"
	"slices"
	"strings"
	"sync"

	"github.com/chancery-ledger/chancery/internal/name"
	"github.com/chancery-ledger/chancery/text"
)

// A Scout tells of a sentence that has no tree yet whether the rules can find
// anything in it. It errs on one side only: where it says no, [Rules.Match]
// finds no frame, whatever the tree. What it looks for is what no tree can
// make up for: the words of a trigger, for each condition a word of its lists,
// and a party. It is safe for concurrent use.
type Scout struct {
	rules  *Rules
	lemmas func(form string) iter.Seq[string]
	number map[string]int32 // of each word the rules ask for
	words  []vocable        // by number
	lists  int
	needs  []need // of each rule
	pool   sync.Pool
}

// vocable is a word that the rules ask for.
type vocable struct {
	entries []entry
	lists   []int32  // that have it
	phrases []phrase // of lists, that begin or end with it
}

// phrase is several words of a list.
type phrase struct {
	list  int32
	words []int32
}

// need is what a rule cannot do without.
type need struct {
	triggers [][]int32 // the words of each
	lists    [][]int32 // of each condition, the lists of which one must be met
	party    bool      // a party must be named in the sentence
}

// NewScout compiles what a scout asks for. lemmas yields all that the lemma of
// a form may be.
func (r *Rules) NewScout(lemmas func(form string) iter.Seq[string]) *Scout {
	s := &Scout{rules: r, lemmas: lemmas, number: make(map[string]int32, len(r.words))}
	for w := range r.words {
		s.number[w] = int32(len(s.number))
	}
	s.words = make([]vocable, len(s.number))
	for w, entries := range r.index {
		s.words[s.number[w]].entries = entries
	}
	known := map[*list]int32{}
	for i := range r.rules {
		s.needs = append(s.needs, s.need(&r.rules[i], known))
	}
	s.lists = len(known)
	s.pool.New = func() any { return s.newSighting() }
	return s
}

func (s *Scout) need(r *rule, known map[*list]int32) need {
	n := need{party: !r.alone && !r.from.afar() && !r.to.afar()}
	for _, t := range r.triggers {
		n.triggers = append(n.triggers, s.numbers(t.words))
	}
	for i := range r.conditions {
		c := &r.conditions[i]
		if c.negated || c.optional || slices.ContainsFunc(c.sets, func(x set) bool { return x.list == nil }) {
			continue
		}
		var any []int32
		for _, x := range c.sets {
			if _, ok := known[x.list]; !ok {
				known[x.list] = int32(len(known))
				s.learn(x.list, known[x.list])
			}
			any = append(any, known[x.list])
		}
		n.lists = append(n.lists, any)
	}
	return n
}

func (s *Scout) numbers(words []string) []int32 {
	out := make([]int32, len(words))
	for i, w := range words {
		out[i] = s.number[w]
	}
	return out
}

// learn notes with its words that list id has them.
func (s *Scout) learn(l *list, id int32) {
	for w := range l.words {
		v := &s.words[s.number[w]]
		v.lists = append(v.lists, id)
	}
	for w, phrases := range l.phrases {
		v := &s.words[s.number[w]]
		for _, words := range phrases {
			v.phrases = append(v.phrases, phrase{id, s.numbers(words)})
		}
	}
}

// afar tells whether a party may come from elsewhere in the report.
func (f filler) afar() bool { return f.ends(report) || f.ends(others) }

// sighting is what a scout sees in a sentence, and remembers of forms. A word
// or list is there if its mark is that of the sentence at hand.
type sighting struct {
	*Scout
	mark    int
	word    []int
	list    []int
	present []int32
	forms   map[string][]int32
}

// maxForms bounds the forms that a sighting remembers.
const maxForms = 1 << 14

func (s *Scout) newSighting() *sighting {
	return &sighting{Scout: s, word: make([]int, len(s.words)), list: make([]int, s.lists), forms: map[string][]int32{}}
}

// Promising marks the sentences of a report in which there may be frames, and
// tells whether there is any. The names need not be resolved.
func (s *Scout) Promising(doc *text.Doc, names *name.Mentions) (out []bool, any bool) {
	out = make([]bool, len(doc.Sentences))
	v := s.pool.Get().(*sighting)
	defer s.pool.Put(v)
	m := 0
	for at, sent := range doc.Sentences {
		for m < len(names.List) && names.List[m].Last <= sent.First {
			m++
		}
		v.look(doc, sent)
		named := false
		for k := m; k < len(names.List) && names.List[k].First < sent.Last && !named; k++ {
			named = bears(&names.List[k])
		}
		out[at] = v.any(named)
		any = any || out[at]
	}
	return out, any
}

// bears tells whether a mention has a code or may yet be given one.
func bears(m *name.Mention) bool {
	return len(m.Codes) > 0 || m.Kind == name.Anaphor || m.Kind == name.Organ || m.Kind == name.Office || m.Kind == name.Person && m.Office != ""
}

// look takes in the words of a sentence.
func (v *sighting) look(doc *text.Doc, sent text.Sentence) {
	v.mark++
	v.present = v.present[:0]
	for t := sent.First; t < sent.Last; t++ {
		word := doc.Word(t)
		v.see(v.meanings(word))
		if form := doc.Form(t); form != word {
			v.see(v.meanings(form))
		}
	}
	for _, w := range v.present {
		for _, l := range v.words[w].lists {
			v.list[l] = v.mark
		}
		for _, p := range v.words[w].phrases {
			if v.all(p.words) {
				v.list[p.list] = v.mark
			}
		}
	}
}

func (v *sighting) see(words []int32) {
	for _, w := range words {
		if v.word[w] != v.mark {
			v.word[w] = v.mark
			v.present = append(v.present, w)
		}
	}
}

func (v *sighting) all(words []int32) bool {
	for _, w := range words {
		if v.word[w] != v.mark {
			return false
		}
	}
	return true
}

// meanings are the words of the rules that a form may stand for, by its own
// letters or by any lemma of it.
func (v *sighting) meanings(form string) []int32 {
	if known, ok := v.forms[form]; ok {
		return known
	}
	var out []int32
	add := func(w string) {
		if n, ok := v.number[w]; ok && !slices.Contains(out, n) {
			out = append(out, n)
		}
	}
	folded := fold(form)
	add(folded)
	if base, ok := v.rules.forms[folded]; ok {
		add(base)
	}
	for lemma := range v.lemmas(form) {
		add(fold(lemma))
	}
	if len(v.forms) >= maxForms {
		clear(v.forms)
	}
	v.forms[strings.Clone(form)] = out
	return out
}

// any tells whether some rule has all it needs.
func (v *sighting) any(named bool) bool {
	for _, w := range v.present {
		for _, e := range v.words[w].entries {
			n := &v.needs[e.rule]
			if (named || !n.party) && v.all(n.triggers[e.trigger]) && v.met(n.lists) {
				return true
			}
		}
	}
	return false
}

func (v *sighting) met(conditions [][]int32) bool {
	for _, lists := range conditions {
		if !slices.ContainsFunc(lists, func(l int32) bool { return v.list[l] == v.mark }) {
			return false
		}
	}
	return true
}
