package text

// word returns the end and the kind of the word or number that starts at i
// with rune r, in the chunk that ends at to.
func (c *scanner) word(i, to int, r rune) (int, Kind) {
	kind := Word
	if isDigit(r) {
		kind = Number
		if end := c.number(i, to); end > i {
			return end, kind
		}
	}
	seg := i // where the segment since the last inner mark begins
	for j := i; j < to; {
		if b := c.s[j]; 'a' <= b && b <= 'z' { // most of most words
			j++
			continue
		}
		r, n := runeAt(c.s, j)
		if isLetter(r) || isDigit(r) || isMark(r) || r == '_' {
			j += n
			continue
		}
		next, _ := runeAt(c.s[:to], j+n)
		switch {
		case j == i:
			return j + n, kind
		case isApostrophe(r) && (isLetter(next) || c.lang == Spanish && isDigit(next)): // "d'affaires", "Atlanta'96"
		case r == '.' && c.stopBelongs(i, j, to):
			if !isLetter(next) && !isDigit(next) {
				return j + 1, kind
			}
		case (r == '-' || r == '‐' || r == '‑') && (isLetter(next) || isDigit(next)) && c.hyphenBelongs(c.s[seg:j], c.s[j+n:to]):
		case r == '&' && isUpper(next) && isUpper(rune(c.s[j-1])):
		case r == '/' && c.lang == Spanish && isLetter(next):
		default:
			return j, kind
		}
		j += n
		seg = j
	}
	return to, kind
}

// apostrophe reads what starts with an apostrophe at i: a clitic that follows
// a mark ("”'s"), a shortened year ("'90s"), or the mark alone.
func (c *scanner) apostrophe(i, to, n int) (int, Kind) {
	j := i + n
	if c.s[i] == '\'' && j < to && c.s[j] == '\'' {
		return j + 1, Punct // a quotation mark of the typewriter
	}
	for j < to {
		r, m := runeAt(c.s, j)
		if !isLetter(r) && !isDigit(r) {
			break
		}
		j += m
	}
	if c.lang == Spanish {
		return i + n, Punct
	}
	rest := c.s[i+n : j]
	if len(c.toks) > c.from && i == int(c.toks[len(c.toks)-1].End) {
		if foldEqual(rest, "s") {
			return j, Word
		}
		return i + n, Punct
	}
	if len(rest) >= 2 && len(rest) <= 3 && isDigit(rune(rest[0])) && isDigit(rune(rest[1])) && (len(rest) == 2 || rest[2] == 's') {
		return j, Number
	}
	switch rest {
	case "em", "til", "cause", "Cause", "tis", "twas":
		return j, Word
	}
	return i + n, Punct
}
