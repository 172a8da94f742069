package source

import (
	"fmt"
	"slices"
	"strings"

	"github.com/chancery-ledger/chancery/lexicon"
)

// Shipped is the list that comes with the program, lexicon/sources.toml. All
// of its sources are off.
func Shipped() ([]Source, error) {
	const name = "sources.toml"
	data, err := lexicon.Files.ReadFile(name)
	if err != nil {
		return nil, fmt.Errorf("list of sources: %w", err)
	}
	return Parse("lexicon/"+name, data)
}

// Choose finds the sources that words mean: a name, a family, a language, a
// country's code, a kind, or "all"; "es+paper" is what both words mean. It
// gives their names in the order of the list. A word that means none is an
// error.
func Choose(all []Source, words []string) ([]string, error) {
	chosen := map[string]bool{}
	for _, word := range words {
		some := false
		for _, s := range all {
			if s.means(word) {
				chosen[s.Name], some = true, true
			}
		}
		if !some {
			return nil, fmt.Errorf("%q is no source: name one, or a family, language, country or kind", word)
		}
	}
	var out []string
	for _, s := range all {
		if chosen[s.Name] {
			out = append(out, s.Name)
		}
	}
	return out, nil
}

// means tells whether a word means this source.
func (s Source) means(word string) bool {
	if strings.EqualFold(word, s.Name) {
		return true
	}
	for part := range strings.SplitSeq(word, "+") {
		if !slices.ContainsFunc([]string{"all", s.Family, string(s.Language), string(s.Country), string(s.Kind)}, func(v string) bool {
			return v != "" && strings.EqualFold(part, v)
		}) {
			return false
		}
	}
	return true
}

// Format writes a source as an entry of sources.toml.
func (s Source) Format() string {
	var b strings.Builder
	b.WriteString("[[source]]\n")
	line := func(key, value string) {
		if value != "" {
			fmt.Fprintf(&b, "%s = %s\n", key, quote(value))
		}
	}
	line("name", s.Name)
	if s.Kind != Feed {
		line("kind", string(s.Kind))
	}
	line("url", s.URL)
	line("path", s.Path)
	line("country", string(s.Country))
	line("family", s.Family)
	line("language", string(s.Language))
	if s.Every != defaultEvery {
		line("every", s.Every.String())
	}
	fmt.Fprintf(&b, "on = %t\n", s.On)
	return b.String()
}

// quote writes a basic string of TOML.
func quote(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r < ' ' || r == 0x7f:
			fmt.Fprintf(&b, `\u%04X`, r)
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}
