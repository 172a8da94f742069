package api

import (
	"context"

	"github.com/danielgtaylor/huma/v2"

	"github.com/chancery-ledger/chancery/internal/standing"
)

type changesInput struct {
	From  dayParam `query:"from" required:"true" doc:"The first of two days"`
	To    dayParam `query:"to" required:"true" doc:"The second"`
	Known dayParam `query:"known" doc:"By the reports published up to this day"`
	Entry int64    `query:"entry" minimum:"1" doc:"By the entries of the ledger up to this number"`
	Paging
}

// changeView is a line that was not on one day what it was on the other.
type changeView struct{ standing.Change }

func (changeView) columns() []string {
	return []string{"track", "a", "b", "third", "person", "before", "after", "since_from", "since_to", "by", "rests", "sources"}
}

func (c changeView) row() []string {
	l, x := &c.Line, &c.After
	return []string{
		string(l.Track), string(l.A), string(l.B), string(l.Third), l.Person, string(c.Before.State), string(x.State), x.Since.From.String(), x.Since.To.String(),
		codes(x.By, itself), string(x.Rests), num(x.Sources),
	}
}

func (a *API) changeRoutes() {
	get(a, "/changes", "list-changes", "What changed between two days", func(_ context.Context, in *changesInput) (*answer[list[changeView]], error) {
		if in.To.day < in.From.day {
			return nil, huma.Error422UnprocessableEntity("want from before to")
		}
		at, err := numberCursor("change", in.Cursor)
		if err != nil {
			return nil, err
		}
		all := a.desk.Book().Diff(in.From.day, in.To.day, standing.Known{Number: in.Entry, Published: in.Known.day})
		all = all[min(int64(len(all)), at):]
		var out []changeView
		next := ""
		for i, c := range all {
			if i == in.Limit {
				next = newCursor("change", num(at+int64(i)))
				break
			}
			c.Before, c.After = viewAnswer(c.Before), viewAnswer(c.After)
			out = append(out, changeView{c})
		}
		return paged(&in.Formatting, out, next)
	})
}
