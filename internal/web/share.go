package web

import (
	"net/url"
	"strings"

	"github.com/chancery-ledger/chancery/internal/cite"
	"github.com/chancery-ledger/chancery/text"
)

// sharing is what a page offers to whoever passes it on: its permanent address,
// how it is cited and told, its data, and the feeds that follow it.
type sharing struct {
	Permalink string
	Card      string // absolute address of the picture beside a link; "" is none
	CardSays  string // what is on it, for who does not see it
	OEmbed    []link
	Sayings   []saying
	Citations []citation
	Report    bool // it is the report that is cited, and not the page
	Data      []link
	Feeds     []link
}

// link is an address with its media type and what it is called.
type link struct{ Kind, Name, Title, URL string }

// citation is one form of reference: to be read and copied, and to be kept.
type citation struct{ Name, Text, URL string }

// formNames are the names of the forms, which are the same in each language.
var formNames = map[cite.Format]string{
	cite.APA: "APA", cite.Chicago: "Chicago", cite.BibTeX: "BibTeX", cite.RIS: "RIS", cite.CSL: "CSL-JSON", cite.Wiki: "Wikipedia",
}

// citedPages are the pages that are worth a reference.
var citedPages = map[string]bool{"relations": true, "country": true, "event": true, "report": true, "person": true, "case": true, "changes": true, "ruptures": true}

// cited tells whether a page has a reference, a picture and what goes with them.
func (v *view) cited() bool { return citedPages[v.page] && !v.private }

// sharing is what a page offers; nothing where it is one person's. What other
// sites show of a page is left out where the site has no address in the world,
// since a reference without one leads nowhere.
func (a *ask) sharing(v view) sharing {
	if v.private {
		return sharing{}
	}
	s := sharing{Permalink: a.site.origin + a.permanent(v), Data: a.dataLinks(v), Feeds: a.feedLinks(v)}
	if a.site.origin == "" || !v.cited() {
		return s
	}
	s.Card, s.CardSays = a.site.origin+a.as(cardEnding, a.permanentParams(v)), v.title+". "+v.about
	s.OEmbed = a.oembedLinks(v)
	s.Sayings = a.sayings(v)
	w := a.work(v)
	s.Report = w.News
	for _, f := range cite.Formats() {
		if out, err := w.Cite(f); err == nil {
			s.Citations = append(s.Citations, citation{formNames[f], strings.TrimSpace(out), a.as(endingOf(f), a.permanentParams(v))})
		}
	}
	return s
}

func endingOf(f cite.Format) ending {
	for e, g := range citeEndings {
		if f == g {
			return e
		}
	}
	return ""
}

// permanent is the address under which a page will look as it does now.
func (a *ask) permanent(v view) string { return address(a.lang, a.path, a.permanentParams(v)) }

func (a *ask) permanentParams(v view) url.Values {
	params := a.frozenMoment()
	for _, p := range v.params {
		if s := a.text(p); s != "" {
			params.Set(p, s)
		}
	}
	return params
}

// work is what is cited: of a report's page the report, else the page itself.
func (a *ask) work(v view) cite.Work {
	link := a.site.origin + a.permanent(v)
	if x, ok := v.twin.(reportTwin); ok {
		r := x.Report
		r.URL = orElse(webURL(r.URL), link)
		return cite.OfReport(r, a.today)
	}
	return cite.OfPage(v.title, link, a.on, a.today, a.frozenNumber(), text.Lang(a.lang))
}

// citationFile is a reference as a file.
func (a *ask) citationFile(v view, f cite.Format) (*answer, error) {
	if a.site.origin == "" || !v.cited() {
		return nil, notFound("error.404", a.path)
	}
	w := a.work(v)
	out, err := w.Cite(f)
	if err != nil {
		return nil, err
	}
	return a.file(f.ContentType(), f.Filename(w), []byte(out)), nil
}
