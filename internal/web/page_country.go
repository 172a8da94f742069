package web

import (
	"cmp"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/baseline"
	"github.com/chancery-ledger/chancery/internal/standing"
)

// countryPage is how one state stands with all others.
type countryPage struct {
	Flag     string // its address; "" is none
	Party    partyLink
	Region   string
	Leaders  []leader // in office on the day
	Listed   []leader // named before, without an end that is known
	Earlier  []leader
	Up, Off  int
	Unknown  int
	Events   int
	Empty    string // unknown where nothing is known of it, unread where no report names it
	Map      worldMap
	Dealings []dealing
	Columns  []column
	Acts     []act
	Cases    []caseLine
	Missions missions
	Members  []option
}

type option struct{ URL, Text string }

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
		return view{}, a.moved("/country/" + right)
	}
	book := a.site.desk.Book()
	dealings := book.Country(c, a.on, a.known)
	terms := book.Terms(c, a.known)
	all := upTo(a.site.index.now().of(c), a.on)
	events := known(all, a.on, a.known, 12, a.weighty)
	p := countryPage{Party: a.party(c), Flag: a.flagOf(c, ""), Members: a.memberships(c)}
	for _, s := range a.site.base.States() {
		if s.Code == c {
			p.Region, p.Flag = a.region(s), a.flagOf(c, s.ISO2)
		}
	}
	p.leaders(a, terms)
	p.dealings(a, c, dealings)
	p.Missions.Turns = a.missionTurns(c, all)
	for i := range events {
		p.Acts = append(p.Acts, a.act(&events[i], 1))
	}
	p.Map = a.countryMap(c, dealings)
	p.Cases = a.openCases(all, 6)
	if len(dealings.Dealings) == 0 {
		p.Empty = "unknown"
	} else if p.Events == 0 {
		p.Empty = "unread"
	}
	about := a.say("country.about", "state", p.Party.Name, "up", p.Up, "off", p.Off)
	return view{
		page: "country", title: p.Party.Name, about: about, data: p, params: []string{"sort"},
		twin: countryTwin{dealings, terms, events, a.site.origin + a.frozen()},
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

// countryMap colours every state by how the party stands with it.
func (a *ask) countryMap(c chancery.Code, country standing.Country) worldMap {
	by := make(map[chancery.Code]*standing.Dealing, len(country.Dealings))
	for i := range country.Dealings {
		by[country.Dealings[i].With] = &country.Dealings[i]
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
