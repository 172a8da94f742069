package web

import (
	"cmp"
	"slices"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/baseline"
	"github.com/chancery-ledger/chancery/internal/standing"
)

// countryPage is how one state stands with all others.
type countryPage struct {
	Party    partyLink
	On       string
	Capital  string
	Region   string
	Leaders  []leader
	Up, Off  int
	Unknown  int
	Events   int
	Empty    string
	Map      worldMap
	Broken   []dealing // none, severed, suspended
	Active   []dealing // with relations, and events
	Quiet    []dealing // with relations, and nothing told
	Open     []dealing // not known
	Sort     string
	Sorts    []option
	Acts     []act
	Cases    []caseLine
	Missions []missionLine
	Members  []string
}

type leader struct {
	Title, Person, Since, Rests string
	URL                         string
	Seen                        string
}

// dealing is a row of the table.
type dealing struct {
	With   partyLink
	URL    string
	Word   string
	Class  string
	Since  string
	ISO    string
	Rests  string
	Flags  []string
	Events int
	Last   string
	last   chancery.Day
	from   chancery.Day
}

type option struct {
	URL, Text string
	Now       bool
}

type missionLine struct {
	With partyLink
	Says string
}

// countryTwin is the JSON twin.
type countryTwin struct {
	Standing standing.Country `json:"standing"`
	Terms    []standing.Term  `json:"offices"`
	Events   []chancery.Event `json:"latest_events"`
	Frozen   string           `json:"permalink"`
}

// country is the page of one party.
func country(a *ask, slug string) (view, error) {
	ps := a.site.parties
	c, ok := ps.find(slug)
	if !ok {
		return view{}, notFound("error.country", slug)
	}
	if right := ps.slugFor(c); right != slug {
		if a.twin {
			right += ".json"
		}
		return view{}, redirect{a.to("/country/" + right)}
	}
	book := a.site.desk.Book()
	dealings := book.Country(c, a.on, a.known)
	holders := book.Holders(c, "", a.on, a.known)
	events := known(a.site.index.now().byParty[c], a.on, a.known, 12, a.weighty)
	p := countryPage{Party: a.party(c), On: a.lang.day(a.on), Sort: cmp.Or(a.text("sort"), "state")}
	for _, s := range a.site.base.States() {
		if s.Code == c {
			p.Region = a.region(s)
		}
	}
	p.Leaders = a.leaders(holders)
	p.dealings(a, c, dealings)
	for i := range events {
		p.Acts = append(p.Acts, a.act(&events[i], 1))
	}
	p.Map = a.countryMap(c, dealings)
	p.Cases = a.openCases(func(ev *chancery.Event) bool {
		return slices.ContainsFunc(ev.Deed.From, isParty(c)) || slices.ContainsFunc(ev.Deed.To, isParty(c))
	}, 6)
	if len(dealings.Dealings) == 0 {
		p.Empty = "none"
	} else if p.Events == 0 {
		p.Empty = "unread"
	}
	about := a.say("country.about", "state", p.Party.Name, "up", p.Up, "off", p.Off)
	return view{
		page: "country", title: p.Party.Name, about: about, data: p, params: []string{"sort"},
		twin: countryTwin{dealings, holders, events, a.site.origin + a.frozen()},
	}, nil
}

func isParty(c chancery.Code) func(chancery.Party) bool {
	return func(p chancery.Party) bool { return p.Code == c }
}

// weighty tells whether an event changes what stands between states.
func (a *ask) weighty(ev *chancery.Event) bool {
	k, _ := a.site.kinds.Kind(ev.Deed.Type)
	return k.Tier == "A"
}

func (a *ask) region(s baseline.State) string {
	key := "region." + slugOf(cmp.Or(s.Subregion, s.Region))
	if _, ok := a.words()[key]; ok {
		return a.say(key)
	}
	return cmp.Or(s.Subregion, s.Region)
}

