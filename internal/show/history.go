package show

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/standing"
)

// Timeline prints the history of each line between two parties.
func (p Standings) Timeline(out io.Writer, t standing.Timeline) error {
	w := bufio.NewWriter(out)
	fmt.Fprintln(w, p.Style.paint(p.Name(t.A, 0)+" – "+p.Name(t.B, 0), bold))
	fmt.Fprintln(w, p.Style.paint(known(t.Known), dim))
	fmt.Fprintln(w)
	quiet := 0
	for _, h := range t.Lines {
		if h.Line.Track == chancery.Treaty && !p.All && !moved(h) {
			quiet++
			continue
		}
		p.history(w, h)
	}
	if quiet > 0 {
		fmt.Fprintf(w, "%s\n\n", p.Style.paint(fmt.Sprintf("and %d treaties and memberships of the baseline that no report speaks of (--all shows them)", quiet), dim))
	}
	if len(t.Lines) == 0 {
		fmt.Fprintln(w, "  nothing is known between the two")
	}
	p.tellings(w, "Planned, proposed or threatened", t.Pending)
	return w.Flush()
}

func moved(h standing.History) bool {
	return slices.ContainsFunc(h.Stretches, reported)
}

// history prints the stretches of a line, one each, with flags between them.
func (p Standings) history(w io.Writer, h standing.History) {
	head := standing.Answer{Line: h.Line, Person: h.Person}
	if len(h.Stretches) > 0 {
		head.Facts = h.Stretches[0].Facts
	}
	fmt.Fprintln(w, p.Style.paint(p.trackName(head, false), bold))
	width := 0
	for _, a := range h.Stretches {
		width = max(width, utf8.RuneCountInString(p.Rules.Word(a.Line.Track, a.State, "en")))
	}
	for _, a := range h.Stretches {
		word := p.Rules.Word(a.Line.Track, a.State, "en")
		line := "  " + pad(p.when(a), 24) + "  " + p.Style.paint(pad(word, width), p.colour(a)...) + "  " + p.Style.paint(rests(a)+doneBy(a), dim)
		fmt.Fprintln(w, strings.TrimRight(line, " "))
		if len(a.Evidence) > 0 && a.Evidence[0].Rests != standing.Default {
			e := a.Evidence[0]
			fmt.Fprintln(w, strings.Repeat(" ", 28)+p.Style.paint("“"+clip(strings.Trim(e.Text, "“”\""), max(p.Style.width()-64, 40))+"” "+cmp.Or(e.Publisher, "publisher not known")+", "+cmp.Or(e.Published.String(), "day not known"), italic))
		}
	}
	for _, f := range h.Flags {
		until := ""
		if f.Until != 0 {
			until = " until " + f.Until.String()
		}
		fmt.Fprintf(w, "  %s  %s%s\n", pad(window(f.Since), 24), p.Style.paint(strings.ReplaceAll(f.Flag, "_", " ")+" ("+string(f.By)+")", purple), p.Style.paint(until, dim))
	}
	fmt.Fprintln(w)
}

func (p Standings) when(a standing.Answer) string {
	switch {
	case a.Undated:
		return "by " + a.Since.From.Time().Format("January 2006")
	case a.Since == standing.Window{}:
		return "before"
	}
	return window(a.Since)
}

func doneBy(a standing.Answer) string {
	if len(a.By) == 0 || a.Rests != standing.Reported || a.Line.Track == chancery.PersonTrack {
		return ""
	}
	return ", " + cmp.Or(string(a.Role), "done") + by(a.By)
}

// Case prints the history of a person.
func (p Standings) Case(out io.Writer, c standing.CaseFile) error {
	w := bufio.NewWriter(out)
	if len(c.Names) == 0 {
		fmt.Fprintf(w, "No report read so far names %s in an act.\n", c.Asked)
		return w.Flush()
	}
	fmt.Fprintln(w, p.Style.paint(c.Names[0], bold))
	line := known(c.Known)
	if len(c.Names) > 1 {
		line += " · also written " + strings.Join(c.Names[1:], ", ")
	}
	fmt.Fprintln(w, p.Style.paint(line, dim))
	fmt.Fprintln(w)
	for _, h := range c.Lines {
		p.history(w, h)
	}
	p.tellings(w, "Planned, proposed or threatened", c.Pending)
	p.tellings(w, "Told besides", c.Besides)
	return w.Flush()
}
