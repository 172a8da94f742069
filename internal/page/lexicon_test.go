package page

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/chancery-ledger/chancery/lexicon"
)

func TestLoreOfTheProgram(t *testing.T) {
	l, err := readLore(lexicon.Files)
	if err != nil {
		t.Fatal(err)
	}
	if len(l.cues) < 500 || len(l.agencies.first) < 60 {
		t.Errorf("%d cues, %d first words of agencies", len(l.cues), len(l.agencies.first))
	}
	for alias, want := range map[string]string{"Associated Press": "AP", "Agence France-Presse": "AFP", "reuters": "Reuters", "EFE": "EFE", "EUROPA PRESS": "Europa Press"} {
		if got, ok := l.agencies.exactly(alias); !ok || got != want {
			t.Errorf("%q is %q, want %q", alias, got, want)
		}
	}
}

// TestLoreErrors checks that bad data are named with file and line.
func TestLoreErrors(t *testing.T) {
	const cues = "cue\twhere\tphrase\n"
	const names = "name\tcountry\taliases\tweak\n"
	for _, c := range []struct{ furniture, agencies, want string }{
		{"cue\twhere\n", names, "page/furniture.tsv:1: header"},
		{cues + "drop\twhole\n", names, "page/furniture.tsv:2: 2 columns"},
		{cues + "vanish\twhole\tx\n", names, `page/furniture.tsv:2: cue "vanish"`},
		{cues + "drop\tmiddle\tx\n", names, `page/furniture.tsv:2: place "middle"`},
		{cues + "drop\twhole\tMás\n", names, `page/furniture.tsv:2: phrase "Más"`},
		{cues + "drop\twhole\tx\npoll\twhole\tx\n", names, "page/furniture.tsv:3: phrase \"x\" stands twice"},
		{cues, names + "AP\tus\t\t\n", "page/agencies.tsv:2: country"},
		{cues, names + "# note\nAP\tUSA\tA\t\nBP\tUSA\tA\t\n", "page/agencies.tsv:4: alias \"A\""},
		{cues, names + "AP\tUSA\t\tXX\n", "page/agencies.tsv:2: weak"},
	} {
		files := fstest.MapFS{"page/furniture.tsv": {Data: []byte(c.furniture)}, "page/agencies.tsv": {Data: []byte(c.agencies)}}
		_, err := readLore(files)
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q: error %v, want %q", c.furniture+c.agencies, err, c.want)
		}
	}
	if _, err := readLore(fstest.MapFS{}); err == nil {
		t.Error("no error without files")
	}
}
