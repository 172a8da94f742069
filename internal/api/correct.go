package api

import (
	"context"
	"errors"
	"fmt"

	"github.com/danielgtaylor/huma/v2"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/ledger"
	"github.com/chancery-ledger/chancery/internal/review"
)

// changed are the parts of a claim that a correction changes; what is left out
// stays as it is.
type changed struct {
	Type     *chancery.ActType `json:"type,omitempty" maxLength:"60"`
	Status   *chancery.Status  `json:"status,omitempty" enum:"done,planned,proposed,threatened,not"`
	From     []string          `json:"from,omitempty" maxItems:"40" doc:"Codes of the parties who act"`
	To       []string          `json:"to,omitempty" maxItems:"40" doc:"Codes of the parties acted upon"`
	Person   *string           `json:"person,omitempty" maxLength:"200"`
	Channel  *string           `json:"channel,omitempty" maxLength:"40"`
	FirstDay *dayText          `json:"first_day,omitempty"`
	LastDay  *dayText          `json:"last_day,omitempty"`
	Alleged  *bool             `json:"alleged,omitempty"`
	Evidence []span            `json:"evidence,omitempty" maxItems:"20" doc:"Stretches of the report's text"`
}

// span is a stretch of a report's text, in bytes.
type span struct {
	Start int `json:"start" minimum:"0"`
	End   int `json:"end" minimum:"1"`
}

// dayText is a day in a body; "" is not known.
type dayText struct{ chancery.Day }

// Schema implements huma.SchemaProvider.
func (dayText) Schema(huma.Registry) *huma.Schema {
	return &huma.Schema{Type: huma.TypeString, Description: "ISO 8601, or \"\" for not known", Pattern: `^([0-9]{4}-[0-9]{2}-[0-9]{2})?$`, Examples: []any{"2025-11-03"}}
}

// change is what the body asks for.
func (a *API) change(by *changed) (review.Change, error) {
	c := review.Change{Type: by.Type, Status: by.Status, Person: by.Person, Channel: by.Channel, First: by.FirstDay.day(), Last: by.LastDay.day(), Alleged: by.Alleged}
	var err error
	if c.From, err = a.side(by.From); err != nil {
		return c, err
	}
	if c.To, err = a.side(by.To); err != nil {
		return c, err
	}
	if by.Evidence != nil {
		c.Evidence = []chancery.Evidence{}
	}
	for _, s := range by.Evidence {
		c.Evidence = append(c.Evidence, chancery.Evidence{Start: s.Start, End: s.End})
	}
	return c, nil
}

// side are the parties of a side; nil where it is left out, and not where it is
// empty.
func (a *API) side(names []string) ([]chancery.Code, error) {
	if names == nil {
		return nil, nil
	}
	codes, err := a.codes(names)
	return append([]chancery.Code{}, codes...), err
}

func (d *dayText) day() *chancery.Day {
	if d == nil {
		return nil
	}
	return &d.Day
}

// corrected is a claim with the changes in it.
func (a *API) corrected(ctx context.Context, id string, by *changed) (chancery.Claim, error) {
	change, err := a.change(by)
	if err != nil {
		return chancery.Claim{}, err
	}
	for f, err := range a.desk.Claims(ctx, ledger.Query{Claim: id, Retracted: true, Limit: 1}) {
		if err != nil {
			return chancery.Claim{}, err
		}
		x := review.Corrector{Kinds: a.kinds, Name: func(c chancery.Code) string { return string(c) }, Report: a.desk.Report}
		right, err := x.Correct(ctx, f, change)
		if wrong := (*review.WrongError)(nil); errors.As(err, &wrong) {
			err = huma.Error422UnprocessableEntity(wrong.Error())
		}
		return right, err
	}
	return chancery.Claim{}, fmt.Errorf("claim %.80q: %w", id, ledger.ErrUnknown)
}
