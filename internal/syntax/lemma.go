package syntax

import (
	"sort"
	"strings"
	"unicode/utf8"
)

// A lemmatiser maps a form and its part of speech to a lemma: a list of the
// forms that no rule gets right, and edit scripts by the longest suffix seen
// in training (Chrupała 2006; here "cut n bytes, append s").
type lemmatiser struct {
	exact map[lemmaKey]string
	rules map[lemmaKey]script
}

type lemmaKey struct {
	tag  Tag
	form string // lower case; the whole form, or a suffix after "-"
}

type script struct {
	cut    int8 // bytes taken from the end of the lower-cased form
	suffix string
}

const maxSuffix = 6 // runes of the longest suffix of a rule

func (s script) apply(form string) string {
	if s.cut == 0 && s.suffix == "" {
		return form
	}
	return form[:len(form)-int(s.cut)] + s.suffix
}

// lemma of a form; a proper noun keeps its letters unless it was listed.
func (l *lemmatiser) lemma(form, lower string, tag Tag) string {
	if lem, ok := l.exact[lemmaKey{tag, lower}]; ok {
		return lem
	}
	if tag == PROPN || tag == NUM || tag == PUNCT || tag == SYM || tag == X {
		return form
	}
	for n := min(maxSuffix, utf8.RuneCountInString(lower)); n >= 0; n-- {
		suf := suffixOf(lower, n)
		if r, ok := l.rules[lemmaKey{tag, suf}]; ok && len(lower) >= int(r.cut) && (len(lower) > int(r.cut) || r.suffix != "") {
			return r.apply(lower)
		}
	}
	return lower
}

// suffixOf returns the last n runes of s.
func suffixOf(s string, n int) string {
	i := len(s)
	for ; n > 0 && i > 0; n-- {
		_, size := utf8.DecodeLastRuneInString(s[:i])
		i -= size
	}
	return s[i:]
}

func scriptFor(lower, lemma string) script {
	n := 0
	for n < len(lower) && n < len(lemma) && lower[n] == lemma[n] {
		n++
	}
	for n > 0 && (n < len(lower) && !utf8.RuneStart(lower[n]) || n < len(lemma) && !utf8.RuneStart(lemma[n])) {
		n--
	}
	return script{int8(len(lower) - n), lemma[n:]}
}

// A LemmaCount is how often a form of a part of speech had a lemma in the
// training data.
type LemmaCount struct {
	Tag         Tag
	Form, Lemma string
	Count       int
}

// learnLemmas makes rules of the counts, then lists the forms they miss.
func learnLemmas(counts []LemmaCount) *lemmatiser {
	best := bestLemmas(counts)
	keys := make([]lemmaKey, 0, len(best))
	for k := range best {
		keys = append(keys, k)
	}
	sort.Slice(keys, func(i, j int) bool {
		return keys[i].tag < keys[j].tag || keys[i].tag == keys[j].tag && keys[i].form < keys[j].form
	})
	l := &lemmatiser{exact: map[lemmaKey]string{}, rules: learnScripts(keys, best)}
	for _, k := range keys {
		if l.lemma(k.form, k.form, k.tag) != best[k] {
			l.exact[k] = best[k]
		}
	}
	return l
}

func bestLemmas(counts []LemmaCount) map[lemmaKey]string {
	best, most := map[lemmaKey]string{}, map[lemmaKey]int{}
	sum := map[lemmaKey]map[string]int{}
	for _, c := range counts {
		k := lemmaKey{c.Tag, strings.ToLower(c.Form)}
		if sum[k] == nil {
			sum[k] = map[string]int{}
		}
		sum[k][c.Lemma] += c.Count
		if n := sum[k][c.Lemma]; n > most[k] || n == most[k] && c.Lemma < best[k] {
			best[k], most[k] = c.Lemma, n
		}
	}
	return best
}

// learnScripts keeps, for each suffix, the commonest script among the types
// that end in it, where a shorter suffix does not say the same already.
func learnScripts(keys []lemmaKey, best map[lemmaKey]string) map[lemmaKey]script {
	votes := map[lemmaKey]map[script]int{}
	for _, k := range keys {
		if k.tag == PROPN || k.tag == NUM || k.tag == PUNCT || k.tag == SYM || k.tag == X {
			continue
		}
		s := scriptFor(k.form, best[k])
		for n := 0; n <= min(maxSuffix, utf8.RuneCountInString(k.form)); n++ {
			suf := lemmaKey{k.tag, suffixOf(k.form, n)}
			if votes[suf] == nil {
				votes[suf] = map[script]int{}
			}
			votes[suf][s]++
		}
	}
	all := map[lemmaKey]script{}
	for k, v := range votes {
		var top script
		n := 0
		for s, c := range v {
			if c > n || c == n && (s.cut < top.cut || s.cut == top.cut && s.suffix < top.suffix) {
				top, n = s, c
			}
		}
		if n >= 2 || k.form == "" {
			all[k] = top
		}
	}
	return pruneScripts(all)
}

func pruneScripts(all map[lemmaKey]script) map[lemmaKey]script {
	kept := map[lemmaKey]script{}
	for k, s := range all {
		same := false
		for n := utf8.RuneCountInString(k.form) - 1; n >= 0; n-- {
			if shorter, ok := all[lemmaKey{k.tag, suffixOf(k.form, n)}]; ok {
				same = shorter == s
				break
			}
		}
		if !same {
			kept[k] = s
		}
	}
	return kept
}
