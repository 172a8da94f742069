package web

import (
	"cmp"
	"slices"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/standing"
)

// countriesPage lists all states by region.
type countriesPage struct {
	Regions []region
}

type region struct {
	Name   string
	States []stateLine
}

type stateLine struct {
	Party  partyLink
	Broken int
	Events int
}

// countries is the list of all states.
func countries(a *ask, _ string) (view, error) {
	broken := map[chancery.Code]int{}
	for _, s := range a.ruptures(a.site.desk.Book()) {
		broken[s.A]++
		broken[s.B]++
	}
	x := a.site.index.now()
	index := map[string]int{}
	var p countriesPage
	for _, s := range a.site.parties.states {
		name := a.region(s)
		i, ok := index[name]
		if !ok {
			i = len(p.Regions)
			index[name] = i
			p.Regions = append(p.Regions, region{Name: name})
		}
		p.Regions[i].States = append(p.Regions[i].States, stateLine{a.party(s.Code), broken[s.Code], len(x.of(s.Code))})
	}
	slices.SortFunc(p.Regions, func(x, y region) int { return cmp.Compare(slugOf(x.Name), slugOf(y.Name)) })
	for _, r := range p.Regions {
		slices.SortFunc(r.States, func(x, y stateLine) int { return cmp.Compare(slugOf(x.Party.Name), slugOf(y.Party.Name)) })
	}
	return view{page: "countries", title: a.say("countries.title"), about: a.say("countries.about"), data: p, twin: a.site.parties.states}, nil
}

// about is the page that tells how to read the others.
func about(a *ask, _ string) (view, error) {
	return view{page: "about", title: a.say("about.title"), about: a.say("site.about"), twin: map[string]any{"entries": a.site.index.number()}}, nil
}

// rule is what an article says in the reader's language.
func (a *ask) rule(l standing.LawLine) (string, bool) {
	for _, r := range a.site.rules.Articles() {
		if r.Ref == l.Ref {
			return [2]string{r.English, r.Spanish}[bit(a.lang == Spanish)], true
		}
	}
	return "", false
}
