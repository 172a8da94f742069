package web

import (
	"cmp"
	"slices"
	"strings"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/standing"
)

// act is an event as a page tells it: one line, its day, and the words it
// rests on, side by side by those who say them.
type act struct {
	ID, URL   string
	Headline  string
	Person    string
	PersonURL string
	Status    string // "" where it is done
	Class     string
	When      string
	Basis     string
	Day       chancery.Day
	Sources   string
	Voices    []voiceColumn
	More      int // pieces of evidence that are not shown
	Type      chancery.ActType
	Weighty   bool
}

// voiceColumn is what one side says of an act.
type voiceColumn struct {
	Who    string
	Denies bool
	Quotes []quote
}

// quote is a piece of evidence.
type quote struct {
	Text      string
	Lang      string // of the report; "" where it is not known
	Speaker   string
	Publisher string
	Published string
	Title     string
	URL       string // the article
	Report    string // our page of it
	Number    int64
	Before    string // words of the report around it
	After     string
	Retracted bool
	Confirmed bool
}

// most pieces of evidence that an act shows in each column.
const mostQuotes = 2

func (a *ask) headline(t chancery.ActType, from, to []chancery.Code, person string) string {
	p := parts{person: person, somebody: a.say("person.unnamed"), and: a.say("and")}
	for _, c := range from {
		if c != "" {
			p.from = append(p.from, a.name(c))
		}
	}
	for _, c := range to {
		if c != "" {
			p.to = append(p.to, a.name(c))
		}
	}
	if len(p.from) == 0 {
		p.somebody = a.say("party.unnamed")
	}
	return fill(a.site.headlines[a.lang][t], p)
}

func codesOf(parties []chancery.Party) []chancery.Code {
	var out []chancery.Code
	for _, p := range parties {
		if !slices.Contains(out, p.Code) {
			out = append(out, p.Code)
		}
	}
	return out
}

// act tells an event; quotes bounds the evidence shown in each column.
func (a *ask) act(ev *chancery.Event, quotes int) act {
	d := &ev.Deed
	x := act{
		ID: ev.ID, URL: a.to("/event/" + ev.ID), Headline: a.headline(d.Type, codesOf(d.From), codesOf(d.To), d.Person), Person: d.Person, Type: d.Type,
		When: a.lang.window(standing.Window{From: d.When.From, To: d.When.To}, a.words()), Day: dayOf(ev), Sources: a.words().count("sources", max(ev.Sources, 1)),
	}
	if d.When.From == 0 && d.When.To == 0 && x.Day != 0 {
		x.When = a.say("when.told", "day", a.lang.short(x.Day))
	}
	k, _ := a.site.kinds.Kind(d.Type)
	x.Weighty = k.Tier == "A"
	if d.Person != "" {
		x.PersonURL = a.to("/person/" + slugOf(d.Person))
	}
	if ev.Status != chancery.Done {
		x.Status, x.Class = a.say("status."+string(ev.Status)), string(ev.Status)
	}
	if d.When.Basis != "" && d.When.Basis != chancery.Unknown {
		x.Basis = a.say("basis." + string(d.When.Basis))
	}
	x.Voices, x.More = a.voices(ev, quotes)
	return x
}

// voices puts the claims of an event in columns: what each side's officials
// say, then what reports say in their own voice; denials have their own.
func (a *ask) voices(ev *chancery.Event, most int) (out []voiceColumn, more int) {
	index := map[string]int{}
	add := func(f *chancery.Filed, denies bool) {
		who := a.side(f)
		key := who
		if denies {
			key = "denies " + key
		}
		i, ok := index[key]
		if !ok {
			i = len(out)
			index[key] = i
			out = append(out, voiceColumn{Who: who, Denies: denies})
		}
		q := a.quote(f)
		if slices.ContainsFunc(out[i].Quotes, func(o quote) bool { return o.Text == q.Text }) {
			return
		}
		if len(out[i].Quotes) >= most {
			more++
			return
		}
		out[i].Quotes = append(out[i].Quotes, q)
	}
	for _, f := range byDay(ev.Claims) {
		add(f, f.Claim.Status == chancery.Not && ev.Status != chancery.Not)
	}
	for _, f := range byDay(ev.Denied) {
		add(f, true)
	}
	slices.SortStableFunc(out, func(x, y voiceColumn) int { return cmp.Compare(bit(x.Denies), bit(y.Denies)) })
	return out, more
}

func byDay(fs []chancery.Filed) []*chancery.Filed {
	var out []*chancery.Filed
	for i := range fs {
		out = append(out, &fs[i])
	}
	slices.SortStableFunc(out, func(x, y *chancery.Filed) int {
		return cmp.Or(cmp.Compare(x.Report.Published, y.Report.Published), cmp.Compare(x.Number, y.Number))
	})
	return out
}

