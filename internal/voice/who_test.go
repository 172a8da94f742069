package voice

import (
	"strings"
	"testing"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/text"
)

// TestWho tells who is behind a content, which is named by its first words.
func TestWho(t *testing.T) {
	for _, test := range []struct {
		lang           text.Lang
		text, starts   string
		kind, name     string
		code           chancery.Code
		verb           string
		direct, titled bool
	}{
		{text.English, "Peruvian Foreign Minister Hugo de Zela spoke. “We leave Mexico today, and for good,” de Zela said.", "We leave", "speaker", "Hugo de Zela", "PER", "say", true, false},
		{text.English, "“We leave Mexico today,” said Hugo de Zela, Peru's foreign minister. “It is a sad day for us all,” he added.", "It is a sad", "speaker", "Hugo de Zela", "PER", "add", true, false},
		{text.English, "The embassy has closed, Reuters reported.", "The embassy", "agency", "Reuters", "", "report", false, false},
		{text.English, "The minister told AFP that the embassy will close.", "that the embassy", "speaker", "The minister", "", "tell", false, false},
		{text.English, "Russia's foreign ministry said that the envoy must leave.", "that the envoy", "organ", "Russia's foreign ministry", "RUS", "say", false, false},
		{text.English, "The embassy closed, according to the newspaper.", "The embassy", "paper", "the newspaper", "", "according to", false, false},
		{text.English, "The statement said that the envoy must leave.", "that the envoy", "document", "The statement", "", "say", false, false},
		{text.English, "Peru will leave the pact, says foreign minister", "Peru will", "speaker", "foreign minister", "PER", "say", false, true},
		{text.English, "Maduro: “We will never give in to them”", "We will", "speaker", "Nicolás Maduro", "VEN", "", true, true},
		{text.English, "Brazil: embassy in Caracas will reopen next month", "embassy in", "organ", "Brazil", "BRA", "", false, true},
		{text.Spanish, "El embajador salió ayer, informó la agencia EFE.", "El embajador", "agency", "EFE", "", "informar", false, false},
		{text.Spanish, "La presidenta de México, Claudia Sheinbaum, dijo que no cederá. “No vamos a romper con nadie”, añadió.", "No vamos", "speaker", "Claudia Sheinbaum", "MEX", "añadir", true, false},
		{text.Spanish, "Según el comunicado, el embajador debe salir del país.", "el embajador", "document", "el comunicado", "", "según", false, false},
		{text.Spanish, "Sheinbaum: “No vamos a romper relaciones”", "No vamos", "speaker", "Claudia Sheinbaum", "MEX", "", true, true},
	} {
		tree, found := find(t, test.text, test.lang, test.titled)
		ok, all := false, []string{}
		for _, s := range found {
			content := tree.Doc.Text[s.Content.Start:s.Content.End]
			all = append(all, content+" ← "+s.Who.Kind+" "+s.Who.Name+" "+string(s.Who.Code)+" "+s.Verb)
			if strings.HasPrefix(content, test.starts) && s.Verb == test.verb {
				ok = true
				if s.Who.Kind != test.kind || s.Who.Name != test.name || s.Who.Code != test.code || s.Direct != test.direct {
					t.Errorf("%s\n got %+v, direct %v\nwant %s %q %s, direct %v", test.text, s.Who, s.Direct, test.kind, test.name, test.code, test.direct)
				}
			}
		}
		if !ok {
			t.Errorf("%s: %q is not found among\n%s", test.text, test.starts, strings.Join(all, "\n"))
		}
	}
}

// TestParent follows who says what of whom says what.
func TestParent(t *testing.T) {
	tree, found := find(t, "The minister said that the king had told him that he would abdicate.", text.English, false)
	for i, s := range found {
		if s.Verb == "tell" {
			if s.Parent < 0 || found[s.Parent].Verb != "say" || found[s.Parent].Parent != -1 {
				t.Errorf("statement %d has parent %d: %+v", i, s.Parent, found)
			}
			return
		}
	}
	t.Errorf("no inner statement in %q: %+v", tree.Doc.Text, found)
}

// TestSilence are texts in which nobody is said to say anything.
func TestSilence(t *testing.T) {
	for _, test := range []struct {
		lang text.Lang
		text string
	}{
		{text.English, "The embassy closed on Monday after sixty years."},
		{text.English, "He drove to the “Green House” and left at noon."},
		{text.English, "The talks took place in Geneva: three days, two delegations."},
		{text.Spanish, "La embajada cerró el lunes después de sesenta años."},
		{text.Spanish, "La llamada «Casa Verde» está en el centro de Lima."},
	} {
		if quotes := read(t, test.text, test.lang, false); len(quotes) > 0 {
			t.Errorf("%s: %+v", test.text, quotes)
		}
	}
}

func TestQuotesOfParts(t *testing.T) {
	quotes := read(t, "“We have decided to leave,” said Hugo de Zela, Peru's foreign minister. “There is no way back from this.”", text.English, false)
	var got []string
	for _, q := range quotes {
		got = append(got, q.Text)
	}
	want := "We have decided to leave|There is no way back from this"
	if strings.Join(got, "|") != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestLexicon(t *testing.T) {
	for _, lang := range []text.Lang{text.English, text.Spanish} {
		if c, err := loadCues(lang); err != nil || len(c) < 200 {
			t.Errorf("%s: %d first words, %v", lang, len(c), err)
		}
	}
	for _, bad := range []string{"say\tverb\tsay", "say\tverbs\tsay\tclause", "say\tverb\tshout\tclause", "\tverb\tsay\tclause"} {
		if _, err := parseCue(bad); err == nil {
			t.Errorf("%q is taken", bad)
		}
	}
	if !agencies()["Reuters"] || agencies()["Andina"] {
		t.Error("the agencies are not those that mean nothing else")
	}
}
