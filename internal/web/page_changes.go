package web

import (
	"slices"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/standing"
)

// changesPage compares two days.
type changesPage struct {
	From, To       chancery.Day
	FromDay, ToDay string
	With           string
	Groups         []changeGroup
	Listed         []severance // what lists alone tell of
	Count, More    int
}

// changes is the page of what changed between two days; a month where the
// reader names none.
func changes(a *ask, _ string) (view, error) {
	from, err := a.day("from")
	if err != nil {
		return view{}, err
	}
	to, err := a.day("to")
	if err != nil {
		return view{}, err
	}
	if to == 0 {
		to = a.on
	}
	if from == 0 {
		from = max(1, to-30)
	}
	if from > to {
		from, to = to, from
	}
	found := a.turned(a.site.desk.Book(), from, to)
	p := changesPage{From: from, To: to, FromDay: a.lang.day(from), ToDay: a.lang.day(to)}
	if with := a.text("with"); with != "" {
		code, ok := a.site.parties.find(slugOf(with))
		if !ok {
			return view{}, notFound("error.country", with)
		}
		p.With = a.name(code)
		found = slices.DeleteFunc(found, func(c standing.Change) bool { return c.Line.A != code && c.Line.B != code })
	}
	const most = 150
	p.Count, p.More = len(found), max(0, len(found)-most)
	var told []standing.Change
	for _, c := range found[:min(most, len(found))] {
		if toldOf(c.After) || c.Line.Track != chancery.Diplomatic {
			told = append(told, c)
		} else {
			p.Listed = append(p.Listed, a.severance(standing.Severance{A: c.Line.A, B: c.Line.B, Answer: c.After}))
		}
	}
	p.Groups = a.groups(told)
	return view{page: "changes", title: a.say("changes.title"), about: a.say("changes.between", "from", p.FromDay, "to", p.ToDay), data: p, twin: found, params: []string{"from", "to", "with"}}, nil
}

// rupturesPage lists the ruptures that stand.
type rupturesPage struct {
	On             string
	Dated, Undated []severance
	Map            worldMap
}

// ruptures is the list of severances and suspensions that stand on the day.
func ruptures(a *ask, _ string) (view, error) {
	found := a.ruptures(a.site.desk.Book())
	p := rupturesPage{On: a.lang.day(a.on), Map: a.ruptureMap(found)}
	for _, s := range found {
		if s.Answer.Undated {
			p.Undated = append(p.Undated, a.severance(s))
		} else {
			p.Dated = append(p.Dated, a.severance(s))
		}
	}
	return view{page: "ruptures", title: a.say("ruptures.title"), about: a.say("ruptures.about", "day", p.On), data: p, twin: found}, nil
}
