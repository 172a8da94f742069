package show

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/catalogue"
	"github.com/chancery-ledger/chancery/internal/name"
	"github.com/chancery-ledger/chancery/text"
)

// Printer prints readings.
type Printer struct {
	Kinds   *catalogue.Catalogue
	Style   Style
	Explain bool // add why each act was read
}

// Reading prints one reading: headline, day and publisher, the acts one a
// line with their evidence, and the quotations with their speakers.
func (p Printer) Reading(out io.Writer, r chancery.Reading) error {
	w := bufio.NewWriter(out)
	st := p.Style
	for _, line := range wrap(cmp.Or(r.Report.Title, "(no headline)"), st.width()-2) {
		fmt.Fprintln(w, st.paint(line, bold))
	}
	fmt.Fprintln(w, st.paint(provenance(r.Report), dim))
	fmt.Fprintln(w)
	p.acts(w, r)
	p.quotes(w, r)
	return w.Flush()
}

// provenance is the line below the headline; what is not known is said.
func provenance(r chancery.Report) string {
	parts := []string{longDay(r)}
	parts = append(parts, cmp.Or(publisher(r.Publisher), "publisher not known"))
	if len(r.Authors) > 0 {
		parts = append(parts, "by "+strings.Join(r.Authors, ", "))
	}
	if len(r.Agencies) > 0 {
		parts = append(parts, "with "+strings.Join(r.Agencies, ", "))
	}
	switch r.Language {
	case text.English, text.Spanish:
	case "":
		parts = append(parts, "language not known")
	default:
		parts = append(parts, fmt.Sprintf("language %q is not read", r.Language))
	}
	return strings.Join(parts, " · ")
}

// publisher is the name of the publisher, or the host where only an address of
// its feed is known.
func publisher(s string) string {
	if u, err := url.Parse(s); err == nil && u.Host != "" {
		return strings.TrimPrefix(u.Host, "www.")
	}
	return s
}

func longDay(r chancery.Report) string {
	if r.Published == 0 {
		return "day not known"
	}
	return r.Published.Time().Format("2 January 2006")
}

func (p Printer) acts(w io.Writer, r chancery.Reading) {
	if len(r.Acts) == 0 {
		fmt.Fprintln(w, p.Style.paint("  tells of no act between states", dim))
		fmt.Fprintln(w)
		return
	}
	acts := slices.Clone(r.Acts)
	slices.SortStableFunc(acts, func(a, b chancery.Claim) int {
		if a.Evidence[0].Start != b.Evidence[0].Start {
			return a.Evidence[0].Start - b.Evidence[0].Start
		}
		return strings.Compare(string(a.Type), string(b.Type))
	})
	var cols [3]int
	for _, a := range acts {
		for i, cell := range p.cells(a)[:3] {
			cols[i] = max(cols[i], utf8.RuneCountInString(cell))
		}
	}
	cols[1], cols[2] = min(cols[1], 30), min(cols[2], 40)
	for _, a := range acts {
		p.act(w, a, cols)
	}
	fmt.Fprintln(w)
}

// statusWidth holds the longest status and two columns between.
const statusWidth = 12

// cells are day, parties, deed and status of an act.
func (p Printer) cells(a chancery.Claim) []string {
	return []string{Interval(a.When), Parties(a.Deed), p.phrase(a), string(a.Status)}
}

func (p Printer) act(w io.Writer, a chancery.Claim, cols [3]int) {
	st := p.Style
	c := p.cells(a)
	line := "  " + st.paint(pad(c[0], cols[0]), dim) + "  " + st.paint(pad(c[1], cols[1]), bold) + "  " + pad(c[2], cols[2]) + "  " + st.paint(pad(c[3], statusWidth), statusColour(a.Status))
	used := 2 + 2 + 2 + 2 + statusWidth
	for i, n := range cols {
		used += max(n, utf8.RuneCountInString(c[i]))
	}
	words := "“" + strings.Trim(strings.Join(strings.Fields(a.Evidence[0].Text), " "), "“”\"") + "”"
	if room := st.width() - used; room >= 36 {
		fmt.Fprintln(w, line+st.paint(clip(words, room), italic))
	} else {
		fmt.Fprintln(w, strings.TrimRight(line, " "))
		for _, l := range wrap(words, st.width()-cols[0]-6) {
			fmt.Fprintln(w, strings.Repeat(" ", cols[0]+4)+st.paint(l, italic))
		}
	}
	if voices := voiceLine(others(a)); voices != "" {
		for _, l := range wrap("says "+voices, st.width()-cols[0]-6) {
			fmt.Fprintln(w, strings.Repeat(" ", cols[0]+4)+st.paint(l, dim))
		}
	}
	if p.Explain && a.Why != nil {
		p.why(w, a, cols[0]+4)
	}
}

