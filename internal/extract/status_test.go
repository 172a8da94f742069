package extract_test

import (
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
		{"es", "México no romperá relaciones diplomáticas con Perú, dijo el canciller.", "relations.sever", chancery.Not},
		{"es", "Colombia no expulsó al embajador de Israel, afirmó la Cancillería.", "envoy.expel", chancery.Not},
		{"es", "Colombia expulsó al embajador de Israel, afirmó la Cancillería.", "envoy.expel", chancery.Done},
		{"en", "Police broke into the embassy of Mexico seeking to arrest a former vice president of Ecuador who had been promised asylum in Mexico.", "asylum.grant", chancery.Planned},
	} {
		got := statuses(t, reader, c.language, c.text)[chancery.ActType(c.act)]
		if got != c.want {
			t.Errorf("%s\n\t%s is %q, want %q", c.text, c.act, got, c.want)
		}
	}
}

// statuses are those of the acts that a report of one sentence tells.
func statuses(t testing.TB, reader *extract.Reader, language text.Lang, sentence string) map[chancery.ActType]chancery.Status {
	t.Helper()
	out := map[chancery.ActType]chancery.Status{}
	report := chancery.Report{Text: sentence, Language: language, Published: chancery.Date(2025, 11, 4)}
	for _, a := range reader.Read(report).Acts {
		out[a.Type] = a.Status
	}
	return out
}
