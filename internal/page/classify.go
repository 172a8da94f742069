package page

import (
	"strings"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/text"
)

// sheet is what the lines of a page that are no prose say of the report.
type sheet struct {
	title     string
	publisher string
	authors   []string
	agencies  []string
	day       chancery.Day
}

// strong tells whether the line is surely a paragraph of an article.
func (n line) strong() bool {
	return n.kind == isProse && (n.terminal && n.words >= 12 || n.words > 20)
}

// classify judges the lines of a pasted page. It does not know any page: a
// line is judged by its words, punctuation, case and length, by whether it
// stood already, and by its place. Between headline and first paragraph stand
// decks, bylines, dates and captions; in the midst of the article a line that
// does not end as a sentence is a link or a heading; after the head of a list
// of links nothing counts until paragraphs follow each other again.
func (l *lore) classify(lines []line, lang text.Lang) sheet {
	var s sheet
	cues := make([]cue, len(lines))
	for i := range lines {
		lines[i].kind, cues[i] = l.judge(lines[i], lang)
	}
	first := firstStrong(lines)
	head := headline(lines, first)
	if head >= 0 {
		s.title = lines[head].text
		s.publisher = l.splitTitle(&s.title)
		lines[head].kind = isTitle
	}
	judgeTop(lines, head, first)
	skipBlocks(lines, cues, first)
	repeats(lines, s.title)
	for i := range lines {
		l.note(&s, lines[i], cues[i], lang)
	}
	return s
}

// firstStrong is the index of the first sure paragraph, or len(lines).
func firstStrong(lines []line) int {
	for i := range lines {
		if lines[i].strong() {
			return i
		}
	}
	return len(lines)
}

// headline picks the headline among the lines before the first paragraph: one
// that stands twice, else the first of four words or more, else the first
// line of all if it is a short one. It is -1 where there is none.
func headline(lines []line, first int) int {
	best := -1
	for i := 0; i < first; i++ {
		n := lines[i]
		if n.kind != isHeading && n.kind != isLink && n.kind != isProse || n.words > 30 || n.words < 2 {
			continue
		}
		for j := i + 1; j < len(lines); j++ {
			if n.words >= 4 && lines[j].fold.s == n.fold.s && j <= first+1 {
				return i
			}
		}
		if best < 0 && (n.words >= 4 || i == 0 && first <= 2) {
			best = i
		}
	}
	if best >= 0 || first == len(lines) || first > 0 {
		return best
	}
	// The first line is a paragraph already; a short one before a longer may
	// be a headline with a full stop.
	if n := lines[0]; n.words <= 18 && !n.quoted && len(lines) > 1 && lines[1].words > n.words && lines[1].strong() {
		return 0
	}
	return -1
}

// splitTitle cuts the paper's name off a title ("Peru breaks ties | El
// Comercio") and returns it.
func (l *lore) splitTitle(title *string) string {
	for _, bar := range []string{" | ", " — ", " – ", " - ", " · ", " » "} {
		i := strings.LastIndex(*title, bar)
		if i < 0 {
			continue
		}
		name := strings.TrimSpace((*title)[i+len(bar):])
		if bar != " | " && !looksLikePaper(name) || countWords(name) > 5 || countWords((*title)[:i]) < 3 {
			continue
		}
		*title = strings.TrimSpace((*title)[:i])
		return name
	}
	return ""
}

// judgeTop judges what stands above the first paragraph. Of the lines that
// do not end as sentences only a deck is kept: at least ten words, nothing
// between it and the headline. Above the headline nothing is kept.
func judgeTop(lines []line, head, first int) {
	deck := true
	for i := 0; i < first; i++ {
		n := &lines[i]
		switch {
		case i < head && n.kind == isProse, i < head && n.kind == isHeading:
			n.kind = isMasthead
		case i <= head || n.kind == isTitle:
		case n.kind == isHeading && deck && n.words >= 10:
			n.kind = isProse
		case n.kind == isProse && n.words < 4:
			n.kind = isLink
		case n.kind == isHeading:
			n.kind = isLink
		}
		if i > head && n.kind != isDate && n.kind != isByline {
			deck = false
		}
	}
}

// skipBlocks judges the lines from the first paragraph on: lists of links
// after their heads, polls, and what follows the end of the article.
func skipBlocks(lines []line, cues []cue, first int) {
	skipping := noCue
	for i := first; i < len(lines); i++ {
		n := &lines[i]
		if n.kind == isTail {
			for j := i; j < len(lines); j++ {
				if lines[j].kind == isProse || lines[j].kind == isHeading {
					lines[j].kind = isTail
				}
			}
			return
		}
		if n.kind == isOpener {
			skipping = cues[i]
			continue
		}
		if skipping != noCue && resumes(lines, i, skipping) {
			skipping = noCue
		}
		switch {
		case skipping != noCue && (n.kind == isProse || n.kind == isHeading):
			n.kind = isOpener
		case n.kind == isHeading:
			n.kind = isLink
		}
	}
}

