package standing

import (
	"strings"
	"unicode"
)

// phrase is a run of words; a word that ends in a star stands for any ending.
type phrase []string

// wordLists are the lists of words.tsv, in plain letters.
type wordLists map[string][]phrase

func readWords(lines []line) (wordLists, error) {
	lists := wordLists{}
	for _, l := range lines {
		name := l.cells[0]
		if _, twice := lists[name]; twice {
			return nil, l.fail(0, "list %q stands twice", name)
		}
		for _, p := range strings.Fields(l.cells[1]) {
			words := strings.Split(p, "+")
			for _, w := range words {
				if w == "" || w != plain(w) && strings.TrimSuffix(w, "*") != plain(strings.TrimSuffix(w, "*")) {
					return nil, l.fail(1, "word %q: want small letters without accents", w)
				}
			}
			lists[name] = append(lists[name], words)
		}
	}
	return lists, nil
}

// has tells whether some phrase of the list stands in the words.
func (ls wordLists) has(list string, words []string) bool {
	for _, p := range ls[list] {
		for i := 0; i+len(p) <= len(words); i++ {
			if p.at(words[i:]) {
				return true
			}
		}
	}
	return false
}

func (p phrase) at(words []string) bool {
	for i, w := range p {
		if n := len(w) - 1; w[n] == '*' {
			if !strings.HasPrefix(words[i], w[:n]) {
				return false
			}
		} else if words[i] != w {
			return false
		}
	}
	return true
}

// wordsOf cuts a text into words of plain letters and digits.
func wordsOf(s string) []string {
	return strings.FieldsFunc(plain(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// plain is s in small letters without the accents of Spanish, Portuguese and
// French.
func plain(s string) string {
	return strings.Map(func(r rune) rune {
		r = unicode.ToLower(r)
		if r < 0x80 {
			return r
		}
		switch r {
		case 'á', 'à', 'â', 'ã', 'ä', 'å', 'ā':
			return 'a'
		case 'é', 'è', 'ê', 'ë', 'ē', 'ę':
			return 'e'
		case 'í', 'ì', 'î', 'ï', 'ī', 'ı':
			return 'i'
		case 'ó', 'ò', 'ô', 'õ', 'ö', 'ø', 'ō':
			return 'o'
		case 'ú', 'ù', 'û', 'ü', 'ū':
			return 'u'
		case 'ñ', 'ń', 'ň':
			return 'n'
		case 'ç', 'ć', 'č':
			return 'c'
		case 'š', 'ş', 'ś':
			return 's'
		case 'ž', 'ż', 'ź':
			return 'z'
		case 'ł':
			return 'l'
		case 'ý', 'ÿ':
			return 'y'
		case '’':
			return ' '
		}
		return r
	}, s)
}
