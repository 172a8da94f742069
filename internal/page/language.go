package page

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/RadhiFadlillah/whatlanggo"

	"github.com/chancery-ledger/chancery/text"
)

// detectWindow is the number of bytes by which a language is told; more does
// not help.
const detectWindow = 1200

// rivals are the languages of Latin letters that are weighed against each
// other. More would only add mistakes: the trigrams of Tagalog or Haitian
// resemble a Spanish list of names.
var rivals = whatlanggo.Options{Whitelist: map[whatlanggo.Lang]bool{
	whatlanggo.Eng: true, whatlanggo.Spa: true, whatlanggo.Por: true, whatlanggo.Fra: true, whatlanggo.Ita: true,
	whatlanggo.Deu: true, whatlanggo.Nld: true, whatlanggo.Ron: true, whatlanggo.Swe: true, whatlanggo.Dan: true,
	whatlanggo.Nob: true, whatlanggo.Fin: true, whatlanggo.Pol: true, whatlanggo.Ces: true, whatlanggo.Hun: true,
	whatlanggo.Tur: true, whatlanggo.Ind: true, whatlanggo.Vie: true, whatlanggo.Hrv: true,
	whatlanggo.Rus: true, whatlanggo.Ukr: true, whatlanggo.Bul: true, whatlanggo.Srp: true, whatlanggo.Arb: true,
	whatlanggo.Pes: true, whatlanggo.Urd: true, whatlanggo.Heb: true, whatlanggo.Hin: true,
}}

// detect tells the language of s and whether that is sure. Too few letters
// give "".
func detect(s string) (lang text.Lang, sure bool) {
	if len(s) > detectWindow {
		s = cutAt(s, detectWindow)
	}
	if countLetters(s) < 20 {
		return "", false
	}
	if lang, ok := functionWords(s); ok {
		return lang, true
	}
	info := whatlanggo.DetectWithOptions(s, rivals)
	if info.Lang < 0 || info.Confidence < 0.05 {
		return "", false
	}
	return text.Lang(info.Lang.Iso6391()), info.Confidence >= 0.5
}

func countLetters(s string) int {
	n := 0
	for _, r := range s {
		if unicode.IsLetter(r) {
			n++
		}
	}
	return n
}

// setLanguage settles the language: what the caller gave, else what the page
// declares unless the letters surely speak against it, else what the letters
// say.
func (d *draft) setLanguage(opts Options) {
	if opts.Language != "" {
		d.Language, d.LangBasis = opts.Language, langGiven
		return
	}
	if d.Language != "" {
		return
	}
	found, sure := detect(d.sample())
	switch {
	case d.declared != "" && (found == d.declared || !sure):
		d.Language, d.LangBasis = d.declared, langDeclared
	case found != "":
		d.Language, d.LangBasis = found, langDetected
	}
}

// sample is the text by which the language is told: the paragraphs before the
// headline, which is short and full of names.
func (d *draft) sample() string {
	var b strings.Builder
	for _, p := range d.paragraphs {
		b.WriteString(p)
		b.WriteByte('\n')
		if b.Len() >= detectWindow {
			return b.String()
		}
	}
	b.WriteString(d.Title)
	return b.String()
}

// langTag reads a language tag ("es-MX", "en_US", "spa") down to ISO 639-1,
// or gives "".
func langTag(tag string) text.Lang {
	tag = strings.ToLower(strings.TrimSpace(tag))
	if i := strings.IndexAny(tag, "-_,; "); i >= 0 {
		tag = tag[:i]
	}
	switch tag {
	case "eng", "english":
		return text.English
	case "spa", "spanish", "español", "castellano":
		return text.Spanish
	}
	if len(tag) != 2 || !utf8.ValidString(tag) {
		return ""
	}
	for i := range 2 {
		if tag[i] < 'a' || tag[i] > 'z' {
			return ""
		}
	}
	return text.Lang(tag)
}
