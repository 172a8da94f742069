package extract_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/extract"
	"github.com/chancery-ledger/chancery/text"
)

// Names in one list have one part in what is told, unless something stands
// between them.
func TestNamesInAList(t *testing.T) {
	reader, err := extract.New()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		text     string
		lang     text.Lang
		typ      chancery.ActType
		from, to string
	}{
		{"Bolivia on Monday expelled the ambassadors of France, Spain, Italy and Portugal.", text.English, "envoy.expel", "BOL", "ESP FRA ITA PRT"},
		{"Germany, France and Poland on Monday expelled a Russian diplomat.", text.English, "envoy.expel", "DEU FRA POL", "RUS"},
		{"Bolivia expulsó el lunes a los embajadores de Francia, España, Italia y Portugal.", text.Spanish, "envoy.expel", "BOL", "ESP FRA ITA PRT"},
		{"Iran on Tuesday summoned the British and Norwegian ambassadors.", text.English, "envoy.summon", "IRN", "GBR NOR"},
		{"Canada imposed sanctions on Russia on Friday over the war between Russia and Ukraine.", text.English, "sanctions.impose", "CAN", "RUS"},
	} {
		got := reader.Read(chancery.Report{Text: c.text, Language: c.lang, Published: chancery.Date(2024, 3, 13)})
		i := slices.IndexFunc(got.Acts, func(a chancery.Claim) bool { return a.Type == c.typ })
		if i < 0 {
			t.Errorf("%s: no %s among %v", c.text, c.typ, got.Acts)
			continue
		}
		if from, to := partyCodes(got.Acts[i].From), partyCodes(got.Acts[i].To); from != c.from || to != c.to {
			t.Errorf("%s: %s by %q to %q, want %q to %q", c.text, c.typ, from, to, c.from, c.to)
		}
	}
}

// partyCodes are the codes of a side in the order of the alphabet.
func partyCodes(side []chancery.Party) string {
	var out []string
	for _, p := range side {
		out = append(out, string(p.Code))
	}
	slices.Sort(out)
	return strings.Join(out, " ")
}
