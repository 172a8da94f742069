package show

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"strings"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/standing"
)

// Country prints how a party stands with all others: how many with whom it has
// relations, and one by one those with whom it has none or that events touch.
func (p Standings) Country(out io.Writer, c standing.Country) error {
	w := bufio.NewWriter(out)
	head := p.Name(c.Code, c.On)
	if c.On != 0 {
		head += " on " + c.On.Time().Format("2 January 2006")
	}
	fmt.Fprintln(w, p.Style.paint(head, bold))
	fmt.Fprintln(w, p.Style.paint(known(c.Known), dim))
	fmt.Fprintln(w)
	if len(c.Dealings) == 0 {
		fmt.Fprintln(w, "  nothing is known of it: no baseline lists it and no report read so far names it")
		return w.Flush()
	}
	n := map[standing.Class]int{}
	for _, d := range c.Dealings {
		n[d.Class]++
	}
	if n[standing.Off] == len(c.Dealings) { // those with which it has some were not asked for
		fmt.Fprintf(w, "  diplomatic relations: none with %d\n\n", len(c.Dealings))
	} else {
		fmt.Fprintf(w, "  diplomatic relations with %d, none with %d, not known with %d\n\n", n[standing.Up]+n[standing.Low], n[standing.Off], n[""])
	}
	p.dealings(w, "Without diplomatic relations", c.Dealings, func(d standing.Dealing) bool { return d.Class == standing.Off })
	p.dealings(w, "With relations, and events", c.Dealings, func(d standing.Dealing) bool { return d.Class == standing.Up && (d.Events > 0 || p.All) })
	p.dealings(w, "Not known", c.Dealings, func(d standing.Dealing) bool { return d.Class == "" && d.Events > 0 })
	return w.Flush()
}

// Dealings prints the answer to a question that counts.
func (p Standings) Dealings(out io.Writer, question string, ds []standing.Dealing) error {
	w := bufio.NewWriter(out)
	fmt.Fprintln(w, p.Style.paint(question, bold))
	p.dealings(w, fmt.Sprint(len(ds)), ds, func(standing.Dealing) bool { return true })
	return w.Flush()
}

func (p Standings) dealings(w io.Writer, head string, ds []standing.Dealing, want func(standing.Dealing) bool) {
	first := true
	for _, d := range ds {
		if !want(d) {
			continue
		}
		if first {
			fmt.Fprintln(w, p.Style.paint(head, bold))
			first = false
		}
		r := p.row(d.Answer)
		line := "  " + pad(string(d.With), 5) + pad(clip(p.Name(d.With, 0), 26), 26) + "  " + p.Style.paint(pad(r.state, 14), p.colour(d.Answer)...) + "  " + pad(r.since, 44) + "  " + p.Style.paint(r.rests, dim)
		if d.Events > 0 {
			line += p.Style.paint(fmt.Sprintf(" · %s, last %s", counted(d.Events, "event"), d.Last), dim)
		}
		fmt.Fprintln(w, strings.TrimRight(line, " "))
	}
	if !first {
		fmt.Fprintln(w)
	}
}

// counted is "1 event" or "2 events".
func counted(n int, what string) string {
	if n != 1 {
		what += "s"
	}
	return fmt.Sprint(n, " ", what)
}

// Severances prints who severed or suspended relations, the latest first.
func (p Standings) Severances(out io.Writer, since chancery.Day, ss []standing.Severance) error {
	w := bufio.NewWriter(out)
	fmt.Fprintln(w, p.Style.paint("Relations severed or suspended since "+since.String(), bold))
	fmt.Fprintln(w)
	if len(ss) == 0 {
		fmt.Fprintln(w, "  none is known")
	}
	for i, s := range ss {
		if s.Answer.Undated && (i == 0 || !ss[i-1].Answer.Undated) {
			fmt.Fprintf(w, "\n%s\n\n", p.Style.paint("Listed as severed or suspended in "+s.Answer.Since.From.Time().Format("January 2006")+"; since when, and by whom, is not told", bold))
		}
		who := "not told by whom"
		pair := p.Name(s.A, 0) + " – " + p.Name(s.B, 0)
		switch {
		case len(s.By) > 0:
			who = strings.TrimSpace(by(s.By))
		case s.Answer.Undated:
			who = ""
		}
		when := p.when(s.Answer)
		state := p.Rules.Word(s.Answer.Line.Track, s.Answer.State, "en")
		until := ""
		if !s.Lasting && s.Answer.Until != 0 {
			until = ", until " + s.Answer.Until.String()
		}
		line := "  " + pad(when, 24) + "  " + pad(clip(pair, 40), 40) + "  " + p.Style.paint(pad(state, 10), p.colour(s.Answer)...) + "  " + who + until + "  " + p.Style.paint(rests(s.Answer), dim)
		fmt.Fprintln(w, strings.TrimRight(line, " "))
	}
	return w.Flush()
}

// Changes prints what changed between two days.
func (p Standings) Changes(out io.Writer, from, to chancery.Day, cs []standing.Change) error {
	w := bufio.NewWriter(out)
	fmt.Fprintln(w, p.Style.paint("What changed between "+from.String()+" and "+to.String(), bold))
	fmt.Fprintln(w)
	if len(cs) == 0 {
		fmt.Fprintln(w, "  nothing that is known")
	}
	for _, c := range cs {
		before, after := p.row(c.Before), p.row(c.After)
		pair := p.Name(c.Line.A, to)
		if c.Line.B != "" {
			pair += " – " + p.Name(c.Line.B, to)
		}
		fmt.Fprintf(w, "  %s  %s  %s → %s  %s\n", pad(clip(pair, 36), 36), pad(clip(p.trackName(c.After, false), 34), 34), p.Style.paint(before.state, dim), p.Style.paint(after.state, p.colour(c.After)...), p.Style.paint(after.since+" · "+after.rests, dim))
	}
	return w.Flush()
}

// Change is what changed in one sentence, and on what that rests.
func (p Standings) Change(c standing.Change, on chancery.Day) (sentence, rests string) {
	before, after := p.row(c.Before), p.row(c.After)
	pair := p.Name(c.Line.A, on)
	if c.Line.B != "" {
		pair += " – " + p.Name(c.Line.B, on)
	}
	sentence = pair + ": " + p.trackName(c.After, false) + ": " + before.state + " → " + after.state
	if after.since != "" {
		sentence += ", " + after.since
	}
	return sentence, after.rests
}

// Event is what an event tells in one sentence.
func (p Standings) Event(ev *chancery.Event) string {
	k, _ := p.Kinds.Kind(ev.Deed.Type)
	out := Parties(ev.Deed) + " " + cmp.Or(k.PhraseEN, string(ev.Deed.Type))
	if ev.Deed.Person != "" {
		out += " (" + ev.Deed.Person + ")"
	}
	if ev.Status != chancery.Done {
		out += " [" + string(ev.Status) + "]"
	}
	return out + ", " + Interval(ev.Deed.When)
}
