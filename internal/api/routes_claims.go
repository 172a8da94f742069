package api

import (
	"context"
	"strconv"

	"github.com/danielgtaylor/huma/v2"

	"github.com/chancery-ledger/chancery/internal/ledger"
)

type claimsInput struct {
	Act       []string `query:"act,explode" maxItems:"20" doc:"Any of these types of act"`
	Party     []string `query:"party,explode" maxItems:"2" doc:"With this party on a side; two: the one acts on the other"`
	From      dayParam `query:"from" doc:"Only deeds that may lie on this day or later"`
	To        dayParam `query:"to" doc:"Only deeds that may lie on this day or earlier"`
	Entry     int64    `query:"entry" minimum:"1" doc:"As the ledger stood after this entry"`
	Retracted bool     `query:"retracted" doc:"Also claims that were retracted by then"`
	Paging
}

type claimInput struct {
	ID string `path:"id" maxLength:"100"`
}

func (a *API) claimRoutes() {
	get(a, "/claims", "list-claims", "Claims in the order of their entries", a.claims)
	get(a, "/claims/{id}", "get-claim", "One claim, held or retracted", func(ctx context.Context, in *claimInput) (*answer[filedView], error) {
		for f, err := range a.desk.Claims(ctx, ledger.Query{Claim: in.ID, Retracted: true, Limit: 1}) {
			if err != nil {
				return nil, err
			}
			return send(viewFiled(&f))
		}
		return nil, huma.Error404NotFound("no such claim")
	})
}

func (a *API) claims(ctx context.Context, in *claimsInput) (*answer[list[filedView]], error) {
	after, err := numberCursor("claim", in.Cursor)
	if err != nil {
		return nil, err
	}
	q := ledger.Query{After: after, Known: in.Entry, From: in.From.day, To: in.To.day, Retracted: in.Retracted, Limit: in.Limit + 1}
	if q.Types, err = a.acts(in.Act); err != nil {
		return nil, err
	}
	if q.Parties, err = a.codes(in.Party); err != nil {
		return nil, err
	}
	var out []filedView
	for f, err := range a.desk.Claims(ctx, q) {
		if err != nil {
			return nil, err
		}
		if len(out) == in.Limit {
			return paged(&in.Formatting, out, newCursor("claim", num(out[len(out)-1].Number)))
		}
		out = append(out, viewFiled(&f))
	}
	return paged(&in.Formatting, out, "")
}

// numberCursor reads a cursor that is a number; "" is 0.
func numberCursor(kind, s string) (int64, error) {
	at, err := readCursor(kind, s)
	if err != nil || at == "" {
		return 0, err
	}
	n, err := strconv.ParseInt(at, 10, 64)
	if err != nil || n < 0 {
		return 0, huma.Error422UnprocessableEntity("this is no cursor of this list")
	}
	return n, nil
}
