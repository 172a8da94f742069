package web

import (
	"strings"
	"time"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/ledger"
	"github.com/chancery-ledger/chancery/internal/standing"
)

// tableNames are the tables of a page, that which it is about first.
func tableNames(v view) []string {
	switch v.data.(type) {
	case relationsPage, countryPage:
		return []string{"standing", "acts"}
	case personPage:
		return []string{"history", "acts"}
	case eventPage, reportPage:
		return []string{"claims"}
	case frontPage:
		return []string{"changes", "acts", "ruptures"}
	case changesPage:
		return []string{"changes"}
	case rupturesPage:
		return []string{"ruptures"}
	case casesPage:
		return []string{"cases"}
	case countriesPage:
		return []string{"states"}
	case sourcesPage:
		return []string{"publishers"}
	case searchPage:
		return []string{"reports"}
	case historyPage:
		return []string{"entries"}
	}
	return nil
}

// table is one of a page's tables, with what the page shows in its order.
func (a *ask) table(v view, name string) table {
	switch x := v.twin.(type) {
	case relationsTwin:
		if name == "acts" {
			return a.actTable(x.Events)
		}
		return a.answerTable(name, x.Standing.Answers)
	case countryTwin:
		if name == "acts" {
			return a.actTable(x.Events)
		}
		return a.dealingTable(x.Standing, v.data.(countryPage).Dealings)
	case standing.CaseFile:
		if name == "acts" {
			return a.actTable(a.eventsOf(x))
		}
		var all []standing.Answer
		for _, h := range x.Lines {
			all = append(all, h.Stretches...)
		}
		return a.answerTable(name, all)
	case frontTwin:
		switch name {
		case "acts":
			return a.actTable(x.Events)
		case "ruptures":
			return a.ruptureTable(x.Ruptures)
		}
		return a.changeTable(x.Changes)
	case chancery.Event:
		var claims []chancery.Filed
		for _, f := range byDay(append(append([]chancery.Filed(nil), x.Claims...), x.Denied...)) {
			claims = append(claims, *f)
		}
		return a.claimTable(claims)
	case reportTwin:
		return a.claimTable(x.Claims)
	case []standing.Change:
		return a.changeTable(x)
	case []standing.Severance:
		return a.ruptureTable(x)
	case []caseLine:
		return a.caseTable(x)
	case []ledger.Hit:
		return a.reportTable(x)
	}
	return a.plainTable(v, name)
}

// plainTable is a table of a page whose twin has no type of its own.
func (a *ask) plainTable(v view, name string) table {
	t := table{name: name}
	switch p := v.data.(type) {
	case countriesPage:
		t.columns = []string{"code", "name", "region", "ruptures", "events"}
		for _, r := range p.Regions {
			for _, s := range r.States {
				t.add(string(s.Party.Code), s.Party.Name, r.Name, s.Broken, s.Events)
			}
		}
	case sourcesPage:
		t.columns = []string{"publisher", "reports", "first", "last"}
		for _, x := range a.site.index.now().publishers() {
			t.add(x.Name, x.Reports, isoDay(x.First), isoDay(x.Last))
		}
	case historyPage:
		t.columns = []string{"number", "verb", "claim", "report", "of", "reader", "agent", "because", "at", "hash"}
		for _, e := range v.twin.(map[string]any)["entries"].([]chancery.Entry) {
			t.add(e.Number, string(e.Verb), e.ClaimID, e.Report, e.Of, e.Reader, e.Agent, e.Because, e.At.UTC().Format(time.RFC3339), e.Hash)
		}
	}
	return t
}

func (a *ask) dealingTable(c standing.Country, shown []dealing) table {
	t := table{name: "standing", columns: []string{"with", "name", "state", "word", "class", "since_from", "since_to", "undated", "by", "rests", "sources", "flags", "events", "last_event", "url"}}
	by := map[string]*standing.Dealing{}
	for i := range c.Dealings {
		by[a.to("/relations/"+a.site.parties.pairSlug(c.Code, c.Dealings[i].With))] = &c.Dealings[i]
	}
	for _, row := range shown {
		d := by[row.URL]
		if d == nil {
			continue
		}
		x := &d.Answer
		t.add(string(d.With), row.Name, string(x.State), row.Word, row.Class, isoDay(x.Since.From), isoDay(x.Since.To), x.Undated, codeList(x.By), string(x.Rests), x.Sources, flagList(x.Flags),
			d.Events, isoDay(d.Last), a.publicURL("/relations/"+a.site.parties.pairSlug(c.Code, d.With)))
	}
	return t
}

func flagList(flags []standing.Flag) []string {
	out := []string{}
	for _, f := range flags {
		out = append(out, f.String())
	}
	return out
}

func (a *ask) caseTable(cases []caseLine) table {
	t := table{name: "cases", columns: []string{"person", "asylum_state", "territorial_state", "word", "class", "since", "over", "url"}}
	for _, c := range cases {
		t.add(c.Person, string(c.With.Code), string(c.From.Code), c.Word, c.Class, isoDay(c.day), c.over, a.publicURL("/case/"+slugOf(c.Person)))
	}
	return t
}

func (a *ask) reportTable(hits []ledger.Hit) table {
	t := table{name: "reports", columns: []string{"id", "title", "publisher", "published", "language", "address", "found", "acts", "url"}}
	for i := range hits {
		r, acts := &hits[i].Report, []string{}
		for _, f := range hits[i].Claims {
			acts = append(acts, string(f.Claim.Type))
		}
		t.add(r.ID, r.Title, r.Publisher, isoDay(r.Published), string(r.Language), r.URL, strings.Join(strings.Fields(hits[i].Text), " "), acts, a.publicURL("/report/"+r.ID))
	}
	return t
}
