package web

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/standing"
)

// chip is the state of one track as a page shows it.
type chip struct {
	Track     string // "Diplomatic relations"
	Way       string // "Peru → Mexico", "both ways", "" for a pair
	Word      string // the state in a word
	Class     string // up, low, off, said, unknown, unread
	Since     string
	By        string
	Role      string
	Rests     string
	Confirmed string
	Stale     bool
	Undated   bool
	Flags     []string
	Contested string
	Next      string
	Alleged   bool
	Chief     bool // shown larger than others
	answer    standing.Answer
}

// Alert tells whether there is more to say than the state.
func (c chip) Alert() bool { return len(c.Flags) > 0 || c.Contested != "" || c.Next != "" }

// chips are the answers as chips: what is the same both ways once, and treaties
// that nothing has moved apart.
func (a *ask) chips(answers []standing.Answer) (out []chip, quiet []standing.Answer) {
	for _, x := range answers {
		if x.Line.Track == chancery.Treaty && !toldOf(x) {
			quiet = append(quiet, x)
			continue
		}
		c := a.chip(x)
		if n := len(out); n > 0 && mirrored(out[n-1], c) {
			out[n-1].Way = a.say("way.both")
			continue
		}
		out = append(out, c)
	}
	return out, quiet
}

// toldOf tells whether some report speaks for the state, and not only a rule or
// a list.
func toldOf(x standing.Answer) bool {
	return slices.ContainsFunc(x.Evidence, func(e standing.Evidence) bool { return e.Rests != standing.Default })
}

func mirrored(c, d chip) bool {
	x, y := c.answer.Line, d.answer.Line
	return x.Track == y.Track && x.A == y.B && x.B == y.A && x.Part == y.Part && x.Third == y.Third && x.Track != chancery.AsylumCase &&
		c.Word == d.Word && c.Since == d.Since && c.By == d.By && c.Rests == d.Rests && c.Confirmed == d.Confirmed && !c.Alert() && !d.Alert()
}

func (a *ask) chip(x standing.Answer) chip {
	c := chip{
		Track: a.trackName(x), Way: a.way(x.Line), Word: a.word(x.Line.Track, x.State), Class: a.class(x.Line.Track, x.State),
		Since: a.since(x), Rests: a.rests(x), Stale: x.Stale, Undated: x.Undated, Alleged: x.Alleged, answer: x,
	}
	if x.Role != "" && x.State != "" {
		c.Role = a.say("role." + string(x.Role))
	}
	if len(x.By) > 0 && x.Rests != standing.Asserted {
		c.By = a.say("by", "who", a.names(x.By))
	}
	if x.Confirmed != 0 {
		c.Confirmed = a.lang.short(x.Confirmed)
	}
	for _, f := range x.Flags {
		c.Flags = append(c.Flags, a.flag(f))
	}
	if len(x.Contested) > 0 {
		c.Contested = a.say("contested")
		if by := x.Contested[0].By; len(by) > 0 {
			c.Contested = a.say("contested.by", "who", a.names(by))
		}
	}
	if n := x.Next; n != nil {
		word := a.word(x.Line.Track, n.State)
		switch n.Why {
		case "announced":
			c.Next = a.say("next.announced", "state", word, "when", a.lang.window(n.Since, a.words()))
		case "window":
			c.Next = a.say("next.window", "state", word, "when", a.lang.window(n.Since, a.words()))
		default:
			c.Next = a.say("next.undated", "state", word, "when", a.lang.short(n.Since.From))
		}
	}
	return c
}

func (a *ask) words() words { return a.site.words[a.lang] }

func (a *ask) flag(f standing.Flag) string {
	key := "flag." + f.Flag
	if _, ok := a.words()[key]; !ok {
		return strings.ReplaceAll(f.Flag, "_", " ") + " (" + a.name(f.By) + ")"
	}
	return a.say(key, "who", a.name(f.By))
}

// word is how a state is called; the unknown one has a word of its own.
func (a *ask) word(t chancery.Track, s standing.State) string {
	if s == "" {
		return a.say("state.unknown")
	}
	return a.site.rules.Word(t, s, string(a.lang))
}

// class is what a state comes to, as a style: up, low, off, said, none,
// unknown. A state that never began is told from one that ended.
func (a *ask) class(t chancery.Track, s standing.State) string {
	switch {
	case s == "":
		return "unknown"
	case s == "none":
		return "none"
	}
	return string(a.site.rules.State(t, s).Class)
}

// trackName is what a lane or chip is headed.
func (a *ask) trackName(x standing.Answer) string {
	l := x.Line
	s := a.say("track." + string(l.Track))
	switch l.Track {
	case chancery.Treaty:
		return s + ": " + instrument(x)
	case chancery.AsylumCase, chancery.PersonTrack:
		return s + ": " + cmp.Or(x.Person, l.Person, a.say("person.unnamed"))
	}
	if l.Part != "" {
		if n, err := strconv.Atoi(l.Part); err != nil || n < 0 {
			s += " (" + l.Part + ")"
		}
	}
	return s
}

// instrument is the name of a treaty as its source writes it.
func instrument(x standing.Answer) string {
	for _, f := range x.Facts {
		if f.Title != "" {
			return f.Title
		}
	}
	return x.Line.Part
}

// way is the direction of a line; "" for what belongs to the pair.
func (a *ask) way(l standing.Line) string {
	switch l.Track {
	case chancery.Diplomatic, chancery.Consular, chancery.Treaty:
		return ""
	}
	s := a.name(l.A)
	if l.B != "" {
		s += " → " + a.name(l.B)
	}
	if l.Third != "" {
		s += ", " + a.name(l.Third)
	}
	return s
}

func (a *ask) names(codes []chancery.Code) string {
	var out []string
	for _, c := range codes {
		out = append(out, a.name(c))
	}
	return enumerate(out, a.say("and"))
}

// since is the day on which a state began.
func (a *ask) since(x standing.Answer) string {
	switch {
	case x.State == "":
		return ""
	case x.Undated:
		return a.say("since.undated")
	case x.Since == standing.Window{}:
		return a.say("since.always")
	}
	return a.lang.since(x.Since, a.words(), a.lang.short)
}

// rests says on what a state rests, and by how many sources.
func (a *ask) rests(x standing.Answer) string {
	switch {
	case x.State == "":
		return ""
	case x.Rests == standing.Default:
		return a.say("rests.rule", "rule", strings.TrimPrefix(x.Rule, "default: "))
	case x.Rests == standing.OnBaseline:
		return a.say("rests.baseline")
	case x.Alleged && len(x.SaidBy) > 0 || x.Rests == standing.Asserted && len(x.SaidBy) > 0:
		return a.say("rests.word", "who", a.names(x.SaidBy)) + ", " + a.words().count("sources", x.Sources)
	}
	return a.words().count("sources", x.Sources)
}