// leaders are the holders of offices, heads of state and government first.
func (a *ask) leaders(terms []standing.Term) []leader {
	var out []leader
	for _, t := range terms {
		l := leader{Title: cmp.Or(t.Title, t.Role), Person: t.Person, Since: a.lang.short(t.Since), URL: a.to("/person/" + slugOf(t.Person)), Rests: t.Source}
		if t.Rests == standing.Reported {
			l.Rests = a.say("rests.reported")
		}
		same := func(o leader) bool { return o.Person == l.Person && o.Since == l.Since }
		if !slices.ContainsFunc(out, same) && len(out) < 8 {
			out = append(out, l)
		}
	}
	return out
}

// dealings sorts how the party stands with others into what a reader looks for
// first.
func (p *countryPage) dealings(a *ask, c chancery.Code, country standing.Country) {
	for _, d := range country.Dealings {
		row := a.dealing(c, d)
		p.Events += d.Events
		switch {
		case d.Class == standing.Off:
			p.Off++
			p.Broken = append(p.Broken, row)
		case d.Class == "":
			p.Unknown++
			p.Open = append(p.Open, row)
		default:
			p.Up++
			if d.Events > 0 {
				p.Active = append(p.Active, row)
			} else {
				p.Quiet = append(p.Quiet, row)
			}
		}
	}
	for _, rows := range []*[]dealing{&p.Broken, &p.Active, &p.Quiet, &p.Open} {
		sortDealings(*rows, p.Sort)
	}
	for _, by := range []string{"state", "since", "events", "last"} {
		v := a.moment()
		v.Set("sort", by)
		p.Sorts = append(p.Sorts, option{address(a.lang, a.path, v), a.say("sort." + by), by == p.Sort})
	}
}

func (a *ask) dealing(c chancery.Code, d standing.Dealing) dealing {
	x := d.Answer
	row := dealing{
		With: a.party(d.With), URL: a.to("/relations/" + a.site.parties.pairSlug(c, d.With)), Word: a.word(chancery.Diplomatic, x.State),
		Class: a.class(chancery.Diplomatic, x.State), Rests: a.rests(x), Events: d.Events, Last: a.lang.short(d.Last), last: d.Last, from: begins(x),
	}
	switch {
	case x.State == "":
	case x.Undated:
		row.Since = a.say("since.undated.short")
	case x.Since == standing.Window{}:
		row.Since = a.say("since.always.short")
	default:
		row.Since = a.lang.window(x.Since, a.words())
	}
	for _, f := range x.Flags {
		row.Flags = append(row.Flags, a.flag(f))
	}
	return row
}

func sortDealings(rows []dealing, by string) {
	slices.SortStableFunc(rows, func(x, y dealing) int {
		first := 0
		switch by {
		case "since":
			first = -cmp.Compare(x.from, y.from)
		case "events":
			first = -cmp.Compare(x.Events, y.Events)
		case "last":
			first = -cmp.Compare(x.last, y.last)
		}
		return cmp.Or(first, cmp.Compare(slugOf(x.With.Name), slugOf(y.With.Name)))
	})
}

// countryMap colours every state by how the party stands with it.
func (a *ask) countryMap(c chancery.Code, country standing.Country) worldMap {
	by := map[chancery.Code]standing.Dealing{}
	for _, d := range country.Dealings {
		by[d.With] = d
	}
	m := a.mapOf(a.say("map.country", "state", a.name(c), "day", a.lang.day(a.on)), func(code chancery.Code) (class, title, url string) {
		name := a.name(code)
		d, ok := by[code]
		switch {
		case code == c:
			return "self", name, ""
		case !ok:
			return "unknown", name + ": " + a.say("state.unknown"), a.to("/relations/" + a.site.parties.pairSlug(c, code))
		}
		class = a.class(chancery.Diplomatic, d.Answer.State)
		if class == "up" && d.Events > 0 {
			class = "up told"
		}
		return class, name + ": " + a.word(chancery.Diplomatic, d.Answer.State), a.to("/relations/" + a.site.parties.pairSlug(c, code))
	})
	m.Key = []mapKey{{"self", a.name(c)}, {"up", a.say("key.up")}, {"off", a.say("key.off")}, {"none", a.say("key.none")}, {"unknown", a.say("key.unknown")}}
	return m
}
