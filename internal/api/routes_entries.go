package api

import (
	"context"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/ledger"
)

// entryView is an entry of the ledger.
type entryView struct{ chancery.Entry }

func (entryView) columns() []string {
	return []string{"number", "verb", "claim", "other", "report", "of", "reader", "digest", "at", "agent", "because", "prev", "hash"}
}

func (e entryView) row() []string {
	return []string{
		num(e.Number), string(e.Verb), e.ClaimID, e.Other, e.Report, num(e.Of), e.Reader, e.Digest, e.At.UTC().Format(time.RFC3339Nano), e.Agent, e.Because, e.Prev, e.Hash,
	}
}

type entryInput struct {
	Number int64 `path:"number" minimum:"1"`
}

// checkpointView is a place in the ledger that can be cited.
type checkpointView struct {
	Number int64     `json:"number"`
	Hash   string    `json:"hash" doc:"Of the entry, SHA-256 in hex"`
	At     time.Time `json:"at"`
	Text   string    `json:"text" doc:"In the form of c2sp.org/tlog-checkpoint"`
}

func (a *API) entryRoutes() {
	get(a, "/entries", "list-entries", "The ledger, from its first entry on", a.entries)
	get(a, "/entries/{number}", "get-entry", "One entry", func(ctx context.Context, in *entryInput) (*answer[entryView], error) {
		for e, err := range a.desk.Entries(ctx, in.Number-1) {
			if err != nil {
				return nil, err
			}
			if e.Number == in.Number {
				return send(entryView{e})
			}
			break
		}
		return nil, huma.Error404NotFound("the ledger ends before it")
	})
	get(a, "/checkpoint", "get-checkpoint", "The last entry, to be cited", func(ctx context.Context, _ *struct{}) (*answer[checkpointView], error) {
		e, err := a.desk.Head(ctx)
		if err != nil {
			return nil, err
		}
		if e.Number == 0 {
			return nil, huma.Error404NotFound("the ledger is empty")
		}
		return send(checkpointView{e.Number, e.Hash, e.At, ledger.At(e).Text()})
	})
}

func (a *API) entries(ctx context.Context, in *Paging) (*answer[list[entryView]], error) {
	after, err := numberCursor("entry", in.Cursor)
	if err != nil {
		return nil, err
	}
	var out []entryView
	for e, err := range a.desk.Entries(ctx, after) {
		if err != nil {
			return nil, err
		}
		if len(out) == in.Limit {
			return paged(&in.Formatting, out, newCursor("entry", num(out[len(out)-1].Number)))
		}
		out = append(out, entryView{e})
	}
	return paged(&in.Formatting, out, "")
}
