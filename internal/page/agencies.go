package page

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// alias is one way of writing an agency's name.
type alias struct {
	text string // as written
	name string // under which a report credits it
	weak bool   // also a word or name of something else
}

// agencyTable has the aliases by their first word, the longest first, and the
// names of those that are not weak by the alias in small letters.
type agencyTable struct {
	first map[string][]alias
	whole map[string]string
}

func addAgency(t agencyTable, cells []string) error {
	name, country := cells[0], cells[1]
	if len(country) != 3 || strings.ToUpper(country) != country {
		return fmt.Errorf("country %q: want three capitals", country)
	}
	weak := strings.Split(cells[3], "|")
	all := append(strings.Split(cells[2], "|"), name)
	for _, w := range weak {
		if w != "" && !slices.Contains(all, w) {
			return fmt.Errorf("weak %q is no alias of %s", w, name)
		}
	}
	for _, a := range all {
		if a == "" {
			continue
		}
		first := firstWord(a)
		if first == "" {
			return fmt.Errorf("alias %q: want a letter first", a)
		}
		for _, other := range t.first[first] {
			if other.text == a {
				return fmt.Errorf("alias %q is %s's already", a, other.name)
			}
		}
		isWeak := slices.Contains(weak, a)
		t.first[first] = append(t.first[first], alias{a, name, isWeak})
		slices.SortFunc(t.first[first], func(x, y alias) int { return len(y.text) - len(x.text) })
		if !isWeak {
			t.whole[strings.ToLower(a)] = name
		}
	}
	return nil
}

// firstWord is the run of letters that opens s.
func firstWord(s string) string {
	for i, r := range s {
		if !unicode.IsLetter(r) {
			return s[:i]
		}
	}
	return s
}

// at returns the longest alias that stands at the start of s as whole words.
func (t agencyTable) at(s string) (alias, bool) {
	for _, a := range t.first[firstWord(s)] {
		if !strings.HasPrefix(s, a.text) {
			continue
		}
		if r, _ := utf8.DecodeRuneInString(s[len(a.text):]); !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			return a, true
		}
	}
	return alias{}, false
}

// maxAgencyName is the length in bytes beyond which a string is no agency.
const maxAgencyName = 60

// exactly returns the name of the agency that s is, in any case of letters.
func (t agencyTable) exactly(s string) (string, bool) {
	if len(s) > maxAgencyName {
		return "", false
	}
	if a, ok := t.at(s); ok && len(a.text) == len(s) {
		return a.name, true
	}
	name, ok := t.whole[strings.ToLower(s)]
	return name, ok
}

// credited lists the agencies that s credits, in the order of their first
// credit, each once: in brackets ("(Reuters)", "/TASS/"), before a verb of
// saying ("Reuters reported"), after a preposition of source ("según AFP",
// "told the AP") or beside the word agency. A name that is merely there, as in
// "a Reuters photographer was hurt", is no credit.
func (t agencyTable) credited(s string) []string {
	var out []string
	prev := rune(' ')
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		if (unicode.IsUpper(r) || r == 'd') && !unicode.IsLetter(prev) && !unicode.IsDigit(prev) {
			if a, ok := t.at(s[i:]); ok {
				if isCredited(s, i, i+len(a.text), a.weak) && !slices.Contains(out, a.name) {
					out = append(out, a.name)
				}
				i += len(a.text)
				prev = 'x'
				continue
			}
		}
		prev = r
		i += n
	}
	return out
}

// isCredited judges the name at s[start:end] by the words around it.
func isCredited(s string, start, end int, weak bool) bool {
	before, after := s[:start], s[end:]
	left, right := lastWords(before, 3), leadingWords(after, 2)
	if isAgencyWord(left[0]) || isAgencyWord(right[0]) || right[0] == "news" && isAgencyWord(right[1]) {
		return true
	}
	if weak {
		return false
	}
	if b := lastByte(before); b == '(' || b == '/' || b == '[' {
		c := firstByte(after)
		closed := c == ')' || c == '/' || c == ']' || c == ',' || c == ';'
		return closed && !isPhotoBracket(before, after)
	}
	return isSayingVerb(right[0]) || isSourceWord(left)
}

// isPhotoBracket tells whether the bracket around a name credits a picture:
// "(AP Photo/Jane Doe)", "(Jane Doe/Reuters)", "(Foto: EFE)".
func isPhotoBracket(before, after string) bool {
	open := strings.LastIndexAny(before, "([")
	if open < 0 {
		return strings.HasSuffix(before, "/") && !strings.HasPrefix(after, "/")
	}
	inside := before[open+1:]
	if i := strings.IndexAny(after, ")]"); i >= 0 {
		inside += after[:i]
	}
	return strings.Contains(inside, "/") && !strings.HasSuffix(before, "(")
}

func lastByte(s string) byte {
	if s == "" {
		return 0
	}
	return s[len(s)-1]
}

func firstByte(s string) byte {
	if s == "" {
		return 0
	}
	return s[0]
}

