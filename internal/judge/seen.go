package judge

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/catalogue"
)

// seen is how many annotated acts of each type the models were trained on.
type seen map[chancery.ActType]int

// schooled is from how many acts of a type on the models know it. What they have
// hardly met they take for a false alarm, and the law has many such types: a
// safe-conduct, a protecting power, relations that are put on hold.
const schooled = 5

// ruleWeight is what the prior of a rule counts for where the models know
// nothing of its type.
const ruleWeight = 0.6

// unschooled tells whether the models know nothing of a type.
func (j *Judge) unschooled(t chancery.ActType) bool { return j.tells != nil && j.seen[t] < schooled }

// count counts the acts of some reports.
func count(examples []Example) seen {
	out := seen{}
	for _, e := range examples {
		for _, a := range e.Gold {
			out[a.Type]++
		}
	}
	return out
}

// save writes a line for each type of the catalogue.
func (s seen) save(kinds *catalogue.Catalogue) func(io.Writer) error {
	return func(w io.Writer) error {
		b := bufio.NewWriter(w)
		for _, k := range kinds.Kinds() {
			fmt.Fprintf(b, "%s\t%d\n", k.Type, s[k.Type])
		}
		return b.Flush()
	}
}

func loadSeen(r io.Reader) (seen, error) {
	out := seen{}
	lines := bufio.NewScanner(r)
	for n := 1; lines.Scan(); n++ {
		t, count, _ := strings.Cut(lines.Text(), "\t")
		k, err := strconv.Atoi(count)
		if err != nil {
			return nil, fmt.Errorf("line %d: %q is no count", n, count)
		}
		out[chancery.ActType(t)] = k
	}
	return out, lines.Err()
}
