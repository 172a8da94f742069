package web

import (
	"errors"
	"net/http"
	"slices"
	"strings"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/review"
)

// right is a claim as the form of a correction has it.
type right struct {
	Type        chancery.ActType
	Status      chancery.Status
	From, To    string // names of parties with commas between them
	Person      string
	First, Last string // days
	Alleged     bool
	Evidence    string // words of the report
}

// unnamed stands in a form for a party that the text leaves unknown.
const unnamed = "?"

func (v *visit) rightOf(c *chancery.Claim) right {
	r := right{
		Type: c.Type, Status: c.Status, From: v.partyNames(c.From), To: v.partyNames(c.To), Person: c.Person,
		First: c.When.From.String(), Last: c.When.To.String(), Alleged: c.Alleged,
	}
	if len(c.Evidence) == 1 {
		r.Evidence = oneLine(c.Evidence[0].Text)
	}
	return r
}

func (v *visit) rightPosted() right {
	return right{
		Type: chancery.ActType(v.field("type", 60)), Status: chancery.Status(v.field("status", 20)), From: v.field("from", 400), To: v.field("to", 400),
		Person: v.field("person", 200), First: v.field("first", 10), Last: v.field("last", 10), Alleged: v.r.PostForm.Get("alleged") != "",
		Evidence: v.field("evidence", 2000),
	}
}

func (v *visit) partyNames(parties []chancery.Party) string {
	var names []string
	for _, c := range codesOf(parties) {
		name := unnamed
		if c != "" {
			name = strings.ReplaceAll(v.name(c), ",", "")
			if found, ok := v.site.parties.find(name); !ok || found != c {
				name = string(c)
			}
		}
		names = append(names, name)
	}
	return strings.Join(names, ", ")
}

// oneLine is a text with single spaces between its words.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// corrected is a claim with what the form has in its place.
func (v *visit) corrected(f chancery.Filed) (chancery.Claim, error) {
	by, err := v.otherwise(&f.Claim)
	if err != nil {
		return f.Claim, err
	}
	x := review.Corrector{Kinds: v.site.kinds, Name: func(c chancery.Code) string { return v.site.parties.name(c, English, 0) }, Report: v.site.desk.Report}
	right, err := x.Correct(v.ctx, f, by)
	if wrong := (*review.WrongError)(nil); errors.As(err, &wrong) {
		return right, v.wrong(string(wrong.Part), wrong.What)
	}
	return right, err
}

// wrong is the problem of a part of the form.
func (v *visit) wrong(part, what string) error {
	return problem{http.StatusUnprocessableEntity, v.say("correct."+part, "what", clip(what, 80))}
}

// otherwise is what the form has that the claim has not.
func (v *visit) otherwise(c *chancery.Claim) (by review.Change, err error) {
	was, now := v.rightOf(c), v.rightPosted()
	by = review.Change{Type: &now.Type, Status: &now.Status, Alleged: &now.Alleged, Person: &now.Person}
	for _, side := range []struct {
		was, now string
		old      []chancery.Party
		to       *[]chancery.Code
	}{{was.From, now.From, c.From, &by.From}, {was.To, now.To, c.To, &by.To}} {
		if side.was == side.now {
			continue
		}
		var unknown string
		if *side.to, unknown = v.partiesNamed(side.now, side.old); unknown != "" {
			return by, v.wrong("party", unknown)
		}
	}
	if now.First != was.First || now.Last != was.Last {
		for _, day := range []struct {
			text string
			to   **chancery.Day
		}{{now.First, &by.First}, {now.Last, &by.Last}} {
			if *day.to, err = dayPosted(day.text); err != nil {
				return by, v.wrong("day", day.text)
			}
		}
	}
	if now.Evidence != was.Evidence {
		by.Words = &now.Evidence
	}
	return by, nil
}

// dayPosted is a day of a form; "" is not known.
func dayPosted(text string) (*chancery.Day, error) {
	if text == "" {
		return new(chancery.Day), nil
	}
	d, err := chancery.ParseDay(text)
	return &d, err
}

// partiesNamed are the parties of a list of names, or of codes that stood in the
// claim. unknown is the first name that is nobody's.
func (v *visit) partiesNamed(names string, old []chancery.Party) (out []chancery.Code, unknown string) {
	out = []chancery.Code{}
	for _, name := range strings.Split(names, ",") {
		if name = strings.TrimSpace(name); name == "" {
			continue
		}
		var c chancery.Code
		if name != unnamed {
			var ok bool
			if c, ok = v.site.parties.find(name); !ok {
				if i := slices.IndexFunc(old, func(p chancery.Party) bool { return string(p.Code) == name }); i >= 0 {
					c, ok = old[i].Code, true
				}
			}
			if !ok {
				return nil, name
			}
		}
		out = append(out, c)
	}
	return out, ""
}
