package standing

import (
	"slices"
	"strings"

	"github.com/chancery-ledger/chancery"
)

// Condition is one word of the column "if" of moves.tsv.
type Condition struct {
	Not   bool
	What  string // status, channel, words, person, to
	Value string
}

func (r *Rules) readConditions(l line) ([]Condition, error) {
	var out []Condition
	for _, f := range strings.Fields(l.cells[1]) {
		var c Condition
		f, c.Not = strings.CutPrefix(f, "!")
		c.What, c.Value, _ = strings.Cut(f, "=")
		ok := false
		switch c.What {
		case "status":
			ok = slices.Contains([]chancery.Status{chancery.Done, chancery.Planned, chancery.Proposed, chancery.Threatened, chancery.Not}, chancery.Status(c.Value))
		case "channel":
			ok = slices.Contains([]string{"diplomatic", "consular", "trade", "movement"}, c.Value)
		case "words":
			_, ok = r.words[c.Value]
		case "person":
			ok = c.Value == ""
		case "to":
			ok = c.Value == "org"
		}
		if !ok {
			return nil, l.fail(1, "condition %q is not known", f)
		}
		out = append(out, c)
	}
	return out, nil
}

// facts of one event that conditions ask for.
type facts struct {
	status   chancery.Status
	evidence [][]string // the words of the evidence of each claim that counts
	channels []string
	person   string
	org      bool
}

// holds tells whether all conditions hold. Where none asks for a status, the
// deed must be done.
func (r *Rules) holds(row *Row, f *facts) bool {
	want := chancery.Done
	for _, c := range row.If {
		if c.What == "status" && !c.Not {
			want = chancery.Status(c.Value)
		}
	}
	if f.status != want {
		return false
	}
	for _, c := range row.If {
		ok := true
		switch c.What {
		case "channel":
			ok = slices.Contains(f.channels, c.Value)
		case "words":
			ok = r.told(c.Value, f.evidence)
		case "person":
			ok = f.person != ""
		case "to":
			ok = f.org
		}
		if ok == c.Not {
			return false
		}
	}
	return true
}

// told tells whether at least half of the claims use a word of the list. One
// report's odd word does not decide for twenty others.
func (r *Rules) told(list string, evidence [][]string) bool {
	n := 0
	for _, words := range evidence {
		if r.words.has(list, words) {
			n++
		}
	}
	return n > 0 && 2*n >= len(evidence)
}

// channels are the channels that a deed means: the one that the reader found
// in the text, or else those whose words the evidence uses; diplomatic where
// there is no other sign.
func (r *Rules) channels(deed *chancery.Deed, evidence [][]string) []string {
	if deed.Channel != "" {
		return strings.FieldsFunc(deed.Channel, func(c rune) bool { return c == ',' || c == ' ' })
	}
	var out []string
	for _, ch := range []string{"consular", "trade", "movement", "diplomatic"} {
		for _, words := range evidence {
			if r.words.has(ch, words) {
				out = append(out, ch)
				break
			}
		}
	}
	if len(out) == 0 {
		return []string{"diplomatic"}
	}
	return out
}
