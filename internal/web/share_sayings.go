package web

import (
	"slices"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/cite"
	"github.com/chancery-ledger/chancery/internal/standing"
	"github.com/chancery-ledger/chancery/text"
)

// saying is one thing that a page tells as a sentence to be copied, in each
// language.
type saying struct {
	About    string // what it is about, where a page tells several; "" is the page
	Versions []version
}

// version is a sentence in a language.
type version struct {
	Lang Lang
	Name string // of the language, in itself
	Text string
}

// mostSayings is how many sentences a page offers.
const mostSayings = 4

// sayings are the sentences of a page, each with who says so and where it is to
// be looked up.
func (a *ask) sayings(v view) (out []saying) {
	add := func(about string, say func(*ask, cite.Saying, string, int64) string) {
		if len(out) == mostSayings {
			return
		}
		s := saying{About: about}
		for _, lang := range []Lang{English, Spanish} {
			in := a.in(lang)
			s.Versions = append(s.Versions, version{lang, in.say("lang.name"), say(in, in.sayer(), a.site.origin+in.permanent(v), a.frozenNumber())})
		}
		out = append(out, s)
	}
	answer := func(x standing.Answer) {
		add(a.trackName(x), func(in *ask, s cite.Saying, link string, number int64) string {
			return s.Answer(x, a.on, link, number, text.Lang(in.lang))
		})
	}
	act := func(about string, ev chancery.Event) {
		add(about, func(in *ask, s cite.Saying, link string, number int64) string {
			return s.Event(ev, in.headlineOf(&ev), link, number, text.Lang(in.lang))
		})
	}
	switch x := v.twin.(type) {
	case relationsTwin:
		for _, told := range worthSaying(x.Standing) {
			answer(told)
		}
	case standing.CaseFile:
		for _, h := range x.Lines {
			if now := at(h, a.on); now != nil && (h.Line.Track == chancery.AsylumCase || v.page == "person") {
				answer(*now)
			}
		}
	case chancery.Event:
		act("", x)
	case reportTwin:
		for _, f := range a.weightyFirst(x.Claims) {
			act(a.headlineOf(eventOf(f)), *eventOf(f))
		}
	case countryTwin:
		if p, ok := v.data.(countryPage); ok {
			add("", func(in *ask, s cite.Saying, link string, number int64) string {
				told := in.say("saying.country", "day", in.lang.day(a.on), "state", in.name(p.Party.Code), "up", p.Up, "off", p.Off)
				return s.Told(told, link, number, text.Lang(in.lang))
			})
		}
	}
	return out
}

// in is the same question in a language.
func (a *ask) in(lang Lang) *ask {
	b := *a
	b.lang = lang
	return &b
}

func (a *ask) sayer() cite.Saying {
	return cite.Saying{Rules: a.site.rules, Name: func(c chancery.Code, lang text.Lang, on chancery.Day) string {
		return a.site.parties.name(c, Lang(lang), on)
	}}
}

func (a *ask) headlineOf(ev *chancery.Event) string {
	return a.headline(ev.Deed.Type, codesOf(ev.Deed.From), codesOf(ev.Deed.To), ev.Deed.Person)
}

// eventOf is what one claim tells, as if nobody else told it.
func eventOf(f chancery.Filed) *chancery.Event {
	return &chancery.Event{Deed: f.Claim.Deed, Status: f.Claim.Status, Claims: []chancery.Filed{f}, Sources: 1}
}

// worthSaying are the answers worth a sentence: diplomatic relations first, then
// what some report tells of.
func worthSaying(pair standing.Pair) (out []standing.Answer) {
	if d, ok := pair.Answer(chancery.Diplomatic, pair.A, pair.B); ok {
		out = append(out, d)
	}
	for _, x := range pair.Answers {
		if x.Line.Track != chancery.Diplomatic && toldOf(x) {
			out = append(out, x)
		}
	}
	return out
}

// weightyFirst are the claims that stand, those that move a standing first.
func (a *ask) weightyFirst(claims []chancery.Filed) []chancery.Filed {
	out := slices.DeleteFunc(slices.Clone(claims), func(f chancery.Filed) bool { return f.Retracted != 0 })
	slices.SortStableFunc(out, func(x, y chancery.Filed) int {
		return bit(a.weighty(eventOf(y))) - bit(a.weighty(eventOf(x)))
	})
	return out
}
