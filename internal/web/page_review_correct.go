package web

import (
	"net/http"
	"slices"
	"strings"

	"github.com/chancery-ledger/chancery"
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

// corrected is a claim with what the form has in its place. A person has then
// read it: nothing of how it was read by rules remains.
func (v *visit) corrected(f chancery.Filed) (chancery.Claim, error) {
	c, was, now := f.Claim, v.rightOf(&f.Claim), v.rightPosted()
	wrong := func(key, what string) (chancery.Claim, error) {
		return c, problem{http.StatusUnprocessableEntity, v.say(key, "what", what)}
	}
	if _, ok := v.site.kinds.Kind(now.Type); !ok {
		return wrong("correct.type", string(now.Type))
	}
	if !slices.Contains([]chancery.Status{chancery.Done, chancery.Planned, chancery.Proposed, chancery.Threatened, chancery.Not}, now.Status) {
		return wrong("correct.status", string(now.Status))
	}
	c.ID, c.Why, c.Confidence = "", nil, 1
	c.Type, c.Status, c.Alleged, c.Person = now.Type, now.Status, now.Alleged, now.Person
	c.Codes = v.site.kinds.CodesFor(c.Type, c.Status)
	for _, side := range []struct {
		was, now string
		to       *[]chancery.Party
	}{{was.From, now.From, &c.From}, {was.To, now.To, &c.To}} {
		if side.was == side.now {
			continue
		}
		parties, unknown := v.partiesNamed(side.now, *side.to)
		if unknown != "" {
			return wrong("correct.party", unknown)
		}
		*side.to = parties
	}
	if len(codesOf(slices.Concat(c.From, c.To))) == 0 {
		return wrong("correct.parties", "")
	}
	if now.First != was.First || now.Last != was.Last {
		when, bad := daysPosted(now.First, now.Last)
		if bad != "" {
			return wrong("correct.day", bad)
		}
		c.When = when
	}
	if now.Evidence == was.Evidence {
		return c, nil
	}
	r, err := v.site.desk.Report(v.ctx, f.Report.ID)
	if err != nil {
		return c, err
	}
	e, ok := wordsIn(r.Text, now.Evidence)
	if !ok {
		return wrong("correct.evidence", clip(now.Evidence, 80))
	}
	c.Evidence = []chancery.Evidence{e}
	return c, nil
}

// partiesNamed are the parties of a list of names; one that stood in the claim
// keeps its place in the text. unknown is the first name that is nobody's.
func (v *visit) partiesNamed(names string, old []chancery.Party) (out []chancery.Party, unknown string) {
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
		if i := slices.IndexFunc(old, func(p chancery.Party) bool { return p.Code == c }); i >= 0 {
			out = append(out, old[i])
		} else {
			out = append(out, chancery.Party{Code: c, Name: v.site.parties.name(c, English, 0)})
		}
	}
	return out, ""
}

// daysPosted is a stretch of days that a person has stated; "" is not known.
func daysPosted(first, last string) (w chancery.When, bad string) {
	var err error
	if first != "" {
		if w.From, err = chancery.ParseDay(first); err != nil {
			return w, first
		}
	}
	if last != "" {
		if w.To, err = chancery.ParseDay(last); err != nil {
			return w, last
		}
	}
	if w.From != 0 && w.To != 0 && w.To < w.From {
		return w, last
	}
	w.Basis = chancery.Stated
	if w.From == 0 && w.To == 0 {
		w.Basis = chancery.Unknown
	}
	return w, ""
}

// wordsIn is the first stretch of a text that has the words, whatever the white
// space between them.
func wordsIn(text, words string) (chancery.Evidence, bool) {
	want := strings.Fields(words)
	if len(want) == 0 {
		return chancery.Evidence{}, false
	}
	for at := 0; ; {
		i := strings.Index(text[at:], want[0])
		if i < 0 {
			return chancery.Evidence{}, false
		}
		start := at + i
		if end, ok := follows(text, start, want); ok {
			return chancery.Evidence{Start: start, End: end, Text: text[start:end]}, true
		}
		at = start + len(want[0])
	}
}

// follows tells whether the words stand in a text from an offset on, and where
// they end.
func follows(text string, at int, words []string) (end int, ok bool) {
	for i, w := range words {
		if i > 0 {
			rest := strings.TrimLeft(text[at:], " \t\r\n\u00a0\u202f")
			if len(rest) == len(text)-at {
				return 0, false
			}
			at = len(text) - len(rest)
		}
		if !strings.HasPrefix(text[at:], w) {
			return 0, false
		}
		at += len(w)
	}
	return at, true
}
