package api

import (
	"context"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/standing"
)

type casesInput struct {
	Moment
	Formatting
}

// caseView is a case of asylum in short.
type caseView struct {
	Person string          `json:"person" doc:"As a report writes the name"`
	With   chancery.Code   `json:"with" doc:"The asylum state"`
	From   chancery.Code   `json:"from" doc:"The territorial state"`
	State  standing.State  `json:"state"`
	Since  standing.Window `json:"since"`
	Over   bool            `json:"over"`
}

func (caseView) columns() []string {
	return []string{"person", "with", "from", "state", "since_from", "since_to", "over"}
}

func (c caseView) row() []string {
	return []string{c.Person, string(c.With), string(c.From), string(c.State), c.Since.From.String(), c.Since.To.String(), num(c.Over)}
}

type caseInput struct {
	Person string   `path:"person" minLength:"2" maxLength:"200" doc:"A name, or a part of it"`
	Known  dayParam `query:"known" doc:"By the reports published up to this day"`
	Entry  int64    `query:"entry" minimum:"1" doc:"By the entries of the ledger up to this number"`
}

func (a *API) caseRoutes() {
	get(a, "/cases", "list-cases", "Cases of diplomatic asylum on a day", a.cases)
	get(a, "/cases/{person}", "get-case", "All that concerns one person", func(_ context.Context, in *caseInput) (*answer[standing.CaseFile], error) {
		file := a.desk.Book().Case(in.Person, Moment{Known: in.Known, Entry: in.Entry}.known())
		if len(file.Names) == 0 {
			return nil, huma.Error404NotFound("no report names such a person")
		}
		file.Lines, file.Pending, file.Besides = viewHistories(file.Lines), viewTellings(file.Pending), viewTellings(file.Besides)
		return send(file)
	})
}

// cases finds who is spoken of in acts of asylum, and asks the book how each
// case stood.
func (a *API) cases(_ context.Context, in *casesInput) (*answer[list[caseView]], error) {
	on, known, book := a.on(in.Moment), in.known(), a.desk.Book()
	seen := map[string]bool{}
	var out []caseView
	for _, ev := range a.index.now().latest {
		t := string(ev.Deed.Type)
		who := standing.PlainName(ev.Deed.Person)
		if who == "" || seen[who] || !strings.HasPrefix(t, "asylum.") && !strings.HasPrefix(t, "safeconduct.") {
			continue
		}
		seen[who] = true
		for _, h := range book.Case(ev.Deed.Person, known).Lines {
			if c, ok := a.caseOn(h, on); ok && !seen[h.Line.String()] {
				seen[h.Line.String()] = true
				out = append(out, c)
			}
		}
	}
	return paged(&in.Formatting, out, "")
}

// caseOn is the case of a line as it stood on a day; ok is false where it had
// not begun.
func (a *API) caseOn(h standing.History, on chancery.Day) (c caseView, ok bool) {
	if h.Line.Track != chancery.AsylumCase {
		return c, false
	}
	for _, x := range h.Stretches {
		if begins := max(x.Since.From, x.Since.To); begins > on {
			break
		}
		c, ok = caseView{Person: quotation(h.Person), With: h.Line.A, From: h.Line.B, State: x.State, Since: x.Since}, true
		c.Over = a.rules.State(chancery.AsylumCase, x.State).Class == standing.Off
	}
	return c, ok
}
