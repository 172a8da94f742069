package web

import (
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/ledger"
	"github.com/chancery-ledger/chancery/internal/review"
)

// mostReason bounds the reason of a decision, in letters.
const mostReason = 1000

// decide takes what a reviewer decides about the claim of the page.
func decide(v *visit) (string, error) {
	because := v.field("because", mostReason)
	if because == "" {
		return "", problem{http.StatusUnprocessableEntity, v.say("review.because.missing")}
	}
	desk, err := v.session.Account.Desk(v.office.Ledger, v.site.now)
	if err != nil {
		return "", err
	}
	f, ok, err := v.filed(v.argument)
	if err != nil {
		return "", err
	}
	if !ok {
		return "", notFound("error.claim", v.argument)
	}
	got, err := v.decided(desk, f, because)
	return v.entered(got, err, f.Claim.ID)
}

// decided does what the form says.
func (v *visit) decided(desk review.Desk, f chancery.Filed, because string) (ledger.Receipt, error) {
	id := f.Claim.ID
	switch v.r.PostForm.Get("do") {
	case "confirm":
		return desk.Confirm(v.ctx, id, because)
	case "reject":
		return desk.Reject(v.ctx, id, because)
	case "correct":
		right, err := v.corrected(f)
		if err != nil {
			return ledger.Receipt{}, err
		}
		return desk.Correct(v.ctx, id, right, because)
	}
	ev := v.eventOf(&f)
	if ev == nil {
		return ledger.Receipt{}, notFound("error.event", id)
	}
	switch v.r.PostForm.Get("do") {
	case "split":
		return desk.Split(v.ctx, *ev, id, because)
	case "merge":
		with := v.site.index.now().event(v.field("with", 100))
		if with == nil || with.ID == ev.ID {
			return ledger.Receipt{}, problem{http.StatusUnprocessableEntity, v.say("review.merge.missing")}
		}
		return desk.Merge(v.ctx, *ev, *with, because)
	}
	return ledger.Receipt{}, badRequest("error.form", v.path)
}

// entered takes in what was entered and says where to see what came of it: at
// the claim that a correction asserts, else at the one that was decided on.
func (v *visit) entered(got ledger.Receipt, err error, claim string) (string, error) {
	var told problem
	var no failure
	switch {
	case errors.As(err, &told), errors.As(err, &no):
		return "", err
	case errors.Is(err, ledger.ErrRefused), errors.Is(err, ledger.ErrUnknown):
		return "", problem{http.StatusConflict, v.say("review.refused", "why", err)}
	case err != nil:
		return "", err
	case got.Last == 0:
		return "", problem{http.StatusConflict, v.say("review.nothing")}
	}
	if err := v.office.Ledger.Refresh(v.ctx); err != nil {
		v.site.report("taking in a decision", "error", err) // it stands in the ledger all the same
	}
	for e, err := range v.office.Ledger.Entries(v.ctx, got.First-1) {
		if err != nil {
			return "", err
		}
		if e.Number > got.Last {
			break
		}
		if e.Verb == chancery.Assert {
			claim = e.ClaimID
		}
	}
	return address(v.lang, "/review/claim/"+claim, url.Values{"done": {strconv.FormatInt(got.First, 10)}}), nil
}

// reviewEntry sends who asks for the form of an entry to the claim it is about.
func reviewEntry(v *visit) (view, error) {
	e, err := v.opinion()
	if err != nil {
		return view{}, err
	}
	return view{}, redirect{address(v.lang, "/review/claim/"+e.ClaimID, nil)}
}

// opinion is the merger or separation that the address names.
func (v *visit) opinion() (chancery.Entry, error) {
	n, err := strconv.ParseInt(v.argument, 10, 64)
	if err != nil || n < 1 {
		return chancery.Entry{}, notFound("error.entry", v.argument)
	}
	for e, err := range v.office.Ledger.Entries(v.ctx, n-1) {
		if err != nil {
			return e, err
		}
		if slices.Contains([]chancery.Verb{chancery.Merge, chancery.Split}, e.Verb) {
			return e, nil
		}
		break
	}
	return chancery.Entry{}, notFound("error.entry", v.argument)
}

// undo takes back a merger or a separation.
func undo(v *visit) (string, error) {
	e, err := v.opinion()
	if err != nil {
		return "", err
	}
	because := v.field("because", mostReason)
	if because == "" {
		return "", badRequest("review.because.missing", "")
	}
	desk, err := v.session.Account.Desk(v.office.Ledger, v.site.now)
	if err != nil {
		return "", err
	}
	got, err := desk.Undo(v.ctx, e.Number, because)
	to, err := v.entered(got, err, e.ClaimID)
	var told problem
	if errors.As(err, &told) { // the page of an entry is that of its claim, and shows no problem
		return "", failure{told.status, "error.undo", told.text}
	}
	return to, err
}
