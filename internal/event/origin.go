package event

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/event/near"
)

// Sources is how many independent sources some claims are.
type Sources struct {
	Count   int
	Reports int      // of which they come
	Named   []string // one report of each source: its publisher, and whom it credits
}

// String is "2 independent sources in 5 reports: El Comercio; Milenio (EFE)".
func (s Sources) String() string {
	plural := func(n int, what string) string {
		if n == 1 {
			return "1 " + what
		}
		return fmt.Sprintf("%d %ss", n, what)
	}
	return plural(s.Count, "independent source") + " in " + plural(s.Reports, "report") + ": " + strings.Join(s.Named, "; ")
}

// origin is something from which a report may have what it says: an agency, a
// publisher's family, or a text that several reports are copies of.
type origin string

// Sources counts the independent sources of some claims: so many of their
// reports that no two have an origin in common. The origins of a report are
// the agencies or papers to which the claim is attributed, or else all agencies
// that the report credits; the family of its publisher; and the text, where it
// is a copy of another's. Where nothing is known of a publisher, its reports
// count as one.
//
// So twenty mastheads with one agency's text are one source, and a paper that
// credits two agencies adds none to theirs. The count may be too low, as where
// a paper credits an agency for something else; it is not too high by any
// origin that the reports own up to.
func (r *Rules) Sources(claims []*chancery.Filed) Sources {
	copies := copiesOf(claims)
	type report struct {
		id      string
		claim   *chancery.Filed
		origins []origin
	}
	byID := map[string]*report{}
	for _, f := range claims {
		p := byID[f.Report.ID]
		if p == nil {
			p = &report{id: f.Report.ID, claim: f}
			byID[f.Report.ID] = p
		}
		p.origins = append(p.origins, r.origins(f)...)
		p.origins = append(p.origins, "text "+origin(copies[f.Report.ID]))
	}
	reports := slices.Collect(maps.Values(byID))
	for _, p := range reports {
		slices.Sort(p.origins)
		p.origins = slices.Compact(p.origins)
	}
	slices.SortFunc(reports, func(a, b *report) int {
		return cmp.Or(cmp.Compare(len(a.origins), len(b.origins)), cmp.Compare(a.claim.Number, b.claim.Number), cmp.Compare(a.id, b.id))
	})
	s := Sources{Reports: len(reports)}
	used := map[origin]bool{}
	for _, p := range reports {
		if slices.ContainsFunc(p.origins, func(o origin) bool { return used[o] }) {
			continue
		}
		for _, o := range p.origins {
			used[o] = true
		}
		s.Count++
		s.Named = append(s.Named, r.describe(p.claim))
	}
	return s
}

// origins returns what a claim owes to whom, but for its text.
func (r *Rules) origins(f *chancery.Filed) []origin {
	var out []origin
	for _, v := range f.Claim.SaidBy {
		if v.Kind == "agency" || v.Kind == "paper" {
			out = append(out, r.publishers.named(v.Name)...)
		}
	}
	if len(out) == 0 {
		for _, a := range f.Report.Agencies {
			out = append(out, r.publishers.named(a)...)
		}
	}
	own := append(r.publishers.named(f.Report.Publisher), r.publishers.at(f.Report.URL)...)
	if len(own) == 0 {
		own = []origin{"unknown publisher"}
	}
	return append(out, own...)
}

func (r *Rules) describe(f *chancery.Filed) string {
	who := f.Report.Publisher
	if who == "" {
		who = "publisher unknown"
	}
	if len(f.Report.Agencies) > 0 {
		who += " (" + strings.Join(f.Report.Agencies, ", ") + ")"
	}
	return who
}

// copiesOf names, for each report, the first of the reports of which it is a
// copy, itself where it is none. Copies of copies are copies.
func copiesOf(claims []*chancery.Filed) map[string]string {
	prints := map[string]near.Print{}
	var ids []string
	for _, f := range claims {
		if _, known := prints[f.Report.ID]; !known {
			prints[f.Report.ID] = near.FromBytes(f.Print)
			ids = append(ids, f.Report.ID)
		}
	}
	slices.Sort(ids)
	list := make([]near.Print, len(ids))
	for i, id := range ids {
		list[i] = prints[id]
	}
	out := make(map[string]string, len(ids))
	for i, first := range near.Groups(list) {
		out[ids[i]] = ids[first]
	}
	return out
}
