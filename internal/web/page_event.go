package web

import (
	"slices"
	"strings"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/account"
	"github.com/chancery-ledger/chancery/internal/standing"
)

// eventPage is one deed with every claim about it.
type eventPage struct {
	Act     act
	From    []partyLink
	To      []partyLink
	Pairs   []option
	Kind    string // what the type of act means
	Example string
	Type    chancery.ActType
	Codes   chancery.Codes
	Ground  string
	Claims  []claimLine
	Why     []string
	Moves   []string // tracks that it moves
	Words   string   // of the date
	Review  string   // where reviewers decide about it; "" for others
}

// claimLine is one report's claim.
type claimLine struct {
	Quote  quote
	Status string
	Class  string
	When   string
	Basis  string
	Sure   int // percent
	Number int64
	Voices []string
	Reader string
	Agent  string
	Rule   string
}

// event is the page of one event.
func event(a *ask, id string) (view, error) {
	ev := a.site.index.now().event(id)
	if ev == nil {
		return view{}, notFound("error.event", id)
	}
	held, ok := standing.Restrict(*ev, a.known)
	if !ok {
		return view{}, notFound("error.event.known", id)
	}
	k, _ := a.site.kinds.Kind(held.Deed.Type)
	p := eventPage{Act: a.act(&held, 3), Kind: k.Definition, Example: k.ExampleEN, Type: k.Type, Codes: k.Codes, Ground: held.Deed.Ground, Why: held.Why, Words: held.Deed.When.Text}
	if a.lang == Spanish {
		p.Example = k.ExampleES
	}
	for _, c := range codesOf(held.Deed.From) {
		p.From = append(p.From, a.party(c))
	}
	for _, c := range codesOf(held.Deed.To) {
		p.To = append(p.To, a.party(c))
	}
	for _, pair := range eventPairs(&held) {
		x, y := a.site.parties.slugFor(pair[0]), a.site.parties.slugFor(pair[1])
		first, second := pair[0], pair[1]
		if y < x {
			first, second = second, first
		}
		p.Pairs = append(p.Pairs, option{URL: a.to("/relations/" + a.site.parties.pairSlug(first, second)), Text: a.name(first) + " – " + a.name(second)})
	}
	for _, r := range a.site.rules.Moves(k.Type) {
		if name := a.say("track." + string(r.Track)); r.Track != "" && !slices.Contains(p.Moves, name) {
			p.Moves = append(p.Moves, name)
		}
	}
	for _, f := range byDay(append(slices.Clone(held.Claims), held.Denied...)) {
		p.Claims = append(p.Claims, a.claim(f))
	}
	if a.may(account.Reviewer) {
		p.Review = address(a.lang, "/review/event/"+held.ID, nil)
	}
	return view{page: "event", title: p.Act.Headline, about: p.Act.Headline + ". " + p.Act.When, data: p, twin: held}, nil
}

func (a *ask) claim(f *chancery.Filed) claimLine {
	c := claimLine{
		Quote: a.quote(f), Status: a.say("status." + string(f.Claim.Status)), Class: string(f.Claim.Status), Number: f.Number, Reader: f.Reader, Agent: f.Agent,
		When: a.lang.window(standing.Window{From: f.Claim.When.From, To: f.Claim.When.To}, a.words()), Sure: int(f.Claim.Confidence*100 + 0.5),
	}
	if f.Claim.When.Basis != "" && f.Claim.When.Basis != chancery.Unknown {
		c.Basis = a.say("basis." + string(f.Claim.When.Basis))
	}
	for _, v := range f.Claim.SaidBy {
		if v.Name != "" {
			c.Voices = append(c.Voices, strings.TrimSuffix(v.Name+", "+v.Office, ", "))
		}
	}
	if f.Claim.Why != nil {
		c.Rule = f.Claim.Why.Rule
	}
	return c
}
