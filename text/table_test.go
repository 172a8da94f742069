package text_test

import (
	"strings"
	"testing"

	"github.com/chancery-ledger/chancery/text"
)

// In these tables "|" stands between tokens and "‖" between sentences.

func TestEnglishTokens(t *testing.T) {
	for _, want := range []string{
		"Mexico|'s|embassy|did|n't|close|.",
		"They|ca|n't|,|wo|n't|and|should|n't|'ve|;|we|can|not|.",
		"The|presidents|’|talks|;|Peru|’s|“|no|”|.",
		"The|co-author|of|the|well|-|known|anti-government|tract|,|a|52|-|year|-|old|ex-minister|,|spoke|.",
		"It|cost|$|300|,|or|3,000|pesos|,|a|72|-|hour|fee|of|3.5|%|at|10:30|or|5|pm|.",
		"After|9/11|and|on|03/15/2001|,|the|20th|,|in|the|1960s|and|'90s|,|from|1998|-|2000|.",
		"Mr.|de|Zela|met|U.S.|and|U.K.|envoys|on|Dec.|7|at|5|p.m.|in|St.|Petersburg|.",
		"The|chargé|d'affaires|and|Mr.|O'Brien|called|713-853-3989|.",
		"See|https://www.gob.pe/rree?id=1|,|www.un.org|or|write|to|press@sre.gob.mx|.",
		"Wait|...|what|?!|No|--|never|—|they|said|…",
		"Yahoo.com|and|AT&T|and|and|/|or|met|.",
		"No.|10|said|no|.",
		"“|Stop|!|”|he|said|(|twice|)|.",
		"He|said|.|The|end|.",
		"the|“|coup|”|'s|leader",
	} {
		t.Run(want, func(t *testing.T) { checkTokens(t, want, text.English) })
	}
}

func TestSpanishTokens(t *testing.T) {
	for _, want := range []string{
		"El|canciller|de|l|Perú|viajó|a|l|sur|.",
		"Quiere|dar|le|,|reunir|se|y|entregándo|se|lo|irá|.",
		"Podrá|entregár|se|lo|y|oír|lo|;|ír|se|lo|,|únan|se|.",
		"El|Sr.|Gral.|de|EE.UU.|y|de|EE.|UU.|habló|con|la|Sra.|Ruiz|.",
		"Carlos|firme|,|parte|de|la|carta|,|con|cuadernos|modernos|y|la|muerte|.",
		"¿|Qué|?|¡|No|!|«|Fuera|»|,|dijo|.",
		"El|60%|de|US|$|3.000|,|el|art.|5|,|el|1.º|y|el|20º|.",
		"El|siglo|V|a.|C.|y|la|guerra|franco-prusiana|de|1870-1871|.",
		"Llegó|de|Montecarlo|con|Duarte|.",
		"A|las|5|p.|m.|,|p.|ej.|,|llegó|.",
	} {
		t.Run(want, func(t *testing.T) { checkTokens(t, want, text.Spanish) })
	}
}

// glue are the tokens that stand close to the one before them.
const glue = " . , ; : ? ?! ! ) ” » … ... 's ’s n't 've % ’ "

// checkTokens joins want with spaces where a writer would set them, and cuts
// it again.
func checkTokens(t *testing.T, want string, lang text.Lang) {
	t.Helper()
	d := text.New(join(strings.Split(want, "|"), lang), lang, false)
	got := make([]string, len(d.Tokens))
	for i := range d.Tokens {
		got[i] = d.Word(i)
	}
	if g := strings.Join(got, "|"); g != want {
		t.Errorf("%s\n got %s\nwant %s", d.Text, g, want)
	}
}

// join spells tokens as print does: marks close up, and so do the parts of
// the words that one token alone could not be.
func join(toks []string, lang text.Lang) string {
	var b strings.Builder
	for i, w := range toks {
		prev := ""
		if i > 0 {
			prev = toks[i-1]
		}
		open := strings.Contains(" $ ( “ « ¿ ¡ - — / ", " "+prev+" ")
		close := strings.Contains(glue, " "+w+" ") || w == "-" || w == "—" || w == "/"
		split := prev == "can" && w == "not" || prev == "5" && w == "pm" || prev == "US" && w == "$" ||
			lang == text.Spanish && (w == "l" || strings.Contains(" le se lo ", " "+w+" ")) || prev == "said" && w == "." || prev == "." && w == "The"
		if i > 0 && !open && !close && !split {
			b.WriteByte(' ')
		}
		b.WriteString(w)
	}
	return b.String()
}

