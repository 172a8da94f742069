package web

import (
	"slices"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/standing"
)

// frontPage is the day: what changed first, then what is told.
type frontPage struct {
	Weekday, Day string
	Lead         *change
	Old          bool // the last change is more than a month old
	Changes      []changeGroup
	Window       string // over which days the changes go
	Acts         []act
	Map          worldMap
	Broken       []severance
	BrokenMore   int
	BrokenCount  int
	Cases        []caseLine
	Reports      []reportLine
	Counts       counts
	Poll         *askedOf // nil where none is open
}

// counts are the size of what the pages rest on.
type counts struct {
	Events, Reports, Publishers, Entries int
}

type severance struct {
	Pair  string
	URL   string
	Word  string
	Class string
	Since string
	By    string // who severed, by name
	Rests string
}

type reportLine struct {
	Title, Publisher, Published, URL string
	Language                         string
}

// frontTwin is the JSON twin.
type frontTwin struct {
	On       chancery.Day         `json:"on"`
	Changes  []standing.Change    `json:"changes"`
	Events   []chancery.Event     `json:"latest_events"`
	Ruptures []standing.Severance `json:"ruptures"`
	Frozen   string               `json:"permalink"`
}

// front is the page of the day.
func front(a *ask, _ string) (view, error) {
	book := a.site.desk.Book()
	x := a.site.index.now()
	found, from := a.latestChanges(book)
	events := known(x.newest(), a.on, a.known, 10, a.weighty)
	ruptures := a.ruptures(book)
	p := frontPage{Weekday: upperFirst(a.lang.weekday(a.on)), Day: a.lang.day(a.on)}
	p.Window = a.say("front.since", "day", a.lang.day(from))
	if len(found) > 0 {
		i := a.leading(found)
		lead := a.change(found[i])
		p.Lead = &lead
		p.Old = lead.day < a.on-31
		p.Changes = a.groups(withoutConsequences(found, i))
		p.Changes = p.Changes[:min(len(p.Changes), 7)]
	}
	for i := range events {
		p.Acts = append(p.Acts, a.act(&events[i], 1))
	}
	p.Map, p.BrokenCount = a.ruptureMap(ruptures), len(ruptures)
	const few = 8
	for i, s := range ruptures {
		if i < few {
			p.Broken = append(p.Broken, a.severance(s))
		}
	}
	p.BrokenMore = max(0, len(ruptures)-few)
	p.Poll = a.asked()
	p.Cases = a.openCases(x.newest(), 5)
	p.Reports = a.recentReports(x, 5)
	p.Counts = counts{Events: len(x.newest()), Entries: int(a.site.index.number())}
	p.Counts.Reports, p.Counts.Publishers = x.size()
	return view{page: "front", title: "", about: a.say("site.about"), data: p, twin: frontTwin{a.on, found, events, ruptures, a.site.origin + a.frozen()}}, nil
}

// ruptures are the severances and suspensions that stand on the day.
func (a *ask) ruptures(book *standing.Book) []standing.Severance {
	return slices.DeleteFunc(book.WhoSevered(1, a.known), func(s standing.Severance) bool {
		return begins(s.Answer) > a.on || s.Answer.Until != 0 && s.Answer.Until <= a.on || s.Answer.Until == 0 && !s.Lasting
	})
}

func (a *ask) severance(s standing.Severance) severance {
	x, y := s.A, s.B
	if a.site.parties.slugFor(y) < a.site.parties.slugFor(x) {
		x, y = y, x
	}
	out := severance{
		Pair: a.name(x) + " – " + a.name(y), URL: a.to("/relations/" + a.site.parties.pairSlug(x, y)), Word: a.word(chancery.Diplomatic, s.Answer.State),
		Class: a.class(chancery.Diplomatic, s.Answer.State), Since: a.lang.window(s.Answer.Since, a.words()), Rests: a.rests(s.Answer),
	}
	if s.Answer.Undated {
		out.Since = a.say("since.undated.short")
	}
	if len(s.By) > 0 {
		out.By = a.names(s.By)
	}
	return out
}

// ruptureMap shades states by the number of ruptures that stand, and joins the
// two sides of those that reports tell of.
func (a *ask) ruptureMap(rs []standing.Severance) worldMap {
	n := map[chancery.Code]int{}
	for _, s := range rs {
		n[s.A]++
		n[s.B]++
	}
	m := a.mapOf(a.say("map.ruptures", "day", a.lang.day(a.on)), func(c chancery.Code) (class, title, url string) {
		class = []string{"r0", "r1", "r2", "r2", "r3"}[min(n[c], 4)]
		return class, a.name(c) + ": " + a.words().count("ruptures", n[c]), a.to("/country/" + a.site.parties.slugFor(c))
	})
	at := map[chancery.Code]place{}
	for _, s := range a.site.world {
		at[s.Code] = s
	}
	for _, s := range rs {
		x, y := at[s.A], at[s.B]
		if x.Code == "" || y.Code == "" {
			continue
		}
		v := a.severance(s)
		class := "listed"
		if s.Answer.Rests != standing.OnBaseline {
			class = "told"
		}
		m.Lines = append(m.Lines, mapLine{Path: arc(x.X, x.Y, y.X, y.Y), Class: class, Title: v.Pair + ": " + v.Word + ", " + v.Since, URL: v.URL})
	}
	slices.SortStableFunc(m.Lines, func(x, y mapLine) int { return bit(x.Class == "told") - bit(y.Class == "told") })
	m.Key = []mapKey{{"r1", "1"}, {"r2", "2–3"}, {"r3", a.say("key.more")}}
	return m
}

// recentReports are the reports published last, by the claims that are known.
func (a *ask) recentReports(x *index, n int) []reportLine {
	seen := map[string]bool{}
	var found []chancery.Report
	for _, ev := range known(x.newest(), a.on, a.known, 200, nil) {
		for _, f := range ev.Claims {
			if !seen[f.Report.ID] && f.Report.Published <= a.on {
				seen[f.Report.ID] = true
				found = append(found, f.Report)
			}
		}
	}
	slices.SortStableFunc(found, func(x, y chancery.Report) int { return int(y.Published - x.Published) })
	var out []reportLine
	for _, r := range found[:min(n, len(found))] {
		out = append(out, a.reportLine(r))
	}
	return out
}

func (a *ask) reportLine(r chancery.Report) reportLine {
	return reportLine{orElse(r.Title, a.say("report.untitled")), orElse(r.Publisher, a.say("publisher.unknown")), a.lang.short(r.Published), a.to("/report/" + r.ID), string(r.Language)}
}
