package desk

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/baseline"
	"github.com/chancery-ledger/chancery/internal/standing"
	"github.com/chancery-ledger/chancery/lexicon"
)

// Parties finds parties by code, name or adjective, in English or Spanish, and
// tells how they are called.
type Parties struct {
	byForm map[string][]chancery.Code // in plain letters
	names  map[chancery.Code]string
	base   *baseline.Base
}

// loadParties reads the names of the lexicon.
func loadParties(base *baseline.Base) (*Parties, error) {
	p := &Parties{byForm: map[string][]chancery.Code{}, names: map[chancery.Code]string{}, base: base}
	for _, t := range []struct {
		file    string
		columns int
	}{{"actors/states.tsv", 5}, {"actors/organisations.tsv", 4}, {"actors/groups.tsv", 4}} {
		b, err := lexicon.Files.ReadFile(t.file)
		if err != nil {
			return nil, err
		}
		for _, row := range strings.Split(string(b), "\n") {
			cells := strings.Split(row, "\t")
			if len(cells) != t.columns || cells[0] == "code" || strings.HasPrefix(row, "#") {
				continue
			}
			p.add(chancery.Code(cells[0]), cells[t.columns-2], cells[t.columns-1])
		}
	}
	for _, f := range base.Former() {
		p.form(f.Code, f.English)
		p.form(f.Code, f.Spanish)
		if p.names[f.Code] == "" {
			p.names[f.Code] = f.English
		}
	}
	return p, nil
}

// add takes in the forms of a row: "Peru|Republic of Peru", "mexican/o/a/os/as".
func (p *Parties) add(c chancery.Code, name, forms string) {
	if p.names[c] == "" {
		p.names[c] = name
	}
	for _, f := range strings.Split(forms, "|") {
		stem, endings, _ := strings.Cut(f, "/")
		if endings == "" && !strings.HasSuffix(f, "/") {
			p.form(c, f)
			continue
		}
		for _, e := range strings.Split(endings, "/") {
			p.form(c, stem+e)
		}
	}
}

func (p *Parties) form(c chancery.Code, f string) {
	k := standing.PlainName(f)
	if k != "" && !slices.Contains(p.byForm[k], c) {
		p.byForm[k] = append(p.byForm[k], c)
	}
}

// Find returns the one party that s means; an error says what it may mean.
func (p *Parties) Find(s string) (chancery.Code, error) {
	s = strings.TrimSpace(s)
	for _, c := range []chancery.Code{chancery.Code(strings.ToUpper(s)), chancery.Code(s)} {
		if p.names[c] != "" {
			return c, nil
		}
	}
	switch found := p.byForm[standing.PlainName(s)]; len(found) {
	case 1:
		return found[0], nil
	case 0:
		return "", fmt.Errorf("%q is no party that is known by code, name or adjective%s", s, p.near(s))
	default:
		return "", fmt.Errorf("%q may be %s: give the code", s, strings.Join(p.called(found), " or "))
	}
}

// near suggests names that begin as s does.
func (p *Parties) near(s string) string {
	k := standing.PlainName(s)
	if len(k) < 3 {
		return ""
	}
	found := map[chancery.Code]bool{}
	for form, cs := range p.byForm {
		if strings.HasPrefix(form, k[:3]) {
			found[cs[0]] = true
		}
	}
	if len(found) == 0 || len(found) > 6 {
		return ""
	}
	return ": " + strings.Join(p.called(slices.Sorted(maps.Keys(found))), ", ") + "?"
}

func (p *Parties) called(cs []chancery.Code) []string {
	var out []string
	for _, c := range cs {
		out = append(out, fmt.Sprintf("%s (%s)", p.names[c], c))
	}
	return out
}

// Name is how a party was called on a day; its code where it has no name.
func (p *Parties) Name(c chancery.Code, on chancery.Day) string {
	if english, _, ok := p.base.NameOn(c, on); ok && p.names[c] != english {
		return english
	}
	switch n := p.names[c]; {
	case c == "":
		return "somebody not named"
	case n == "":
		_, after, _ := strings.Cut(string(c), ":")
		return strings.TrimSpace(after + " " + strings.TrimSuffix(string(c), after))
	default:
		return n
	}
}
