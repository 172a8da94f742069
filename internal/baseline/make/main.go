// Command make builds the shipped baseline from the reference data, and gives
// the same bytes whenever the reference data are the same:
//
//	go run ./internal/baseline/make -from ../shared/refdata -to internal/baseline/data
//
// What the licence of a source leaves unclear it does not read.
package main

import (
	"bytes"
	"compress/gzip"
	"encoding/csv"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
)

func main() {
	from := flag.String("from", "../shared/refdata", "folder of the reference data")
	to := flag.String("to", "internal/baseline/data", "folder of the shipped files")
	flag.Parse()
	if err := build(*from, *to); err != nil {
		fmt.Fprintln(os.Stderr, "make:", err)
		os.Exit(1)
	}
}

// build makes every file.
func build(from, to string) error {
	m := &maker{from: from, to: to}
	if err := m.readCodes(); err != nil {
		return err
	}
	for _, step := range []func() error{
		m.relations, m.ruptures, m.missionStatements, m.missions, m.missionsUS, m.relationsUS, m.leaders, m.memberships, m.treaties, m.states,
	} {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

// maker knows the folders and how states are named in the sources.
type maker struct {
	from, to string
	byQID    map[string]string // Wikidata item of a state to its code
	byName   map[string]string // English name to code
	codes    []codeRow
}

// row is a line of a CSV file by the names of its columns.
type row map[string]string

// rows reads a CSV file, packed with gzip where its name says so.
func (m *maker) rows(name string) ([]row, error) {
	f, err := os.Open(filepath.Join(m.from, name))
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var in io.Reader = f
	if strings.HasSuffix(name, ".gz") {
		if in, err = gzip.NewReader(f); err != nil {
			return nil, err
		}
	}
	r := csv.NewReader(in)
	all, err := r.ReadAll()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	out := make([]row, 0, len(all)-1)
	for _, cells := range all[1:] {
		line := row{}
		for i, c := range cells {
			line[all[0][i]] = strings.Join(strings.Fields(c), " ")
		}
		out = append(out, line)
	}
	return out, nil
}

// write packs a table: comment lines, then the names of the columns, then the
// rows.
func (m *maker) write(name, comment string, columns []string, table [][]string) error {
	var text bytes.Buffer
	for _, l := range strings.Split(comment, "\n") {
		fmt.Fprintf(&text, "# %s\n", l)
	}
	fmt.Fprintln(&text, strings.Join(columns, "\t"))
	for _, cells := range table {
		if len(cells) != len(columns) {
			return fmt.Errorf("%s: a row of %d cells for %d columns", name, len(cells), len(columns))
		}
		for i, c := range cells {
			cells[i] = strings.ReplaceAll(c, "\t", " ")
		}
		fmt.Fprintln(&text, strings.Join(cells, "\t"))
	}
	var packed bytes.Buffer
	w, err := gzip.NewWriterLevel(&packed, gzip.BestCompression)
	if err != nil {
		return err
	}
	if _, err := w.Write(text.Bytes()); err != nil {
		return err
	}
	if err := w.Close(); err != nil {
		return err
	}
	fmt.Printf("%-24s %6d rows %8d bytes\n", name, len(table), packed.Len())
	return os.WriteFile(filepath.Join(m.to, name), packed.Bytes(), 0o644)
}