// side is the party whose official says a claim, or the report itself.
func (a *ask) side(f *chancery.Filed) string {
	for _, v := range f.Claim.SaidBy {
		if v.Code != "" && v.Kind != "agency" && v.Kind != "paper" {
			return a.say("voice.of", "who", a.name(v.Code))
		}
	}
	return a.say("voice.report")
}

func (a *ask) quote(f *chancery.Filed) quote {
	q := quote{
		Publisher: a.publisher(f.Report.Publisher, f.Report.Title), Published: a.lang.short(f.Report.Published), Title: f.Report.Title,
		Lang: string(f.Report.Language), URL: webURL(f.Report.URL), Report: a.to("/report/" + f.Report.ID), Number: f.Number, Speaker: speaker(f.Claim.SaidBy), Confirmed: f.Confirmed != 0, Retracted: f.Retracted != 0,
	}
	if len(f.Claim.Evidence) > 0 {
		q.Text = tidy(f.Claim.Evidence[0].Text)
	}
	return q
}

// publisher is who published a report; where nobody knows, its title stands in.
func (a *ask) publisher(name, title string) string {
	if name == "" && title != "" {
		return "“" + clip(title, 64) + "”"
	}
	return cmp.Or(name, a.say("publisher.unknown"))
}

// tidy is a quotation on one line without marks around it, and no longer than
// a quotation should be.
func tidy(s string) string {
	s = strings.Trim(strings.Join(strings.Fields(s), " "), "“”\"«» ")
	if s = within.Replace(s); strings.Count(s, "‘") > strings.Count(s, "’") { // the evidence ends within it
		s += "’"
	}
	return clip(s, 320)
}

// within turns the marks of a quotation within a quotation.
var within = strings.NewReplacer("“", "‘", "”", "’", "«", "‘", "»", "’")

// clip shortens a text to n letters with an ellipsis, after a word where there
// is one that ends not long before.
func clip(s string, n int) string {
	r := []rune(s)
	if len(r) <= n {
		return s
	}
	cut := string(r[:n-1])
	if i := strings.LastIndexByte(cut, ' '); i > len(cut)*3/4 {
		cut = cut[:i]
	}
	return strings.TrimRight(cut, " ,;:") + "…"
}

func speaker(voices []chancery.Voice) string {
	for _, v := range voices {
		if v.Kind == "agency" || v.Kind == "paper" || v.Name == "" {
			continue
		}
		if v.Office != "" && v.Office != v.Name {
			return v.Name + ", " + v.Office
		}
		return v.Name
	}
	return ""
}

// webURL is an address that a page may link to: http and https only, whatever
// a report says of where it comes from.
func webURL(s string) string {
	if strings.HasPrefix(s, "https://") || strings.HasPrefix(s, "http://") {
		return s
	}
	return ""
}

// evidence turns what a standing rests on into quotes, each text once.
func (a *ask) evidence(es []standing.Evidence, most int) []quote {
	var out []quote
	for _, e := range es {
		q := quote{
			Text: tidy(e.Text), Speaker: speaker(e.SaidBy), Publisher: a.publisher(e.Publisher, e.Title), Published: a.lang.short(e.Published),
			Lang: a.languageOf(e), Title: e.Title, URL: webURL(e.URL), Report: a.to("/report/" + e.Report), Number: e.Number,
		}
		if len(out) < most && q.Text != "" && !slices.ContainsFunc(out, func(o quote) bool { return o.Text == q.Text }) {
			out = append(out, q)
		}
	}
	return out
}

// languageOf is the language of the report that a piece of evidence is from.
func (a *ask) languageOf(e standing.Evidence) string {
	if ev := a.site.index.now().event(e.Event); ev != nil {
		for i := range ev.Claims {
			if ev.Claims[i].Report.ID == e.Report {
				return string(ev.Claims[i].Report.Language)
			}
		}
	}
	return ""
}

// telling is an act that stands beside the standing.
func (a *ask) telling(t standing.Telling) act {
	x := act{
		ID: t.Event, URL: a.to("/event/" + t.Event), Headline: a.headline(t.Act, t.From, t.To, t.Person), Status: a.say("status." + string(t.Status)),
		Class: string(t.Status), When: a.lang.window(standing.Window{From: t.When.From, To: t.When.To}, a.words()), Person: t.Person, Type: t.Act,
	}
	if q := a.evidence(t.Evidence, 1); len(q) > 0 {
		x.Voices = []voiceColumn{{Quotes: q}}
	}
	if t.Stage != "" {
		x.Status += " · " + a.say("stage", "organ", t.Stage)
	}
	return x
}

// eventPairs are the pairs of parties of an event.
func eventPairs(ev *chancery.Event) [][2]chancery.Code {
	var out [][2]chancery.Code
	codes := slices.DeleteFunc(slices.Concat(codesOf(ev.Deed.From), codesOf(ev.Deed.To)), func(c chancery.Code) bool { return c == "" })
	for i, a := range codes {
		for _, b := range codes[i+1:] {
			if k := pairKey(a, b); a != b && !slices.Contains(out, k) {
				out = append(out, k)
			}
		}
	}
	return out
}
