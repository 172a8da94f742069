package cite

import (
	"fmt"
	"strings"

	"github.com/chancery-ledger/chancery"
)

// apa is the reference of APA 7: for a news article of a website (example 77 of
// chapter 10), or for a page of a database whose state is dated by its entry.
func (w Work) apa() string {
	var authors []string
	for _, a := range w.Authors {
		p := nameOf(a)
		authors = append(authors, strings.TrimSuffix(p.family+", "+initials(p.given), ", "))
	}
	date := "n.d."
	if w.Published != 0 {
		t := w.Published.Time()
		date = fmt.Sprintf("%d, %s %d", t.Year(), t.Month(), t.Day())
	}
	var b strings.Builder
	title := stop(or(w.Title, "[Untitled report]"))
	switch {
	case len(authors) > 0:
		fmt.Fprintf(&b, "%s (%s). %s", stop(joined(authors, ", & ")), date, title)
	case w.News:
		fmt.Fprintf(&b, "%s (%s).", title, date) // without an author the title moves to its place
	default:
		fmt.Fprintf(&b, "%s (%s). %s", stop(w.Publisher), date, strings.TrimSuffix(title, ".")+w.entry(" [Ledger entry %d].", "."))
	}
	if w.News && w.Publisher != "" {
		fmt.Fprintf(&b, " %s", stop(w.Publisher))
	}
	switch {
	case w.URL == "":
	case w.News || w.Accessed == 0:
		fmt.Fprintf(&b, " %s", w.URL)
	default:
		fmt.Fprintf(&b, " Retrieved %s, from %s", american(w.Accessed), w.URL)
	}
	return b.String()
}

// chicago is the entry of a bibliography by Chicago 17: 14.191 for newspapers,
// 14.207 for pages of websites.
func (w Work) chicago() string {
	var authors []string
	for i, a := range w.Authors {
		if p := nameOf(a); i == 0 && p.given != "" {
			a = p.family + ", " + p.given
		}
		authors = append(authors, a)
	}
	var parts []string
	if who := joined(authors, ", and "); who != "" {
		parts = append(parts, stop(who))
	} else if w.Publisher != "" {
		parts = append(parts, stop(w.Publisher))
	}
	parts = append(parts, "“"+stop(inner(or(w.Title, "Untitled report")))+"”")
	if !w.News {
		if w.Number > 0 {
			parts = append(parts, fmt.Sprintf("Ledger entry %d.", w.Number))
		}
		if w.Published != 0 {
			parts = append(parts, "As of "+american(w.Published)+".")
		}
		if w.Accessed != 0 {
			parts = append(parts, "Accessed "+american(w.Accessed)+".")
		}
	} else {
		where := ""
		if len(authors) > 0 {
			where = w.Publisher
		}
		if w.Published != 0 {
			where = strings.TrimPrefix(where+", "+american(w.Published), ", ")
		}
		if where != "" {
			parts = append(parts, stop(where))
		}
	}
	if w.URL != "" {
		parts = append(parts, w.URL+".")
	}
	return strings.Join(parts, " ")
}

// entry is a text with the number of the entry, or other where there is none.
func (w Work) entry(format, other string) string {
	if w.Number == 0 {
		return other
	}
	return fmt.Sprintf(format, w.Number)
}

// joined joins names with commas and last before the last one.
func joined(names []string, last string) string {
	n := len(names)
	switch n {
	case 0:
		return ""
	case 1:
		return names[0]
	}
	return strings.Join(names[:n-1], ", ") + last + names[n-1]
}

// stop ends a text with a full stop, unless it ends a sentence already.
func stop(s string) string {
	if s == "" || strings.HasSuffix(s, ".") || strings.HasSuffix(s, "?") || strings.HasSuffix(s, "!") || strings.HasSuffix(s, "…") {
		return s
	}
	return s + "."
}

// inner turns double quotation marks into single ones, for a title in marks.
func inner(s string) string {
	return strings.NewReplacer("“", "‘", "”", "’", `"`, "'", "«", "‘", "»", "’").Replace(s)
}

func american(d chancery.Day) string { return d.Time().Format("January 2, 2006") }

func or(s, other string) string {
	if s == "" {
		return other
	}
	return s
}
