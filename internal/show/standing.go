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
	"github.com/chancery-ledger/chancery/internal/catalogue"
	"github.com/chancery-ledger/chancery/internal/standing"
)

// Standings prints what stands.
type Standings struct {
	Rules *standing.Rules
	Kinds *catalogue.Catalogue
	Style Style
	Name  func(c chancery.Code, on chancery.Day) string // of a party on a day
	All   bool                                          // every treaty and every piece of evidence
}

// Pair prints what stands between two parties: one line a track, then what is
// planned, the evidence, the law, what the baseline says besides, and what is
// not known.
func (p Standings) Pair(out io.Writer, pair standing.Pair) error {
	w := bufio.NewWriter(out)
	p.pairHead(w, pair)
	p.lines(w, pair)
	p.tellings(w, "Planned, proposed or threatened", pair.Pending)
	p.evidence(w, pair.Answers)
	p.law(w, pair.Answers)
	p.doubts(w, pair)
	if p.All {
		p.tellings(w, "Told besides", pair.Recorded)
	}
	p.notKnown(w, pair)
	for _, r := range pair.Rivals {
		fmt.Fprintf(w, "\n%s\n\n", p.Style.paint(p.Name(pair.A, pair.On)+" and "+p.Name(pair.B, pair.On)+": "+r.Authority.English+" claims "+p.Name(r.Authority.State, pair.On)+" as well, and with it stands", bold))
		p.lines(w, r.Pair)
		p.evidence(w, r.Pair.Answers)
	}
	return w.Flush()
}

func (p Standings) pairHead(w io.Writer, pair standing.Pair) {
	head := p.Name(pair.A, pair.On) + " – " + p.Name(pair.B, pair.On)
	if pair.On != 0 {
		head += " on " + pair.On.Time().Format("2 January 2006")
	}
	fmt.Fprintln(w, p.Style.paint(head, bold))
	fmt.Fprintln(w, p.Style.paint(known(pair.Known)+" · "+events(pair.Events), dim))
	fmt.Fprintln(w)
}

func known(k standing.Known) string {
	switch {
	case k.Published != 0:
		return "as published by " + k.Published.String()
	case k.Number != 0:
		return fmt.Sprint("as the ledger stood after entry ", k.Number)
	}
	return "as known now"
}

func events(n int) string {
	switch n {
	case 0:
		return "no report about the two has been read: what follows is the baseline"
	case 1:
		return "1 event between the two"
	}
	return fmt.Sprint(n, " events between the two")
}

// standingRow is one line of the table.
type standingRow struct {
	track, state, since, rests, confirmed string
	answer                                standing.Answer
	both                                  bool // the same both ways
}

func (p Standings) lines(w io.Writer, pair standing.Pair) {
	rows := p.rows(pair)
	if len(rows) == 0 {
		fmt.Fprintln(w, "  "+p.Style.paint("nothing is known of any track on that day", dim))
		fmt.Fprintln(w)
		return
	}
	var cols [4]int
	for _, r := range rows {
		for i, s := range []string{r.track, r.state, r.since, r.rests} {
			cols[i] = max(cols[i], utf8.RuneCountInString(s))
		}
	}
	cols[1], cols[2] = min(cols[1], 34), min(cols[2], 52)
	for _, r := range rows {
		colour := p.colour(r.answer)
		line := "  " + pad(r.track, cols[0]) + "  " + p.Style.paint(pad(r.state, cols[1]), colour...) + "  " +
			pad(r.since, cols[2]) + "  " + p.Style.paint(pad(r.rests, cols[3])+"  "+r.confirmed, dim)
		fmt.Fprintln(w, strings.TrimRight(line, " "))
	}
	fmt.Fprintln(w)
}

// colour greys what was confirmed long ago or is not known.
func (p Standings) colour(a standing.Answer) []string {
	switch p.Rules.State(a.Line.Track, a.State).Class {
	case standing.Off:
		return greyed(a, red)
	case standing.Low, standing.Said:
		return greyed(a, yellow)
	case standing.Up:
		return greyed(a, green)
	}
	return []string{dim}
}

func greyed(a standing.Answer, colour string) []string {
	if a.Stale {
		return []string{dim}
	}
	return []string{bold, colour}
}

// rows are the answers as lines: both ways as one where they do not differ,
// treaties that nothing has moved in one.
func (p Standings) rows(pair standing.Pair) []standingRow {
	var out []standingRow
	var quiet []standing.Answer
	for _, a := range pair.Answers {
		if a.Line.Track == chancery.Treaty && !reported(a) && !p.All {
			if a.State == "in_force" {
				quiet = append(quiet, a)
			}
			continue
		}
		r := p.row(a)
		if n := len(out); n > 0 && mirrored(out[n-1], r) {
			out[n-1].both = true
			continue
		}
		out = append(out, r)
	}
	for i := range out {
		out[i].track = p.trackName(out[i].answer, out[i].both)
	}
	if len(quiet) > 0 {
		out = append(out, p.quietTreaties(quiet))
	}
	return out
}

// reported tells whether some report, and not only a rule or a list, speaks for
// the state.
func reported(a standing.Answer) bool {
	return slices.ContainsFunc(a.Evidence, func(e standing.Evidence) bool { return e.Rests != standing.Default })
}

