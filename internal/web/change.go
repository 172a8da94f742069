package web

import (
	"cmp"
	"slices"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/standing"
)

// change is a track whose state is another than it was.
type change struct {
	Pair          string
	URL           string
	Headline      string // the act that changed it, in a sentence
	HeadlineURL   string
	Track         string
	Way           string
	Before, After string
	BeforeClass   string
	AfterClass    string
	Same          bool // the state is what it was: a flag came or went
	When          string
	By            string
	Rests         string
	Flags         []string
	Quotes        []quote
	Why           string
	day           chancery.Day
	line          standing.Line
}

// changeGroup is what changed between the same two parties, the latest first.
type changeGroup struct {
	Pair, URL string
	When      string // of all of it, or of the latest
	Changes   []change
}

// turned are the changes between two days that have a day. What a list says
// without one has no place among them: that the list was read on some day
// changed nothing between the two.
func (a *ask) turned(book *standing.Book, from, to chancery.Day) []standing.Change {
	out := slices.DeleteFunc(book.Diff(from, to, a.known), func(c standing.Change) bool {
		flags := len(c.After.Flags) + len(c.Before.Flags)
		return flags == 0 && (c.After.Undated || c.After.State == "")
	})
	slices.SortStableFunc(out, func(x, y standing.Change) int { return int(begins(y.After) - begins(x.After)) })
	return out
}

// latestChanges looks back as far as it takes to find some changes, up to ten
// years. It goes by stretches of time, for what went and came back within one is
// no change of it. What reports tell goes before what lists have; left out is
// what the law alone makes of a change that is there already, and what is told
// of nobody by name.
func (a *ask) latestChanges(book *standing.Book) (out []standing.Change, from chancery.Day) {
	const enough, most = 8, 24
	var told, listed []standing.Change
	to := a.on
	for _, days := range []chancery.Day{30, 92, 183, 366, 731, 1461, 3653} {
		from = max(1, a.on-days)
		for _, c := range a.turned(book, from, to) {
			switch {
			case a.minor(c):
			case toldOf(c.After):
				told = append(told, c)
			default:
				listed = append(listed, c)
			}
		}
		if to = from; len(told) >= enough || to == 1 {
			break
		}
	}
	out = slices.Concat(told[:min(len(told), most)], listed[:min(len(listed), max(0, enough-len(told)))])
	slices.SortStableFunc(out, func(x, y standing.Change) int { return int(begins(y.After) - begins(x.After)) })
	return out, from
}

// minor tells whether a change has no place on the front page.
func (a *ask) minor(c standing.Change) bool {
	unnamed := c.Line.Track == chancery.AsylumCase && c.After.Person == "" && c.Line.Person == ""
	consequence := c.After.Rests == standing.Default && c.Before.State == ""
	return c.Line.Track == chancery.PersonTrack || unnamed || consequence || c.Line.A == "" || c.Line.B == ""
}

// leading is the change to lead with: of the latest ones the gravest that a
// report tells of.
func (a *ask) leading(cs []standing.Change) int {
	const week = 8
	best, weight := 0, -1
	for i, c := range cs {
		w := map[chancery.Track]int{chancery.Diplomatic: 6, chancery.Recognition: 5, chancery.AsylumCase: 4, chancery.Representation: 3, chancery.Consular: 3}[c.Line.Track]
		if toldOf(c.After) {
			w += 10
		}
		if c.Line.Track == chancery.Diplomatic && c.After.State != c.Before.State {
			w += 2
		}
		if begins(cs[0].After)-begins(c.After) < week && w > weight {
			best, weight = i, w
		}
	}
	return best
}

// withoutConsequences are the changes beside the leading one. That missions end
// with relations is not told again where it is told that relations do.
func withoutConsequences(cs []standing.Change, leading int) []standing.Change {
	var out []standing.Change
	for i, c := range cs {
		follows := c.Line.Track == chancery.Representation && c.After.State == "none" && slices.ContainsFunc(cs, func(o standing.Change) bool {
			same := pairKey(o.Line.A, o.Line.B) == pairKey(c.Line.A, c.Line.B) && begins(o.After) == begins(c.After)
			return same && o.Line.Track == chancery.Diplomatic && (o.After.State == "severed" || o.After.State == "suspended")
		})
		if i != leading && !follows {
			out = append(out, c)
		}
	}
	return out
}

