package show

import (
	"cmp"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/chancery-ledger/chancery"
)

// voiceLine names who says an act, the nearest first: "the ministry,
// according to Ana Ruiz, president". One who is named twice stands once.
func voiceLine(voices []chancery.Voice) string {
	var out []string
	seen := map[string]bool{}
	for _, v := range voices {
		s := speaker(v)
		if s == "" || seen[strings.ToLower(v.Name)] {
			continue
		}
		seen[strings.ToLower(v.Name)] = true
		out = append(out, s)
	}
	return strings.Join(out, ", according to ")
}

// others are the voices of an act without one that only repeats who acts:
// "Kuwait offered" is said by Kuwait.
func others(a chancery.Claim) []chancery.Voice {
	if len(a.SaidBy) == 1 && len(a.From) == 1 && a.SaidBy[0].Name == names(a.From)[0] {
		return nil
	}
	return a.SaidBy
}

// speaker is the name of a voice with its office, without the capital that the
// article had at the start of its sentence.
func speaker(v chancery.Voice) string {
	s := strings.Join(strings.Fields(v.Name), " ")
	first, rest, _ := strings.Cut(s, " ")
	switch first {
	case "The", "A", "An", "One", "Two", "El", "La", "Los", "Las", "Un", "Una", "His", "Her", "Its", "Su":
		s = strings.ToLower(first) + " " + rest
	}
	if v.Office != "" && !strings.Contains(strings.ToLower(s), strings.ToLower(v.Office)) {
		s += ", " + v.Office
	}
	return strings.TrimPrefix(s, ", ")
}

// Quotations shorter than these many letters are words in passing.
const (
	shortest       = 30
	shortestOrphan = 60 // of a speaker who is not known
)

// quotes prints the direct quotations, none that stands within one printed.
func (p Printer) quotes(w io.Writer, r chancery.Reading) {
	st := p.Style
	end := 0
	printed := false
	for _, q := range r.Quotes {
		letters := utf8.RuneCountInString(q.Text)
		who := speaker(q.Speaker)
		if !q.Direct || letters < shortest || who == "" && letters < shortestOrphan || q.Start < end {
			continue
		}
		end = q.End
		for _, l := range quotation(q.Text, st.width()-6) {
			fmt.Fprintln(w, "    "+st.paint(l, italic))
		}
		fmt.Fprintln(w, "    "+st.paint("— "+cmp.Or(who, "speaker not known"), dim))
		printed = true
	}
	if printed {
		fmt.Fprintln(w)
	}
}

// quotation is a quoted text in at most three lines.
func quotation(s string, width int) []string {
	const most = 3
	lines := wrap("“"+strings.Trim(s, "“”\"«» ,.…")+"”", width)
	if len(lines) > most {
		lines = append(lines[:most-1], clip(lines[most-1]+" …", width-2)+"”")
	}
	return lines
}
