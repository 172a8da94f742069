package cite

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/chancery-ledger/chancery/internal/standing"
)

// person is a name in two parts. A name of one word, such as that of a desk or
// an agency, is a family name alone.
type person struct{ given, family string }

// particles begin a family name: "Hugo de Zela" is filed under "de Zela".
var particles = map[string]bool{
	"de": true, "del": true, "la": true, "las": true, "los": true, "da": true, "das": true, "do": true, "dos": true, "di": true, "della": true,
	"van": true, "von": true, "der": true, "den": true, "ter": true, "ten": true, "le": true, "du": true, "bin": true, "ibn": true, "al": true, "el": true, "y": true,
}

// nameOf divides a name as far as its letters tell: the family name is the last
// word with the particles before it. Which of three Spanish names is the first
// family name cannot be told from them.
func nameOf(full string) person {
	words := strings.Fields(full)
	n := len(words)
	if n < 2 {
		return person{family: full}
	}
	at := n - 1
	for at > 1 && particles[words[at-1]] {
		at--
	}
	return person{strings.Join(words[:at], " "), strings.Join(words[at:], " ")}
}

// initials are "H." of "Hugo", "J.-P." of "Jean-Paul".
func initials(given string) string {
	var out []string
	for _, word := range strings.Fields(given) {
		var parts []string
		for _, p := range strings.Split(word, "-") {
			if r, size := utf8.DecodeRuneInString(p); size > 0 {
				parts = append(parts, strings.ToUpper(string(r))+".")
			}
		}
		out = append(out, strings.Join(parts, "-"))
	}
	return strings.Join(out, " ")
}

// key names a work in a bibliography: "quay-2025-peru-severs-relations".
func (w Work) key() string {
	words := func(s string, most int) []string {
		f := strings.FieldsFunc(standing.PlainName(s), func(r rune) bool { return (r < 'a' || r > 'z') && (r < '0' || r > '9') })
		return f[:min(most, len(f))]
	}
	parts := words(w.Publisher, 2)
	if w.Published != 0 {
		parts = append(parts, strconv.Itoa(w.Published.Time().Year()))
	}
	parts = append(parts, words(w.Title, 4)...)
	key := strings.Join(parts, "-")
	if len(key) > 80 {
		key = key[:80]
	}
	if key == "" {
		return "report"
	}
	return key
}
