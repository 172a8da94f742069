package api

import (
	"context"

	"github.com/danielgtaylor/huma/v2"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/standing"
)

type pairInput struct {
	A string `path:"a" maxLength:"90" doc:"Code or name"`
	B string `path:"b" maxLength:"90" doc:"Code or name"`
	Moment
}

func (a *API) relationsRoutes() {
	get(a, "/relations/{a}/{b}", "get-relations", "What stands between two parties on a day", func(_ context.Context, in *pairInput) (*answer[standing.Pair], error) {
		x, y, err := a.pair(in)
		if err != nil {
			return nil, err
		}
		return send(viewPair(a.desk.Book().Pair(x, y, a.on(in.Moment), in.known())))
	})
	get(a, "/relations/{a}/{b}/timeline", "get-timeline", "How it came to be", func(_ context.Context, in *pairInput) (*answer[standing.Timeline], error) {
		x, y, err := a.pair(in)
		if err != nil {
			return nil, err
		}
		t := a.desk.Book().Timeline(x, y, in.known())
		t.Lines, t.Pending = viewHistories(t.Lines), viewTellings(t.Pending)
		return send(t)
	})
	get(a, "/severances", "list-severances", "Who severed or suspended relations since a day", a.severances)
}

func (a *API) pair(in *pairInput) (x, y chancery.Code, err error) {
	if x, err = a.parties.find(in.A); err != nil {
		return "", "", err
	}
	if y, err = a.parties.find(in.B); err != nil {
		return "", "", err
	}
	if x == y {
		return "", "", huma.Error422UnprocessableEntity("want two parties")
	}
	return x, y, nil
}

type severanceView struct{ standing.Severance }

func (severanceView) columns() []string {
	return []string{"a", "b", "by", "state", "since_from", "since_to", "lasting", "rests", "sources"}
}

func (s severanceView) row() []string {
	x := &s.Answer
	return []string{string(s.A), string(s.B), codes(s.By, itself), string(x.State), x.Since.From.String(), x.Since.To.String(), num(s.Lasting), string(x.Rests), num(x.Sources)}
}

type severanceInput struct {
	Since dayParam `query:"since" required:"true" doc:"The first day"`
	Known dayParam `query:"known" doc:"By the reports published up to this day"`
	Entry int64    `query:"entry" minimum:"1" doc:"By the entries of the ledger up to this number"`
	Formatting
}

func (a *API) severances(_ context.Context, in *severanceInput) (*answer[list[severanceView]], error) {
	var out []severanceView
	for _, s := range a.desk.Book().WhoSevered(in.Since.day, standing.Known{Number: in.Entry, Published: in.Known.day}) {
		s.Answer = viewAnswer(s.Answer)
		out = append(out, severanceView{s})
	}
	return paged(&in.Formatting, out, "")
}
