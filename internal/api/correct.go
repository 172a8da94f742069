package api

import (
	"context"
	"fmt"
	"slices"
	"unicode/utf8"

	"github.com/danielgtaylor/huma/v2"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/ledger"
)

// changed are the parts of a claim that a correction changes; what is left out
// stays as it is.
type changed struct {
	Type     *string  `json:"type,omitempty" maxLength:"60"`
	Status   *string  `json:"status,omitempty" enum:"done,planned,proposed,threatened,not"`
	From     []string `json:"from,omitempty" maxItems:"40" doc:"Codes of the parties who act"`
	To       []string `json:"to,omitempty" maxItems:"40" doc:"Codes of the parties acted upon"`
	Person   *string  `json:"person,omitempty" maxLength:"200"`
	Channel  *string  `json:"channel,omitempty" maxLength:"40"`
	FirstDay *dayText `json:"first_day,omitempty"`
	LastDay  *dayText `json:"last_day,omitempty"`
	Alleged  *bool    `json:"alleged,omitempty"`
	Evidence []span   `json:"evidence,omitempty" maxItems:"20" doc:"Stretches of the report's text"`
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

// corrected is a claim with the changes in it.
func (a *API) corrected(ctx context.Context, id string, by *changed) (chancery.Claim, error) {
	var old *chancery.Filed
	for f, err := range a.desk.Claims(ctx, ledger.Query{Claim: id, Retracted: true, Limit: 1}) {
		if err != nil {
			return chancery.Claim{}, err
		}
		old = &f
	}
	if old == nil {
		return chancery.Claim{}, fmt.Errorf("claim %.80q: %w", id, ledger.ErrUnknown)
	}
	c := old.Claim
	c.ID, c.Why, c.Confidence = "", nil, 1
	if by.Type != nil {
		if _, err := a.acts([]string{*by.Type}); err != nil {
			return c, err
		}
		c.Type = chancery.ActType(*by.Type)
	}
	set(&c.Person, by.Person)
	set(&c.Channel, by.Channel)
	if by.Status != nil {
		c.Status = chancery.Status(*by.Status)
	}
	if by.Alleged != nil {
		c.Alleged = *by.Alleged
	}
	a.setDays(&c, by)
	c.Codes = a.kinds.CodesFor(c.Type, c.Status)
	var err error
	if c.From, err = a.sides(c.From, by.From); err != nil {
		return c, err
	}
	if c.To, err = a.sides(c.To, by.To); err != nil {
		return c, err
	}
	if by.Evidence != nil {
		c.Evidence, err = a.spans(ctx, old.Report.ID, by.Evidence)
	}
	return c, err
}

func set(to *string, from *string) {
	if from != nil {
		*to = *from
	}
}

// setDays sets the days; a person has then stated them.
func (a *API) setDays(c *chancery.Claim, by *changed) {
	if by.FirstDay == nil && by.LastDay == nil {
		return
	}
	if by.FirstDay != nil {
		c.When.From = by.FirstDay.Day
	}
	if by.LastDay != nil {
		c.When.To = by.LastDay.Day
	}
	c.When.Basis, c.When.Inferred = chancery.Stated, false
	if c.When.From == 0 && c.When.To == 0 {
		c.When.Basis = chancery.Unknown
	}
}

// sides are the parties of some codes; one that stands in the claim already
// keeps its place in the text. nil leaves them.
func (a *API) sides(old []chancery.Party, names []string) ([]chancery.Party, error) {
	if names == nil {
		return old, nil
	}
	want, err := a.codes(names)
	if err != nil {
		return nil, err
	}
	out := []chancery.Party{}
	for _, c := range want {
		if i := slices.IndexFunc(old, func(p chancery.Party) bool { return p.Code == c }); i >= 0 {
			out = append(out, old[i])
		} else {
			out = append(out, chancery.Party{Code: c, Name: string(c)})
		}
	}
	return out, nil
}

// spans are stretches of a report as evidence.
func (a *API) spans(ctx context.Context, report string, spans []span) ([]chancery.Evidence, error) {
	r, err := a.desk.Report(ctx, report)
	if err != nil {
		return nil, err
	}
	var out []chancery.Evidence
	for _, s := range spans {
		if s.Start >= s.End || s.End > len(r.Text) || !utf8.ValidString(r.Text[s.Start:s.End]) {
			return nil, huma.Error422UnprocessableEntity("evidence is no stretch of the report's text")
		}
		out = append(out, chancery.Evidence{Start: s.Start, End: s.End, Text: r.Text[s.Start:s.End]})
	}
	return out, nil
}
