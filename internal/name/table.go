package name

import (
	"fmt"
	"io/fs"
	"strings"

	"github.com/chancery-ledger/chancery"
)

// table reads one file of tab-separated values. Its first line that is no
// comment names the columns; errors say file:line:column.
type table struct {
	file    string
	columns map[string]int
	line    int
	rest    string
	cells   []string
	err     error
}

func openTable(files fs.FS, name string, columns ...string) (*table, error) {
	b, err := fs.ReadFile(files, "actors/"+name)
	if err != nil {
		return nil, err
	}
	t := &table{file: "actors/" + name, rest: string(b), columns: map[string]int{}}
	if !t.advance() {
		return nil, fmt.Errorf("%s: no header", t.file)
	}
	for i, c := range t.cells {
		t.columns[c] = i
	}
	for _, c := range columns {
		if _, ok := t.columns[c]; !ok {
			return nil, fmt.Errorf("%s:%d:1: no column %q", t.file, t.line, c)
		}
	}
	return t, nil
}

// next moves to the next row and tells whether there is one.
func (t *table) next() bool {
	if t.err != nil || !t.advance() {
		return false
	}
	if len(t.cells) != len(t.columns) {
		t.fail("", "%d cells, want %d", len(t.cells), len(t.columns))
		return false
	}
	return true
}

func (t *table) advance() bool {
	for t.rest != "" {
		line, rest, _ := strings.Cut(t.rest, "\n")
		t.rest = rest
		t.line++
		if line == "" || line[0] == '#' {
			continue
		}
		t.cells = t.cells[:0]
		for {
			cell, more, found := strings.Cut(line, "\t")
			t.cells = append(t.cells, cell)
			if !found {
				return true
			}
			line = more
		}
	}
	return false
}

func (t *table) get(column string) string {
	i, ok := t.columns[column]
	if !ok {
		return ""
	}
	return t.cells[i]
}

// fail notes the first error, at a column of the present row.
func (t *table) fail(column, format string, args ...any) {
	if t.err != nil {
		return
	}
	at := 1
	for i := 0; i < t.columns[column] && i < len(t.cells); i++ {
		at += len(t.cells[i]) + 1
	}
	t.err = fmt.Errorf("%s:%d:%d: %s", t.file, t.line, at, fmt.Sprintf(format, args...))
}

// span reads the columns from and until: a year, a month or a day each, the
// first day of the one and the last of the other.
func (t *table) span() (from, until chancery.Day) {
	from = t.day("from", false)
	until = t.day("until", true)
	if from.Known() && until.Known() && until < from {
		t.fail("until", "ends before it begins")
	}
	return from, until
}

func (t *table) day(column string, last bool) chancery.Day {
	s := t.get(column)
	var y, m, d int
	var err error
	switch len(s) {
	case 0:
		return 0
	case 4:
		_, err = fmt.Sscanf(s, "%4d", &y)
		if m, d = 1, 1; last {
			m, d = 12, 31
		}
	case 7:
		_, err = fmt.Sscanf(s, "%4d-%2d", &y, &m)
		if d = 1; last {
			m, d = m+1, 0
		}
	default:
		day, perr := chancery.ParseDay(s)
		if perr != nil {
			t.fail(column, "%v", perr)
		}
		return day
	}
	if err != nil {
		t.fail(column, "%q: want a year, a month or a day", s)
	}
	return chancery.Date(y, monthOf(m), d)
}

// forms expands "peruan/o/a|Peruvian" into its forms.
func forms(cell string, yield func(string)) {
	for cell != "" {
		form, rest, _ := strings.Cut(cell, "|")
		cell = rest
		stem, ends, slash := strings.Cut(form, "/")
		if !slash {
			yield(form)
			continue
		}
		for more := true; more; {
			var end string
			end, ends, more = strings.Cut(ends, "/")
			yield(stem + end)
		}
	}
}
