package web

import (
	"iter"
	"slices"
	"strings"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/catalogue"
	"github.com/chancery-ledger/chancery/internal/ledger"
)

// searchPage has the reports that hold some words.
type searchPage struct {
	Query         string
	Party, Act    string
	Status        string
	After, Before string
	Kinds         []catalogue.Kind
	Statuses      []string
	Places        []option // states, organisations and pairs that the words name
	Acts          []act    // between them
	Hits          []hit
	Asked         bool
	Narrowed      bool
	Instead       string // the words searched for where nothing has those asked for
	More          bool
	Lang          Lang
}

type hit struct {
	Report         reportLine
	Before, At     string
	Text           string
	Acts           []act
	Start, End     int
	ReportLanguage string
}

// search is the page of a search: words in either language and any form, with
// or without accents, narrowed by act, party, status and day of publication.
func search(a *ask, _ string) (view, error) {
	p := searchPage{
		Query: a.text("q"), Party: a.text("party"), Act: a.text("act"), Status: a.text("status"), Lang: a.lang, Kinds: a.site.kinds.Kinds(),
		Statuses: []string{"done", "planned", "proposed", "threatened", "not"},
	}
	after, err := a.day("after")
	if err != nil {
		return view{}, err
	}
	before, err := a.day("before")
	if err != nil {
		return view{}, err
	}
	p.After, p.Before = after.String(), before.String()
	var party chancery.Code
	if p.Party != "" {
		var ok bool
		if party, ok = a.site.parties.find(slugOf(p.Party)); !ok {
			return view{}, notFound("error.country", p.Party)
		}
	}
	fits := func(f chancery.Filed) bool {
		parties := slices.Concat(f.Claim.From, f.Claim.To)
		return (p.Act == "" || string(f.Claim.Type) == p.Act) && (p.Status == "" || string(f.Claim.Status) == p.Status) && (party == "" || slices.ContainsFunc(parties, isParty(party)))
	}
	p.Asked = p.Query != ""
	p.Places, p.Acts = a.placesNamed(p.Query), a.actsNamed(p.Query)
	narrowed := p.Act != "" || p.Status != "" || party != ""
	if !p.Asked && narrowed {
		p.Narrowed, p.Acts = true, a.actsLike(chancery.ActType(p.Act), chancery.Status(p.Status), party)
	}
	var twin []ledger.Hit
	if p.Asked {
		want := func(h *ledger.Hit) bool {
			d := h.Report.Published
			if after != 0 && d < after || before != 0 && d > before {
				return false
			}
			if narrowed {
				h.Claims = slices.DeleteFunc(h.Claims, func(f chancery.Filed) bool { return !fits(f) })
			}
			return !narrowed || len(h.Claims) > 0
		}
		p.Narrowed = narrowed || after != 0 || before != 0
		for _, words := range a.phrasings(p.Query) {
			if twin, p.More, err = a.hits(a.site.desk.Search(a.ctx, ledger.Search{Words: words, Limit: 400}), want); err != nil {
				return view{}, err
			}
			if len(twin) > 0 {
				if words != p.Query {
					p.Instead = words
				}
				break
			}
		}
	}
	for i := range twin {
		p.Hits = append(p.Hits, a.hit(&twin[i]))
	}
	title := a.say("search.title")
	if p.Asked {
		title = p.Query + " – " + title
	}
	return view{page: "search", title: title, data: p, twin: twin, params: []string{"q", "party", "act", "status", "after", "before"}}, nil
}

// phrasings are the words to search for in turn: those asked for and, where they
// are but names and adjectives of parties, the names in both languages, so that
// who asks for "peruvian" finds what a report says of Peru.
func (a *ask) phrasings(q string) []string {
	out := []string{q}
	found, all := a.site.parties.named(q)
	if !all || len(found) > 2 {
		return out
	}
	for _, lang := range []Lang{a.lang, English, Spanish} {
		var names []string
		for _, c := range found {
			names = append(names, a.site.parties.name(c, lang, 0))
		}
		if words := strings.Join(names, " "); !slices.Contains(out, words) {
			out = append(out, words)
		}
	}
	return out
}

// hits takes the first hits that are wanted.
func (a *ask) hits(found iter.Seq2[ledger.Hit, error], want func(*ledger.Hit) bool) (out []ledger.Hit, more bool, err error) {
	const most = 30
	for h, err := range found {
		if err != nil {
			return nil, false, err
		}
		if !want(&h) {
			continue
		}
		if len(out) == most {
			return out, true, nil
		}
		out = append(out, h)
	}
	return out, false, nil
}

func (a *ask) hit(h *ledger.Hit) hit {
	x := hit{Report: a.reportLine(h.Report), Text: strings.Join(strings.Fields(h.Text), " ")}
	for i := range h.Claims {
		f := &h.Claims[i]
		one := chancery.Event{Deed: f.Claim.Deed, Status: f.Claim.Status, Sources: 1}
		if len(x.Acts) < 3 {
			x.Acts = append(x.Acts, a.act(&one, 0))
		}
	}
	return x
}

// placesNamed are the pages that the words may mean: those of every pair of
// parties that they name, of the parties, and of a person.
func (a *ask) placesNamed(q string) []option {
	const most = 4 // parties, of which more make no question
	ps := a.site.parties
	found, all := ps.named(q)
	found = found[:min(most, len(found))]
	var out []option
	for i, x := range found {
		for _, y := range found[i+1:] {
			out = append(out, option{URL: a.to("/relations/" + ps.pairSlug(x, y)), Text: a.pairName(x, y)})
		}
	}
	for _, c := range found {
		out = append(out, option{URL: a.to("/country/" + ps.slugFor(c)), Text: a.name(c)})
	}
	if slug := slugOf(q); !all && slug != "" {
		if file := a.site.desk.Book().Case(strings.ReplaceAll(slug, "-", " "), a.known); len(file.Names) > 0 && file.Names[0] != "" {
			out = append(out, option{URL: a.to("/person/" + slug), Text: file.Names[0]})
		}
	}
	return out
}

// actsLike are the latest acts of a type, of a status and of a party, each where
// it is named.
func (a *ask) actsLike(t chancery.ActType, status chancery.Status, party chancery.Code) []act {
	const most = 40
	x := a.site.index.now()
	events := x.newest()
	if party != "" {
		events = x.of(party)
	}
	var out []act
	for _, ev := range known(events, a.on, a.known, most, func(ev *chancery.Event) bool {
		return (t == "" || ev.Deed.Type == t) && (status == "" || ev.Status == status)
	}) {
		out = append(out, a.act(&ev, 0))
	}
	return out
}

// actsNamed are the latest acts between the parties that the words name: of the
// one, or of two.
func (a *ask) actsNamed(q string) []act {
	const most = 6
	found, all := a.site.parties.named(q)
	var events []*chancery.Event
	switch x := a.site.index.now(); {
	case !all:
	case len(found) == 1:
		events = x.of(found[0])
	case len(found) == 2:
		events = x.between(found[0], found[1])
	}
	var out []act
	for _, ev := range known(events, a.on, a.known, most, a.weighty) {
		out = append(out, a.act(&ev, 0))
	}
	return out
}
