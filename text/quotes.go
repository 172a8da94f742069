package text

// quoteReader pairs quotation marks over the paragraphs of a text.
//
// Inside a paragraph marks nest. A quotation that is still open at the end of
// its paragraph goes on where the next paragraph opens with the same mark, as
// printers do it, and only the last paragraph closes. Otherwise a double or
// angular quotation ends with its paragraph, and a straight or single mark is
// taken to have been none. Straight marks open after space or a bracket and
// close elsewhere; an apostrophe closes only what a single mark has opened.
type quoteReader struct {
	s     string
	out   []Span
	stack []openQuote // of this paragraph, outermost first
	carry []openQuote // at most one, from the paragraph before
}

// openQuote is a quotation whose end is not known. Until then its span in out
// ends where the paragraph ends if it may, and is empty if it may not.
type openQuote struct {
	mark string
	at   int // index into out
}

// closer is the mark that ends what mark opens, or "".
func closer(mark string) string {
	switch mark {
	case "“", "„":
		return "”"
	case "«":
		return "»"
	case "‹":
		return "›"
	case "‘":
		return "’"
	case "``":
		return "''"
	case "\"", "'", "''":
		return mark
	}
	return ""
}

func isQuoteMark(w string) bool {
	switch w {
	case "“", "”", "„", "«", "»", "‹", "›", "‘", "’", "``", "''", "\"", "'":
		return true
	}
	return false
}

// paragraph reads the tokens of p.
func (q *quoteReader) paragraph(p Span, toks []Token) {
	if len(q.carry) > 0 && q.word(toks[0]) == q.carry[0].mark {
		q.stack = append(q.stack, q.carry[0])
		toks = toks[1:]
	}
	q.carry = q.carry[:0]
	for i, t := range toks {
		if t.Kind != Punct || t.End-t.Start > 3 || !isQuoteMark(q.word(t)) {
			continue
		}
		before := t.Spaced || i == 0 || isOpening(q.word(toks[i-1]))
		after := i+1 < len(toks) && !toks[i+1].Spaced
		q.mark(t, before && after)
	}
	for i, o := range q.stack {
		if i == 0 && o.mark != "'" && o.mark != "‘" {
			q.carry = append(q.carry, o)
			if closer(o.mark) != o.mark {
				q.out[o.at].End = p.End
			}
		}
	}
	q.stack = q.stack[:0]
}

// mark closes or opens a quotation at t; opens tells whether a straight mark
// there would be an opening one.
func (q *quoteReader) mark(t Token, opens bool) {
	w := q.word(t)
	if w == "”" && opens && len(q.stack) == 0 {
		w = "“" // the wrong mark, as keyboards set it after a dash
	}
	straight := closer(w) == w
	if !straight || !opens {
		for i := len(q.stack) - 1; i >= 0; i-- {
			if m := q.stack[i].mark; closer(m) == w || m == "„" && w == "“" {
				q.out[q.stack[i].at].End = int(t.End)
				q.stack = q.stack[:i]
				return
			}
		}
	}
	if closer(w) != "" && (!straight || opens) {
		q.stack = append(q.stack, openQuote{w, len(q.out)})
		q.out = append(q.out, Span{int(t.Start), int(t.Start)})
	}
}

func (q *quoteReader) word(t Token) string { return q.s[t.Start:t.End] }

// finish returns the quotations that have an end.
func (q *quoteReader) finish() []Span {
	kept := q.out[:0]
	for _, s := range q.out {
		if s.Len() > 0 {
			kept = append(kept, s)
		}
	}
	return kept
}

// isOpening tells whether a quotation may open right after the mark w.
func isOpening(w string) bool {
	switch w {
	case "(", "[", "{", "—", "–", "--", "-", "“", "«", "‘", "\"", "'", "¿", "¡", "/":
		return true
	}
	return false
}
