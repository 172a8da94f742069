package ledger

import (
	"iter"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/english"
	"github.com/blevesearch/snowballstem/spanish"
	"golang.org/x/text/unicode/norm"

	"github.com/chancery-ledger/chancery/text"
)

// stemmer reduces words to the stems under which reports are found: lower
// case, Snowball stem of the language, accents folded. It is not safe for
// concurrent use.
type stemmer struct {
	env   *snowballstem.Env
	known map[stemKey]stemPair // words come again and again
}

type stemKey struct {
	word string
	lang text.Lang
}

// stemPair is the stem of a word as written and of the word without accents,
// which differ where a suffix is known by its accent ("rompió", "rompio").
type stemPair struct{ strict, loose string }

func newStemmer() *stemmer {
	return &stemmer{env: snowballstem.NewEnv(""), known: map[stemKey]stemPair{}}
}

func (s *stemmer) stem(word string, lang text.Lang) stemPair {
	key := stemKey{word, lang}
	if p, ok := s.known[key]; ok {
		return p
	}
	lower := strings.ToLower(word)
	p := stemPair{Unaccented(s.snowball(lower, lang)), Unaccented(s.snowball(Unaccented(lower), lang))}
	s.known[stemKey{strings.Clone(word), lang}] = p
	return p
}

func (s *stemmer) snowball(word string, lang text.Lang) string {
	s.env.SetCurrent(word)
	if lang == text.Spanish {
		spanish.Stem(s.env)
	} else {
		english.Stem(s.env)
	}
	return s.env.Current()
}

// Unaccented takes the marks off letters: "Chávez" to "Chavez", "año" to "ano".
func Unaccented(s string) string {
	ascii := true
	for i := 0; i < len(s) && ascii; i++ {
		ascii = s[i] < utf8.RuneSelf
	}
	if ascii {
		return s
	}
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return r
	}, norm.NFD.String(s))
}

// words yields the words of a text with their byte offsets: runs of letters,
// digits and marks.
func words(s string) iter.Seq2[text.Span, string] {
	return func(yield func(text.Span, string) bool) {
		start := -1
		for i, r := range s {
			inWord := unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r)
			switch {
			case inWord && start < 0:
				start = i
			case !inWord && start >= 0:
				if !yield(text.Span{Start: start, End: i}, s[start:i]) {
					return
				}
				start = -1
			}
		}
		if start >= 0 {
			yield(text.Span{Start: start, End: len(s)}, s[start:])
		}
	}
}

// Limits of what is searched for. PostgreSQL takes lexemes of 2 KB and 1 MB of
// them for a text; nothing that anybody would look for comes near.
const (
	longestWord = 64      // bytes
	mostStems   = 400_000 // bytes of different words of a text
	mostKnown   = 50_000  // words that a stemmer remembers
)

// distinct returns the stems of a text, each once and sorted.
func (s *stemmer) distinct(txt string, lang text.Lang) []string {
	if len(s.known) > mostKnown {
		clear(s.known)
	}
	seen := map[string]bool{}
	var stems []string
	size := 0
	for _, w := range words(txt) {
		if len(w) > longestWord || seen[w] {
			continue
		}
		if size += len(w); size > mostStems {
			break
		}
		seen[w] = true
		p := s.stem(w, lang)
		stems = append(stems, p.strict)
		if p.loose != p.strict {
			stems = append(stems, p.loose)
		}
	}
	slices.Sort(stems)
	return slices.Compact(stems)
}
