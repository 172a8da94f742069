package web

import (
	"strings"

	"github.com/chancery-ledger/chancery/internal/cite"
	"github.com/chancery-ledger/chancery/text"
)

// sharing is what the share panel shows beside its links.
type sharing struct {
	Permalink string
	Citations []citation
}

// citation is one form of reference, ready to be copied.
type citation struct{ Name, Text string }

// formNames are the names of the forms, which are the same in each language.
var formNames = map[cite.Format]string{
	cite.APA: "APA", cite.Chicago: "Chicago", cite.BibTeX: "BibTeX", cite.RIS: "RIS", cite.CSL: "CSL-JSON", cite.Wiki: "Wikipedia",
}

// cited are the pages that are worth a reference.
var cited = map[string]bool{"relations": true, "country": true, "event": true, "report": true, "person": true, "case": true, "changes": true, "ruptures": true}

// sharing writes the references to a page as it is now; nil where the site has
// no address in the world, since a reference without one leads nowhere.
func (a *ask) sharing(v view) any {
	if a.site.origin == "" || !cited[v.page] || v.private {
		return nil
	}
	s := sharing{Permalink: a.site.origin + a.frozen()}
	w := cite.OfPage(v.title, s.Permalink, a.on, a.today, a.site.index.number(), text.Lang(a.lang))
	for _, f := range cite.Formats() {
		if out, err := w.Cite(f); err == nil {
			s.Citations = append(s.Citations, citation{formNames[f], strings.TrimSpace(out)})
		}
	}
	return s
}
