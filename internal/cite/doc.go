// Package cite writes out how to cite: a page of the ledger, or a report that
// it rests on. [Work.Cite] gives the usual forms of a reference; [Saying] gives
// the sentence that says what stands or happened and on whose word, to be copied
// into an article.
//
// Titles and names come from strangers' pages. Each form quotes them by its own
// rules, so that none can break out of its field.
package cite

import (
	"fmt"
	"strings"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/text"
)

// Ledger is what pages of the ledger are published under.
const Ledger = "Chancery"

// Work is something that can be cited.
type Work struct {
	News      bool // a report of the press; else a page of the ledger
	Title     string
	Authors   []string
	Agencies  []string
	Publisher string
	Published chancery.Day // of a page: the day as of which it tells; 0 is not known
	Accessed  chancery.Day
	URL       string
	Language  text.Lang
	Number    int64 // the last entry of the ledger that the page rests on
}

// OfReport is a report as a work.
func OfReport(r chancery.Report, accessed chancery.Day) Work {
	return Work{
		News: true, Title: r.Title, Authors: r.Authors, Agencies: r.Agencies, Publisher: r.Publisher, Published: r.Published,
		Accessed: accessed, URL: r.URL, Language: r.Language,
	}.clean()
}

// OfPage is a page of the ledger as a work: its title, its permalink, the day
// as of which it tells, and the last entry that it rests on.
func OfPage(title, permalink string, on, accessed chancery.Day, number int64, lang text.Lang) Work {
	return Work{Title: title, Publisher: Ledger, Published: on, Accessed: accessed, URL: permalink, Number: number, Language: lang}.clean()
}

// clean writes every text on one line and keeps addresses of the web only.
func (w Work) clean() Work {
	w.Title, w.Publisher, w.Authors, w.Agencies = line(w.Title), line(w.Publisher), lines(w.Authors), lines(w.Agencies)
	w.URL = line(w.URL)
	if !strings.HasPrefix(w.URL, "https://") && !strings.HasPrefix(w.URL, "http://") {
		w.URL = ""
	}
	w.URL = strings.NewReplacer(" ", "%20", "{", "%7B", "}", "%7D", "|", "%7C", "<", "%3C", ">", "%3E", `"`, "%22", `\`, "%5C", "[", "%5B", "]", "%5D").Replace(w.URL)
	return w
}

// line is a text on one line, without control characters.
func line(s string) string {
	s = strings.Map(func(r rune) rune {
		if r < ' ' || r >= 0x7f && r < 0xa0 || r == '\u2028' || r == '\u2029' {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(s, ""))
	return strings.Join(strings.Fields(s), " ")
}

func lines(list []string) []string {
	var out []string
	for _, s := range list {
		if s = line(s); s != "" {
			out = append(out, s)
		}
	}
	return out
}

// Format is a form of reference.
type Format string

const (
	APA     Format = "apa"     // Publication Manual of the APA, 7th edition
	Chicago Format = "chicago" // Chicago Manual of Style, 17th edition: bibliography
	BibTeX  Format = "bibtex"
	RIS     Format = "ris"
	CSL     Format = "csl"  // CSL-JSON: a list of one item
	Wiki    Format = "wiki" // {{cite news}} and {{cite web}} of Wikipedia
)

// Formats are all forms, in the order in which a page shows them.
func Formats() []Format { return []Format{APA, Chicago, BibTeX, RIS, CSL, Wiki} }

// ContentType is the media type of a form, for a download.
func (f Format) ContentType() string {
	switch f {
	case BibTeX:
		return "application/x-bibtex; charset=utf-8"
	case RIS:
		return "application/x-research-info-systems; charset=utf-8"
	case CSL:
		return "application/vnd.citationstyles.csl+json; charset=utf-8"
	}
	return "text/plain; charset=utf-8"
}

// Filename is the name of a download: small letters, digits and hyphens only,
// so that it is safe in a header.
func (f Format) Filename(w Work) string {
	ending := map[Format]string{BibTeX: ".bib", RIS: ".ris", CSL: ".json"}[f]
	if ending == "" {
		ending = ".txt"
	}
	return w.key() + ending
}

// Cite writes the reference.
func (w Work) Cite(f Format) (string, error) {
	w = w.clean()
	switch f {
	case APA:
		return w.apa(), nil
	case Chicago:
		return w.chicago(), nil
	case BibTeX:
		return w.bibtex(), nil
	case RIS:
		return w.ris(), nil
	case CSL:
		return w.csl()
	case Wiki:
		return w.wiki(), nil
	}
	return "", fmt.Errorf("form of reference %q: want one of %v", f, Formats())
}
