package show

import (
	"bufio"
	"fmt"
	"io"
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
		width := 0
		for _, t := range pair.told {
			width = max(width, utf8.RuneCountInString(t.what))
		}
		for _, t := range pair.told {
			fmt.Fprintf(w, "    %s  %s  %s  %s\n", st.paint(pad(Interval(t.when), 16), dim), pad(t.what, width),
				st.paint(pad(string(t.status), 10), statusColour(t.status)), st.paint(reports(t.reports), dim))
		}
	}
	return w.Flush()
}

// told is one act between two states with the reports that tell it.
type told struct {
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
			for _, pair := range pairsOf(a.Deed) {
				at, ok := index[pair]
				if !ok {
					at = len(out)
					index[pair] = at
					out = append(out, pairing{name: pair})
				}
				out[at].add(told{what: Parties(a.Deed) + " " + p.phrase(a), when: a.When, status: a.Status, reports: map[string]bool{r.Report.ID: true}})
			}
		}
	}
	for i := range out {
		slices.SortStableFunc(out[i].told, func(a, b told) int { return int(a.when.From) - int(b.when.From) })
	}
	slices.SortFunc(out, func(a, b pairing) int { return strings.Compare(a.name, b.name) })
	return out
}

// add keeps one line for the same act on overlapping days.
func (p *pairing) add(t told) {
	for i := range p.told {
		o := &p.told[i]
		if o.what == t.what && o.status == t.status && o.when.Overlaps(t.when) {
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

// pairsOf names the pairs of parties between which a deed stands.
func pairsOf(d chancery.Deed) []string {
	from, to := d.From, d.To
	if len(to) == 0 { // mutual: each with each
		var out []string
		for i := range from {
			for k := i + 1; k < len(from); k++ {
				out = append(out, pairName(from[i], from[k]))
			}
		}
		return out
	}
	var out []string
	for _, a := range from {
		for _, b := range to {
			out = append(out, pairName(a, b))
		}
	}
	return out
}

func pairName(a, b chancery.Party) string {
	n := names([]chancery.Party{a, b})
	slices.Sort(n)
	return strings.Join(n, " and ")
}
