// Package catalogue is the table of act types: which there are, what they
// mean, which of them change what stands between states (tier A), and what
// other coding schemes call them.
package catalogue

import (
	"fmt"
	"strings"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/lexicon"
)

// Kind is one row of the table of acts.
type Kind struct {
	Type       chancery.ActType
	Tier       string // "A": changes what stands between states; "B": the rest
	Channels   []string
	Mutual     bool // order of the parties does not matter
	Definition string
	ExampleEN  string
	ExampleES  string
	PhraseEN   string // verb phrase of the present tense: "severs diplomatic relations"
	PhraseES   string
	Codes      chancery.Codes
}

// Catalogue has the kinds in the order of the table.
type Catalogue struct {
	kinds  []Kind
	byType map[chancery.ActType]int
}

// Load reads the embedded tables. An error names the file and the line.
func Load() (*Catalogue, error) {
	c := &Catalogue{byType: map[chancery.ActType]int{}}
	acts, err := rows("acts/acts.tsv", 7)
	if err != nil {
		return nil, err
	}
	for _, r := range acts {
		k := Kind{Type: chancery.ActType(r[0]), Tier: r[1], Channels: strings.Split(r[2], ", "), Mutual: r[3] == "yes", Definition: r[4], ExampleEN: r[5], ExampleES: r[6]}
		c.byType[k.Type] = len(c.kinds)
		c.kinds = append(c.kinds, k)
	}
	if err := c.fill("acts/crosswalk.tsv", func(k *Kind, r []string) { k.Codes = chancery.Codes{CAMEO: r[1], PLOVER: r[2]} }); err != nil {
		return nil, err
	}
	return c, c.fill("acts/phrases.tsv", func(k *Kind, r []string) { k.PhraseEN, k.PhraseES = r[1], r[2] })
}

// fill adds the columns of a side table of three columns, which must name
// every type once.
func (c *Catalogue) fill(file string, set func(*Kind, []string)) error {
	table, err := rows(file, 3)
	if err != nil {
		return err
	}
	seen := map[string]bool{}
	for i, r := range table {
		at, ok := c.byType[chancery.ActType(r[0])]
		if !ok || seen[r[0]] {
			return fmt.Errorf("%s:%d:1: %q is no type of acts.tsv, or stands twice", file, i+2, r[0])
		}
		seen[r[0]] = true
		set(&c.kinds[at], r)
	}
	if len(table) != len(c.kinds) {
		return fmt.Errorf("%s: %d rows for %d types", file, len(table), len(c.kinds))
	}
	return nil
}

// rows reads a TSV file with a header and exactly n columns.
func rows(file string, n int) ([][]string, error) {
	b, err := lexicon.Files.ReadFile(file)
	if err != nil {
		return nil, err
	}
	lines := strings.Split(strings.TrimRight(string(b), "\n"), "\n")
	out := make([][]string, 0, len(lines))
	for i, line := range lines[1:] {
		cells := strings.Split(line, "\t")
		if len(cells) != n {
			return nil, fmt.Errorf("%s:%d:1: %d columns, want %d", file, i+2, len(cells), n)
		}
		out = append(out, cells)
	}
	return out, nil
}

// Kinds are all rows, in the order of the table.
func (c *Catalogue) Kinds() []Kind { return c.kinds }

// Kind returns the row of a type, and whether there is one.
func (c *Catalogue) Kind(t chancery.ActType) (Kind, bool) {
	i, ok := c.byType[t]
	if !ok {
		return Kind{}, false
	}
	return c.kinds[i], true
}

// CodesFor are the foreign codes of a claim: only a done act has those of its
// type; a threat and a plan are coded as such, the rest as nothing.
func (c *Catalogue) CodesFor(t chancery.ActType, s chancery.Status) chancery.Codes {
	switch s {
	case chancery.Done:
		k, _ := c.Kind(t)
		return k.Codes
	case chancery.Threatened:
		return chancery.Codes{CAMEO: "13", PLOVER: "THREATEN"}
	case chancery.Planned:
		return chancery.Codes{CAMEO: "03", PLOVER: "AGREE"}
	}
	return chancery.Codes{}
}
