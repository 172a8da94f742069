package page

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// isCaption tells whether the line ends in a credit as captions do: in
// brackets after the last full stop or at the end of a phrase ("(Jane
// Doe/Facebook)", "(Reuters)", "(Photo: AFP)"), or after a bar ("| Jane Doe").
// A paragraph of prose may end in an agency's name in brackets too; that is a
// caption only where the line is short and no full stop follows.
func (l *lore) isCaption(n line) bool {
	if n.words > 70 {
		return false
	}
	before, inside, ok := lastBracket(n.text)
	if !ok {
		return l.isBarCredit(n)
	}
	if !l.isPictureCredit(inside) {
		return false
	}
	if _, agency := l.agencies.exactly(strings.Trim(inside, " .")); agency {
		return n.words <= 45 && before != "" && !strings.HasSuffix(n.text, ".")
	}
	return before != ""
}

// lastBracket divides s into what stands before the bracket that ends it and
// what stands in it.
func lastBracket(s string) (before, inside string, ok bool) {
	s = strings.TrimRight(s, " .")
	if s == "" {
		return "", "", false
	}
	opening := map[byte]string{')': "(", ']': "["}[s[len(s)-1]]
	if opening == "" {
		return "", "", false
	}
	i := strings.LastIndex(s, opening)
	if i < 0 {
		return "", "", false
	}
	return strings.TrimSpace(s[:i]), s[i+1 : len(s)-1], true
}

// isPictureCredit tells whether the letters of a final bracket credit a
// picture: a source after a stroke, a word of photography, an agency, or after
// a full stop the bare name of a person or body.
func (l *lore) isPictureCredit(inside string) bool {
	f := fold(inside)
	if f.len() == 0 || f.len() > 10 {
		return false
	}
	if i := strings.LastIndexByte(inside, '/'); i > 0 {
		r, _ := utf8.DecodeRuneInString(strings.TrimLeft(inside[i+1:], " "))
		return (unicode.IsUpper(r) || r == '@') && !strings.Contains(inside, "=")
	}
	for i := range f.start {
		switch f.slice(i, i+1) {
		case "photo", "foto", "file", "archivo", "getty", "facebook", "twitter", "instagram", "courtesy", "cortesia", "handout",
			"shutterstock", "cuartoscuro", "flickr", "unsplash", "wikimedia", "screenshot", "captura", "via", "imagen", "image", "fotografia", "credit", "credito":
			return true
		}
	}
	_, agency := l.agencies.exactly(strings.Trim(inside, " ."))
	return agency
}

// isBarCredit tells whether the line ends with a name after a bar or "Foto:",
// as in "El canciller habla en Lima | Foto: EFE".
func (l *lore) isBarCredit(n line) bool {
	i := max(strings.LastIndex(n.text, "|"), strings.LastIndex(n.text, " / "))
	if i <= 0 {
		return false
	}
	rest := strings.Trim(n.text[i+1:], " /|.")
	if c, _ := l.cues.start(fold(rest)); c == cuePhoto {
		return true
	}
	_, agency := l.agencies.exactly(rest)
	return agency
}
