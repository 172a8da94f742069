package cite

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/text"
)

// bibtex is a record of BibTeX. Its fields are those that every style knows;
// @misc takes the address in howpublished.
func (w Work) bibtex() string {
	var b strings.Builder
	fmt.Fprintf(&b, "@misc{%s,\n", w.key())
	field := func(name, value string) {
		if value != "" {
			fmt.Fprintf(&b, "  %s = {%s},\n", name, value)
		}
	}
	var authors []string
	for _, a := range w.Authors {
		if p := nameOf(a); p.given == "" {
			authors = append(authors, "{"+tex(a)+"}")
		} else {
			authors = append(authors, tex(p.family)+", "+tex(p.given))
		}
	}
	if len(authors) == 0 && w.Publisher != "" {
		authors = []string{"{" + tex(w.Publisher) + "}"}
	}
	field("author", strings.Join(authors, " and "))
	field("title", "{"+tex(or(w.Title, "Untitled report"))+"}") // the inner braces keep capitals
	field("publisher", tex(w.Publisher))
	if w.Published != 0 {
		t := w.Published.Time()
		field("year", fmt.Sprint(t.Year()))
		fmt.Fprintf(&b, "  month = %s,\n", strings.ToLower(t.Month().String()[:3]))
		field("day", fmt.Sprint(t.Day()))
	}
	if w.URL != "" {
		field("howpublished", `\url{`+w.URL+"}")
		field("url", w.URL)
	}
	field("urldate", w.Accessed.String())
	field("language", map[text.Lang]string{text.English: "english", text.Spanish: "spanish"}[w.Language])
	field("note", w.entry("Ledger entry %d", ""))
	return b.String() + "}\n"
}

// tex quotes the characters that TeX reads as commands.
func tex(s string) string {
	return strings.NewReplacer(
		`\`, `\textbackslash{}`, "{", `\{`, "}", `\}`, "$", `\$`, "&", `\&`, "#", `\#`, "%", `\%`, "_", `\_`, "^", `\textasciicircum{}`, "~", `\textasciitilde{}`,
	).Replace(s)
}

// ris is a record of RIS. Lines end as the format wants it, with CR and LF.
func (w Work) ris() string {
	var b strings.Builder
	tag := func(name, value string) {
		if value != "" {
			fmt.Fprintf(&b, "%s  - %s\r\n", name, value)
		}
	}
	kind, container := "ELEC", "PB"
	if w.News {
		kind, container = "NEWS", "T2"
	}
	tag("TY", kind)
	for _, a := range w.Authors {
		p := nameOf(a)
		tag("AU", strings.TrimSuffix(p.family+", "+p.given, ", "))
	}
	if len(w.Authors) == 0 && !w.News {
		tag("AU", w.Publisher)
	}
	tag("TI", or(w.Title, "Untitled report"))
	tag(container, w.Publisher)
	if w.Published != 0 {
		t := w.Published.Time()
		tag("PY", fmt.Sprint(t.Year()))
		tag("DA", t.Format("2006/01/02"))
	}
	if w.Accessed != 0 {
		tag("Y2", w.Accessed.Time().Format("2006/01/02"))
	}
	tag("LA", string(w.Language))
	tag("N1", w.entry("Ledger entry %d", ""))
	tag("UR", w.URL)
	tag("ER", " ")
	return b.String()
}

type cslItem struct {
	ID        string    `json:"id"`
	Type      string    `json:"type"`
	Title     string    `json:"title"`
	Author    []cslName `json:"author,omitempty"`
	Container string    `json:"container-title,omitempty"`
	Publisher string    `json:"publisher,omitempty"`
	Issued    *cslDate  `json:"issued,omitempty"`
	Accessed  *cslDate  `json:"accessed,omitempty"`
	URL       string    `json:"URL,omitempty"`
	Language  string    `json:"language,omitempty"`
	Note      string    `json:"note,omitempty"`
}

type cslName struct {
	Family  string `json:"family,omitempty"`
	Given   string `json:"given,omitempty"`
	Literal string `json:"literal,omitempty"`
}

type cslDate struct {
	Parts [][]int `json:"date-parts"`
}

// csl is an item of CSL-JSON, in the list that reference managers read.
func (w Work) csl() (string, error) {
	x := cslItem{
		ID: w.key(), Type: "webpage", Title: or(w.Title, "Untitled report"), Publisher: w.Publisher, Issued: cslDay(w.Published),
		Accessed: cslDay(w.Accessed), URL: w.URL, Language: string(w.Language), Note: w.entry("Ledger entry %d", ""),
	}
	if w.News {
		x.Type, x.Container, x.Publisher = "article-newspaper", w.Publisher, ""
	}
	for _, a := range w.Authors {
		if p := nameOf(a); p.given == "" {
			x.Author = append(x.Author, cslName{Literal: a})
		} else {
			x.Author = append(x.Author, cslName{Family: p.family, Given: p.given})
		}
	}
	if len(x.Author) == 0 && !w.News && w.Publisher != "" {
		x.Author = []cslName{{Literal: w.Publisher}}
	}
	out, err := json.MarshalIndent([]cslItem{x}, "", "  ")
	return string(out) + "\n", err
}

func cslDay(d chancery.Day) *cslDate {
	if d == 0 {
		return nil
	}
	t := d.Time()
	return &cslDate{[][]int{{t.Year(), int(t.Month()), t.Day()}}}
}

// wiki is a template of Wikipedia: cite news for a report, cite web for a page.
func (w Work) wiki() string {
	var b strings.Builder
	name, container := "cite web", "website"
	if w.News {
		name, container = "cite news", "work"
	}
	b.WriteString("{{" + name)
	field := func(name, value string) {
		if value != "" {
			b.WriteString(" |" + name + "=" + value)
		}
	}
	for i, a := range w.Authors {
		p := nameOf(a)
		field(fmt.Sprintf("last%d", i+1), wikitext(p.family))
		field(fmt.Sprintf("first%d", i+1), wikitext(p.given))
	}
	field("title", wikitext(or(w.Title, "Untitled report")))
	field("url", w.URL)
	field(container, wikitext(w.Publisher))
	field("agency", wikitext(strings.Join(w.Agencies, ", ")))
	field("date", w.Published.String())
	field("access-date", w.Accessed.String())
	if w.Language != text.English {
		field("language", string(w.Language))
	}
	field("id", w.entry("Ledger entry %d", ""))
	return b.String() + "}}"
}

// wikitext quotes what a wiki reads as markup, as entities of HTML.
func wikitext(s string) string {
	return strings.NewReplacer(
		"&", "&amp;", "<", "&lt;", ">", "&gt;", "|", "&#124;", "{", "&#123;", "}", "&#125;", "[", "&#91;", "]", "&#93;", "'", "&#39;", "=", "&#61;", "~", "&#126;",
	).Replace(s)
}
