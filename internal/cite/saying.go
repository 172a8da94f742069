package cite

import (
	"slices"
	"strings"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/standing"
	"github.com/chancery-ledger/chancery/text"
)

// Saying makes the sentence that a reader copies: what stands, or what was
// done, since when, on whose word, and where it is to be looked up.
type Saying struct {
	Rules *standing.Rules
	// Name is how a party is called on a day.
	Name func(c chancery.Code, lang text.Lang, on chancery.Day) string
}

// Answer says what stood on a line on a day. link is a permalink, number the
// last entry of the ledger that the answer rests on.
func (s Saying) Answer(a standing.Answer, on chancery.Day, link string, number int64, lang text.Lang) string {
	w := wordsIn(lang)
	what := s.subject(a, on, lang)
	if a.State == "" {
		return w.fill(w.unknown, "day", w.day(on), "what", what) + w.source(link, number)
	}
	pattern := w.stood
	if w.tracks[a.Line.Track].plural {
		pattern = w.stoodMany
	}
	out := w.fill(pattern, "day", w.day(on), "what", what, "state", s.Rules.Word(a.Line.Track, a.State, string(lang)))
	if since := w.since(a.Since, a.Undated); since != "" {
		out += " (" + since + ")"
	}
	out += ", " + s.ground(a, on, lang)
	if len(a.Contested) > 0 {
		out += ", " + w.contested
		if by := s.names(a.Contested[0].By, on, lang); by != "" {
			out += " " + w.by + " " + by
		}
	}
	return out + w.source(link, number)
}

// ground says on what an answer rests.
func (s Saying) ground(a standing.Answer, on chancery.Day, lang text.Lang) string {
	w := wordsIn(lang)
	switch {
	case a.Rests == standing.Default:
		return w.fill(w.rule, "rule", strings.TrimPrefix(a.Rule, "default: "))
	case a.Rests == standing.OnBaseline:
		return w.according + " " + baselineOf(a.Facts, w)
	}
	papers := papersOf(a.Evidence, w)
	if a.Rests == standing.Asserted || a.Alleged {
		if who := s.names(a.SaidBy, on, lang); who != "" {
			return w.fill(w.word, "who", who, "papers", papers.say(a.Sources, w))
		}
	}
	return w.according + " " + papers.say(a.Sources, w)
}

func baselineOf(facts []standing.Fact, w *language) string {
	for _, f := range facts {
		if f.Source != "" {
			return w.fill(w.baseline, "source", line(f.Source))
		}
	}
	return w.fill(w.baseline, "source", "?")
}

// Event says what was done; headline tells it in one line of the language, such
// as "Peru severs diplomatic relations with Mexico".
func (s Saying) Event(ev chancery.Event, headline, link string, number int64, lang text.Lang) string {
	w := wordsIn(lang)
	out := strings.TrimSuffix(line(headline), ".")
	if told := w.status[ev.Status]; told != "" {
		out = told + ": " + out
	}
	if when := w.window(standing.Window{From: ev.Deed.When.From, To: ev.Deed.When.To}); when != "" {
		out += " (" + when + ")"
	}
	var from papers
	alleged := len(ev.Claims) > 0
	for _, f := range ev.Claims {
		if f.Retracted == 0 && f.Claim.Status == ev.Status {
			from = from.with(f.Report.Publisher, f.Report.Title, f.Report.Published, w)
			alleged = alleged && f.Claim.Alleged
		}
	}
	out += ", " + w.according + " " + from.say(ev.Sources, w)
	if alleged {
		out += ", " + w.alleged
	}
	if len(ev.Denied) > 0 {
		out += ", " + w.denied
	}
	return out + w.source(link, number)
}

// subject is what a line is about: "diplomatic relations between Mexico and
// Peru".
func (s Saying) subject(a standing.Answer, on chancery.Day, lang text.Lang) string {
	w, l := wordsIn(lang), a.Line
	name := func(c chancery.Code) string {
		if c == "" {
			return w.somebody
		}
		return line(s.Name(c, lang, on))
	}
	part := l.Part
	for _, f := range a.Facts {
		if f.Title != "" {
			part = f.Title
		}
	}
	return w.fill(w.tracks[l.Track].what, "a", name(l.A), "b", name(l.B), "c", name(l.Third), "part", line(or(part, w.somebody)),
		"person", line(or(or(a.Person, l.Person), w.somebody)), "ab", w.both(name(l.A), name(l.B)))
}

func (s Saying) names(codes []chancery.Code, on chancery.Day, lang text.Lang) string {
	var out []string
	for _, c := range codes {
		if c != "" {
			out = append(out, line(s.Name(c, lang, on)))
		}
	}
	return wordsIn(lang).list(out)
}

// papers are reports as a sentence names them, each publisher once.
type papers []paper

type paper struct {
	name string
	day  chancery.Day
}

// with adds a report by its publisher; where nobody knows it, by its title.
func (p papers) with(publisher, title string, day chancery.Day, w *language) papers {
	name := line(publisher)
	if title = line(title); name == "" && title != "" {
		name = w.fill(w.titled, "title", title)
	}
	name = or(name, w.nameless)
	if slices.ContainsFunc(p, func(q paper) bool { return q.name == name }) {
		return p
	}
	return append(p, paper{name, day})
}

// papersOf are those whose words speak for a state: first those with which it
// began.
func papersOf(es []standing.Evidence, w *language) (p papers) {
	for _, how := range []string{"began", "bears out", "besides"} {
		for _, e := range es {
			if e.How == how && e.Rests != standing.Default {
				p = p.with(e.Publisher, e.Title, e.Published, w)
			}
		}
	}
	return p
}

// say names the first two and counts the other independent sources.
func (p papers) say(sources int, w *language) string {
	const most = 2
	if len(p) == 0 {
		return w.nameless
	}
	var out []string
	for _, x := range p[:min(len(p), most, max(sources, 1))] {
		s := x.name
		if x.day != 0 {
			s += " (" + w.day(x.day) + ")"
		}
		out = append(out, s)
	}
	switch more := sources - len(out); {
	case more == 1:
		out = append(out, w.oneMore)
	case more > 1:
		out = append(out, w.fill(w.more, "n", itoa(more)))
	}
	return w.list(out)
}

// Told is a sentence that a page tells, with where it is to be looked up.
func (s Saying) Told(sentence, link string, number int64, lang text.Lang) string {
	return strings.TrimSuffix(line(sentence), ".") + wordsIn(lang).source(link, number)
}
