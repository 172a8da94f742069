package text

import "strings"

// spanishCuts writes into cuts the offsets at which the syntactic words of w
// after the first begin, and returns their number: "de|l", "a|l", "dar|le",
// "entregándo|se|lo".
//
// Pronouns are cut from infinitives and gerunds by rule: a gerund with a
// pronoun always has a written accent, an infinitive with two pronouns too, so
// only an infinitive with one pronoun can be mistaken for another word; those
// words are listed. Imperatives are cut by list. "os" is left alone, since
// "-ros" is nearly always the end of a noun.
func spanishCuts(w string, cuts *[2]int) int {
	if foldEqual(w, "del") || foldEqual(w, "al") {
		cuts[0] = len(w) - 1
		return 1
	}
	if len(w) < 4 || w[len(w)-1] < 'a' {
		return 0
	}
	switch w[len(w)-1] {
	case 'e', 'o', 'a', 's':
	default:
		return 0
	}
	last := pronounStart(w)
	if last < 2 {
		return 0
	}
	host := w[:last]
	if first := pronounStart(host); first >= 3 && isDative(host[first:]) && isThird(w[last:]) &&
		(isGerund(w[:first]) || isStressedInfinitive(w[:first])) {
		cuts[0], cuts[1] = first, last
		return 2
	}
	if isGerund(host) || isInfinitive(host) && !looksEnclitic(w) || isImperative(w) {
		cuts[0] = last
		return 1
	}
	return 0
}

// pronounStart is where the pronoun at the end of w begins, or 0.
func pronounStart(w string) int {
	n := len(w)
	if n > 4 {
		switch w[n-3:] {
		case "los", "las", "les", "nos":
			return n - 3
		}
	}
	if n > 3 {
		switch w[n-2:] {
		case "lo", "la", "le", "me", "te", "se":
			return n - 2
		}
	}
	return 0
}

func isDative(p string) bool { return p == "se" || p == "me" || p == "te" || p == "nos" }

func isThird(p string) bool { return p[0] == 'l' }

func isGerund(w string) bool {
	return strings.HasSuffix(w, "ándo") || strings.HasSuffix(w, "éndo")
}

func isStressedInfinitive(w string) bool {
	return strings.HasSuffix(w, "ár") || strings.HasSuffix(w, "ér") || strings.HasSuffix(w, "ír")
}

// isInfinitive tells whether w ends as an infinitive does. No infinitive ends
// in "-ier" or "-uer", as "muer|te" and "advier|te" would have it.
func isInfinitive(w string) bool {
	n := len(w)
	if n < 2 || w[n-1] != 'r' {
		return false
	}
	if n == 2 {
		return w[0]|0x20 == 'i'
	}
	switch w[n-2] {
	case 'a':
		return true
	case 'i':
		return w[n-3] != 'a' && w[n-3] != 'e' && w[n-3] != 'o'
	case 'e':
		return w[n-3] != 'i' && w[n-3] != 'u'
	}
	return strings.HasSuffix(w, "ír")
}

// looksEnclitic lists what ends like an infinitive with a pronoun and is none.
func looksEnclitic(w string) bool {
	switch l := strings.ToLower(w); l {
	case "carlos", "carla", "carlas", "carlo", "karla", "charla", "charlas", "charlo", "perla", "perlas", "merlo", "mirlo", "mirlos",
		"parla", "birla", "berlo", "charles", "arles", "carles", "merle", "charle",
		"firme", "afirme", "confirme", "reafirme", "alarme", "arme", "desarme", "rearme", "gendarme", "inerme", "merme", "enferme",
		"carme", "parte", "aparte", "reparte", "comparte", "imparte", "arte", "marte", "baluarte", "estandarte", "descarte", "ugarte", "iriarte",
		"inerte", "alerte", "inserte", "oferte", "injerte", "concerte", "encarte", "mirte", "departe",
		"disperse", "universe", "adverse", "converse", "farse",
		"modernos", "externos", "internos", "eternos", "cuadernos", "maternos", "paternos", "fraternos", "alternos", "subalternos", "avernos", "posmodernos", "premodernos", "ternos", "arnos":
		return true
	default:
		return strings.HasSuffix(l, "duarte") || strings.HasSuffix(l, "contraparte") || strings.HasSuffix(l, "bonaparte")
	}
}

// isImperative lists imperatives with a pronoun that print uses.
func isImperative(w string) bool {
	switch strings.ToLower(w) {
	case "dime", "dile", "diles", "dinos", "dale", "dales", "dame", "danos", "dígame", "díganme", "díganos", "dígale", "díganle", "díganles",
		"déjame", "déjalo", "déjala", "déjenos", "déjenme", "déjeme", "cuéntenos", "cuéntame", "cuénteme", "cuéntanos",
		"imagínate", "imagínese", "imagínense", "fíjate", "fíjese", "fíjense", "hazlo", "hágalo", "háganlo", "hágase", "ponlo", "ponte", "póngase", "pónganse",
		"vámonos", "váyase", "váyanse", "véase", "véanse", "tómese", "siéntese", "siéntense", "acuérdate", "recuérdalo", "espérame", "óyeme", "mírame", "créame", "créanme",
		"permítame", "permítanme", "perdóneme", "perdónenme", "perdóname", "ayúdenos", "ayúdenme", "ayúdame", "únase", "únanse", "únete", "sálvese", "sálvate", "libérenlo", "suéltenlo",
		"llámenme", "llámame", "escúchenme", "escúchenos", "entiéndase", "quédate", "quédense", "quédese", "olvídate", "olvídense", "atrévanse", "atrévete", "tráiganlo", "devuélvannos", "entréguenos", "entréguense", "ríndanse", "cállate", "cállese":
		return true
	}
	return false
}

// hostForm is the form of a verb without its pronouns: the written accent that
// they bring goes, save where the vowels keep it ("oír", "reír").
func hostForm(w string) string {
	at := strings.IndexByte(w, 0xc3)
	if at < 0 || at+1 >= len(w) {
		return w
	}
	var plain string
	switch w[at : at+2] {
	case "á":
		plain = "a"
	case "é":
		plain = "e"
	case "ó":
		plain = "o"
	case "ú":
		plain = "u"
	case "í":
		if at > 0 && strings.HasSuffix(w, "ír") && strings.IndexByte("aeo", w[at-1]) >= 0 {
			return w
		}
		plain = "i"
	default:
		return w
	}
	return w[:at] + plain + w[at+2:]
}