// resumes tells whether the article goes on at line i after the head of a
// block. After a single link a sentence is enough; after a list, whose links
// may have teasers under them, two paragraphs must follow each other.
func resumes(lines []line, i int, after cue) bool {
	n := lines[i]
	if n.kind != isProse {
		return false
	}
	if after == cueInline {
		return n.terminal && n.words >= 6
	}
	if !n.strong() {
		return false
	}
	if after == cuePoll || i+1 == len(lines) && n.words >= 40 {
		return true
	}
	return i+1 < len(lines) && lines[i+1].kind == isProse && lines[i+1].terminal
}

// repeats marks lines that stand a second time: the headline, whole lines, and
// pulled quotations, which stand in a paragraph too.
func repeats(lines []line, headline string) {
	seen := make(map[string]bool, len(lines))
	if headline != "" {
		seen[fold(headline).s] = true
	}
	for i := range lines {
		n := &lines[i]
		if n.kind != isProse {
			continue
		}
		key := n.fold.s
		if len(n.text) > longLine {
			key = n.text
		}
		if n.words >= 3 && seen[key] || n.quoted && isPulled(lines, i) {
			n.kind = isRepeat
			continue
		}
		seen[key] = true
	}
}

// isPulled tells whether quoted line i stands word for word in a longer
// paragraph.
func isPulled(lines []line, i int) bool {
	inner := strings.Trim(lines[i].text, "\"“”‘’'«»„. ")
	if lines[i].words < 5 || lines[i].words > 50 {
		return false
	}
	for j := range lines {
		if j != i && lines[j].kind == isProse && lines[j].words > lines[i].words+2 && strings.Contains(lines[j].text, inner) {
			return true
		}
	}
	return false
}

// note takes from a line what it says of the report.
func (l *lore) note(s *sheet, n line, c cue, lang text.Lang) {
	switch n.kind {
	case isDate:
		if f, ok := findDay(n.text, lang); ok && s.day == 0 {
			s.day = f.known()
		}
	case isByline:
		s.authors = appendNew(s.authors, l.authorsOf(n, &s.agencies)...)
	case isCredit:
		_, words := l.cues.start(n.fold)
		s.agencies = appendNew(s.agencies, l.agencies.listed(afterWords(n.text, words), c == cueCredit)...)
	case isMasthead:
		if s.publisher == "" && n.words >= 2 && looksLikePaper(n.text) {
			s.publisher = n.text
		}
	case isButton:
		if name := copyrightOf(n.text); s.publisher == "" && looksLikePaper(name) {
			s.publisher = name
		}
	case isHeading, isLink, isTail, isCaption:
		if name, ok := l.agencies.exactly(strings.Trim(n.text, " ().[]/")); ok {
			s.agencies = appendNew(s.agencies, name)
		}
	}
}

// authorsOf reads the names of a byline and passes agencies on.
func (l *lore) authorsOf(n line, agencies *[]string) []string {
	c, words := l.cues.start(n.fold)
	if c != cueByline {
		*agencies = appendNew(*agencies, l.agencies.listed(n.text, false)...)
		return nil
	}
	var out []string
	for _, name := range splitList(strings.TrimLeft(afterWords(n.text, words), ": ")) {
		if a, ok := l.agencies.exactly(name); ok {
			*agencies = appendNew(*agencies, a)
		} else if w := countWords(name); w >= 2 && w <= 6 && !looksLikePaper(name) {
			out = append(out, name)
		}
	}
	return out
}

// appendNew appends what is not there yet.
func appendNew(to []string, more ...string) []string {
	for _, m := range more {
		found := false
		for _, t := range to {
			found = found || t == m
		}
		if !found {
			to = append(to, m)
		}
	}
	return to
}

// copyrightOf is the name in a line like "© 2025 The Post. All rights reserved".
func copyrightOf(s string) string {
	i := strings.Index(s, "©")
	if i < 0 {
		return ""
	}
	s = strings.TrimLeft(s[i+len("©"):], " 0123456789-–,.")
	if i := strings.IndexAny(s, ".|,;-–—"); i >= 0 {
		s = s[:i]
	}
	return strings.TrimSpace(s)
}
