package web

import (
	"fmt"
	"strings"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/catalogue"
)

// headlines tell an act in one line, by type and language.
type headlines map[Lang]map[chancery.ActType]string

// loadHeadlines reads words/headlines.tsv, which must have every type of act.
func loadHeadlines(kinds *catalogue.Catalogue) (headlines, error) {
	h := headlines{English: {}, Spanish: {}}
	err := wordTable("words/headlines.tsv", func(at string, cells []string) error {
		t := chancery.ActType(cells[0])
		if _, ok := kinds.Kind(t); !ok {
			return fmt.Errorf("%s:1: %q is no type of act", at, t)
		}
		h[English][t], h[Spanish][t] = cells[1], cells[2]
		return nil
	})
	if n := len(kinds.Kinds()); err == nil && len(h[English]) != n {
		err = fmt.Errorf("words/headlines.tsv: %d rows for %d types", len(h[English]), n)
	}
	return h, err
}

// parts are what a headline is filled with.
type parts struct {
	from, to []string // names
	person   string
	somebody string // for an actor or a person not named
	and      string
}

// fill writes a headline: {from}, {to} and {person} are names, [one~many] goes
// by the number of actors, and (a part in parentheses) is left out where it
// names what is not known.
func fill(pattern string, p parts) string {
	from, to, person := enumerate(p.from, p.and), enumerate(p.to, p.and), p.person
	var out strings.Builder
	for pattern != "" {
		at := strings.IndexAny(pattern, "([")
		if at < 0 {
			out.WriteString(pattern)
			break
		}
		out.WriteString(pattern[:at])
		closing := map[byte]string{'(': ")", '[': "]"}[pattern[at]]
		inner, rest, _ := strings.Cut(pattern[at+1:], closing)
		if pattern[at] == '[' {
			one, many, _ := strings.Cut(inner, "~")
			if len(p.from) > 1 {
				one = many
			}
			out.WriteString(one)
		} else if to != "" || !strings.Contains(inner, "{to}") {
			out.WriteString(inner)
		}
		pattern = rest
	}
	s := strings.NewReplacer("{from}", orElse(from, p.somebody), "{to}", to, "{person}", orElse(person, p.somebody)).Replace(out.String())
	return upperFirst(s)
}

func orElse(s, other string) string {
	if s == "" {
		return other
	}
	return s
}

// enumerate joins names: "A", "A and B", "A, B and C".
func enumerate(names []string, and string) string {
	switch n := len(names); {
	case n == 0:
		return ""
	case n == 1:
		return names[0]
	default:
		return strings.Join(names[:n-1], ", ") + " " + and + " " + names[n-1]
	}
}

func upperFirst(s string) string {
	for i, r := range s {
		return strings.ToUpper(string(r)) + s[i+len(string(r)):]
	}
	return s
}
