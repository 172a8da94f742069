package web

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/baseline"
	"github.com/chancery-ledger/chancery/internal/standing"
	"github.com/chancery-ledger/chancery/lexicon"
)

// parties knows how states and organisations are called in both languages, and
// the short names under which their pages stand.
type parties struct {
	base   *baseline.Base
	called map[chancery.Code][2]string // English, Spanish
	slugs  map[chancery.Code]string
	bySlug map[string]chancery.Code
	byForm map[string][]chancery.Code // in plain letters
	states []baseline.State           // no territories, by English name
}

// loadParties reads the names of the lexicon. English names make the slugs, so
// that a page has one address in both languages.
func loadParties(base *baseline.Base) (*parties, error) {
	p := &parties{
		base: base, called: map[chancery.Code][2]string{}, slugs: map[chancery.Code]string{},
		bySlug: map[string]chancery.Code{}, byForm: map[string][]chancery.Code{},
	}
	var order []chancery.Code
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
			c := chancery.Code(cells[0])
			if _, known := p.called[c]; !known {
				order = append(order, c)
			}
			p.add(c, cells[1], cells[t.columns-2], cells[t.columns-1], t.columns == 5)
		}
	}
	for _, f := range base.Former() {
		if _, known := p.called[f.Code]; !known {
			order = append(order, f.Code)
			p.called[f.Code] = [2]string{f.English, f.Spanish}
		}
	}
	for _, c := range order {
		p.slug(c)
	}
	for _, s := range base.States() {
		if n, ok := p.called[s.Code]; ok && s.Spanish != "" { // the lexicon names states in English
			n[1] = s.Spanish
			p.called[s.Code] = n
		}
		if !s.Territory {
			p.states = append(p.states, s)
		}
	}
	slices.SortFunc(p.states, func(a, b baseline.State) int { return cmp.Compare(p.slugs[a.Code], p.slugs[b.Code]) })
	return p, nil
}

// add takes in a row of names. States go by the name column; of organisations,
// whose name is a short English code, the first form is the full name.
func (p *parties) add(c chancery.Code, lang, name, forms string, state bool) {
	all := strings.Split(forms, "|")
	if !state && !strings.Contains(all[0], "/") {
		name = all[0]
	}
	n := p.called[c]
	if i := bit(lang == "es"); n[i] == "" {
		n[i] = name
	}
	p.called[c] = n
	for _, f := range append(all, name) {
		stem, endings, several := strings.Cut(f, "/")
		if !several {
			p.form(c, f)
			continue
		}
		for _, e := range strings.Split(endings, "/") {
			p.form(c, stem+e)
		}
	}
}

// form enters one way to call a party: a name or an adjective.
func (p *parties) form(c chancery.Code, f string) {
	if k := standing.PlainName(f); k != "" && !slices.Contains(p.byForm[k], c) {
		p.byForm[k] = append(p.byForm[k], c)
	}
}

// named are the parties that some words name, in their order: each stretch of
// words that is a name or an adjective in either language, with or without
// accents, the longest first. A form that several share names all of them.
func (p *parties) named(words string) (found []chancery.Code, all bool) {
	const longest = 7 // words of a name
	ws := strings.Fields(standing.PlainName(words))
	all = true
	for i := 0; i < len(ws); {
		n := min(longest, len(ws)-i)
		for n > 0 && len(p.byForm[strings.Join(ws[i:i+n], " ")]) == 0 {
			n--
		}
		if n == 0 {
			all = all && slices.Contains(joining, ws[i])
			i++
			continue
		}
		for _, c := range p.byForm[strings.Join(ws[i:i+n], " ")] {
			if !strings.Contains(string(c), ",") && !slices.Contains(found, c) {
				found = append(found, c)
			}
		}
		i += n
	}
	return found, all && len(found) > 0
}

// joining are words that stand between the names of two parties.
var joining = []string{"and", "y", "e", "vs", "con", "with", "the", "el", "la", "de", "entre", "between", "relations", "relaciones"}

func bit(b bool) int {
	if b {
		return 1
	}
	return 0
}

func (p *parties) slug(c chancery.Code) {
	s := slugOf(cmp.Or(p.called[c][0], string(c)))
	if _, taken := p.bySlug[s]; taken || s == "" {
		s = slugOf(string(c))
	}
	p.slugs[c], p.bySlug[s] = s, c
}

// slugOf writes a name in small plain letters, digits and hyphens.
func slugOf(name string) string {
	return strings.Join(strings.FieldsFunc(standing.PlainName(name), func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < '0' || r > '9')
	}), "-")
}

// slugFor is the slug of any party, made from its code where the lexicon does
// not have it.
func (p *parties) slugFor(c chancery.Code) string {
	if s := p.slugs[c]; s != "" {
		return s
	}
	return slugOf(string(c))
}

// find is the party that a slug, a code or a name means; whether the slug is
// the one under which its page stands is for the caller to see.
func (p *parties) find(s string) (chancery.Code, bool) {
	if c, ok := p.bySlug[s]; ok {
		return c, true
	}
	if c := chancery.Code(strings.ToUpper(s)); p.slugs[c] != "" {
		return c, true
	}
	if c := chancery.Code(s); p.slugs[c] != "" {
		return c, true
	}
	if found := p.byForm[standing.PlainName(strings.ReplaceAll(s, "-", " "))]; len(found) == 1 {
		return found[0], true
	}
	return "", false
}

// pair finds the two parties of "mexico-peru": a name may have hyphens of its
// own, so every hyphen may be the one between the two.
func (p *parties) pair(s string) (a, b chancery.Code, ok bool) {
	for i := range s {
		if s[i] != '-' {
			continue
		}
		x, okX := p.find(s[:i])
		y, okY := p.find(s[i+1:])
		if okX && okY && x != y {
			return x, y, true
		}
	}
	return "", "", false
}

// pairSlug is the one address of two parties, in the order of their slugs.
func (p *parties) pairSlug(a, b chancery.Code) string {
	x, y := p.slugFor(a), p.slugFor(b)
	return min(x, y) + "-" + max(x, y)
}

// name is how a party is called in a language on a day; 0 is today.
func (p *parties) name(c chancery.Code, lang Lang, on chancery.Day) string {
	if c == "" {
		return map[Lang]string{English: "an unnamed party", Spanish: "una parte no nombrada"}[lang]
	}
	if english, spanish, ok := p.base.NameOn(c, on); ok {
		return [2]string{english, spanish}[bit(lang == Spanish)]
	}
	n := p.called[c]
	if name := cmp.Or(n[bit(lang == Spanish)], n[0], n[1]); name != "" {
		return name
	}
	_, short, ok := strings.Cut(string(c), ":")
	if ok && short != "" {
		return short
	}
	return string(c)
}

// badge is a code of few letters that stands where others show a flag.
func badge(c chancery.Code) string {
	if _, after, ok := strings.Cut(string(c), ":"); ok {
		if r := []rune(after); len(r) > 6 {
			return fmt.Sprintf("%s…", string(r[:5]))
		}
		return after
	}
	return string(c)
}
