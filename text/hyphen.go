package text

import "strings"

// hyphenBelongs tells whether the hyphen between the segment left and the text
// right is inside one token.
//
// The Spanish treebanks leave compounds whole. The English ones (EWT and GUM
// since release 2.11) cut them into their parts and the hyphens, save after a
// prefix that is no word of its own.
func (c *scanner) hyphenBelongs(left, right string) bool {
	if c.lang == Spanish {
		return true
	}
	return isPrefix(left) || isBoundSuffix(right)
}

// isPrefix lists the prefixes after which EWT and GUM keep the hyphen inside
// the token; counted in their training parts.
func isPrefix(w string) bool {
	if len(w) > 7 {
		return false
	}
	var buf [8]byte
	switch string(shortLower(&buf, w)) {
	case "non", "e", "re", "anti", "pre", "pro", "co", "mid", "cross", "post", "over", "semi", "multi", "ex",
		"sub", "counter", "mini", "neo", "micro", "inter", "intra", "un", "mis", "socio", "arch", "trans",
		"ultra", "super", "extra", "de", "bi", "tri", "under", "psycho", "pseudo", "quasi", "proto":
		return true
	}
	return false
}

func isBoundSuffix(w string) bool {
	for _, suffix := range [...]string{"wise", "esque"} {
		if strings.HasPrefix(w, suffix) {
			return len(w) == len(suffix) || !isLetter(rune(w[len(suffix)]))
		}
	}
	return false
}
