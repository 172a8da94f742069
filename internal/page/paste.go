package page

import (
	"strings"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/text"
)

// readPasted reads plain text as one pastes an article.
func (l *lore) readPasted(source, s string, opts Options) (chancery.Report, error) {
	lines := pastedLines(s)
	if len(lines) == 0 {
		return chancery.Report{}, &Error{Kind: Empty, Source: source, Detail: "nothing but white space"}
	}
	d := draft{}
	d.Source = source
	lang := opts.Language
	if lang == "" {
		var enough bool
		if lang, enough = likelyLanguage(lines); enough {
			d.Language, d.LangBasis = lang, langDetected
		}
	}
	s2 := l.classify(lines, lang)
	d.takeSheet(s2, opts)
	for _, n := range lines {
		if !n.kind.gone() {
			d.paragraphs = append(d.paragraphs, n.text)
		}
	}
	return l.finish(&d, opts)
}

// takeSheet takes from the furniture what it says of the report.
func (d *draft) takeSheet(s sheet, opts Options) {
	if d.Title == "" {
		d.Title = s.title
	}
	if d.Publisher == "" {
		d.Publisher = s.publisher
	}
	d.Authors = appendNew(d.Authors, s.authors...)
	d.Agencies = appendNew(d.Agencies, s.agencies...)
	d.setDay(s.day, basisDateLine, opts)
}

// likelyLanguage tells the language in which lines are judged, by the longest
// of them, and whether that is long enough to speak for the whole.
func likelyLanguage(lines []line) (lang text.Lang, enough bool) {
	best := 0
	for i := range lines {
		if lines[i].words > lines[best].words {
			best = i
		}
	}
	lang, sure := detect(lines[best].text)
	return lang, sure && lines[best].words >= 25
}

// pastedLines divides a pasted page into lines. Text that was wrapped at a
// fixed width is put together again.
func pastedLines(s string) []line {
	raw := strings.FieldsFunc(s, func(r rune) bool { return r == '\r' || r == '\u2028' || r == '\u2029' || r == '\v' || r == '\f' })
	if len(raw) > 1 {
		s = strings.Join(raw, "\n")
	}
	rows := strings.Split(s, "\n")
	for i := range rows {
		rows[i] = squeeze(rows[i])
	}
	if isWrapped(rows) {
		rows = unwrap(rows)
	}
	out := make([]line, 0, len(rows))
	for _, row := range rows {
		if row != "" {
			out = append(out, newLine(row))
		}
	}
	return out
}

// isWrapped tells whether rows were cut at a fixed width: no row is long, and
// most of those that are followed by another row close to them are nearly as
// long as the longest and do not end as a sentence does.
func isWrapped(rows []string) bool {
	longest, followed, cut := 0, 0, 0
	for _, r := range rows {
		longest = max(longest, len(r))
	}
	if longest > 110 || longest < 40 {
		return false
	}
	for i := 0; i+1 < len(rows); i++ {
		if rows[i] == "" || rows[i+1] == "" {
			continue
		}
		followed++
		if terminal, _ := ending(rows[i]); !terminal && len(rows[i])*10 >= longest*7 {
			cut++
		}
	}
	return followed >= 4 && cut*10 >= followed*6
}

// unwrap joins the rows that stand between two blank ones.
func unwrap(rows []string) []string {
	var out []string
	block := ""
	for _, r := range append(rows, "") {
		switch {
		case r == "" && block != "":
			out = append(out, block)
			block = ""
		case block == "":
			block = r
		case strings.HasSuffix(block, "-") && !strings.HasSuffix(block, " -"):
			block = strings.TrimSuffix(block, "-") + r
		default:
			block += " " + r
		}
	}
	return out
}
