package review

import (
	"strings"

	"github.com/chancery-ledger/chancery"
)

// Words is the first stretch of a text that has some words, whatever the white
// space between them.
func Words(text, words string) (chancery.Evidence, bool) {
	want := strings.Fields(words)
	if len(want) == 0 {
		return chancery.Evidence{}, false
	}
	for at := 0; ; {
		i := strings.Index(text[at:], want[0])
		if i < 0 {
			return chancery.Evidence{}, false
		}
		start := at + i
		if end, ok := follows(text, start, want); ok {
			return chancery.Evidence{Start: start, End: end, Text: text[start:end]}, true
		}
		at = start + len(want[0])
	}
}

// follows tells whether the words stand in a text from an offset on, and where
// they end.
func follows(text string, at int, words []string) (end int, ok bool) {
	for i, w := range words {
		if i > 0 {
			rest := strings.TrimLeft(text[at:], " \t\r\n\u00a0\u202f")
			if len(rest) == len(text)-at {
				return 0, false
			}
			at = len(text) - len(rest)
		}
		if !strings.HasPrefix(text[at:], w) {
			return 0, false
		}
		at += len(w)
	}
	return at, true
}
