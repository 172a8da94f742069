package api

import (
	"context"
	"fmt"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"github.com/chancery-ledger/chancery"
)

// Choosing are the parameters that choose events.
type Choosing struct {
	Act    []string `query:"act,explode" maxItems:"20" doc:"Any of these types of act"`
	Party  []string `query:"party,explode" maxItems:"2" doc:"With this party on a side; two: with both"`
	Status string   `query:"status" enum:"done,planned,proposed,threatened,not"`
	From   dayParam `query:"from" doc:"Not before this day"`
	To     dayParam `query:"to" doc:"Not after this day"`
	Known  dayParam `query:"known" doc:"By the reports published up to this day"`
	Entry  int64    `query:"entry" minimum:"1" doc:"By the entries of the ledger up to this number"`
}

type eventsInput struct {
	Choosing
	Paging
}

type eventInput struct {
	ID    string   `path:"id" maxLength:"100"`
	Known dayParam `query:"known" doc:"By the reports published up to this day"`
	Entry int64    `query:"entry" minimum:"1" doc:"By the entries of the ledger up to this number"`
}

func (a *API) eventRoutes() {
	get(a, "/events", "list-events", "Events, the latest first", a.events)
	get(a, "/events/{id}", "get-event", "One event with every claim about it", func(_ context.Context, in *eventInput) (*answer[eventView], error) {
		ev := a.index.now().byID[in.ID]
		if ev == nil {
			return nil, huma.Error404NotFound("no such event")
		}
		got, ok := held(ev, Moment{Known: in.Known, Entry: in.Entry}.known())
		if !ok {
			return nil, huma.Error404NotFound("the event was not known then")
		}
		return send(viewEvent(&got))
	})
}

// events walks the index from the cursor on and stops when the page is full.
func (a *API) events(_ context.Context, in *eventsInput) (*answer[list[eventView]], error) {
	wanted, err := a.wanted(&in.Choosing)
	if err != nil {
		return nil, err
	}
	x := a.index.now()
	rest := x.latest
	if in.Cursor != "" {
		day, id, err := eventCursor(in.Cursor)
		if err != nil {
			return nil, err
		}
		rest = x.from(day, id)
	}
	known := Moment{Known: in.Known, Entry: in.Entry}.known()
	var out []eventView
	next := ""
	for i := range rest {
		ev := rest[i]
		if in.From.day != 0 && ev.day < in.From.day {
			break // the others are earlier still
		}
		got, ok := held(ev.Event, known)
		if !ok || !wanted(ev.day, &got) {
			continue
		}
		if len(out) == in.Limit {
			last := out[len(out)-1]
			next = newCursor("event", fmt.Sprintf("%d:%s", dayOf(x.byID[last.ID]), last.ID))
			break
		}
		out = append(out, viewEvent(&got))
	}
	return paged(&in.Formatting, out, next)
}

func eventCursor(s string) (day chancery.Day, id string, err error) {
	at, err := readCursor("event", s)
	if err != nil {
		return 0, "", err
	}
	n, id, _ := strings.Cut(at, ":")
	if _, err := fmt.Sscan(n, &day); err != nil {
		return 0, "", huma.Error422UnprocessableEntity("this is no cursor of this list")
	}
	return day, id, nil
}

// wanted tells which events some parameters choose.
func (a *API) wanted(in *Choosing) (func(chancery.Day, *chancery.Event) bool, error) {
	acts, err := a.acts(in.Act)
	if err != nil {
		return nil, err
	}
	parties, err := a.codes(in.Party)
	if err != nil {
		return nil, err
	}
	types := map[chancery.ActType]bool{}
	for _, t := range acts {
		types[t] = true
	}
	return func(day chancery.Day, ev *chancery.Event) bool {
		if len(types) > 0 && !types[ev.Deed.Type] || in.Status != "" && string(ev.Status) != in.Status || in.To.day != 0 && day > in.To.day {
			return false
		}
		for _, c := range parties {
			if !concerns(&ev.Deed, c) {
				return false
			}
		}
		return true
	}, nil
}

// acts checks types of act.
func (a *API) acts(names []string) ([]chancery.ActType, error) {
	var out []chancery.ActType
	for _, n := range names {
		if _, ok := a.kinds.Kind(chancery.ActType(n)); !ok {
			return nil, huma.Error422UnprocessableEntity(fmt.Sprintf("%.80q is no type of act: see /acts", n))
		}
		out = append(out, chancery.ActType(n))
	}
	return out, nil
}

func (a *API) codes(names []string) ([]chancery.Code, error) {
	var out []chancery.Code
	for _, n := range names {
		c, err := a.parties.find(n)
		if err != nil {
			return nil, err
		}
		out = append(out, c)
	}
	return out, nil
}
