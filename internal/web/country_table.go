package web

import (
	"cmp"
	"slices"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/standing"
)

// column heads a column of the table and sorts by it.
type column struct {
	Text, URL string
	Sort      string // aria-sort where the table is sorted by it
	Number    bool
}

// dealing is a row of the table.
type dealing struct {
	Name     string
	URL      string
	Word     string
	Class    string
	Since    string
	Flags    []string
	Missions string // where embassies are: there, here, or both
	Events   int
	Last     string
	last     chancery.Day
	from     chancery.Day
	missions int
}

// dealings fills the table: by default what a reader looks for first comes
// first, states without relations and then those of whom something is told.
func (p *countryPage) dealings(a *ask, c chancery.Code, country standing.Country) {
	embassies := a.site.missions.of(a.site.base, c)
	for i := range country.Dealings {
		d := &country.Dealings[i]
		p.Events += d.Events
		switch d.Class {
		case standing.Off:
			p.Off++
		case "":
			p.Unknown++
		default:
			p.Up++
		}
		row := a.dealing(c, d)
		m := embassies[d.With]
		p.Missions.count(m)
		row.missions = bit(m.there) + bit(m.here)
		if key := m.key(); key != "" {
			row.Missions = a.say("missions." + key)
		}
		p.Dealings = append(p.Dealings, row)
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
var sortings = []string{"state", "relations", "since", "missions", "acts", "last"}

func (a *ask) dealing(c chancery.Code, d *standing.Dealing) dealing {
	x := &d.Answer
	row := dealing{
		Name: a.name(d.With), URL: a.to("/relations/" + a.site.parties.pairSlug(c, d.With)), Word: a.word(chancery.Diplomatic, x.State),
		Class: a.class(chancery.Diplomatic, x.State), Events: d.Events, Last: a.lang.short(d.Last), last: d.Last, from: begins(*x),
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
		case "missions":
			first = -cmp.Compare(x.missions, y.missions)
		case "acts":
			first = -cmp.Compare(x.Events, y.Events)
		case "last":
			first = -cmp.Compare(x.last, y.last)
		}
		return cmp.Or(first, cmp.Compare(slugOf(x.Name), slugOf(y.Name)))
	})
}
