package web

import (
	"slices"
	"strings"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/standing"
)

// partyLink is a party with the address of its page.
type partyLink struct {
	Code  chancery.Code
	Badge string
	Name  string
	URL   string
}

func (a *ask) party(c chancery.Code) partyLink {
	return partyLink{c, badge(c), a.name(c), a.to("/country/" + a.site.parties.slugFor(c))}
}

// relationsPage is what stands between two.
type relationsPage struct {
	A, B     partyLink
	On       string
	Lead     string // the standing in one sentence
	LeadMore string
	Empty    []string // none: nothing is there; unknown: no source read tells; unread: none was read
	Chips    []chip
	Missing  []missing
	Treaties []treaty
	Lanes    *lanes
	Marks    []step // days on which something changed
	Knowns   []step // days on which something was published
	Prev     *step
	Next     *step
	Acts     []act
	Later    int // acts known that came after the day
	Pending  []act
	Law      []standing.LawLine
	LawOpen  []string
	Notes    []note
	Rivals   []rival
	Events   int
	AllURL   string
}

// step leads to a day on which something changed, or was published.
type step struct {
	URL, Text string
	Now       bool // the day asked for
	After     bool // later than it
}

// missing is a track of which nothing can be said.
type missing struct{ Track, Way, Why, Class string }

type treaty struct{ Title, Since, Word, Class string }

// note is a sentence of the baseline.
type note struct{ Says, Source, URL, Doubt string }

type rival struct {
	Text  string
	Chips []chip
}

// relationsTwin is the JSON twin.
type relationsTwin struct {
	Standing standing.Pair     `json:"standing"`
	Timeline standing.Timeline `json:"timeline"`
	Events   []chancery.Event  `json:"events"`
	Frozen   string            `json:"permalink"`
}

// How many acts a page of two parties shows, at first and when asked for more.
const fewActs, mostActs = 40, 400

// relations is the page of two parties.
func relations(a *ask, slug string) (view, error) {
	ps := a.site.parties
	x, y, ok := ps.pair(slug)
	if !ok {
		return view{}, notFound("error.pair", slug)
	}
	if right := ps.pairSlug(x, y); right != slug {
		return view{}, a.moved("/relations/" + right)
	}
	if ps.slugFor(y) < ps.slugFor(x) {
		x, y = y, x
	}
	book := a.site.desk.Book()
	pair := book.Pair(x, y, a.on, a.known)
	history := book.Timeline(x, y, a.known)
	all := a.site.index.now().between(x, y)
	most := map[bool]int{false: fewActs, true: mostActs}[a.twin || a.text("all") != ""]
	events := known(all, a.on, a.known, most, nil)
	p := relationsPage{A: a.party(x), B: a.party(y), On: a.lang.day(a.on), Events: countKnown(all, a.on, a.known)}
	p.Later = countKnown(all, 0, a.known) - p.Events
	p.fill(a, pair, history)
	p.Knowns = a.knowns(all)
	for i := range events {
		p.Acts = append(p.Acts, a.act(&events[i], mostQuotes))
	}
	if most < mostActs && len(events) < p.Events {
		v := a.moment()
		v.Set("all", "1")
		p.AllURL = address(a.lang, a.path, v)
	}
	title := p.A.Name + " – " + p.B.Name
	return view{
		page: "relations", title: title, about: p.Lead, data: p, params: []string{"all"},
		twin: relationsTwin{pair, history, events, a.site.origin + a.frozen()},
	}, nil
}

// fill lays out what the book answers.
func (p *relationsPage) fill(a *ask, pair standing.Pair, history standing.Timeline) {
	var quiet []standing.Answer
	p.Chips, quiet = a.chips(pair.Answers)
	for i := range p.Chips {
		p.Chips[i].Chief = p.Chips[i].answer.Line.Track == chancery.Diplomatic
	}
	for _, x := range quiet {
		c := a.chip(x)
		p.Treaties = append(p.Treaties, treaty{instrument(x), c.Since, c.Word, c.Class})
	}
	slices.SortFunc(p.Treaties, func(x, y treaty) int { return strings.Compare(x.Title, y.Title) })
	p.Missing = a.missing(pair.Missing)
	p.Empty = emptiness(pair)
	p.Lead, p.LeadMore = a.lead(pair, p.A.Name, p.B.Name)
	var drawn []standing.History
	for _, h := range history.Lines {
		if h.Line.Track != chancery.Treaty || slices.ContainsFunc(h.Stretches, toldOf) {
			drawn = append(drawn, h)
		}
	}
	p.steps(a, turns(drawn))
	p.Lanes = a.lanesOf(drawn, a.say("lanes.label", "a", p.A.Name, "b", p.B.Name))
	for _, t := range pair.Pending {
		p.Pending = append(p.Pending, a.telling(t))
	}
	p.Law, p.LawOpen = a.law(pair.Answers)
	p.notes(pair)
	for _, r := range pair.Rivals {
		chips, _ := a.chips(r.Pair.Answers)
		name := r.Authority.English
		p.Rivals = append(p.Rivals, rival{a.say("rival", "authority", name, "state", a.name(r.Authority.State)), chips})
	}
}

