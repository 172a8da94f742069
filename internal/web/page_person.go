package web

import (
	"cmp"
	"slices"
	"strings"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/standing"
)

// personPage is all that concerns one person.
type personPage struct {
	Name    string
	Also    []string
	On      string
	Cases   []asylum
	Lines   []history
	Acts    []act
	Pending []act
	PageURL string // of the person
	CaseURL string // of the asylum case
	Law     []standing.LawLine
	LawOpen []string
	Lanes   *lanes
}

// asylum is a case of asylum with its steps.
type asylum struct {
	Name       string
	With, From partyLink // the asylum state, the territorial state
	URL        string
	Word       string
	Class      string
	Steps      []stage
	Open       bool
}

// stage is one state of a line.
type stage struct {
	Word, Class, When, By, Rests string
	Quotes                       []quote
	Contested                    string
	Future                       bool
}

type history struct {
	Track, Way string
	Steps      []stage
}

// caseLine is a case in a list.
type caseLine struct {
	Person, URL, Word, Class, Since string
	With, From                      partyLink
	day                             chancery.Day
	over                            bool
}

// person is the page of one person.
func person(a *ask, slug string) (view, error) { return a.personView(slug, "person") }

// caseFile is the page of a case of asylum.
func caseFile(a *ask, slug string) (view, error) { return a.personView(slug, "case") }

func (a *ask) personView(slug, page string) (view, error) {
	if right := slugOf(slug); right != slug || slug == "" {
		if right == "" {
			return view{}, notFound("error.person", slug)
		}
		return view{}, a.moved("/" + page + "/" + right)
	}
	file := a.site.desk.Book().Case(strings.ReplaceAll(slug, "-", " "), a.known)
	if len(file.Names) == 0 || file.Names[0] == "" {
		return view{}, notFound("error.person", slug)
	}
	p := personPage{Name: file.Names[0], Also: file.Names[1:], On: a.lang.day(a.on), PageURL: a.to("/person/" + slug)}
	var answers []standing.Answer
	for _, h := range file.Lines {
		answers = append(answers, h.Stretches...)
		if h.Line.Track == chancery.AsylumCase {
			p.Cases = append(p.Cases, a.asylum(h))
			p.CaseURL = a.to("/case/" + slug)
			continue
		}
		if steps := a.stages(h); len(steps) > 0 {
			p.Lines = append(p.Lines, history{a.say("track." + string(h.Line.Track)), a.way(h.Line), steps})
		}
	}
	if page == "case" && len(p.Cases) == 0 {
		return view{}, a.moved("/person/" + slug)
	}
	p.Law, p.LawOpen = a.law(answers)
	p.Lanes = a.lanesOf(file.Lines, p.Name)
	for _, t := range file.Pending {
		p.Pending = append(p.Pending, a.telling(t))
	}
	events := a.eventsOf(file)
	for i := range events {
		p.Acts = append(p.Acts, a.act(&events[i], mostQuotes))
	}
	return view{page: page, title: p.Name, about: a.say("person.about", "person", p.Name), data: p, twin: file}, nil
}

// eventsOf are the events about the person of a file.
func (a *ask) eventsOf(file standing.CaseFile) []chancery.Event {
	return known(a.site.index.now().newest(), a.on, a.known, 60, func(ev *chancery.Event) bool {
		return ev.Deed.Person != "" && slices.Contains(file.Names, ev.Deed.Person)
	})
}

func (a *ask) asylum(h standing.History) asylum {
	x := asylum{Name: h.Person, With: a.party(h.Line.A), From: a.party(h.Line.B), Steps: a.stages(h)}
	if h.Line.B != "" {
		x.URL = a.to("/relations/" + a.site.parties.pairSlug(h.Line.A, h.Line.B))
	}
	if now := at(h, a.on); now != nil {
		x.Word, x.Class = a.word(h.Line.Track, now.State), a.class(h.Line.Track, now.State)
		x.Open = x.Class != "off"
	}
	return x
}

// at is the state of a line on a day.
func at(h standing.History, on chancery.Day) *standing.Answer {
	var now *standing.Answer
	for i := range h.Stretches {
		if begins(h.Stretches[i]) <= on {
			now = &h.Stretches[i]
		}
	}
	return now
}

func (a *ask) stages(h standing.History) []stage {
	var out []stage
	for _, x := range h.Stretches {
		c := a.chip(x)
		s := stage{Word: c.Word, Class: c.Class, When: a.lang.window(x.Since, a.words()), By: c.By, Rests: c.Rests, Contested: c.Contested, Future: begins(x) > a.on}
		s.Quotes = a.evidence(x.Evidence, 1)
		out = append(out, s)
	}
	return out
}

// casesPage lists the cases of asylum.
type casesPage struct {
	On         string
	Open, Over []caseLine
}

// mostCases is of how many pairs of states the list tells.
const mostCases = 150

// cases is the list of all cases of asylum.
func cases(a *ask, _ string) (view, error) {
	all := a.allCases(a.site.index.now().newest(), mostCases)
	p := casesPage{On: a.lang.day(a.on)}
	for _, c := range all {
		if c.over {
			p.Over = append(p.Over, c)
		} else {
			p.Open = append(p.Open, c)
		}
	}
	return view{page: "cases", title: a.say("cases.title"), about: a.say("cases.about"), data: p, twin: all}, nil
}

// openCases are the cases of asylum under way on the day that some events are
// about, at most n of them.
func (a *ask) openCases(events []*chancery.Event, n int) []caseLine {
	out := slices.DeleteFunc(a.allCases(events, 2*n), func(c caseLine) bool { return c.over })
	return out[:min(n, len(out))]
}

// allCases are the cases of asylum that some events are about, the latest first.
// It stops after so many pairs of states.
func (a *ask) allCases(events []*chancery.Event, pairs int) []caseLine {
	var out []caseLine
	looked := map[[2]chancery.Code]bool{}
	seen := map[standing.Line]bool{}
	for _, ev := range events {
		t := string(ev.Deed.Type)
		if ev.Deed.Person == "" || !strings.HasPrefix(t, "asylum.") && !strings.HasPrefix(t, "safeconduct.") || dayOf(ev) > a.on {
			continue
		}
		for _, k := range eventPairs(ev) {
			if looked[k] {
				continue
			}
			looked[k] = true
			for _, x := range a.track(k[0], k[1], chancery.AsylumCase) {
				if x.State != "" && cmp.Or(x.Person, x.Line.Person) != "" && !seen[x.Line] {
					seen[x.Line] = true
					out = append(out, a.caseLine(x))
				}
			}
		}
		if len(looked) >= pairs {
			break
		}
	}
	slices.SortStableFunc(out, func(x, y caseLine) int { return cmp.Compare(y.day, x.day) })
	return out
}

func (a *ask) caseLine(x standing.Answer) caseLine {
	person := cmp.Or(x.Person, x.Line.Person)
	class := a.class(x.Line.Track, x.State)
	return caseLine{
		Person: person, URL: a.to("/case/" + slugOf(person)), Word: a.word(x.Line.Track, x.State), Class: class, Since: a.lang.window(x.Since, a.words()),
		With: a.party(x.Line.A), From: a.party(x.Line.B), day: begins(x), over: class == "off",
	}
}
