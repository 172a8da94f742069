package syntax

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// A list of lemmas is kept as text: a line "= tag form lemma" for a form, a
// line "- tag suffix cut suffix" for a rule, columns divided by tabs.

// LearnLemmas makes the lemmatiser's text from the counts of a treebank.
func LearnLemmas(counts []LemmaCount) string {
	l := learnLemmas(counts)
	var lines []string
	for k, lemma := range l.exact {
		lines = append(lines, strings.Join([]string{"=", k.tag.String(), k.form, lemma}, "\t"))
	}
	for k, r := range l.rules {
		lines = append(lines, strings.Join([]string{"-", k.tag.String(), k.form, strconv.Itoa(int(r.cut)), r.suffix}, "\t"))
	}
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}

// parseLemmas reads the text of [LearnLemmas].
func parseLemmas(s string) (*lemmatiser, error) {
	n := strings.Count(s, "\n") + 1
	l := &lemmatiser{exact: make(map[lemmaKey]string, n), rules: make(map[lemmaKey]script, n)}
	tags := map[string]Tag{}
	for i, name := range tagNames {
		tags[name] = Tag(i)
	}
	if s == "" {
		return l, nil // every lemma is its form
	}
	line := 0
	for row := range strings.SplitSeq(s, "\n") {
		line++
		kind, rest, _ := strings.Cut(row, "\t")
		tag, rest, _ := strings.Cut(rest, "\t")
		form, rest, ok := strings.Cut(rest, "\t")
		if !ok {
			return nil, fmt.Errorf("lemmas:%d: too few columns", line)
		}
		key := lemmaKey{tags[tag], form}
		if kind == "=" {
			l.exact[key] = rest
			continue
		}
		cut, suffix, _ := strings.Cut(rest, "\t")
		n, err := strconv.ParseInt(cut, 10, 8)
		if err != nil || n < 0 {
			return nil, fmt.Errorf("lemmas:%d: cut %q is no length", line, cut)
		}
		l.rules[key] = script{int8(n), suffix}
	}
	return l, nil
}
