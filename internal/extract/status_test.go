package extract_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/extract"
	"github.com/chancery-ledger/chancery/text"
)

// What a verb's own form says of a deed holds, whatever words stand around it.
func TestStatusByGrammar(t *testing.T) {
	reader := newReader(t)
	for _, c := range []struct {
		language  text.Lang
		text, act string
		want      chancery.Status
	}{
		{"en", "Mexico will not sever diplomatic relations with Peru, the foreign minister said.", "relations.sever", chancery.Not},
		{"en", "Mexico will sever diplomatic relations with Peru, the foreign minister said.", "relations.sever", chancery.Planned},
		{"en", "Mexico severed diplomatic relations with Peru on Monday.", "relations.sever", chancery.Done},
		{"en", "Brazil said it has no plans to expel the Israeli ambassador.", "envoy.expel", chancery.Not},
		{"en", "Brazil said it plans to expel the Israeli ambassador.", "envoy.expel", chancery.Planned},
		{"en", "Peru seeks to expel the ambassador of Mexico.", "envoy.expel", chancery.Proposed},
		{"en", "The European Union threatens sanctions on Belarus, Brussels said.", "sanctions.impose", chancery.Threatened},
		{"en", "Venezuela offered asylum to Edward Snowden, the American, on Friday.", "asylum.grant", chancery.Planned},
		{"en", "Poland denied that it had expelled Belarusian diplomats.", "envoy.expel", chancery.Not},
		{"en", "Chile refused to recall its ambassador from Israel.", "envoy.recall", chancery.Not},
		{"en", "In September the Foreign Affairs Committee of Peru's Congress approved a motion to declare the Mexican president persona non grata.", "person.ban", chancery.Proposed},
		{"es", "México no romperá relaciones diplomáticas con Perú, dijo el canciller.", "relations.sever", chancery.Not},
		{"es", "Colombia no expulsó al embajador de Israel, afirmó la Cancillería.", "envoy.expel", chancery.Not},
		{"es", "Colombia expulsó al embajador de Israel, afirmó la Cancillería.", "envoy.expel", chancery.Done},
		{"en", "Police broke into the embassy of Mexico seeking to arrest a former vice president of Ecuador who had been promised asylum in Mexico.", "asylum.grant", chancery.Planned},
	} {
		got := statuses(reader, c.language, c.text)[chancery.ActType(c.act)]
		if got != c.want {
			t.Errorf("%s\n\t%s is %q, want %q", c.text, c.act, got, c.want)
		}
	}
}

// actsOf are the acts that a report of one sentence tells.
func actsOf(reader *extract.Reader, language text.Lang, sentence string) []chancery.Claim {
	return reader.Read(chancery.Report{Text: sentence, Language: language, Published: chancery.Date(2025, 11, 4)}).Acts
}

// statuses are those of the acts that a report of one sentence tells.
func statuses(reader *extract.Reader, language text.Lang, sentence string) map[chancery.ActType]chancery.Status {
	out := map[chancery.ActType]chancery.Status{}
	for _, a := range actsOf(reader, language, sentence) {
		out[a.Type] = a.Status
	}
	return out
}

// Where two states open embassies, each opens one in the other; an armed group
// has no part in that, however near it stands.
func TestMissionsAreOfStates(t *testing.T) {
	reader := newReader(t)
	for _, c := range []struct {
		text string
		want []string
	}{
		{"Iran and Saudi Arabia have agreed to reopen their embassies, Tehran said.", []string{"IRN > SAU", "SAU > IRN"}},
		{"The United States closed its embassy in Yemen on Friday over a threat of Al-Qaeda.", []string{"USA > YEM"}},
	} {
		var got []string
		for _, a := range actsOf(reader, text.English, c.text) {
			if strings.HasPrefix(string(a.Type), "mission.") {
				got = append(got, string(a.From[0].Code)+" > "+string(a.To[0].Code))
			}
		}
		slices.Sort(got)
		if !slices.Equal(got, c.want) {
			t.Errorf("%s\n\tgot %q, want %q", c.text, got, c.want)
		}
	}
}

// What modifies the very verb dates the deed, even in news of another day.
func TestDayOfTheVerb(t *testing.T) {
	reader := newReader(t)
	for sentence, want := range map[string]chancery.Day{
		"Kosovo opened an embassy in Jerusalem in March 2021.":      chancery.Date(2021, 3, 1),
		"Turkey recalled its ambassador from Egypt in August.":      chancery.Date(2025, 8, 1),
		"Poland closed its consulate in St. Petersburg on Jan. 10.": chancery.Date(2025, 1, 10),
		"Sweden summoned the Iranian ambassador.":                   chancery.Date(2025, 11, 4),
	} {
		acts := actsOf(reader, text.English, sentence)
		if len(acts) == 0 || acts[0].When.From != want {
			t.Errorf("%s\n\tread %+v, want %s", sentence, acts, want)
		}
	}
}

// Of types that the training reports hardly have the rules are believed: they are
// those for which the law is asked most.
func TestRareTypes(t *testing.T) {
	reader := newReader(t)
	for sentence, want := range map[string]chancery.ActType{
		"Mexico will maintain consular relations with Peru.":   "relations.maintain",
		"Venezuela asked Mexico for a safe-conduct.":           "safeconduct.request",
		"Honduras and China established diplomatic relations.": "relations.establish",
		"Saudi Arabia downgraded relations with Sweden.":       "relations.downgrade",
		"Colombia suspended diplomatic relations with Israel.": "relations.suspend",
	} {
		if _, ok := statuses(reader, text.English, sentence)[want]; !ok {
			t.Errorf("%s: no %s is read", sentence, want)
		}
	}
}

// What a textbook would say is read, though nothing else is said.
func TestTextbook(t *testing.T) {
	reader := newReader(t)
	for sentence, want := range map[string]chancery.ActType{
		"Bolivia rompió relaciones con Israel en 2023.":                    "relations.sever",
		"El Salvador y China establecieron relaciones diplomáticas.":       "relations.establish",
		"Estados Unidos impuso sanciones a tres jueces de Guatemala.":      "sanctions.impose",
		"Chile cerró su embajada en Caracas en agosto.":                    "mission.close",
		"Nicaragua expulsó al embajador de Brasil por unas declaraciones.": "envoy.expel",
	} {
		if _, ok := statuses(reader, text.Spanish, sentence)[want]; !ok {
			t.Errorf("%s: no %s is read", sentence, want)
		}
	}
}

// A lack that began is what it began with.
func TestLack(t *testing.T) {
	acts := actsOf(newReader(t), text.Spanish, "Chile y Bolivia no tienen relaciones diplomáticas desde 1978.")
	if len(acts) != 1 || acts[0].Type != "relations.sever" || acts[0].Status != chancery.Done || acts[0].When.From != chancery.Date(1978, 1, 1) {
		t.Errorf("read %+v", acts)
	}
}

// Neither place nor day of a dateline is of a deed that the sentence dates itself.
func TestDatelineIsOfNoDeed(t *testing.T) {
	acts := actsOf(newReader(t), text.Spanish, "MADRID, 4 nov 2025 (EFE).- Colombia y Ecuador restablecieron sus relaciones diplomáticas en 2011.")
	if len(acts) != 1 || acts[0].When.From != chancery.Date(2011, 1, 1) || acts[0].When.To != chancery.Date(2011, 12, 31) {
		t.Errorf("read %+v", acts)
	}
	for _, p := range slices.Concat(acts[0].From, acts[0].To) {
		if p.Code == "ESP" {
			t.Error("the place of the dateline is a party")
		}
	}
}
