package cite

import (
	"strconv"
	"strings"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/standing"
	"github.com/chancery-ledger/chancery/text"
)

// track is how the lines of a track are spoken of.
type track struct {
	what   string
	plural bool
}

// language are the words of sentences in one language. {day} and the like are
// filled in.
type language struct {
	lang                                      text.Lang
	stood, stoodMany, unknown                 string
	according, baseline, rule, word           string
	contested, by, alleged, denied            string
	nameless, titled, somebody, oneMore, more string
	entry, sinceDay, between, after, by2, and string
	undated, someDay                          string
	status                                    map[chancery.Status]string
	tracks                                    map[chancery.Track]track
	months                                    [12]string
}

func wordsIn(lang text.Lang) *language {
	if lang == text.Spanish {
		return &spanish
	}
	return &english
}

var english = language{
	lang: text.English, stood: "On {day}, {what} was recorded as “{state}”", stoodMany: "On {day}, {what} were recorded as “{state}”",
	unknown: "For {day}, nothing is recorded of {what}", according: "according to",
	baseline: "reference data ({source})", rule: "by a rule of law alone ({rule})", word: "by the word of {who}, according to {papers}",
	contested: "which is contested", by: "by", alleged: "as an allegation", denied: "which is denied",
	nameless: "a publisher that is not named", titled: "a report titled “{title}”", somebody: "somebody not named", oneMore: "one more independent source", more: "{n} more independent sources",
	entry: "entry", sinceDay: "since", between: "between {from} and {to}", after: "on or after {from}", by2: "by {to}", and: "and", undated: "since when is not known", someDay: "some day",
	status: map[chancery.Status]string{
		chancery.Planned: "Planned", chancery.Proposed: "Proposed", chancery.Threatened: "Threatened", chancery.Not: "Reported as not having happened",
	},
	tracks: map[chancery.Track]track{
		chancery.Recognition: {"recognition of {b} by {a}", false}, chancery.Diplomatic: {"diplomatic relations between {ab}", true},
		chancery.Representation: {"the representation of {a} in {b}", false}, chancery.Consular: {"consular relations between {ab}", true},
		chancery.Posts: {"consular posts of {a} in {b}", true}, chancery.Trade: {"trade of {a} with {b}", false},
		chancery.Treaty: {"the treaty “{part}” between {ab}", false}, chancery.Movement: {"movement of people between {ab}, on the part of {a},", false},
		chancery.Protection: {"the protection of the interests of {a} in {b} by {c}", false}, chancery.Premises: {"the premises of the mission of {a} in {b}", true},
		chancery.AsylumCase: {"the asylum of {person} with {a} from {b}", false}, chancery.PersonTrack: {"the position of {person} with regard to {a}", false},
	},
	months: [12]string{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"},
}

var spanish = language{
	lang: text.Spanish, stood: "El {day}, {what} constaba como «{state}»", stoodMany: "El {day}, {what} constaban como «{state}»",
	unknown: "Al {day}, nada consta sobre {what}", according: "según",
	baseline: "datos de referencia ({source})", rule: "solo por una regla de derecho ({rule})", word: "según afirma {who}, según {papers}",
	contested: "lo que ha sido impugnado", by: "por", alleged: "como acusación", denied: "lo que ha sido desmentido",
	nameless: "un medio no identificado", titled: "un informe titulado «{title}»", somebody: "una parte no identificada", oneMore: "una fuente independiente más", more: "{n} fuentes independientes más",
	entry: "asiento", sinceDay: "desde", between: "entre el {from} y el {to}", after: "el {from} o después", by2: "a más tardar el {to}", and: "y", undated: "sin fecha conocida de inicio", someDay: "algún día",
	status: map[chancery.Status]string{
		chancery.Planned: "Previsto", chancery.Proposed: "Propuesto", chancery.Threatened: "Como amenaza", chancery.Not: "Según se informa, no ocurrió",
	},
	tracks: map[chancery.Track]track{
		chancery.Recognition: {"el reconocimiento de {b} por {a}", false}, chancery.Diplomatic: {"las relaciones diplomáticas entre {ab}", true},
		chancery.Representation: {"la representación de {a} en {b}", false}, chancery.Consular: {"las relaciones consulares entre {ab}", true},
		chancery.Posts: {"las oficinas consulares de {a} en {b}", true}, chancery.Trade: {"el comercio de {a} con {b}", false},
		chancery.Treaty: {"el tratado «{part}» entre {ab}", false}, chancery.Movement: {"la circulación de personas entre {ab}, por parte de {a},", false},
		chancery.Protection: {"la protección de los intereses de {a} en {b} por {c}", false}, chancery.Premises: {"los locales de la misión de {a} en {b}", true},
		chancery.AsylumCase: {"el asilo de {person} otorgado o pedido a {a} frente a {b}", false}, chancery.PersonTrack: {"la situación de {person} respecto de {a}", false},
	},
	months: [12]string{"enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"},
}

func itoa(n int) string { return strconv.Itoa(n) }

// fill puts values, each after its name, into a pattern. A value is never read
// as a pattern.
func (w *language) fill(pattern string, pairs ...string) string {
	for i := 0; i < len(pairs); i += 2 {
		pairs[i] = "{" + pairs[i] + "}"
	}
	return strings.NewReplacer(pairs...).Replace(pattern)
}

// day writes "3 November 2025" or "3 de noviembre de 2025".
func (w *language) day(d chancery.Day) string {
	t := d.Time()
	n, month, year := itoa(t.Day()), w.months[t.Month()-1], itoa(t.Year())
	if w.lang != text.Spanish {
		return n + " " + month + " " + year
	}
	if n == "1" {
		n = "1.º"
	}
	return n + " de " + month + " de " + year
}

// since writes from when a state stands, "" where it always did as far as is
// known.
func (w *language) since(s standing.Window, undated bool) string {
	switch {
	case undated:
		return w.undated
	case s.From != 0 && s.From == s.To && w.lang == text.Spanish:
		return w.sinceDay + " el " + w.day(s.From)
	case s.From != 0 && s.From == s.To:
		return w.sinceDay + " " + w.day(s.From)
	case s == standing.Window{}:
		return ""
	}
	if s.From != 0 && s.To != 0 {
		return w.sinceDay + " " + w.someDay + " " + w.window(s)
	}
	return w.sinceDay + " " + w.window(s)
}

// window writes the days on which something may have been; "" where nothing is
// known of them.
func (w *language) window(s standing.Window) string {
	switch {
	case s.From == 0 && s.To == 0:
		return ""
	case s.From == s.To:
		return w.day(s.From)
	case s.To == 0:
		return w.fill(w.after, "from", w.day(s.From))
	case s.From == 0:
		return w.fill(w.by2, "to", w.day(s.To))
	}
	return w.fill(w.between, "from", w.day(s.From), "to", w.day(s.To))
}

// both joins two names.
func (w *language) both(a, b string) string { return w.list([]string{a, b}) }

// list joins names: "A, B and C". In Spanish, "y" is "e" before the sound of i
// (Ortografía de la lengua española, RAE 2010).
func (w *language) list(names []string) string {
	n := len(names)
	if n == 0 {
		return ""
	}
	if n == 1 {
		return names[0]
	}
	and := w.and
	if w.lang == text.Spanish && soundsI(names[n-1]) {
		and = "e"
	}
	return strings.Join(names[:n-1], ", ") + " " + and + " " + names[n-1]
}

// soundsI tells whether a Spanish word begins with the vowel i: "Irán",
// "Hispania", and not "hielo" or "Yemen".
func soundsI(word string) bool {
	s := standing.PlainName(word)
	rest := strings.TrimPrefix(s, "h")
	if !strings.HasPrefix(rest, "i") {
		return false
	}
	return !(strings.HasPrefix(rest, "ie") || strings.HasPrefix(rest, "ia") || strings.HasPrefix(rest, "io"))
}

// source says where to look it up.
func (w *language) source(link string, number int64) string {
	out := " (" + Ledger
	if number > 0 {
		out += ", " + w.entry + " " + strconv.FormatInt(number, 10)
	}
	if link != "" {
		out += ": " + link
	}
	return out + ")."
}
