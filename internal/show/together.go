package show

import (
	"bufio"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/chancery-ledger/chancery"
)

// Together prints what a reader learns from several readings: for each pair of
// states the acts that change what stands between them, in the order of their
// days, with the number of reports that tell each.
func (p Printer) Together(out io.Writer, readings []chancery.Reading) error {
	w := bufio.NewWriter(out)
	pairs := p.gather(readings)
	st := p.Style
	fmt.Fprintln(w, st.paint(fmt.Sprintf("What %d reports tell of %d pairs of states", len(readings), len(pairs)), bold))
	fmt.Fprintln(w)
	for _, pair := range pairs {
		fmt.Fprintln(w, "  "+st.paint(pair.name, bold))
		var who, what int
		for _, t := range pair.told {
			who, what = max(who, utf8.RuneCountInString(t.who)), max(what, utf8.RuneCountInString(t.what))
		}
		for _, t := range pair.told {
			fmt.Fprintf(w, "    %s  %s  %s  %s  %s\n", st.paint(pad(Interval(t.when), 16), dim), pad(t.who, who), pad(t.what, what),
				st.paint(pad(string(t.status), 10), statusColour(t.status)), st.paint(reports(t.reports), dim))
		}
	}
	return w.Flush()
}

// told is one act between two states with the reports that tell it.
type told struct {
	who     string // of the parties these two
	what    string
	when    chancery.When
	status  chancery.Status
	reports map[string]bool
}

// pairing is all that is told of one pair.
type pairing struct {
	name string
	told []told
}

func (p Printer) gather(readings []chancery.Reading) []pairing {
	index := map[string]int{}
	var out []pairing
	for _, r := range readings {
		for _, a := range r.Acts {
			if k, _ := p.Kinds.Kind(a.Type); k.Tier != "A" {
				continue
			}
			for _, two := range pairsOf(a.Deed) {
				pair := two.name()
				at, ok := index[pair]
				if !ok {
					at = len(out)
					index[pair] = at
					out = append(out, pairing{name: pair})
				}
				out[at].add(told{who: Parties(two.deed()), what: p.phrase(a), when: a.When, status: a.Status, reports: map[string]bool{r.Report.ID: true}})
			}
		}
	}
	for i := range out {
		slices.SortStableFunc(out[i].told, func(a, b told) int { return int(day(a.when)) - int(day(b.when)) })
	}
	slices.SortFunc(out, func(a, b pairing) int { return strings.Compare(a.name, b.name) })
	return out
}

// add keeps one line for the same act on overlapping days.
func (p *pairing) add(t told) {
	for i := range p.told {
		o := &p.told[i]
		if o.who == t.who && o.what == t.what && o.status == t.status && o.when.Overlaps(t.when) {
			for id := range t.reports {
				o.reports[id] = true
			}
			if narrower(t.when, o.when) {
				o.when = t.when
			}
			return
		}
	}
	p.told = append(p.told, t)
}

func narrower(a, b chancery.When) bool {
	return a.From != 0 && a.To != 0 && (b.From == 0 || b.To == 0 || a.To-a.From < b.To-b.From)
}

func reports(ids map[string]bool) string {
	if len(ids) == 1 {
		return "1 report"
	}
	return fmt.Sprintf("%d reports", len(ids))
}

// day is where an act stands in the order of days; one of which none is known
// stands last.
func day(w chancery.When) chancery.Day {
	switch {
	case w.From != 0:
		return w.From
	case w.To != 0:
		return w.To
	}
	return math.MaxInt32
}

// two are two parties between which a deed stands.
type two struct {
	a, b   chancery.Party
	mutual bool
}

func (t two) name() string {
	n := names([]chancery.Party{t.a, t.b})
	slices.Sort(n)
	return strings.Join(n, " and ")
}

// deed is the deed as far as these two are its parties.
func (t two) deed() chancery.Deed {
	if t.mutual {
		return chancery.Deed{From: []chancery.Party{t.a, t.b}}
	}
	return chancery.Deed{From: []chancery.Party{t.a}, To: []chancery.Party{t.b}}
}

// pairsOf are the pairs of parties between which a deed stands: who acts with
// each whom it is done to, or of a mutual one each with each.
func pairsOf(d chancery.Deed) []two {
	var out []two
	for i, a := range d.From {
		if len(d.To) == 0 {
			for _, b := range d.From[i+1:] {
				out = append(out, two{a, b, true})
			}
		}
		for _, b := range d.To {
			out = append(out, two{a: a, b: b})
		}
	}
	return out
}