// emptiness says in which ways there is nothing to tell of two. That nothing is
// there is a state that a source tells; that no source read tells anything is
// another matter, and so is that none was read.
func emptiness(pair standing.Pair) []string {
	var out []string
	d, ok := pair.Answer(chancery.Diplomatic, pair.A, pair.B)
	switch {
	case !ok || d.State == "":
		out = append(out, "unknown")
	case d.State == "none":
		out = append(out, "none")
	}
	if pair.Events == 0 {
		out = append(out, "unread")
	}
	return out
}

// missing groups the tracks of which nothing can be said, both ways as one.
func (a *ask) missing(ms []standing.Missing) []missing {
	var out []missing
	for _, m := range ms {
		l := standing.Line{Track: m.Track, A: m.A, B: m.B}
		x := missing{Track: a.say("track." + string(m.Track)), Way: a.way(l), Why: a.say("missing." + m.Why), Class: m.Why}
		if n := len(out); n > 0 && out[n-1].Track == x.Track {
			out[n-1].Way = ""
			continue
		}
		out = append(out, x)
	}
	return out
}

// lead says what stands in one sentence, and what goes on beside it in another.
func (a *ask) lead(pair standing.Pair, x, y string) (lead, more string) {
	d, ok := pair.Answer(chancery.Diplomatic, pair.A, pair.B)
	if !ok || d.State == "" {
		if pair.Events == 0 {
			return a.say("lead.unread", "a", x, "b", y), ""
		}
		return a.say("lead.unknown", "a", x, "b", y), ""
	}
	key := "lead." + string(d.State)
	if d.Undated {
		key += ".undated"
	}
	var when, since, by string
	if d.Since != (standing.Window{}) {
		when, since = a.lang.onDay(d.Since, a.words(), a.lang.day), a.lang.since(d.Since, a.words(), a.lang.day)
	}
	if len(d.By) > 0 {
		by = " " + a.say("by", "who", a.names(d.By))
	}
	lead = strings.Join(strings.Fields(a.say(key, "a", x, "b", y, "when", when, "since", since, "by", by)), " ")
	lead = strings.ReplaceAll(lead, " .", ".")
	if c, ok := pair.Answer(chancery.Consular, pair.A, pair.B); ok && d.State != "established" && c.State == "in_force" {
		key := "lead.consular"
		if c.Rests == standing.Default {
			key = "lead.consular.rule"
		}
		more = a.say(key)
	}
	return lead, more
}

// steps are the days on which something changed: those around the day asked
// for, and the one before and after it.
func (p *relationsPage) steps(a *ask, days []chancery.Day) {
	i, exact := slices.BinarySearch(days, a.on)
	if i > 0 {
		p.Prev = a.stepTo(days[i-1])
	}
	if exact {
		i++
	}
	if i < len(days) {
		p.Next = a.stepTo(days[i])
	}
	const around = 3
	for k, d := range days {
		if k == 0 || k == len(days)-1 || k >= i-around && k < i+around {
			p.Marks = append(p.Marks, *a.stepTo(d))
		}
	}
}

func (a *ask) stepTo(d chancery.Day) *step {
	return &step{URL: a.at(d), Text: a.lang.short(d), Now: d == a.on, After: d > a.on}
}

// knowns are the last days on which reports of some events were published: by
// each of them something else could be known.
func (a *ask) knowns(events []*chancery.Event) []step {
	var days []chancery.Day
	for _, ev := range events {
		for i := range ev.Claims {
			if d := ev.Claims[i].Report.Published; d != 0 {
				days = append(days, d)
			}
		}
	}
	slices.Sort(days)
	days = slices.Compact(days)
	const most = 5
	var out []step
	for _, d := range days[max(0, len(days)-most):] {
		v := a.moment()
		v.Del("entry")
		v.Set("known", d.String())
		out = append(out, step{URL: address(a.lang, a.path, v), Text: a.lang.short(d), Now: d == a.known.Published})
	}
	if len(out) > 0 {
		v := a.moment()
		v.Del("entry")
		v.Del("known")
		out = append(out, step{URL: address(a.lang, a.path, v), Text: a.say("moment.knowns.now"), Now: a.known.All()})
	}
	return out
}

// law is each rule of law once, and the texts of which it is not known whether
// they bound both.
func (a *ask) law(answers []standing.Answer) (lines []standing.LawLine, open []string) {
	for _, x := range answers {
		for _, l := range x.Law {
			if r, ok := a.rule(l); ok {
				l.Says = r
			}
			if !slices.Contains(lines, l) {
				lines = append(lines, l)
			}
		}
		for _, o := range x.LawOpen {
			if !slices.Contains(open, o) {
				open = append(open, o)
			}
		}
	}
	return lines, open
}

// notes are the baseline's sentences, each once.
func (p *relationsPage) notes(pair standing.Pair) {
	var facts []standing.Fact
	for _, x := range pair.Answers {
		if x.Line.Track != chancery.Treaty {
			facts = append(facts, x.Facts...)
		}
	}
	for _, f := range append(facts, pair.Notes...) {
		n := note{Says: clip(strings.Join(strings.Fields(f.Says), " "), 400), Source: f.Source, URL: webURL(f.URL), Doubt: f.Doubt}
		if n.Says != "" && !slices.ContainsFunc(p.Notes, func(o note) bool { return o.Says == n.Says }) {
			p.Notes = append(p.Notes, n)
		}
	}
}
