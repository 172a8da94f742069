package act

import (
	"errors"
	"maps"
	"slices"
	"strings"
)

// list is a named set of lemmas and phrases.
type list struct {
	name    string
	at      position
	words   map[string]bool
	phrases map[string][][]string // by each of their first and last words
}

func newList(name string, at position) *list {
	return &list{name: name, at: at, words: map[string]bool{}, phrases: map[string][][]string{}}
}

// add puts a lemma or a phrase of lemmas into the list.
func (l *list) add(entry string) {
	words := strings.Fields(entry)
	if len(words) == 1 {
		l.words[words[0]] = true
		return
	}
	first, last := words[0], words[len(words)-1]
	l.phrases[first] = append(l.phrases[first], words)
	if last != first {
		l.phrases[last] = append(l.phrases[last], words)
	}
}

func (l *list) addAll(m *list) {
	for w := range m.words {
		l.words[w] = true
	}
	for w, p := range m.phrases {
		l.phrases[w] = append(l.phrases[w], p...)
	}
}

// copyWords adds all words of the list, and those of its phrases, to set.
func (l *list) copyWords(set map[string]bool) {
	maps.Copy(set, l.words)
	for _, phrases := range l.phrases {
		for _, p := range phrases {
			for _, w := range p {
				set[w] = true
			}
		}
	}
}

// lists are the named lists of a language.
type lists map[string]*list

// Names that the matcher itself looks up; a language without them does not
// load.
var required = [...]string{"support", "plan", "transparent", "subject-control", "agentive", "genitive", "reflexive", "preposition", "place", "post", "belonging", "people"}

// parseLists reads a .lists file into ls: lines of the form
//
//	tie = tie, relation, relationship
//	envoy = @consul, ambassador,
//	        chargé d'affaires
//
// where "@" names a list given above.
func (ls lists) parse(file, content string) error {
	var errs []error
	for s := newScanner(file, content); s.next(); {
		name, body, ok := strings.Cut(s.line, "=")
		if !ok {
			errs = append(errs, s.at(s.line).errorf("want name = word, word"))
			continue
		}
		name = strings.TrimSpace(name)
		if ls[name] != nil {
			errs = append(errs, s.at(name).errorf("list %q is given twice, first at %s", name, ls[name].at))
		}
		l := newList(name, s.at(name))
		for entry := range commas(body) {
			other, included := strings.CutPrefix(entry, "@")
			switch {
			case !included:
				l.add(strings.ToLower(entry))
			case ls[other] == nil:
				errs = append(errs, s.at(entry).errorf("no list %q above this line", other))
			default:
				l.addAll(ls[other])
			}
		}
		ls[name] = l
	}
	return errors.Join(errs...)
}

func (ls lists) check(file string) error {
	var errs []error
	for _, name := range required {
		if ls[name] == nil {
			errs = append(errs, position{file, 1, 1}.errorf("the list %q is missing", name))
		}
	}
	return errors.Join(errs...)
}

// entries returns the words and phrases of the list, sorted.
func (l *list) entries() [][]string {
	var out [][]string
	for w := range l.words {
		out = append(out, []string{w})
	}
	for w, phrases := range l.phrases {
		for _, p := range phrases {
			if p[0] == w {
				out = append(out, p)
			}
		}
	}
	slices.SortFunc(out, func(a, b []string) int { return slices.Compare(a, b) })
	return out
}
