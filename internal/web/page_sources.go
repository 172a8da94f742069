package web

import (
	"strconv"
	"time"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/baseline"
	"github.com/chancery-ledger/chancery/internal/standing"
)

// Followed is how a source is that a watch follows.
type Followed struct {
	Name    string    `json:"name"`
	Health  string    `json:"health"` // one of the words of docs/watch.md
	Visited time.Time `json:"visited,omitzero"`
	Reports int64     `json:"reports"`         // new ones, since it is followed
	Cause   string    `json:"cause,omitempty"` // of the trouble that it is in
	Since   time.Time `json:"since,omitzero"`  // which it is in
}

// followedLine is a source as the page shows it.
type followedLine struct {
	Name, Word, Trouble, Visited string
	Well                         bool
	Reports                      string
}

func (a *ask) followed(f Followed) followedLine {
	l := followedLine{Name: f.Name, Word: a.say("health." + f.Health), Well: f.Health == "well", Reports: strconv.FormatInt(f.Reports, 10)}
	if !f.Visited.IsZero() {
		l.Visited = a.lang.short(chancery.DayOf(f.Visited.UTC())) + f.Visited.UTC().Format(" 15:04")
	}
	if f.Cause != "" {
		l.Trouble = a.say("health.trouble", "cause", f.Cause, "since", a.lang.short(chancery.DayOf(f.Since.UTC())))
	}
	return l
}

// sourcesPage tells on what the pages rest.
type sourcesPage struct {
	Followed []followedLine
	Papers   []publisherLine
	Baseline []baseline.Source
	Law      []standing.Instrument
	Lang     Lang
}

type publisherLine struct {
	Name        string
	Reports     int
	First, Last string
}

// sources is the page of publishers, lists and texts of law.
func sources(a *ask, _ string) (view, error) {
	p := sourcesPage{Baseline: a.site.base.Sources(), Law: a.site.rules.Instruments(), Lang: a.lang}
	papers := a.site.index.now().publishers()
	for _, x := range papers[:min(len(papers), 200)] {
		p.Papers = append(p.Papers, publisherLine{orElse(x.Name, a.say("publisher.unknown")), x.Reports, a.lang.short(x.First), a.lang.short(x.Last)})
	}
	twin := map[string]any{"publishers": papers, "baseline": p.Baseline}
	if a.site.followed != nil {
		list, err := a.site.followed(a.ctx)
		if err != nil {
			return view{}, err
		}
		twin["followed"] = list
		for _, f := range list {
			p.Followed = append(p.Followed, a.followed(f))
		}
	}
	return view{page: "sources", title: a.say("sources.title"), about: a.say("sources.about"), data: p, twin: twin}, nil
}