// lastWords are up to three folded words before the end of s in the same
// sentence, the nearest first.
func lastWords(s string, n int) [3]string {
	var out [3]string
	s = s[max(0, len(s)-60):]
	if i := strings.LastIndexAny(s, ".!?\n"); i >= 0 {
		s = s[i+1:]
	}
	f := fold(strings.ToValidUTF8(s, ""))
	for k := 0; k < n && k < f.len(); k++ {
		out[k] = f.slice(f.len()-1-k, f.len()-k)
	}
	return out
}

// leadingWords are up to two folded words at the start of s in the same
// sentence.
func leadingWords(s string, n int) [2]string {
	var out [2]string
	if len(s) > 40 {
		s = cutAt(s, 40)
	}
	if i := strings.IndexAny(s, ".!?\n"); i >= 0 {
		s = s[:i]
	}
	f := fold(s)
	for k := 0; k < n && k < f.len(); k++ {
		out[k] = f.slice(k, k+1)
	}
	return out
}

func isAgencyWord(w string) bool {
	switch w {
	case "agency", "agencia", "agencies", "agencias", "wire", "newswire":
		return true
	}
	return false
}

func isSayingVerb(w string) bool {
	switch w {
	case "reported", "reports", "said", "says", "quoted", "cited", "citing", "wrote", "noted", "added",
		"reporto", "informo", "informa", "dijo", "senalo", "indico", "publico", "cito", "recogio", "adelanto", "reporta", "preciso":
		return true
	}
	return false
}

// isSourceWord tells whether the words before a name make it a source; the
// nearest comes first.
func isSourceWord(left [3]string) bool {
	w := left[0]
	if w == "the" || w == "la" || w == "news" {
		left[0], left[1], left[2] = left[1], left[2], ""
		w = left[0]
	}
	switch w {
	case "told", "tells", "segun", "citing", "quoting", "via":
		return true
	case "to":
		return left[1] == "according" || left[1] == "spoke" || left[1] == "speaking" || left[1] == "statement"
	case "by":
		return left[1] == "reported" || left[1] == "quoted" || left[1] == "cited" || left[1] == "seen" || left[1] == "interviewed" || left[1] == "reviewed"
	case "with":
		return left[1] == "interview" || left[1] == "spoke"
	case "a":
		return left[1] == "dijo" || left[1] == "declaro" || left[1] == "aseguro" || left[1] == "confirmo" || left[1] == "explico" || left[1] == "afirmo"
	case "con":
		return left[1] == "acuerdo" || left[1] == "entrevista" || left[1] == "dialogo" || left[1] == "informacion"
	case "de":
		return left[1] == "informacion" || left[1] == "reporte" || left[1] == "despacho" || left[1] == "reportes" || left[1] == "cable"
	case "por":
		return left[1] == "citado" || left[1] == "citada" || left[1] == "citados" || left[1] == "consultado" || left[1] == "consultados" || left[1] == "publicado"
	}
	return false
}

// listed reads the members of a credit line after its cue ("Reuters, AP, El
// País and Milenio"): agencies under their canonical names, and where papers
// is set also names that look like those of papers.
func (t agencyTable) listed(s string, papers bool) []string {
	var out []string
	for _, piece := range splitList(s) {
		name, ok := t.exactly(piece)
		if !ok && papers && looksLikePaper(piece) {
			name, ok = piece, true
		}
		if ok && !slices.Contains(out, name) {
			out = append(out, name)
		}
	}
	return out
}

// splitList splits at commas, semicolons, slashes, "and", "y", "e".
func splitList(s string) []string {
	s = strings.NewReplacer(" and ", ",", " & ", ",", " y ", ",", " e ", ",", ";", ",", "/", ",", " | ", ",").Replace(s)
	var out []string
	for _, p := range strings.Split(s, ",") {
		p = strings.Trim(p, " .:()[]*_\t")
		for _, det := range []string{"the ", "la agencia ", "las agencias ", "agencias ", "agencia ", "news agency "} {
			p = strings.TrimPrefix(p, det)
		}
		if p != "" {
			out = append(out, p)
		}
	}
	return out
}

// looksLikePaper tells whether s can be the name of a paper or station: one
// capitalised word, or several of which the first is an article or one says
// what it is. Other pairs of words are persons more often than not.
func looksLikePaper(s string) bool {
	words := strings.Fields(s)
	if len(words) == 0 || len(words) > 5 {
		return false
	}
	if r, _ := utf8.DecodeRuneInString(s); !unicode.IsUpper(r) {
		return false
	}
	if len(words) == 1 {
		return true
	}
	switch words[0] {
	case "El", "La", "Los", "Las", "The", "Le", "O", "Il", "Der", "Die":
		return true
	}
	for _, w := range words {
		switch strings.Trim(w, ".,") {
		case "News", "Times", "Post", "Daily", "Journal", "Herald", "Tribune", "Press", "Radio", "TV", "Television", "Today",
			"Diario", "Prensa", "Noticias", "Periódico", "Agencia", "Agency", "Online", "Digital", "Magazine", "Gazette", "CNN", "BBC":
			return true
		}
	}
	return false
}