func TestForms(t *testing.T) {
	d := text.New("Del embajador al rey, entregándoselo, oírlo y pedírselo AL rey", text.Spanish, false)
	var got []string
	for i := range d.Tokens {
		got = append(got, d.Form(i))
	}
	want := "De el embajador a el rey , entregando se lo , oír lo y pedir se lo A el rey"
	if g := strings.Join(got, " "); g != want {
		t.Errorf("got %s\nwant %s", g, want)
	}
}

func TestSentences(t *testing.T) {
	for _, test := range []struct {
		lang text.Lang
		want string
	}{
		{text.English, "He has been detained since Dec. 7 of that year.‖Gen. Smith met U.S. President Smith."},
		{text.English, "They live in the U.S.‖The minister left.‖St. Petersburg is cold."},
		{text.English, "No. 10 said so.‖It is at No. 4."},
		{text.English, "“We go.‖We will not stay,” she said.‖“Why?” Mr. Smith asked.‖“Go!” he said."},
		{text.English, "“It is over.”‖The envoy left."},
		{text.English, "The envoy left, he said.‖The door closed."},
		{text.English, "… Mexico reaffirms its right.‖It left in 2019.‖Then what?"},
		{text.English, "Points:‖• The first‖• The second"},
		{text.English, "1. The first point is this.‖It is so."},
		{text.English, "It begins at 5 p.m. on Monday.‖It ends at 6 p.m.‖The hall opens at 5 p.m. Friday."},
		{text.English, "J. D. Smith of Smith Inc. signed.‖So do I.‖We choose Plan B."},
		{text.Spanish, "EE. UU. anunció que se va.‖¿Por qué?‖¡Nadie sabe!"},
		{text.Spanish, "El Sr. Ruiz y el Gral. Paz llegaron a EE. UU.‖El ministro no."},
		{text.Spanish, "«Nos vamos.‖No volveremos», dijo.‖«¿Cuándo?», preguntó el juez."},
		{text.Spanish, "Vivió en el siglo V a. C. en Roma.‖Murió allí."},
	} {
		s := strings.ReplaceAll(test.want, "‖", " ")
		d := text.New(s, test.lang, false)
		var got []string
		for _, sent := range d.Sentences {
			got = append(got, s[sent.Start:sent.End])
		}
		if g := strings.Join(got, "‖"); g != test.want {
			t.Errorf("\n got %s\nwant %s", g, test.want)
		}
	}
	glued := text.New("It left, he said.The door closed.", text.English, false)
	if len(glued.Sentences) != 2 {
		t.Errorf("a missing space hides the end of a sentence: %v", glued.Sentences)
	}
}

func TestTitle(t *testing.T) {
	d := text.New("Peru breaks ties\n\n  \nLIMA — It did.\r\nIt will.", text.English, true)
	if len(d.Paragraphs) != 3 || len(d.Sentences) != 3 {
		t.Fatalf("paragraphs %v, sentences %v", d.Paragraphs, d.Sentences)
	}
	if !d.Sentences[0].Title || d.Sentences[1].Title || d.Sentences[2].Para != 2 {
		t.Errorf("sentences %v", d.Sentences)
	}
}

func TestQuotes(t *testing.T) {
	for _, test := range []struct {
		text string
		want []string
	}{
		{"He said “go” and \"stay\" and ‘wait’.", []string{"“go”", "\"stay\"", "‘wait’"}},
		{"“He told me ‘leave’ twice,” she said.", []string{"“He told me ‘leave’ twice,”", "‘leave’"}},
		{"“One.\n\n“Two.\n\n“Three,” he said. “Four.”", []string{"“One.\n\n“Two.\n\n“Three,”", "“Four.”"}},
		{"“Left open.\n\nHe left. “Closed.”", []string{"“Left open.", "“Closed.”"}},
		{"\"One.\n\n\"Two,\" he said. A 6\" gun.", []string{"\"One.\n\n\"Two,\""}},
		{"The presidents' talks and Peru's ‘no’.", []string{"‘no’"}},
		{"«Dijo “no”», contó; “sí”.", []string{"«Dijo “no”»", "“no”", "“sí”"}},
		{"Minister: 'We go' — 'we stay'", []string{"'We go'", "'we stay'"}},
		{"He said: ''We go'' and ”we stay”.", []string{"''We go''", "”we stay”"}},
		{"no “marks ‘at all", []string{"“marks ‘at all"}},
	} {
		d := text.New(test.text, text.English, false)
		var got []string
		for _, q := range d.Quotes {
			got = append(got, test.text[q.Start:q.End])
		}
		if strings.Join(got, "¦") != strings.Join(test.want, "¦") {
			t.Errorf("%s\n got %q\nwant %q", test.text, got, test.want)
		}
	}
}