func (p Printer) why(w io.Writer, a chancery.Claim, indent int) {
	lead := strings.Repeat(" ", indent)
	fmt.Fprintf(w, "%s%s %s on %q, confidence %.2f\n", lead, p.Style.paint("why", blue), a.Why.Rule, a.Why.Words, a.Confidence)
	fmt.Fprintf(w, "%s    date: %s\n", lead, dateBasis(a.When))
	for _, s := range a.Why.Steps {
		fmt.Fprintf(w, "%s    %s\n", lead, s)
	}
}

func dateBasis(w chancery.When) string {
	if w.Text != "" {
		return fmt.Sprintf("%s, from %q (%s)", Interval(w), w.Text, w.Basis)
	}
	return fmt.Sprintf("%s (%s)", Interval(w), w.Basis)
}

func statusColour(s chancery.Status) string {
	switch s {
	case chancery.Done:
		return green
	case chancery.Not:
		return red
	case chancery.Threatened:
		return purple
	}
	return yellow
}

// phrase is what the act is called, with the person it is about.
func (p Printer) phrase(a chancery.Claim) string {
	k, _ := p.Kinds.Kind(a.Type)
	s := cmp.Or(k.PhraseEN, string(a.Type))
	if a.Channel != "" && a.Type == "relations.maintain" {
		s = "maintains " + a.Channel + " relations"
	}
	if a.Person != "" {
		s += " (" + a.Person + ")"
	}
	return s
}

// Interval prints an interval of days as shortly as it can be said.
func Interval(w chancery.When) string {
	switch {
	case w.From == 0 && w.To == 0:
		return "day unknown"
	case w.From == 0:
		return "until " + w.To.String()
	case w.To == 0:
		return "since " + w.From.String()
	case w.From == w.To:
		return w.From.String()
	}
	a, b := w.From.Time(), w.To.Time()
	lastOfMonth := b.AddDate(0, 0, 1).Day() == 1
	switch {
	case a.Day() == 1 && lastOfMonth && a.Month() == 1 && b.Month() == 12 && a.Year() == b.Year():
		return a.Format("2006")
	case a.Day() == 1 && lastOfMonth && a.Month() == b.Month() && a.Year() == b.Year():
		return a.Format("2006-01")
	case a.Year() == b.Year() && a.Month() == b.Month():
		return w.From.String() + "/" + b.Format("02")
	case a.Year() == b.Year():
		return w.From.String() + "/" + b.Format("01-02")
	}
	return w.From.String() + "/" + w.To.String()
}

// Parties prints who acts toward whom: "Peru → Mexico", "Iran – Saudi Arabia".
func Parties(d chancery.Deed) string {
	from, to := names(d.From), names(d.To)
	switch {
	case len(d.From) == 0 && len(d.To) == 0:
		return "parties unknown"
	case len(d.To) == 0 && len(d.From) > 1:
		return strings.Join(from, " – ")
	case len(d.To) == 0:
		return from[0]
	case len(d.From) == 0:
		return "somebody → " + strings.Join(to, ", ")
	}
	return strings.Join(from, ", ") + " → " + strings.Join(to, ", ")
}

func names(ps []chancery.Party) []string {
	out := make([]string, len(ps))
	for i, p := range ps {
		if out[i] = p.Name; out[i] == "" || out[i] == string(p.Code) {
			out[i] = cmp.Or(name.English(p.Code), "somebody")
		}
	}
	return out
}
