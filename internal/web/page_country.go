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
	Region   string
	Leaders  []leader
	Up, Off  int
	Unknown  int
	Events   int
	Empty    string
	Map      worldMap
	Dealings []dealing
	Columns  []column
	Acts     []act
	Cases    []caseLine
	Missions []changeGroup
	Members  []string
}

// column heads a column of the table and sorts by it.
type column struct {
	Text, URL string
	Sort      string // aria-sort where the table is sorted by it
	Number    bool
}

type leader struct {
	Title, Person, Since, Rests string
	URL                         string
	Seen                        string
}

// dealing is a row of the table.
type dealing struct {
	Name   string
	URL    string
	Word   string
	Class  string
	Since  string
	Flags  []string
	Events int
	Last   string
	last   chancery.Day
	from   chancery.Day
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
		if a.twin {
			right += ".json"
		}
		return view{}, redirect{a.to("/country/" + right)}
	}
	book := a.site.desk.Book()
	dealings := book.Country(c, a.on, a.known)
	holders := book.Holders(c, "", a.on, a.known)
	events := known(a.site.index.now().byParty[c], a.on, a.known, 12, a.weighty)
	p := countryPage{Party: a.party(c), Members: a.site.base.Memberships(c)}
	for _, s := range a.site.base.States() {
		if s.Code == c {
			p.Region = a.region(s)
		}
	}
	p.Leaders = a.leaders(holders)
	p.Missions = a.missionsOf(book, c)
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
		l := leader{Title: cmp.Or(t.Title, t.Role), Person: t.Person, Since: a.lang.since(standing.Window{From: t.Since, To: t.Since}, a.words(), a.lang.short), URL: a.to("/person/" + slugOf(t.Person)), Rests: t.Source}
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

// dealings fills the table: by default what a reader looks for first comes
// first, states without relations and then those of whom something is told.
func (p *countryPage) dealings(a *ask, c chancery.Code, country standing.Country) {
	for _, d := range country.Dealings {
		p.Events += d.Events
		switch d.Class {
		case standing.Off:
			p.Off++
		case "":
			p.Unknown++
		default:
			p.Up++
		}
		p.Dealings = append(p.Dealings, a.dealing(c, d))
	}
	by := a.text("sort")
	if !slices.Contains(sortings, by) {
		by = "relations"
	}
	sortDealings(p.Dealings, by)
	for _, s := range sortings {
		v := a.moment()
		v.Set("sort", s)
		col := column{Text: a.say("col." + s), URL: address(a.lang, a.path, v) + "#standing", Number: s == "acts"}
		if s == by {
			col.Sort = map[bool]string{true: "ascending", false: "descending"}[s == "state" || s == "relations"]
		}
		p.Columns = append(p.Columns, col)
	}
}

// sortings are the ways in which the table can be sorted, one a column.
var sortings = []string{"state", "relations", "since", "acts", "last"}

// missionsOf are the missions of a party and those of others with it whose
// level was changed by an act that is known, as they stand.
func (a *ask) missionsOf(book *standing.Book, c chancery.Code) []changeGroup {
	var found []standing.Change
	for _, d := range a.turned(book, 1, a.on) {
		if d.Line.Track == chancery.Representation && (d.Line.A == c || d.Line.B == c) && toldOf(d.After) {
			d.Before = standing.Answer{}
			found = append(found, d)
		}
	}
	return a.groups(found)
}

func (a *ask) dealing(c chancery.Code, d standing.Dealing) dealing {
	x := d.Answer
	row := dealing{
		Name: a.name(d.With), URL: a.to("/relations/" + a.site.parties.pairSlug(c, d.With)), Word: a.word(chancery.Diplomatic, x.State),
		Class: a.class(chancery.Diplomatic, x.State), Events: d.Events, Last: a.lang.short(d.Last), last: d.Last, from: begins(x),
	}
	switch {
	case x.State == "":
	case x.Undated:
		row.Since, row.from = a.say("since.undated.short"), 0
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
	rank := func(d dealing) int {
		switch {
		case d.Class == "off" && d.from != 0:
			return 0
		case d.Class == "off":
			return 1
		case d.Events > 0:
			return 2
		case d.Class == "unknown":
			return 4
		}
		return 3
	}
	slices.SortStableFunc(rows, func(x, y dealing) int {
		first := 0
		switch by {
		case "relations":
			first = cmp.Compare(rank(x), rank(y))
		case "since":
			first = -cmp.Compare(x.from, y.from)
		case "acts":
			first = -cmp.Compare(x.Events, y.Events)
		case "last":
			first = -cmp.Compare(x.last, y.last)
		}
		return cmp.Or(first, cmp.Compare(slugOf(x.Name), slugOf(y.Name)))
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
