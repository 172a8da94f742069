package api

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/account"
	"github.com/chancery-ledger/chancery/internal/ledger"
	"github.com/chancery-ledger/chancery/internal/review"
)

// opinion is what a reviewer decides.
type opinion struct {
	Kind    string   `json:"kind" enum:"confirm,reject,correct,merge,split,undo"`
	Claim   string   `json:"claim,omitempty" maxLength:"100" doc:"Of confirm, reject, correct and split"`
	Event   string   `json:"event,omitempty" maxLength:"100" doc:"Of merge and split"`
	With    string   `json:"with,omitempty" maxLength:"100" doc:"Of merge: the other event"`
	Entry   int64    `json:"entry,omitempty" minimum:"1" doc:"Of undo: the number of the merge or split"`
	Right   *changed `json:"right,omitempty" doc:"Of correct: what is to be otherwise"`
	Because string   `json:"because" minLength:"1" maxLength:"1000" doc:"Why; it stands in the ledger for good"`
}

type opinionInput struct {
	Body opinion
}

type queueInput struct {
	Limit int `query:"limit" minimum:"1" maximum:"100" default:"20"`
}

// itemView is an event that nobody has checked.
type itemView struct {
	Event       eventView   `json:"event"`
	Claims      []filedView `json:"claims" doc:"Those that would settle it, the surest first"`
	Consequence float64     `json:"consequence"`
	Doubt       float64     `json:"doubt"`
	Score       float64     `json:"score"`
	Why         []string    `json:"why"`
}

// forReviewers asks for a reviewer's key.
func forReviewers(op *huma.Operation) {
	op.Security = []map[string][]string{{"key": {}}}
	op.Errors = append(op.Errors, http.StatusForbidden, http.StatusConflict, http.StatusRequestEntityTooLarge)
}

func (a *API) reviewRoutes() {
	get(a, "/review/queue", "list-queue", "What most needs a look", a.queue, forReviewers)
	register(a, http.MethodPost, "/opinions", "give-opinion", "Confirm, correct, reject, merge, split or undo", a.decide, forReviewers, func(op *huma.Operation) {
		op.DefaultStatus = http.StatusCreated
	})
}

// reviewer is who asks, or an error.
func (a *API) reviewer(ctx context.Context) (review.Desk, error) {
	k, ok := keyOf(ctx)
	if !ok {
		return review.Desk{}, huma.Error401Unauthorized("this needs the key of a reviewer")
	}
	if a.o.Ledger == nil {
		return review.Desk{}, huma.Error403Forbidden("this server takes no opinions")
	}
	return k.Account.Desk(a.o.Ledger, a.o.Now)
}

func (a *API) decide(ctx context.Context, in *opinionInput) (*answer[ledger.Receipt], error) {
	desk, err := a.reviewer(ctx)
	if err != nil {
		return nil, err
	}
	got, err := a.decided(ctx, desk, &in.Body)
	if err != nil {
		return nil, err
	}
	if r, ok := a.desk.(Refresher); ok {
		if err := r.Refresh(ctx); err != nil {
			a.o.Report("taking in an opinion", "error", err) // it stands in the ledger all the same
		}
	}
	return send(got)
}

func (a *API) decided(ctx context.Context, desk review.Desk, o *opinion) (ledger.Receipt, error) {
	need := map[string][]string{"confirm": {o.Claim}, "reject": {o.Claim}, "correct": {o.Claim}, "merge": {o.Event, o.With}, "split": {o.Event, o.Claim}}[o.Kind]
	if slices.Contains(need, "") || o.Kind == "undo" && o.Entry == 0 || o.Kind == "correct" && o.Right == nil {
		return ledger.Receipt{}, huma.Error422UnprocessableEntity("a part is missing that " + o.Kind + " needs")
	}
	because := strings.TrimSpace(o.Because)
	switch o.Kind {
	case "confirm":
		return desk.Confirm(ctx, o.Claim, because)
	case "reject":
		return desk.Reject(ctx, o.Claim, because)
	case "correct":
		right, err := a.corrected(ctx, o.Claim, o.Right)
		if err != nil {
			return ledger.Receipt{}, err
		}
		return desk.Correct(ctx, o.Claim, right, because)
	case "undo":
		return desk.Undo(ctx, o.Entry, because)
	}
	ev, err := a.event(o.Event)
	if err != nil {
		return ledger.Receipt{}, err
	}
	if o.Kind == "split" {
		return desk.Split(ctx, ev, o.Claim, because)
	}
	with, err := a.event(o.With)
	if err != nil {
		return ledger.Receipt{}, err
	}
	return desk.Merge(ctx, ev, with, because)
}

func (a *API) event(id string) (chancery.Event, error) {
	ev := a.index.now().byID[id]
	if ev == nil {
		return chancery.Event{}, fmt.Errorf("event %.80q: %w", id, ledger.ErrUnknown)
	}
	return *ev, nil
}

func (a *API) queue(ctx context.Context, in *queueInput) (*answer[list[itemView]], error) {
	if k, ok := keyOf(ctx); !ok {
		return nil, huma.Error401Unauthorized("this needs the key of a reviewer")
	} else if !k.Account.Role.May(account.Reviewer) {
		return nil, account.ErrRole
	}
	var out []itemView
	items := a.pressing()
	for _, it := range items[:min(in.Limit, len(items))] {
		out = append(out, itemView{viewEvent(&it.Event), viewAll(it.Claims), it.Consequence, it.Doubt, it.Score, it.Why})
	}
	return paged(&Formatting{}, out, "")
}
