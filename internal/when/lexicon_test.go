package when

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/chancery-ledger/chancery/text"
)

// TestLexicon checks that both tables load and are whole.
func TestLexicon(t *testing.T) {
	for _, lang := range []text.Lang{text.English, text.Spanish} {
		var months, weekdays, seasons int
		var units [century + 1]bool
		for form, s := range wordsOf(lang).senses {
			if s.class == 0 && s.words == 0 {
				t.Errorf("%s: %q means nothing", lang, form)
			}
			if s.class&cMonth != 0 {
				months |= 1 << s.month
			}
			if s.class&cWeekday != 0 {
				weekdays |= 1 << s.weekday
			}
			if s.class&cSeason != 0 {
				seasons |= 1 << s.season
			}
			units[s.unit] = true
		}
		if months != 0b1_1111_1111_1110 || weekdays != 0b1111_1110 || seasons != 1<<3|1<<6|1<<9|1<<12 {
			t.Errorf("%s: months %b, weekdays %b, seasons %b are not all there", lang, months, weekdays, seasons)
		}
		for _, u := range []unit{hour, day, week, weekend, month, quarter, year, decade, century} {
			if !units[u] {
				t.Errorf("%s: no word for unit %d", lang, u)
			}
		}
	}
}

func TestLoadNamesThePlace(t *testing.T) {
	for _, tt := range []struct{ line, want string }{
		{"month\t1", "x.tsv:2:1: 2 columns"},
		{"month\tone\tjanuary", "x.tsv:2:11: value \"one\""},
		{"month\t1\tjanuary,JAN", "x.tsv:2:17: form \"JAN\" is not folded"},
		{"word\twhither\twhither", "x.tsv:2:14: unknown word"},
		{"colour\t1\tred", "x.tsv:2:10: unknown class"},
		{"unit\tmoon\tmoon", "x.tsv:2:11: unknown unit"},
		{"part\tmost\tmost", "x.tsv:2:11: unknown part"},
		{"holiday\t13-40\tdoomsday", "x.tsv:2:15: holiday"},
		{"day\t1\tbig day", "x.tsv:2:7: form \"big day\" has several words"},
		{"month\t1\tjanuary,", "x.tsv:2:17: empty form"},
	} {
		files := fstest.MapFS{"x.tsv": {Data: []byte("# head\n" + tt.line + "\n")}}
		_, err := load(files, "x.tsv")
		if err == nil || !strings.HasPrefix(err.Error(), tt.want) {
			t.Errorf("%q: %v, want %s", tt.line, err, tt.want)
		}
	}
}

func TestFold(t *testing.T) {
	for s, want := range map[string]string{
		"Miércoles": "miercoles", "AÑO": "año", "Último": "ultimo", "SÁBADO": "sabado", "Dec.": "dec", "pingüino": "pinguino", ".": ".",
	} {
		if got := fold(s); got != want {
			t.Errorf("fold(%q) = %q, want %q", s, got, want)
		}
	}
}