func (p Standings) row(a standing.Answer) standingRow {
	r := standingRow{answer: a, state: p.Rules.Word(a.Line.Track, a.State, "en"), since: p.since(a), rests: rests(a), confirmed: confirmed(a)}
	if a.State == "" {
		r.state = "not known"
	}
	for _, f := range a.Flags {
		r.state += ", " + strings.ReplaceAll(f.Flag, "_", " ") + " (" + string(f.By) + ")"
	}
	if len(a.Contested) > 0 {
		r.state += ", contested" + by(a.Contested[0].By)
	}
	return r
}

func by(codes []chancery.Code) string {
	if len(codes) == 0 {
		return ""
	}
	var s []string
	for _, c := range codes {
		s = append(s, string(c))
	}
	return " by " + strings.Join(s, ", ")
}

func mirrored(a, b standingRow) bool {
	x, y := a.answer.Line, b.answer.Line
	return x.Track == y.Track && x.A == y.B && x.B == y.A && x.Part == y.Part && x.Third == y.Third && x.Track != chancery.AsylumCase &&
		a.state == b.state && a.since == b.since && a.rests == b.rests && a.confirmed == b.confirmed
}

// trackName is what the first column says.
func (p Standings) trackName(a standing.Answer, both bool) string {
	l := a.Line
	s := map[chancery.Track]string{
		chancery.Diplomatic: "diplomatic relations", chancery.Consular: "consular relations", chancery.Posts: "consular posts", chancery.Protection: "protecting power",
		chancery.AsylumCase: "asylum", chancery.PersonTrack: "person",
	}[l.Track]
	s = cmp.Or(s, string(l.Track))
	switch l.Track {
	case chancery.Diplomatic, chancery.Consular:
		return s
	case chancery.Treaty:
		return s + " " + clip(title(a), 36)
	case chancery.AsylumCase, chancery.PersonTrack:
		return s + " of " + cmp.Or(a.Person, l.Person, "an unnamed person") + ", " + string(l.A) + " > " + string(l.B)
	}
	if l.Part != "" {
		s += " (" + l.Part + ")"
	}
	if both {
		s += ", both ways"
	} else {
		s += " " + string(l.A) + " > " + string(l.B)
	}
	if l.Third != "" {
		s += ", " + string(l.Third)
	}
	return s
}

// title is the name of a treaty as its source writes it.
func title(a standing.Answer) string {
	for _, f := range a.Facts {
		if f.Title != "" {
			return f.Title
		}
	}
	return a.Line.Part
}

func (p Standings) quietTreaties(as []standing.Answer) standingRow {
	var titles []string
	for _, a := range as {
		titles = append(titles, title(a))
	}
	slices.SortFunc(titles, func(x, y string) int { return cmp.Or(cmp.Compare(len(x), len(y)), cmp.Compare(x, y)) })
	s := fmt.Sprintf("%d in force", len(as))
	return standingRow{track: "treaties and memberships", state: s, since: clip(strings.Join(titles, ", "), 44), rests: rests(as[0]), answer: as[0], confirmed: confirmed(as[0])}
}

// since is the day on which the state began, whose it was, and which of its
// days it is.
func (p Standings) since(a standing.Answer) string {
	var s string
	switch {
	case a.State == "":
		s = ""
	case a.Undated:
		s = "listed; since when is not known"
	case a.Since == standing.Window{}:
		s = "before all that is known"
	default:
		s = "since " + window(a.Since)
	}
	var more []string
	if a.Role != "" {
		role := string(a.Role)
		if len(a.By) > 0 && a.Rests != standing.Asserted {
			role += by(a.By)
		}
		more = append(more, role)
	}
	switch {
	case a.Role != standing.Announced || a.Line.Track != chancery.Diplomatic:
	case a.Dates.Awaited:
		more = append(more, "notification awaited")
	default:
		more = append(more, "not yet notified")
	}
	if n := a.Next; n != nil {
		more = append(more, p.next(a.Line.Track, n))
	}
	return strings.TrimSpace(s + " " + parenthesis(more))
}

func parenthesis(parts []string) string {
	if len(parts) == 0 {
		return ""
	}
	return "(" + strings.Join(parts, ", ") + ")"
}

func (p Standings) next(t chancery.Track, n *standing.Next) string {
	word := p.Rules.Word(t, n.State, "en")
	switch n.Why {
	case "window":
		return "or already " + word + ": " + window(n.Since)
	case "announced":
		return word + " announced " + window(standing.Window{From: n.Dates.Announced.From, To: n.Dates.Announced.To}) + ", " + string(n.Role) + " " + window(n.Since)
	}
	return "listed as " + word + " in " + n.Since.From.Time().Format("January 2006") + "; since when is not known"
}

func window(w standing.Window) string {
	if w.From == 0 {
		return w.To.String() + " at the latest"
	}
	return Interval(chancery.When{From: w.From, To: w.To})
}

// rests says on what a state rests, and by how many sources.
func rests(a standing.Answer) string {
	switch {
	case a.State == "":
		return ""
	case a.Rests == standing.Default:
		return a.Rule
	case a.Rests == standing.OnBaseline:
		return "baseline"
	}
	s := string(a.Rests)
	if len(a.SaidBy) > 0 && (a.Rests == standing.Asserted || a.Alleged) {
		s += by(a.SaidBy)
	}
	if a.Sources == 1 {
		return s + ", one source"
	}
	return fmt.Sprintf("%s, %d sources", s, a.Sources)
}

func confirmed(a standing.Answer) string {
	if a.Confirmed == 0 {
		return ""
	}
	s := "confirmed " + a.Confirmed.String()
	if a.Stale {
		s += ", long ago"
	}
	return s
}
