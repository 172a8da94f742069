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
	Hits          []hit
	Asked         bool
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
	p.Places = a.placesNamed(p.Query)
	var twin []ledger.Hit
	if p.Asked {
		narrowed := p.Act != "" || p.Status != "" || party != ""
		twin, p.More, err = a.hits(a.site.desk.Search(a.ctx, ledger.Search{Words: p.Query, Limit: 400}), func(h *ledger.Hit) bool {
			d := h.Report.Published
			if after != 0 && d < after || before != 0 && d > before {
				return false
			}
			if narrowed {
				h.Claims = slices.DeleteFunc(h.Claims, func(f chancery.Filed) bool { return !fits(f) })
			}
			return !narrowed || len(h.Claims) > 0
		})
		if err != nil {
			return view{}, err
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

// placesNamed are the pages that the words may mean: a party, or two.
func (a *ask) placesNamed(q string) []option {
	var out []option
	ps := a.site.parties
	slug := slugOf(q)
	if slug == "" {
		return nil
	}
	if c, ok := ps.find(slug); ok {
		return append(out, option{URL: a.to("/country/" + ps.slugFor(c)), Text: a.name(c)})
	}
	for _, word := range []string{"-and-", "-y-", "-vs-", "-con-"} {
		slug = strings.Replace(slug, word, "-", 1)
	}
	if x, y, ok := ps.pair(slug); ok {
		if ps.slugFor(y) < ps.slugFor(x) {
			x, y = y, x
		}
		out = append(out, option{URL: a.to("/relations/" + ps.pairSlug(x, y)), Text: a.name(x) + " – " + a.name(y)})
	}
	return out
}
