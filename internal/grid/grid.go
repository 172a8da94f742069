// Package grid writes tables for spreadsheets and programs: comma-separated
// values (RFC 4180) and JSON Lines. What stands in a cell comes from strangers'
// pages, so no cell can become a formula.
package grid

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"strconv"
	"strings"
)

// Separator divides the values of a cell that has several.
const Separator = "|"

// CSV writes a line of names and the rows, each made safe by [Cell].
func CSV(w io.Writer, columns []string, rows iter.Seq[[]string]) error {
	out := csv.NewWriter(w)
	out.UseCRLF = true
	if err := out.Write(columns); err != nil {
		return err
	}
	for cells := range rows {
		safe := make([]string, len(cells))
		for i, s := range cells {
			safe[i] = Cell(s)
		}
		if err := out.Write(safe); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// Cell makes a text that a spreadsheet would run as a formula one that it shows
// (OWASP, CSV Injection): an apostrophe goes before =, +, -, @, tab and return,
// also where spaces stand before them. Numbers stay as they are.
func Cell(s string) string {
	s = strings.ReplaceAll(s, "\x00", "")
	bare := strings.TrimLeft(s, " ")
	if bare == "" || !strings.ContainsRune("=+-@\t\r\n|%＝＋－＠", []rune(bare)[0]) {
		return s
	}
	if _, err := strconv.ParseFloat(s, 64); err == nil {
		return s
	}
	return "'" + s
}

// Lines writes one JSON object a row, with the columns in their order.
func Lines(w io.Writer, columns []string, rows iter.Seq[[]any]) error {
	names := make([][]byte, len(columns))
	for i, c := range columns {
		names[i] = append(quoted(c), ':')
	}
	for row := range rows {
		var b bytes.Buffer
		b.WriteByte('{')
		for i, value := range row {
			if i > 0 {
				b.WriteByte(',')
			}
			b.Write(names[i])
			enc := json.NewEncoder(&b)
			enc.SetEscapeHTML(false)
			if err := enc.Encode(value); err != nil {
				return fmt.Errorf("column %s: %w", columns[i], err)
			}
			b.Truncate(b.Len() - 1) // its end of line
		}
		b.WriteString("}\n")
		if _, err := w.Write(b.Bytes()); err != nil {
			return err
		}
	}
	return nil
}

func quoted(s string) []byte {
	b, _ := json.Marshal(s) // a string always has JSON
	return b
}

// Text is a value as it stands in a cell: a list divided by [Separator],
// nothing where it is nil.
func Text(value any) string {
	switch v := value.(type) {
	case nil:
		return ""
	case string:
		return v
	case []string:
		return strings.Join(v, Separator)
	}
	return fmt.Sprint(value)
}
