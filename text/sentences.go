package text

import "strings"

// splitSentences divides the tokens from first on, all of one paragraph.
func (d *Doc) splitSentences(para, first int, title bool) {
	start := first
	flush := func(end int) {
		if end > start {
			d.Sentences = append(d.Sentences, Sentence{Span: d.SpanOf(start, end), First: start, Last: end, Title: title, Para: para})
		}
		start = end
	}
	for i := first; i < len(d.Tokens); i++ {
		t := d.Tokens[i]
		switch {
		case t.Kind == Punct && isFinal(d.Word(i)):
			if end := d.afterClosers(i + 1); d.endsAt(i, end, start) {
				flush(end)
				i = max(i, end-1)
			}
		case t.Kind == Word && d.Text[t.End-1] == '.':
			if end := d.afterClosers(i + 1); d.abbreviationEnds(i, end) {
				flush(end)
				i = max(i, end-1)
			}
		case t.Kind == Punct && t.Spaced && isBullet(d.Word(i)):
			flush(i)
		}
	}
	flush(len(d.Tokens))
}

// isFinal tells whether the mark w can end a sentence.
func isFinal(w string) bool {
	switch w[0] {
	case '.', '!', '?':
		return true
	}
	return strings.HasPrefix(w, "…")
}

func isBullet(w string) bool {
	switch w {
	case "•", "▪", "●", "■", "►", "‣", "◦":
		return true
	}
	return false
}

// afterClosers is the first token from i on that does not close a quotation or
// bracket which stands right before it.
func (d *Doc) afterClosers(i int) int {
	for i < len(d.Tokens) && !d.Tokens[i].Spaced && d.Tokens[i].Kind == Punct {
		switch d.Word(i) {
		case "”", "»", "\"", ")", "]", "’", "'", "''", "›":
			i++
			continue
		}
		break
	}
	return i
}

// endsAt tells whether the final mark at i, with what it closes up to end,
// ends the sentence that began at start.
func (d *Doc) endsAt(i, end, start int) bool {
	if end == len(d.Tokens) {
		return true
	}
	w, next := d.Word(i), d.Tokens[end]
	if !next.Spaced {
		return w == "." && end == i+1 && i > start && d.Tokens[i-1].Kind == Word && d.lacksSpace(i, end)
	}
	if !d.canBegin(end) {
		return false
	}
	switch {
	case i == start:
		return i+1 < end // a mark alone opens: "… Mexico reaffirms"
	case w == "." && i == start+1 && d.Tokens[start].Kind == Number:
		return false // "1. The first point"
	case w != "." && end > i+1:
		return !d.sayFollows(end)
	}
	return true
}

// lacksSpace tells whether the stop at i ends a sentence although the next one
// follows without space: "said.The".
func (d *Doc) lacksSpace(i, end int) bool {
	before, after := d.Word(i-1), d.Word(end)
	r, _ := runeAt(after, 0)
	second, _ := runeAt(after, 1)
	last, _ := runeAt(before, len(before)-1)
	return len(before) > 2 && isUpper(r) && (isLower(second) || len(after) == 1 || second > 0x7f) && (isLower(last) || last == 0xfffd)
}

// canBegin tells whether a sentence can begin with token i.
func (d *Doc) canBegin(i int) bool {
	for i < len(d.Tokens) {
		r, _ := runeAt(d.Word(i), 0)
		switch {
		case d.Tokens[i].Kind != Punct:
			return !isLower(r)
		case r == '¿' || r == '¡':
			return true
		case r == ',' || r == ';' || r == ':' || r == ')':
			return false
		}
		i++
	}
	return true
}

// abbreviationEnds tells whether the abbreviation or initials at i also end
// the sentence, where the next token is at end.
func (d *Doc) abbreviationEnds(i, end int) bool {
	if end == len(d.Tokens) {
		return true
	}
	if !d.Tokens[end].Spaced || !d.canBegin(end) {
		return false
	}
	w := strings.TrimSuffix(d.Word(i), ".")
	switch abbreviation(w, d.Lang) {
	case title, counted, inner:
		return false
	case month:
		return d.isStarter(end)
	case ender:
		return d.isStarter(end) || !isUpper(rune(w[0])) && d.Tokens[end].Kind == Word
	}
	if r, n := runeAt(w, 0); n == len(w) && isUpper(r) {
		return false // the initial of a name
	}
	if strings.HasSuffix(d.Word(i), ".m.") {
		return d.isStarter(end) || !d.isTimeZone(end)
	}
	return end > i+1 || d.isStarter(end)
}

// isTimeZone tells whether token i goes on from "p.m.": "p.m. ET", "p.m. Monday".
func (d *Doc) isTimeZone(i int) bool {
	w := d.Word(i)
	return len(w) <= 4 && strings.ToUpper(w) == w || strings.HasSuffix(w, "day") || w == "Eastern" || w == "Pacific" || w == "GMT"
}
