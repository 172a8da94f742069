package api

import (
	"context"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/standing"
)

// stateView is a state or territory.
type stateView struct {
	Code      chancery.Code `json:"code" doc:"ISO 3166-1 alpha-3"`
	ISO2      string        `json:"iso2"`
	English   string        `json:"english"`
	Spanish   string        `json:"spanish"`
	Region    string        `json:"region" doc:"Of UN M49"`
	Subregion string        `json:"subregion"`
	Territory bool          `json:"territory" doc:"No state of its own"`
	From      chancery.Day  `json:"from"`
	Until     chancery.Day  `json:"until"`
}

func (stateView) columns() []string {
	return []string{"code", "iso2", "english", "spanish", "region", "subregion", "territory", "from", "until"}
}

func (s stateView) row() []string {
	return []string{string(s.Code), s.ISO2, s.English, s.Spanish, s.Region, s.Subregion, num(s.Territory), s.From.String(), s.Until.String()}
}

func (a *API) statesRoutes() {
	get(a, "/states", "list-states", "States and territories", func(_ context.Context, in *Formatting) (*answer[list[stateView]], error) {
		var all []stateView
		for _, s := range a.base.States() {
			all = append(all, stateView{s.Code, s.ISO2, s.English, s.Spanish, s.Region, s.Subregion, s.Territory, s.From, s.Until})
		}
		return paged(in, all, "")
	})
	get(a, "/countries/{party}", "get-country", "How one party stands with all others", a.country)
	get(a, "/countries/{party}/offices", "list-offices", "Who held the offices of a state on a day", a.offices)
}

type countryInput struct {
	Party string `path:"party" maxLength:"90" doc:"Code or name"`
	Moment
	Formatting
}

// dealingView is how one party stands with another, in short.
type dealingView struct {
	With   chancery.Code   `json:"with"`
	Answer standing.Answer `json:"diplomatic" doc:"Of diplomatic relations; its state is \"\" where nothing is known"`
	Class  standing.Class  `json:"class,omitempty"`
	Events int             `json:"events"`
	Last   chancery.Day    `json:"last_event,omitzero"`
}

func (dealingView) columns() []string {
	return []string{"with", "state", "class", "since_from", "since_to", "rests", "sources", "events", "last_event"}
}

func (d dealingView) row() []string {
	x := &d.Answer
	return []string{
		string(d.With), string(x.State), string(d.Class), x.Since.From.String(), x.Since.To.String(), string(x.Rests), num(x.Sources), num(d.Events), d.Last.String(),
	}
}

func (a *API) country(_ context.Context, in *countryInput) (*answer[list[dealingView]], error) {
	c, err := a.parties.find(in.Party)
	if err != nil {
		return nil, err
	}
	var out []dealingView
	for _, d := range a.desk.Book().Country(c, a.on(in.Moment), in.known()).Dealings {
		out = append(out, dealingView{d.With, viewAnswer(d.Answer), d.Class, d.Events, d.Last})
	}
	return paged(&in.Formatting, out, "")
}

type termView struct{ standing.Term }

func (termView) columns() []string {
	return []string{"state", "role", "title", "person", "since", "until", "last_seen", "rests", "source"}
}

func (t termView) row() []string {
	return []string{string(t.State), t.Role, t.Title, t.Person, t.Since.String(), t.Until.String(), t.Seen.String(), string(t.Rests), t.Source}
}

func (a *API) offices(_ context.Context, in *countryInput) (*answer[list[termView]], error) {
	c, err := a.parties.find(in.Party)
	if err != nil {
		return nil, err
	}
	var out []termView
	for _, t := range a.desk.Book().Holders(c, "", a.on(in.Moment), in.known()) {
		t.Evidence = viewEvidence(t.Evidence)
		out = append(out, termView{t})
	}
	return paged(&in.Formatting, out, "")
}
