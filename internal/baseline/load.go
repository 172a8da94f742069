package baseline

import (
	"bytes"
	"compress/gzip"
	"embed"
	"fmt"
	"io"
	"strings"
	"sync"

	"github.com/chancery-ledger/chancery"
)

//go:embed data
var files embed.FS

// Base is the baseline. Its parts are read when they are first asked for. It
// may be used by several goroutines. The data are tested: a part that cannot
// be read is a defect of the program, and panics.
type Base struct {
	sources   func() map[string]Source
	relations func() *relations
	turns     func() []turn
	ruptures  func() map[pair][]rupture
	missions  func() *missions
	history   func() map[pair][]historic
	leaders   func() map[chancery.Code][]leader
	members   func() *members
	treaties  func() *treaties
	states    func() *states
}

// pair is two codes, the lesser first; or sender and receiver.
type pair [2]chancery.Code

func sorted(a, b chancery.Code) pair {
	if b < a {
		return pair{b, a}
	}
	return pair{a, b}
}

// Open returns the baseline that is shipped. It reads nothing yet.
func Open() *Base {
	b := &Base{
		sources: sync.OnceValue(readSources), ruptures: sync.OnceValue(readRuptures), missions: sync.OnceValue(readMissions),
		leaders: sync.OnceValue(readLeaders), members: sync.OnceValue(readMembers), treaties: sync.OnceValue(readTreaties), states: sync.OnceValue(readStates),
	}
	b.relations = sync.OnceValue(readRelations)
	b.history = sync.OnceValue(func() map[pair][]historic { return readHistory(b.relations()) })
	b.turns = sync.OnceValue(b.readTurns)
	return b
}

// rows visits the rows of a table, packed or not, after its header. The cells
// are parts of one string and are good only until the next call of visit;
// what of them is kept stays good.
func rows(name string, columns int, visit func(cells []string)) {
	text, err := unpack(name)
	if err != nil {
		panic(fmt.Sprintf("baseline: %s: %v", name, err))
	}
	cells := make([]string, columns)
	header := true
	for n := 1; text != ""; n++ {
		var row string
		row, text, _ = strings.Cut(text, "\n")
		if row == "" || row[0] == '#' {
			continue
		}
		if header {
			header = false
			continue
		}
		for i := range cells {
			var more bool
			if cells[i], row, more = strings.Cut(row, "\t"); more != (i+1 < columns) {
				panic(fmt.Sprintf("baseline: %s:%d: want %d columns", name, n, columns))
			}
		}
		visit(cells)
	}
}

func unpack(name string) (string, error) {
	b, err := files.ReadFile("data/" + name)
	if err != nil || !strings.HasSuffix(name, ".gz") {
		return string(b), err
	}
	r, err := gzip.NewReader(bytes.NewReader(b))
	if err != nil {
		return "", err
	}
	var out strings.Builder
	out.Grow(5 * len(b))
	_, err = io.Copy(&out, r)
	return out.String(), err
}

// day reads an ISO day; "" and "-" are no day.
func day(s string) chancery.Day {
	d, err := chancery.ParseDay(s)
	if err != nil {
		return 0
	}
	return d
}
