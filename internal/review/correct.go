package review

import (
	"context"
	"fmt"
	"slices"
	"unicode/utf8"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/catalogue"
)

// Change is what a correction makes otherwise in a claim. What is nil stays as
// it is.
type Change struct {
	Type     *chancery.ActType
	Status   *chancery.Status
	From, To []chancery.Code // in the place of all of that side; "" is a party that the text leaves unknown
	Person   *string
	Channel  *string
	First    *chancery.Day // 0 is not known
	Last     *chancery.Day
	Alleged  *bool
	Evidence []chancery.Evidence // stretches of the report's text by Start and End, in bytes; Text is filled in
	Words    *string             // evidence by its words instead, see [Words]
}

// Part is a part of a claim.
type Part string

// The parts of a claim that a change can get wrong.
const (
	TypePart     Part = "type"
	StatusPart   Part = "status"
	PartiesPart  Part = "parties"
	DaysPart     Part = "day"
	EvidencePart Part = "evidence"
)

// WrongError is the error of a change that makes no claim: the part that is
// wrong, and what stands there.
type WrongError struct {
	Part Part
	What string
}

// Error says what would be right.
func (e *WrongError) Error() string {
	switch e.Part {
	case TypePart:
		return fmt.Sprintf("%.80q is no type of act", e.What)
	case StatusPart:
		return fmt.Sprintf("%.80q is no status: want one of %v", e.What, Statuses())
	case PartiesPart:
		return "an act has at least one party"
	case DaysPart:
		return fmt.Sprintf("the last day, %s, lies before the first", e.What)
	}
	return "evidence is no stretch of the report's text"
}

// Statuses are the ways in which an act can stand in a report.
func Statuses() []chancery.Status {
	return []chancery.Status{chancery.Done, chancery.Planned, chancery.Proposed, chancery.Threatened, chancery.Not}
}

// Corrector makes the right claim from a wrong one.
type Corrector struct {
	Kinds *catalogue.Catalogue
	// Name is how a party is called that is new to a claim.
	Name func(chancery.Code) string
	// Report finds a report with its text; it is asked where evidence changes.
	Report func(ctx context.Context, id string) (chancery.Report, error)
}

// Correct is a claim with a change in it. A person has then read it: nothing of
// how it was read by rules remains. Where the change makes no claim, the error
// is a *WrongError.
func (x Corrector) Correct(ctx context.Context, f chancery.Filed, by Change) (chancery.Claim, error) {
	c := f.Claim
	c.ID, c.Why, c.Confidence = "", nil, 1
	set(&c.Type, by.Type)
	if _, ok := x.Kinds.Kind(c.Type); !ok {
		return c, &WrongError{TypePart, string(c.Type)}
	}
	set(&c.Status, by.Status)
	if !slices.Contains(Statuses(), c.Status) {
		return c, &WrongError{StatusPart, string(c.Status)}
	}
	set(&c.Person, by.Person)
	set(&c.Channel, by.Channel)
	set(&c.Alleged, by.Alleged)
	c.Codes = x.Kinds.CodesFor(c.Type, c.Status)
	c.From, c.To = x.side(c.From, by.From), x.side(c.To, by.To)
	if len(c.From)+len(c.To) == 0 && (by.From != nil || by.To != nil) {
		return c, &WrongError{PartiesPart, ""}
	}
	if err := setDays(&c.When, by); err != nil {
		return c, err
	}
	if by.Evidence == nil && by.Words == nil {
		return c, nil
	}
	r, err := x.Report(ctx, f.Report.ID)
	if err == nil {
		c.Evidence, err = evidence(r.Text, by)
	}
	return c, err
}

func set[T any](to *T, from *T) {
	if from != nil {
		*to = *from
	}
}

// side are the parties of some codes; one that stands in the claim already
// keeps its place in the text. nil leaves them.
func (x Corrector) side(old []chancery.Party, want []chancery.Code) []chancery.Party {
	if want == nil {
		return old
	}
	out := []chancery.Party{}
	for _, c := range want {
		if i := slices.IndexFunc(old, func(p chancery.Party) bool { return p.Code == c }); i >= 0 {
			out = append(out, old[i])
		} else {
			out = append(out, chancery.Party{Code: c, Name: x.Name(c)})
		}
	}
	return out
}

// setDays sets the days; a person has then stated them, and the expression from
// which others were read is theirs no longer.
func setDays(w *chancery.When, by Change) error {
	if by.First == nil && by.Last == nil {
		return nil
	}
	now := chancery.When{From: w.From, To: w.To, Basis: chancery.Stated}
	set(&now.From, by.First)
	set(&now.To, by.Last)
	if now.From != 0 && now.To != 0 && now.To < now.From {
		return &WrongError{DaysPart, now.To.String()}
	}
	if now.From == 0 && now.To == 0 {
		now.Basis = chancery.Unknown
	}
	*w = now
	return nil
}

// evidence are the stretches of a text that a change names.
func evidence(text string, by Change) ([]chancery.Evidence, error) {
	if by.Words != nil {
		e, ok := Words(text, *by.Words)
		if !ok {
			return nil, &WrongError{EvidencePart, *by.Words}
		}
		return []chancery.Evidence{e}, nil
	}
	var out []chancery.Evidence
	for _, s := range by.Evidence {
		if s.Start < 0 || s.Start >= s.End || s.End > len(text) || !utf8.ValidString(text[s.Start:s.End]) {
			return nil, &WrongError{EvidencePart, fmt.Sprintf("%d to %d", s.Start, s.End)}
		}
		out = append(out, chancery.Evidence{Start: s.Start, End: s.End, Text: text[s.Start:s.End]})
	}
	if out == nil { // a claim without evidence is none
		return nil, &WrongError{EvidencePart, ""}
	}
	return out, nil
}
