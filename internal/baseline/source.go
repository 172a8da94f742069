package baseline

import (
	"slices"
	"strings"

	"github.com/chancery-ledger/chancery/internal/standing"
)

// Source is a body of data from which facts are taken.
type Source struct {
	ID, Name, Licence, URL string
	Read                   standing.Window // the days on which it can have been read
}

// Sources are all sources of the baseline, by ID.
func (b *Base) Sources() []Source {
	var out []Source
	for _, s := range b.sources() {
		out = append(out, s)
	}
	slices.SortFunc(out, func(x, y Source) int { return strings.Compare(x.ID, y.ID) })
	return out
}

func readSources() map[string]Source {
	out := map[string]Source{}
	rows("sources.tsv", 6, func(c []string) {
		s := Source{ID: c[0], Name: c[1], Licence: c[2], Read: standing.Window{From: day(c[3]), To: day(c[4])}}
		if c[5] != "-" {
			s.URL = c[5]
		}
		out[s.ID] = s
	})
	return out
}
