package standing

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/chancery-ledger/chancery"
)

// unnamed stands for a treaty that no report names.
const unnamed = "unnamed"

// instrument is the name of the treaty of an act, as the evidence writes it in
// capitals around a word for treaty: "Treaty of Friendship", "Tratado de
// Amistad", "Open Skies Treaty". A year or an article of the law does not
// belong to the name.
func instrument(ev *chancery.Event) string {
	if g := ev.Deed.Ground; g != "" && treatyWord(lastWord(g)) || treatyWord(firstWord(ev.Deed.Ground)) {
		return plainName(g)
	}
	for i := range ev.Claims {
		for _, e := range ev.Claims[i].Claim.Evidence {
			if name := treatyName(e.Text); name != "" {
				return plainName(name)
			}
		}
	}
	return unnamed
}

func firstWord(s string) string { f := strings.Fields(s + " -"); return f[0] }
func lastWord(s string) string  { f := strings.Fields("- " + s); return f[len(f)-1] }

func treatyWord(w string) bool {
	switch plain(strings.Trim(w, ".,;:“”\"'()")) {
	case "treaty", "agreement", "convention", "pact", "accord", "accords", "statute", "protocol", "charter",
		"tratado", "acuerdo", "acuerdos", "convenio", "convencion", "pacto", "estatuto", "protocolo", "carta":
		return true
	}
	return false
}

// treatyName finds a word for treaty and takes in the capitalised words on
// both sides of it, over the small words between them.
func treatyName(s string) string {
	words := strings.Fields(s)
	for i, w := range words {
		if !treatyWord(w) {
			continue
		}
		first, last := i, i
		for first > 0 && capital(words[first-1]) {
			first--
		}
		for j := i + 1; j < len(words) && j <= last+3 && !ends(words[j-1]); j++ {
			if capital(words[j]) {
				last = j
			} else if first < i || !small(words[j]) { // "Open Skies Treaty" is whole; "Treaty" goes on: "of Friendship"
				break
			}
		}
		if last > first {
			return strings.Trim(strings.Join(words[first:last+1], " "), ".,;:“”\"'()")
		}
	}
	return ""
}

func capital(w string) bool {
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(w, "“\"'("))
	return unicode.IsUpper(r) && !ends(w)
}

func ends(w string) bool {
	return strings.HasSuffix(w, ",") || strings.HasSuffix(w, ".") || strings.HasSuffix(w, ";")
}

func small(w string) bool {
	switch plain(w) {
	case "of", "on", "and", "the", "for", "de", "del", "la", "el", "los", "las", "y", "sobre", "para":
		return true
	}
	return false
}
