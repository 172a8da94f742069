package page

import (
	"fmt"
	"io/fs"
	"strings"
	"sync"

	"github.com/chancery-ledger/chancery/lexicon"
)

// lore is what the package knows as data: cue words and agencies.
type lore struct {
	cues     cueTable
	agencies agencyTable
}

// loreOf reads the embedded lexicon once. Its tests make sure that this never
// fails in a program that passed them.
var loreOf = sync.OnceValues(func() (*lore, error) { return readLore(lexicon.Files) })

func readLore(files fs.FS) (*lore, error) {
	cues, err := readTable(files, "page/furniture.tsv", "cue\twhere\tphrase", addCue)
	if err != nil {
		return nil, err
	}
	names, err := readTable(files, "page/agencies.tsv", "name\tcountry\taliases\tweak", addAgency)
	if err != nil {
		return nil, err
	}
	l := &lore{cues: cues, agencies: names}
	return l, nil
}

// readTable reads a TSV file whose comments start with "#" and whose first
// other line is the header. Errors read "file:line: ...".
func readTable[T any](files fs.FS, name, header string, add func(T, []string) error) (T, error) {
	var out T
	raw, err := fs.ReadFile(files, name)
	if err != nil {
		return out, err
	}
	out = newTable[T]()
	headed := false
	for i, line := range strings.Split(strings.TrimSuffix(string(raw), "\n"), "\n") {
		if strings.HasPrefix(line, "#") {
			continue
		}
		if !headed {
			if line != header {
				return out, fmt.Errorf("%s:%d: header %q, want %q", name, i+1, line, header)
			}
			headed = true
			continue
		}
		cells := strings.Split(line, "\t")
		if want := 1 + strings.Count(header, "\t"); len(cells) != want {
			return out, fmt.Errorf("%s:%d: %d columns, want %d", name, i+1, len(cells), want)
		}
		if err := add(out, cells); err != nil {
			return out, fmt.Errorf("%s:%d: %w", name, i+1, err)
		}
	}
	return out, nil
}

// newTable makes an empty table of either kind.
func newTable[T any]() T {
	var t T
	switch p := any(&t).(type) {
	case *cueTable:
		*p = make(cueTable)
	case *agencyTable:
		*p = agencyTable{first: make(map[string][]alias), whole: make(map[string]string)}
	}
	return t
}

// cue is what a cue phrase says of its line.
type cue string

const (
	noCue     cue = ""
	cueDrop   cue = "drop"
	cueOpener cue = "opener"
	cuePoll   cue = "poll"
	cueEnd    cue = "end"
	cueCredit cue = "credit"
	cueHelp   cue = "help"
	cueInline cue = "inline"
	cueByline cue = "byline"
	cuePhoto  cue = "photo"
	cueDate   cue = "date"
)

// cuePlace is a phrase and the place in a line where it counts.
type cuePlace struct {
	where  string // "whole", "start" or "end"
	phrase string
}

type cueTable map[cuePlace]cue

// maxCueWords is the length of the longest cue phrase.
const maxCueWords = 9

func addCue(t cueTable, cells []string) error {
	c, where, phrase := cue(cells[0]), cells[1], cells[2]
	switch c {
	case cueDrop, cueOpener, cueInline, cuePoll, cueEnd, cueCredit, cueHelp, cueByline, cuePhoto, cueDate:
	default:
		return fmt.Errorf("cue %q is none", c)
	}
	if where != "whole" && where != "start" && where != "end" {
		return fmt.Errorf("place %q is none of whole, start, end", where)
	}
	f := fold(phrase)
	if f.s != phrase || f.len() == 0 || f.len() > maxCueWords {
		return fmt.Errorf("phrase %q: want one to %d words, folded: %q", phrase, maxCueWords, f.s)
	}
	key := cuePlace{where, phrase}
	if _, twice := t[key]; twice {
		return fmt.Errorf("phrase %q stands twice for %s", phrase, where)
	}
	t[key] = c
	return nil
}

// whole is the cue of a line that is nothing but the phrase.
func (t cueTable) whole(f folded) cue {
	if f.len() == 0 || f.len() > maxCueWords {
		return noCue
	}
	return t[cuePlace{"whole", f.s}]
}

// start is the cue of the longest phrase that opens the line, and its words.
func (t cueTable) start(f folded) (cue, int) {
	for n := min(f.len(), maxCueWords); n > 0; n-- {
		if c := t[cuePlace{"start", f.slice(0, n)}]; c != noCue {
			return c, n
		}
	}
	return noCue, 0
}

// end is the cue of the longest phrase that closes the line, and its words.
func (t cueTable) end(f folded) (cue, int) {
	for n := min(f.len(), maxCueWords); n > 0; n-- {
		if c := t[cuePlace{"end", f.slice(f.len()-n, f.len())}]; c != noCue {
			return c, n
		}
	}
	return noCue, 0
}
