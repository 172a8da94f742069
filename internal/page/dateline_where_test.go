package page

import (
	"testing"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/text"
)

func TestDatelineInTheText(t *testing.T) {
	for _, c := range []struct {
		lang        text.Lang
		title, rest string
		want        string
	}{
		{text.English, "Peru breaks with Mexico", "\n\nLIMA, Nov 3 (Reuters) - Peru broke diplomatic relations with Mexico on Monday.", "LIMA, Nov 3 (Reuters) -"},
		{text.Spanish, "Perú rompe con México", "\n\nLima, 3 nov (EFE).- Perú rompió este lunes las relaciones con México.", "Lima, 3 nov (EFE).-"},
		{text.Spanish, "", "La Habana. El presidente respaldó este domingo el derecho de asilo.", "La Habana."},
		{text.English, "Peru breaks with Mexico", "\n\nPeru broke diplomatic relations with Mexico on Monday.", ""},
		{text.English, "LIMA, Nov 3 (Reuters) - what a title", "\n\nNothing more.", ""},
		{text.English, "", "", ""},
	} {
		r := chancery.Report{Title: c.title, Text: c.title + c.rest, Language: c.lang}
		start, end := Dateline(&r)
		if got := r.Text[start:end]; got != c.want && got != c.want+" " {
			t.Errorf("%q: the dateline is %q, want %q", r.Text, got, c.want)
		}
	}
}
