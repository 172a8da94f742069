package voice

import (
	"fmt"
	"sort"
	"strings"
	"sync"

	"github.com/chancery-ledger/chancery/internal/syntax"
	"github.com/chancery-ledger/chancery/lexicon"
	"github.com/chancery-ledger/chancery/text"
)

// cue is a word or phrase that attributes.
type cue struct {
	words  []string // lemmas; the first is the word that governs
	kind   kind
	class  Class
	frames []string
}

// has tells whether the content may hang on the cue by frame.
func (c *cue) has(frame string) bool {
	for _, f := range c.frames {
		if f == frame {
			return true
		}
	}
	return false
}

func (c *cue) String() string { return strings.Join(c.words, " ") }

type kind string

const (
	verb        kind = "verb"
	noun        kind = "noun"
	adjective   kind = "adj"
	preposition kind = "prep"
)

// cues are the cues of one language by their first lemma, longest first.
type cues map[string][]cue

// loaded holds the embedded lexicon, read once. Its tests read it too, so that
// a mistake in the data never reaches a user.
var loaded = sync.OnceValue(func() map[text.Lang]cues {
	all := map[text.Lang]cues{}
	for _, lang := range []text.Lang{text.English, text.Spanish} {
		c, err := loadCues(lang)
		if err != nil {
			panic(err)
		}
		all[lang] = c
	}
	return all
})

// loadCues reads lexicon/voice. An error names file and line.
func loadCues(lang text.Lang) (cues, error) {
	file := "voice/" + string(lang) + ".tsv"
	data, err := lexicon.Files.ReadFile(file)
	if err != nil {
		return nil, err
	}
	out, head := cues{}, true
	for i, line := range strings.Split(strings.TrimSpace(string(data)), "\n") {
		if strings.HasPrefix(line, "#") {
			continue
		}
		if head {
			head = false
			continue
		}
		c, err := parseCue(line)
		if err != nil {
			return nil, fmt.Errorf("%s:%d:1: %w", file, i+1, err)
		}
		for _, o := range out[c.words[0]] {
			if o.kind == c.kind && o.class == c.class && o.String() == c.String() {
				return nil, fmt.Errorf("%s:%d:1: %s stands twice", file, i+1, c.String())
			}
		}
		out[c.words[0]] = append(out[c.words[0]], c)
	}
	for _, list := range out {
		sort.SliceStable(list, func(i, j int) bool { return len(list[i].words) > len(list[j].words) })
	}
	return out, nil
}

func parseCue(line string) (cue, error) {
	col := strings.Split(line, "\t")
	if len(col) != 4 || col[0] == "" || col[3] == "" {
		return cue{}, fmt.Errorf("%q: want cue, kind, class and frames", line)
	}
	c := cue{words: strings.Fields(col[0]), kind: kind(col[1]), class: Class(col[2]), frames: strings.Fields(col[3])}
	switch c.kind {
	case verb, noun, adjective, preposition:
	default:
		return cue{}, fmt.Errorf("kind %q: want verb, noun, adj or prep", col[1])
	}
	switch c.class {
	case Say, Write, Ask, Answer, Demand, Promise, Warn, Deny, Admit, Accuse, Praise, Show, Think, Want, Decide:
	default:
		return cue{}, fmt.Errorf("class %q is none", col[2])
	}
	return c, nil
}

// fits tells whether a token of this part of speech may be a cue of the kind.
func (k kind) fits(tag syntax.Tag) bool {
	switch k {
	case verb:
		return tag == syntax.VERB || tag == syntax.AUX
	case noun:
		return tag == syntax.NOUN
	case adjective:
		return tag == syntax.ADJ || tag == syntax.VERB
	}
	return true
}
