package api

import (
	"context"

	"github.com/chancery-ledger/chancery/internal/ledger"
)

type reportInput struct {
	ID    string `path:"id" maxLength:"100" doc:"SHA-256 of its text"`
	Entry int64  `query:"entry" minimum:"1" doc:"By the entries of the ledger up to this number"`
}

// reportAnswer is a report with what it claims.
type reportAnswer struct {
	Report reportView  `json:"report"`
	Claims []filedView `json:"claims"`
}

type searchInput struct {
	Words    string `query:"q" required:"true" minLength:"1" maxLength:"200" doc:"Words in English or Spanish, in any form; \"in quotes\" next to each other"`
	Evidence bool   `query:"evidence" doc:"The words must occur in the evidence of one claim"`
	Limit    int    `query:"limit" minimum:"1" maximum:"100" default:"20"`
	Formatting
}

// hitView is a report that was found, with the words around the first place.
type hitView struct {
	Report reportView  `json:"report"`
	Text   string      `json:"text"`
	Claims []filedView `json:"claims"`
}

func (hitView) columns() []string {
	return []string{"report", "publisher", "published", "language", "title", "url", "text", "claims"}
}

func (h hitView) row() []string {
	r := &h.Report
	return []string{r.ID, r.Publisher, r.Published.String(), string(r.Language), r.Title, r.URL, h.Text, num(len(h.Claims))}
}

func (a *API) reportRoutes() {
	get(a, "/reports/{id}", "get-report", "One report and what it claims, without its text", func(ctx context.Context, in *reportInput) (*answer[reportAnswer], error) {
		r, err := a.desk.Report(ctx, in.ID)
		if err != nil {
			return nil, err
		}
		out := reportAnswer{Report: viewReport(&r), Claims: []filedView{}}
		for f, err := range a.desk.Claims(ctx, ledger.Query{Report: r.ID, Known: in.Entry}) {
			if err != nil {
				return nil, err
			}
			out.Claims = append(out.Claims, viewFiled(&f))
		}
		return send(out)
	})
	get(a, "/search", "search", "Reports by their words, the newest first", func(ctx context.Context, in *searchInput) (*answer[list[hitView]], error) {
		var out []hitView
		for h, err := range a.desk.Search(ctx, ledger.Search{Words: in.Words, Evidence: in.Evidence, Limit: in.Limit}) {
			if err != nil {
				return nil, err
			}
			out = append(out, hitView{viewReport(&h.Report), quotation(h.Text), viewAll(h.Claims)})
		}
		return paged(&in.Formatting, out, "")
	})
}
