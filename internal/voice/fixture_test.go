package voice

import (
	"fmt"
	"strings"
	"testing"
	"unicode"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/name"
	"github.com/chancery-ledger/chancery/internal/syntax"
	"github.com/chancery-ledger/chancery/text"
)

// In these fixtures "{who: X}" is a source, "{what: Y}" a reported and
// "{quote: Y}" a direct content, and what belongs together bears the
// same digit. Strip the marks to get the text. Every content must be found
// letter for letter but for the marks at its ends, with its source.
var fixtures = map[text.Lang][]string{
	text.English: {
		"{who: The foreign minister} said {what: that Peru will close its embassy in Lima}.",
		"{who: The foreign minister} said on Monday {what: Peru will close its embassy}.",
		"“{quote: We have decided to close the embassy},” {who: the minister} said.",
		"“{quote: We have decided to close the embassy},” said {who: Ana Ruiz}, the foreign minister.",
		"“{quote: We have decided to leave},” {who: he} said. “{quote: There is no way back from this}.”",
		"“{quote: We have waited long enough},” {who: Smith} told reporters. “{quote: Now we must act together}.”",
		"{who: The president} told reporters {what: that the talks had failed}.",
		"{what: The talks had failed}, {who: the president} told reporters.",
		"According to {who: the ministry}, {what: the ambassador left on Friday}.",
		"{what: The ambassador left on Friday}, according to {who: two officials}.",
		"{what: The ambassador left on Friday}, {who: Reuters} reported.",
		"{who: Brazil} called on {what: Venezuela to release the prisoners}.",
		"{who: The minister} urged {what: Iran to return to the talks}.",
		"{who: Canada} accused {what: India of meddling in its elections}.",
		"{who: The spokesman} denied {what: that the two sides had met}.",
		"{who: The envoy} warned {what: that ties could suffer}.",
		"“{quote: The decision is final},” {who: the statement} read.",
		"In a statement, {who: the ministry} said: “{quote: Our relations are excellent and will stay so}.”",
		"{what: Russia will respond in kind}, {who: the Kremlin} said.",
		"{who: The government} has promised {what: to reopen the consulate}.",
		"{who: The prime minister} wants {what: to restore diplomatic relations}.",
		"{who: Poland} demanded {what: an apology from the ambassador}.",
		"{who: Lima}’s claim {what: that the embassy broke the law} was rejected.",
		"{who: The chancellor} is confident {what: that a deal is near}.",
		"{what1: The deal}, {who1: he} said, {what1: would be signed in May}.",
		"{who: The minister} said {what: that {who1: the king} had told him {what1: that he would abdicate}}.",
		"“{quote: We will stay.\n\n“We will not be moved by threats.\n\n“And we will prevail},” {who: the general} said.",
		"{who: De Zela} described the move as “a hostile act against us”.",
		"{who: She} added {what: that consular services would continue}.",
		"“{quote: Why should we pay for their wall?}” {who: the senator} asked.",
		"{who: The general} said {what: the raid killed ten people}, adding {what: that it would not be the last}.",
		"{who: A poll} shows {what: that most voters reject the treaty}.",
		"“{quote: It is a sad day for us},” said {who: de Zela}.",
	},
	text.Spanish: {
		"{who: El canciller} dijo {what: que Perú cerrará su embajada en México}.",
		"“{quote: No vamos a romper relaciones con nadie}”, dijo {who: la presidenta}.",
		"«{quote: Hemos decidido cerrar la embajada}», aseguró {who: el ministro}.",
		"Según {who: la cancillería}, {what: el embajador salió el viernes}.",
		"{what: El embajador salió el viernes}, según {who: fuentes diplomáticas}.",
		"De acuerdo con {who: el Gobierno}, {what: la medida es temporal}.",
		"{what: La medida es temporal}, de acuerdo con {who: el comunicado}.",
		"{who: El presidente} afirmó {what: que las relaciones están rotas}.",
		"{what: Las relaciones están rotas}, afirmó {who: el presidente}.",
		"{who: El ministro} negó {what: que hubiera una reunión secreta}.",
		"{who: México} pidió {what: que se respete el asilo}.",
		"{who: Bolivia} acusó {what: a Chile de cerrar la frontera}.",
		"{who: El portavoz} advirtió {what: que habrá consecuencias}.",
		"{who: La ministra} explicó a los periodistas {what: que el vuelo salió de noche}.",
		"{who: El Gobierno} prometió {what: reabrir el consulado}.",
		"“{quote: Es una decisión soberana}”, señaló {who: el canciller}. “{quote: No hay marcha atrás en este asunto}”.",
		"{who: El canciller} anunció {what: que Ecuador expulsará al embajador}.",
		"{who: El presidente} quiere {what: restablecer las relaciones}.",
		"{who: El comunicado} señala {what: que el diplomático fue expulsado}.",
		"«{quote: ¿Por qué tendríamos que pagar nosotros?}», preguntó {who: el senador}.",
	},
}

// gold is one content with its source.
type gold struct {
	who    string
	parts  []string
	direct bool
}

// unmark strips the marks and returns what they say.
func unmark(s string) (string, []gold) {
	var plain strings.Builder
	type open struct {
		label string
		at    int
	}
	var stack []open
	order, found := []string{}, map[string]*gold{}
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '{':
			label, _, _ := strings.Cut(s[i+1:], ": ")
			stack = append(stack, open{label, plain.Len()})
			i += len(label) + 2
		case '}':
			o := stack[len(stack)-1]
			stack = stack[:len(stack)-1]
			words := plain.String()[o.at:]
			kind := strings.TrimRight(o.label, "0123456789")
			key := o.label[len(kind):]
			if found[key] == nil {
				found[key] = &gold{}
				order = append(order, key)
			}
			switch g := found[key]; kind {
			case "who":
				g.who = words
			default:
				g.direct = kind == "quote"
				g.parts = append(g.parts, words)
			}
		default:
			plain.WriteByte(s[i])
		}
	}
	var out []gold
	for _, key := range order {
		out = append(out, *found[key])
	}
	return plain.String(), out
}

func bare(s string) string {
	return strings.TrimFunc(s, func(r rune) bool { return unicode.IsPunct(r) || unicode.IsSpace(r) })
}

func TestFixtures(t *testing.T) {
	for lang, list := range fixtures {
		parser := parsers(t)[lang]
		for _, marked := range list {
			s, want := unmark(marked)
			doc, tree := text.New(s, lang, false), &syntax.Tree{}
			parser.Parse(doc, tree)
			got := Find(doc, tree, name.Find(doc, chancery.Day(739000)))
			var list []string
			have := map[string]bool{}
			for i := range got {
				who := s[got[i].Speaker.Start:got[i].Speaker.End]
				for _, p := range got[i].pieces() {
					line := fmt.Sprintf("%s ¦ %v ¦ %s", bare(who), got[i].Direct, bare(s[p.Start:p.End]))
					have[line] = true
					list = append(list, line)
				}
			}
			for _, g := range want {
				for _, p := range g.parts {
					line := fmt.Sprintf("%s ¦ %v ¦ %s", g.who, g.direct, bare(p))
					if !have[line] {
						t.Errorf("%s\nwant %s\n got %s", s, line, strings.Join(list, "\n     "))
					}
				}
			}
		}
	}
}
