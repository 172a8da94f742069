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
	Changes      []change
	Window       string // over which days the changes go
	Acts         []act
	Map          worldMap
	Broken       []severance
	BrokenMore   int
	BrokenCount  int
	Cases        []caseLine
	Reports      []reportLine
	Counts       counts
	Mounted      map[string]string
}

// counts are the size of what the pages rest on.
type counts struct {
	Events, Reports, Publishers, Entries int
}

// change is a track whose state is another than it was.
type change struct {
	Pair          string
	URL           string
	A, B          partyLink
	Track         string
	Way           string
	Before, After string
	BeforeClass   string
	AfterClass    string
	When          string
	ISO           string
	By            string
	Rests         string
	Flags         []string
	Quotes        []quote
	Why           string
	day           chancery.Day
}

type severance struct {
	Pair  string
	URL   string
	Word  string
	Class string
	Since string
	By    string
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
	events := known(x.latest, a.on, a.known, 10, a.weighty)
	ruptures := a.ruptures(book)
	p := frontPage{Weekday: upperFirst(a.lang.weekday(a.on)), Day: a.lang.day(a.on)}
	for _, c := range found {
		p.Changes = append(p.Changes, a.change(c))
	}
	p.Window = a.say("changes.between", "from", a.lang.day(from), "to", a.lang.day(a.on))
	if len(p.Changes) > 0 {
		i := a.leading(found)
		p.Lead = &p.Changes[i]
		rest := slices.Clone(p.Changes)
		p.Changes = slices.Delete(rest, i, i+1)
		lead := a.change(found[i])
		p.Lead = &lead
	}
	for i := range events {
		p.Acts = append(p.Acts, a.act(&events[i], 1))
	}
	p.Map, p.BrokenCount = a.ruptureMap(ruptures), len(ruptures)
	const few = 9
	for i, s := range ruptures {
		if i < few {
			p.Broken = append(p.Broken, a.severance(s))
		}
	}
	p.BrokenMore = max(0, len(ruptures)-few)
	p.Cases = a.openCases(nil, 6)
	p.Reports = a.recentReports(x, 8)
	p.Counts = counts{Events: len(x.latest), Publishers: len(x.publishers), Entries: int(a.site.desk.Number())}
	for _, pub := range x.publishers {
		p.Counts.Reports += pub.Reports
	}
	return view{page: "front", title: "", about: a.say("site.about"), data: p, twin: frontTwin{a.on, found, events, ruptures, a.site.origin + a.frozen()}}, nil
}

// latestChanges looks back as far as it takes to find some changes: a month, a
// quarter, a year, ten.
func (a *ask) latestChanges(book *standing.Book) (out []standing.Change, from chancery.Day) {
	const enough, most = 6, 14
	for _, days := range []chancery.Day{30, 92, 366, 3653} {
		from = max(1, a.on-days)
		out = slices.DeleteFunc(book.Diff(from, a.on, a.known), func(c standing.Change) bool {
			return c.After.State == "" && len(c.After.Flags) == 0 || c.Line.Track == chancery.PersonTrack
		})
		if len(out) >= enough {
			break
		}
	}
	slices.Reverse(out)
	slices.SortStableFunc(out, func(x, y standing.Change) int { return int(begins(y.After) - begins(x.After)) })
	if len(out) > most {
		out = out[:most]
	}
	return out, from
}

// leading is the change to lead with: of the latest ones the gravest that a
// report tells of.
func (a *ask) leading(cs []standing.Change) int {
	best, weight := 0, -1
	for i, c := range cs {
		w := map[chancery.Track]int{chancery.Diplomatic: 6, chancery.Recognition: 5, chancery.AsylumCase: 4, chancery.Representation: 3, chancery.Consular: 3}[c.Line.Track]
		if toldOf(c.After) {
			w += 10
		}
		if c.Line.Track == chancery.Diplomatic && c.After.State != c.Before.State {
			w += 2
		}
		if begins(cs[0].After)-begins(c.After) < 8 && w > weight {
			best, weight = i, w
		}
	}
	return best
}

func (a *ask) change(c standing.Change) change {
	x := change{
		A: a.party(c.Line.A), Pair: a.name(c.Line.A), URL: a.to("/country/" + a.site.parties.slugFor(c.Line.A)), Track: a.trackName(c.After), Way: a.way(c.Line),
		Before: a.word(c.Line.Track, c.Before.State), After: a.word(c.Line.Track, c.After.State), Quotes: a.evidence(c.After.Evidence, 1),
		BeforeClass: a.class(c.Line.Track, c.Before.State), AfterClass: a.class(c.Line.Track, c.After.State),
		When: a.lang.window(c.After.Since, a.words()), ISO: begins(c.After).String(), Rests: a.rests(c.After), day: begins(c.After),
	}
	if c.Line.B != "" {
		x.B = a.party(c.Line.B)
		if a.site.parties.slugFor(c.Line.B) < a.site.parties.slugFor(c.Line.A) {
			x.Pair = a.name(c.Line.B) + " – " + x.Pair
		} else {
			x.Pair += " – " + a.name(c.Line.B)
		}
		x.URL = a.to("/relations/" + a.site.parties.pairSlug(c.Line.A, c.Line.B))
	}
	if len(c.After.By) > 0 {
		x.By = a.say("by", "who", a.names(c.After.By))
	}
	for _, f := range c.After.Flags {
		x.Flags = append(x.Flags, a.flag(f))
	}
	key := "why." + string(c.Line.Track) + "." + string(c.After.State)
	if _, ok := a.words()[key]; ok {
		x.Why = a.say(key)
	}
	return x
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
		out.By = a.say("by", "who", a.names(s.By))
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
	for _, ev := range known(x.latest, a.on, a.known, 200, nil) {
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
