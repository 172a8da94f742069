package act

import (
	"strings"

	"github.com/chancery-ledger/chancery/text"
)

// inflections returns regular inflected forms of a word, for where the tagger
// left it without its lemma: in English the words of headlines, whose capitals
// make it take verbs for names, in Spanish the participles, which it takes for
// adjectives.
func inflections(lang text.Lang, lemma string) []string {
	switch {
	case len(lemma) < 3:
		return nil
	case lang == text.Spanish:
		return participles(lemma)
	case lang == text.English:
		return english(lemma)
	}
	return nil
}

func participles(lemma string) []string {
	stem, theme := lemma[:len(lemma)-2], ""
	switch lemma[len(lemma)-2:] {
	case "ar":
		theme = "a"
	case "er", "ir":
		theme = "i"
	default:
		return nil
	}
	stem += theme + "d"
	return []string{stem + "o", stem + "a", stem + "os", stem + "as"}
}

func english(lemma string) []string {
	last := lemma[len(lemma)-1]
	stem := lemma[:len(lemma)-1]
	switch {
	case last == 'e':
		return []string{lemma + "s", lemma + "d", stem + "ing"}
	case last == 'y' && !vowel(lemma[len(lemma)-2]):
		return []string{stem + "ies", stem + "ied", lemma + "ing"}
	case strings.HasSuffix(lemma, "ss") || strings.HasSuffix(lemma, "sh") || strings.HasSuffix(lemma, "ch") || last == 'x' || last == 'z':
		return []string{lemma + "es", lemma + "ed", lemma + "ing"}
	}
	forms := []string{lemma + "s", lemma + "ed", lemma + "ing"}
	if !vowel(last) && vowel(lemma[len(lemma)-2]) && !vowel(lemma[len(lemma)-3]) { // ban, banned
		forms = append(forms, lemma+string(last)+"ed", lemma+string(last)+"ing")
	}
	return forms
}

func vowel(c byte) bool { return strings.IndexByte("aeiou", c) >= 0 }
