package show

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/standing"
)

// tellings prints acts that stand beside, newest first.
func (p Standings) tellings(w io.Writer, head string, ts []standing.Telling) {
	if len(ts) == 0 {
		return
	}
	fmt.Fprintln(w, p.Style.paint(head, bold))
	for _, t := range ts {
		line := fmt.Sprintf("%s %s%s", codes(t.From), p.phrase(t.Act), towards(t.To))
		if t.Person != "" {
			line += " (" + t.Person + ")"
		}
		status := string(t.Status)
		if t.Stage != "" {
			status += ", by a " + t.Stage
		}
		fmt.Fprintf(w, "  %s  %s, %s\n", p.Style.paint(pad(Interval(t.When), 12), dim), line, p.Style.paint(status, statusColour(t.Status)))
		if len(t.Evidence) > 0 {
			p.quote(w, t.Evidence[0], 16)
		}
	}
	fmt.Fprintln(w)
}

func codes(cs []chancery.Code) string {
	var out []string
	for _, c := range cs {
		out = append(out, cmp.Or(string(c), "somebody"))
	}
	return cmp.Or(strings.Join(out, ", "), "somebody")
}

func towards(cs []chancery.Code) string {
	if len(cs) == 0 {
		return ""
	}
	return " → " + codes(cs)
}

func (p Standings) phrase(t chancery.ActType) string {
	k, _ := p.Kinds.Kind(t)
	return cmp.Or(k.PhraseEN, string(t))
}

// quote prints the words of a piece of evidence and where they stand.
func (p Standings) quote(w io.Writer, e standing.Evidence, indent int) {
	lead := strings.Repeat(" ", indent)
	words := "“" + strings.Trim(strings.Join(strings.Fields(e.Text), " "), "“”\"") + "”"
	for _, l := range wrap(words, p.Style.width()-indent) {
		fmt.Fprintln(w, lead+p.Style.paint(l, italic))
	}
	from := []string{cmp.Or(e.Publisher, "publisher not known"), cmp.Or(e.Published.String(), "day not known")}
	for _, v := range e.SaidBy {
		if v.Name != "" {
			from = append(from, "says "+v.Name)
		}
	}
	if e.Number != 0 {
		from = append(from, fmt.Sprint("entry ", e.Number))
	}
	if e.URL != "" {
		from = append(from, e.URL)
	}
	fmt.Fprintln(w, lead+p.Style.paint(strings.Join(from, " · "), dim))
}

// evidence prints for each state that reports speak for the best of them, or
// all; a sentence that speaks for several once.
func (p Standings) evidence(w io.Writer, as []standing.Answer) {
	type piece struct {
		what []string
		e    standing.Evidence
	}
	var pieces []piece
	add := func(what string, e standing.Evidence) {
		i := slices.IndexFunc(pieces, func(x piece) bool { return x.e.Claim == e.Claim })
		if i < 0 {
			pieces = append(pieces, piece{e: e})
			i = len(pieces) - 1
		}
		if !slices.Contains(pieces[i].what, what) {
			pieces[i].what = append(pieces[i].what, what)
		}
	}
	for _, a := range as {
		what := strings.SplitN(p.trackName(a, true), ",", 2)[0]
		for i, e := range a.Evidence {
			if (i == 0 || p.All) && e.Rests != standing.Default || p.All {
				add(what, e)
			}
		}
		for _, f := range a.Flags {
			add(strings.ReplaceAll(f.Flag, "_", " "), f.Evidence[0])
		}
		for _, d := range a.Contested {
			add(what+", denied", d.Evidence)
		}
	}
	if len(pieces) == 0 {
		return
	}
	fmt.Fprintln(w, p.Style.paint("Evidence", bold))
	for _, x := range pieces {
		fmt.Fprintln(w, "  "+strings.Join(x.what, ", "))
		p.quote(w, x.e, 4)
	}
	fmt.Fprintln(w)
}

// law prints each rule once, and of which texts it is not known whether they
// bound both.
func (p Standings) law(w io.Writer, as []standing.Answer) {
	var lines []standing.LawLine
	var open []string
	for _, a := range as {
		for _, l := range a.Law {
			if !slices.Contains(lines, l) {
				lines = append(lines, l)
			}
		}
		for _, o := range a.LawOpen {
			if !slices.Contains(open, o) {
				open = append(open, o)
			}
		}
	}
	if len(lines)+len(open) == 0 {
		return
	}
	fmt.Fprintln(w, p.Style.paint("Law to which both were parties", bold))
	for _, l := range lines {
		text := wrap(l.Says, p.Style.width()-18)
		fmt.Fprintf(w, "  %s  %s\n", pad(l.Ref.String(), 12), strings.Join(text, "\n"+strings.Repeat(" ", 16)))
	}
	for _, o := range open {
		fmt.Fprintf(w, "  %s  %s\n", pad(o, 12), p.Style.paint("not shown: the list of parties does not tell whether both were bound on that day", dim))
	}
	fmt.Fprintln(w)
}

// doubts prints the baseline's contradictions, and what it says besides.
func (p Standings) doubts(w io.Writer, pair standing.Pair) {
	var facts []standing.Fact
	for _, a := range pair.Answers {
		if a.Line.Track != chancery.Treaty || p.All {
			facts = append(facts, a.Facts...)
		}
	}
	notes := pair.Notes
	if !p.All && len(notes) > 6 {
		notes = notes[len(notes)-6:]
	}
	if len(facts)+len(notes) == 0 {
		return
	}
	fmt.Fprintln(w, p.Style.paint("Baseline", bold))
	var said []string
	for _, f := range append(facts, notes...) {
		line := f.Says
		if f.Doubt != "" {
			line += ", but " + f.Doubt
		}
		if line = clip(line, p.Style.width()*2-40); slices.Contains(said, line) {
			continue
		}
		said = append(said, line)
		for _, l := range wrap(line, p.Style.width()-4) {
			fmt.Fprintln(w, "  "+l)
		}
		from := f.Source
		if len(f.Pages) > 0 {
			from += ": " + codes(f.Pages)
		}
		fmt.Fprintln(w, "    "+p.Style.paint(from+" · read "+window(f.AsOf), dim))
	}
	fmt.Fprintln(w)
}

// notKnown prints the tracks of which nothing can be said, and why.
func (p Standings) notKnown(w io.Writer, pair standing.Pair) {
	if len(pair.Missing) == 0 {
		return
	}
	ways := map[chancery.Track]int{}
	for _, m := range pair.Missing {
		ways[m.Track]++
	}
	var tracks []string
	for _, m := range pair.Missing {
		name := p.trackName(standing.Answer{Line: standing.Line{Track: m.Track, A: m.A, B: m.B}}, false)
		switch {
		case m.Track == chancery.Treaty:
			name = "treaties"
		case ways[m.Track] == 2:
			name, _, _ = strings.Cut(name, " "+string(m.A)+" > ")
		}
		if !slices.Contains(tracks, name) {
			tracks = append(tracks, name)
		}
	}
	why := "No source read so far speaks of: "
	if pair.Missing[0].Why == "unread" {
		why = "No report about the two has been read, and the baseline does not speak of: "
	}
	fmt.Fprintln(w, p.Style.paint("Not known", bold))
	for _, l := range wrap(why+strings.Join(tracks, "; ")+".", p.Style.width()-2) {
		fmt.Fprintln(w, "  "+l)
	}
}
