package text

import "strings"

// englishCuts writes into cuts the offsets at which the syntactic words of w
// after the first begin, and returns their number: "Mexico|'s", "do|n't",
// "ca|n't", "should|n't|'ve", "can|not", "gon|na".
func englishCuts(w string, cuts *[2]int) int {
	if len(w) < 3 {
		return 0
	}
	switch w[len(w)-1] | 0x20 {
	case 's', 'e', 'l', 'd', 'm', 't', 'a', 'u':
	default:
		return 0
	}
	cut := cliticStart(w)
	if cut == 0 {
		return unmarkedCut(w, cuts)
	}
	if inner := cliticStart(w[:cut]); inner > 0 {
		cuts[0], cuts[1] = inner, cut
		return 2
	}
	cuts[0] = cut
	return 1
}

// cliticStart is where the last clitic of w begins, or 0.
func cliticStart(w string) int {
	at := strings.LastIndexByte(w, '\'')
	width := 1
	if curly := strings.LastIndex(w, "’"); curly > at {
		at, width = curly, len("’")
	}
	if at <= 0 {
		return 0
	}
	switch tail := w[at+width:]; {
	case foldEqual(tail, "s"), foldEqual(tail, "re"), foldEqual(tail, "ve"),
		foldEqual(tail, "ll"), foldEqual(tail, "d"), foldEqual(tail, "m"):
		return at
	case foldEqual(tail, "t") && at >= 2 && w[at-1]|0x20 == 'n':
		return at - 1
	}
	return 0
}

// unmarkedCut cuts the words that hold two without an apostrophe.
func unmarkedCut(w string, cuts *[2]int) int {
	if len(w) > 8 {
		return 0
	}
	var buf [8]byte
	switch string(shortLower(&buf, w)) {
	case "cannot", "gonna", "gotta", "wanna":
		cuts[0] = 3
	case "dont", "cant", "wont", "isnt", "arent", "didnt", "doesnt", "wasnt", "havent", "hasnt", "hadnt", "werent", "wouldnt", "couldnt":
		cuts[0] = len(w) - 2
	case "ive", "youre", "theyre", "youve":
		cuts[0] = len(w) - 2
	case "thats", "whats":
		cuts[0] = len(w) - 1
	case "im":
		if w == "IM" {
			return 0
		}
		cuts[0] = 1
	default:
		return 0
	}
	return 1
}
