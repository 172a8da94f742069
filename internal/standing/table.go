package standing

import (
	"fmt"
	"io/fs"
	"strings"
)

// line is one row of a table, with where it stands.
type line struct {
	file   string
	number int
	cells  []string
}

// fail is an error at the cell, counted from 0.
func (l line) fail(cell int, format string, args ...any) error {
	column := 1
	for i := 0; i < cell && i < len(l.cells); i++ {
		column += len(l.cells[i]) + 1
	}
	return fmt.Errorf("%s:%d:%d: %s", l.file, l.number, column, fmt.Sprintf(format, args...))
}

// readTable reads a tab-separated file whose first line, after comments, names
// the columns, and checks that the names are those given.
func readTable(files fs.FS, file string, columns ...string) ([]line, error) {
	b, err := fs.ReadFile(files, file)
	if err != nil {
		return nil, err
	}
	var out []line
	header := false
	for i, text := range strings.Split(string(b), "\n") {
		if strings.HasPrefix(text, "#") || text == "" {
			continue
		}
		l := line{file, i + 1, strings.Split(text, "\t")}
		if len(l.cells) != len(columns) {
			return nil, l.fail(0, "%d columns, want %d: %s", len(l.cells), len(columns), strings.Join(columns, ", "))
		}
		if !header {
			for j, c := range columns {
				if l.cells[j] != c {
					return nil, l.fail(j, "column %q, want %q", l.cells[j], c)
				}
			}
			header = true
			continue
		}
		for j, c := range l.cells {
			if c == "" || strings.TrimSpace(c) != c {
				return nil, l.fail(j, "cell %q is empty or has space around it; write - for nothing", c)
			}
			if c == "-" {
				l.cells[j] = ""
			}
		}
		out = append(out, l)
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("%s:1:1: no rows", file)
	}
	return out, nil
}
