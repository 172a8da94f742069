package syntax

import (
	"iter"
	"strings"
	"unicode/utf8"
)

// A Guesser knows what the lemma of a form may be before anything is known of
// its part of speech. It is safe for concurrent use.
type Guesser struct {
	exact map[string][]guess   // by lower-cased form
	rules map[string][]suggest // by suffix
}

type guess struct {
	tag   Tag
	lemma string
}

type suggest struct {
	tag Tag
	script
}

// NewGuesser returns a guesser of the lemmas that p gives.
func (p *Parser) NewGuesser() *Guesser {
	g := &Guesser{exact: make(map[string][]guess, len(p.lemmas.exact)), rules: make(map[string][]suggest, len(p.lemmas.rules))}
	for k, lemma := range p.lemmas.exact {
		g.exact[k.form] = append(g.exact[k.form], guess{k.tag, lemma})
	}
	for k, s := range p.lemmas.rules {
		g.rules[k.form] = append(g.rules[k.form], suggest{k.tag, s})
	}
	return g
}

// asIs are the parts of speech whose words are their own lemmas, save for
// those that are listed.
const asIs = 1<<PROPN | 1<<NUM | 1<<PUNCT | 1<<SYM | 1<<X

// Lemmas yields each lemma that Parse may give to form, whatever its part of
// speech turns out to be. Lemmas repeat.
func (g *Guesser) Lemmas(form string) iter.Seq[string] {
	return func(yield func(string) bool) {
		lower := strings.ToLower(form)
		if !yield(form) {
			return
		}
		done := uint32(asIs)
		for _, x := range g.exact[lower] {
			done |= 1 << x.tag
			if !yield(x.lemma) {
				return
			}
		}
		for n := min(maxSuffix, utf8.RuneCountInString(lower)); n >= 0; n-- {
			for _, r := range g.rules[suffixOf(lower, n)] {
				if done>>r.tag&1 == 1 || len(lower) < int(r.cut) || len(lower) == int(r.cut) && r.suffix == "" {
					continue
				}
				done |= 1 << r.tag
				if !yield(r.apply(lower)) {
					return
				}
			}
		}
		if done != 1<<NumTags-1 {
			yield(lower)
		}
	}
}
