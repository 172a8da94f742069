package page

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/chancery-ledger/chancery/text"
)

// judge gives a line the kind that its own features and cue words speak for,
// whatever stands around it.
func (l *lore) judge(n line, lang text.Lang) (kind, cue) {
	switch c := l.cues.whole(n.fold); c {
	case cueDrop:
		return isButton, c
	case cueOpener, cuePoll, cueInline:
		return isOpener, c
	case cueEnd:
		return isTail, c
	case cueByline:
		return isByline, c
	}
	switch {
	case n.words == 0 && n.text != "", isAddress(n.text), isEmbed(n.text):
		return isButton, noCue
	case n.text[0] == '[' && strings.HasSuffix(n.text, "]") && n.words <= 25:
		return isLink, noCue
	case n.words <= 20 && isDateLine(n, l.cues, lang):
		return isDate, cueDate
	}
	if k, c := l.judgeStart(n); k != isProse {
		return k, c
	}
	if k, c := l.judgeEnd(n); k != isProse {
		return k, c
	}
	if l.isCaption(n) {
		return isCaption, noCue
	}
	return shape(n), noCue
}

// shape judges by punctuation, length and case alone: what ends as a sentence
// does, or is too long for a heading, is prose.
func shape(n line) kind {
	switch {
	case n.terminal, n.words > 20, n.open && n.words >= 3, n.list && n.words >= 4:
		return isProse
	case n.upper:
		return isLink
	}
	return isHeading
}

// judgeStart judges by the phrase that opens the line. A phrase that prose may
// open with too counts only with a colon after it or in a line that does not
// end as a sentence.
func (l *lore) judgeStart(n line) (kind, cue) {
	c, words := l.cues.start(n.fold)
	if c == noCue {
		return isProse, noCue
	}
	label := hasLabelMark(n.text, words)
	loose := !n.terminal && n.words <= 22 && n.words-words <= 18
	switch c {
	case cueDrop:
		if label || loose && words >= 2 || words >= 2 && n.words <= 45 && !n.quoted {
			return isButton, c
		}
	case cueOpener:
		if !n.terminal && n.words <= 8 {
			return isOpener, c
		}
	case cueEnd:
		return isTail, c
	case cueCredit, cueHelp:
		if n.words <= 30 && (label || loose || words >= 2 && c == cueHelp) {
			return isCredit, c
		}
	case cuePhoto:
		if label || words >= 2 && n.words <= 60 || loose && n.words <= 12 {
			return isCaption, c
		}
	case cueByline:
		if n.words-words <= 9 && !n.terminal && isNames(afterWords(n.text, words)) {
			return isByline, c
		}
	case cueDate:
		if label && n.words <= 14 {
			return isDate, c
		}
	}
	return isProse, noCue
}

// judgeEnd judges by the phrase that closes the line.
func (l *lore) judgeEnd(n line) (kind, cue) {
	c, words := l.cues.end(n.fold)
	switch c {
	case cueDrop:
		if n.words <= 40 {
			return isButton, c
		}
	case cueHelp:
		if n.words <= 30 && n.terminal && words >= 3 {
			return isProse, noCue // a sentence of the paper's own; its agencies are read all the same
		}
	case cuePhoto:
		if n.words <= 70 && (words >= 2 || hasMarkBefore(n.text)) {
			return isCaption, c
		}
	}
	return isProse, noCue
}

// hasLabelMark tells whether the first words of s are followed by a colon or
// another mark that makes them a label.
func hasLabelMark(s string, words int) bool {
	rest := afterWords(s, words)
	r, _ := utf8.DecodeRuneInString(rest)
	return rest != "" && strings.ContainsRune(":|»>–—/", r)
}

// afterWords is what follows the first words of s, spaces trimmed.
func afterWords(s string, words int) string {
	in := false
	for i, r := range s {
		is := unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) || r == '@' || r == '©' || in && (r == '\'' || r == '’')
		if !is && in {
			words--
			if words == 0 {
				return strings.TrimLeft(s[i:], " ")
			}
		}
		in = is
	}
	return ""
}

// hasMarkBefore tells whether the last word of s stands after a stroke, bar,
// bracket, dash or full stop.
func hasMarkBefore(s string) bool {
	s = strings.TrimRight(s, ".) ")
	i := strings.LastIndexFunc(s, func(r rune) bool { return !unicode.IsLetter(r) })
	if i < 0 {
		return false
	}
	s = strings.TrimRight(s[:i+1], " ")
	r, _ := utf8.DecodeLastRuneInString(s)
	return strings.ContainsRune("/|(.—–-", r)
}

// isAddress tells whether s is nothing but a web address, a mail address, a
// handle or tags.
func isAddress(s string) bool {
	if strings.HasPrefix(s, "http://") || strings.HasPrefix(s, "https://") || strings.HasPrefix(s, "www.") {
		return !strings.Contains(s, " ")
	}
	all := true
	for _, w := range strings.Fields(s) {
		all = all && (w[0] == '@' || w[0] == '#')
	}
	return all || !strings.Contains(s, " ") && strings.Contains(s, "@")
}

// isEmbed tells whether s is the signature of an embedded post ("— Name
// (@handle) November 3, 2025"), its picture's address, or markup for a picture.
func isEmbed(s string) bool {
	if strings.HasPrefix(s, "![") || strings.HasPrefix(s, "pic.twitter.com/") {
		return !strings.Contains(s, " ") || strings.HasSuffix(s, ")")
	}
	dash := strings.HasPrefix(s, "—") || strings.HasPrefix(s, "–") || strings.HasPrefix(s, "-")
	return dash && strings.Contains(s, "(@") && countWords(s) <= 16
}

// isDateLine tells whether the line is a date alone, after the words that
// introduce one, or with the clock, the weekday and the reading time.
func isDateLine(n line, cues cueTable, lang text.Lang) bool {
	if !strings.ContainsAny(n.text, "0123456789") {
		return false
	}
	if f, ok := findDay(n.text, lang); ok {
		if f.alone {
			return true
		}
		c, _ := cues.start(n.fold)
		return c == cueDate && !n.terminal
	}
	toks := dateTokens(n.text)
	return len(toks) >= 2 && n.words <= 8 && onlyDateWords(toks) && hasClockOrAgo(toks)
}

// hasClockOrAgo tells whether the tokens hold a number beside a word for a
// length of time or the clock: "3 hours ago", "10:30 h", "5 min read".
func hasClockOrAgo(toks []dateToken) bool {
	number, word := false, false
	for _, t := range toks {
		number = number || t.word == ""
		switch t.word {
		case "ago", "hace", "min", "mins", "h", "hs", "hrs", "am", "pm", "a", "read", "lectura", "updated", "actualizado", "published", "publicado":
			word = true
		}
	}
	return number && word
}

// isNames tells whether s can be a list of persons' names: its words are
// capitalised, save particles.
func isNames(s string) bool {
	fields := strings.Fields(s)
	for _, w := range fields {
		w = strings.Trim(w, ",;|/.()·•-–—")
		if w == "" {
			continue
		}
		r, _ := utf8.DecodeRuneInString(w)
		if unicode.IsUpper(r) {
			continue
		}
		switch w {
		case "and", "y", "e", "de", "del", "la", "las", "los", "van", "von", "der", "den", "bin", "al", "el", "da", "dos", "in", "en", "for", "para":
		default:
			return false
		}
	}
	return len(fields) > 0
}