func (a *ask) change(c standing.Change) change {
	x := change{
		Pair: a.name(c.Line.A), URL: a.to("/country/" + a.site.parties.slugFor(c.Line.A)), Track: a.trackName(c.After), Way: a.way(c.Line),
		After: a.word(c.Line.Track, c.After.State), Quotes: a.evidence(c.After.Evidence, 1),
		BeforeClass: a.class(c.Line.Track, c.Before.State), AfterClass: a.class(c.Line.Track, c.After.State), Same: c.Before.State == c.After.State,
		When: a.lang.window(c.After.Since, a.words()), Rests: a.rests(c.After), day: begins(c.After), line: c.Line,
	}
	if c.Before.State != "" {
		x.Before = a.word(c.Line.Track, c.Before.State)
	}
	if c.Line.B != "" {
		x.Pair, x.URL = a.pairName(c.Line.A, c.Line.B), a.to("/relations/"+a.site.parties.pairSlug(c.Line.A, c.Line.B))
	}
	x.Headline, x.HeadlineURL = x.Pair, x.URL
	if ev := a.began(c.After); ev != nil {
		x.Headline = a.headline(ev.Deed.Type, codesOf(ev.Deed.From), codesOf(ev.Deed.To), ev.Deed.Person)
	}
	if len(c.After.By) > 0 {
		x.By = a.say("by", "who", a.names(c.After.By))
	}
	for _, f := range c.After.Flags {
		x.Flags = append(x.Flags, a.flag(f))
	}
	key := "why." + string(c.Line.Track) + "." + string(c.After.State)
	if _, ok := a.words()[key]; ok {
		x.Why = a.say(key)
	}
	return x
}

// began is the event with which a state began; nil where none is told.
func (a *ask) began(x standing.Answer) *chancery.Event {
	for _, e := range x.Evidence {
		if e.How == "began" && e.Rests != standing.Default {
			return a.site.index.now().event(e.Event)
		}
	}
	return nil
}

// pairName is how two parties are headed, in the order of their address.
func (a *ask) pairName(x, y chancery.Code) string {
	if a.site.parties.slugFor(y) < a.site.parties.slugFor(x) {
		x, y = y, x
	}
	return a.name(x) + " – " + a.name(y)
}

// groups gathers changes by the two parties, in the order of the latest of
// each. What changed alike in both directions is told once.
func (a *ask) groups(cs []standing.Change) []changeGroup {
	var out []changeGroup
	index := map[string]int{}
	for _, c := range cs {
		x := a.change(c)
		i, ok := index[x.URL]
		if !ok {
			i = len(out)
			index[x.URL] = i
			out = append(out, changeGroup{Pair: x.Pair, URL: x.URL, When: x.When})
		}
		g := &out[i]
		alike := slices.IndexFunc(g.Changes, func(o change) bool {
			return o.line.Track == x.line.Track && o.line.A == x.line.B && o.line.B == x.line.A && o.line.Part == x.line.Part &&
				o.Before == x.Before && o.After == x.After && o.When == x.When
		})
		if alike >= 0 {
			g.Changes[alike].Way = a.say("way.both")
			continue
		}
		g.Changes = append(g.Changes, x)
	}
	for i := range out {
		slices.SortStableFunc(out[i].Changes, func(x, y change) int {
			return cmp.Or(cmp.Compare(y.day, x.day), cmp.Compare(bit(x.line.Track != chancery.Diplomatic), bit(y.line.Track != chancery.Diplomatic)))
		})
		for k := range out[i].Changes { // a day is told where it is another than that of the group
			if out[i].Changes[k].When == out[i].When {
				out[i].Changes[k].When = ""
			}
		}
	}
	return out
}
