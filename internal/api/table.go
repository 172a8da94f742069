package api

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"strconv"
	"strings"

	"github.com/chancery-ledger/chancery"
)

// list is a page of things, with where the next one begins.
type list[T any] struct {
	Items []T    `json:"items"`
	Next  string `json:"next,omitempty" doc:"The cursor of the next page; absent on the last"`
}

// rower is a thing that can stand in a table.
type rower interface {
	columns() []string
	row() []string
}

// tabular is a list of such things.
type tabular interface {
	table() (columns []string, rows iter.Seq[[]string])
	things() iter.Seq[any]
	rowed() bool
}

func (l list[T]) rowed() bool {
	_, ok := any(*new(T)).(rower)
	return ok
}

func (l list[T]) table() (columns []string, rows iter.Seq[[]string]) {
	return any(*new(T)).(rower).columns(), func(yield func([]string) bool) {
		for i := range l.Items {
			if !yield(any(l.Items[i]).(rower).row()) {
				return
			}
		}
	}
}

func (l list[T]) things() iter.Seq[any] {
	return func(yield func(any) bool) {
		for i := range l.Items {
			if !yield(l.Items[i]) {
				return
			}
		}
	}
}

// marshalCSV writes a list as comma-separated values (RFC 4180), with a line of
// names; anything else, which is an error, as JSON.
func marshalCSV(w io.Writer, v any) error {
	t, ok := v.(tabular)
	if !ok {
		return marshalJSON(w, v)
	}
	columns, rows := t.table()
	out := csv.NewWriter(w)
	out.UseCRLF = true
	if err := out.Write(columns); err != nil {
		return err
	}
	for cells := range rows {
		for i := range cells {
			cells[i] = cell(cells[i])
		}
		if err := out.Write(cells); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// cell makes a text that a spreadsheet would run as a formula one that it shows
// (OWASP, CSV Injection): an apostrophe goes before =, +, -, @, tab and return,
// also where spaces stand before them. Numbers stay as they are.
func cell(s string) string {
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

// marshalJSONL writes a list as JSON Lines, one object a line.
func marshalJSONL(w io.Writer, v any) error {
	t, ok := v.(tabular)
	if !ok {
		return marshalJSON(w, v)
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	for x := range t.things() {
		if err := enc.Encode(x); err != nil {
			return err
		}
	}
	return nil
}

// codes are the codes of parties in one cell, divided by "|".
func codes[T any](list []T, code func(T) chancery.Code) string {
	var out []string
	for _, x := range list {
		out = append(out, string(code(x)))
	}
	return strings.Join(out, "|")
}

func partyCode(p chancery.Party) chancery.Code { return p.Code }

func itself(c chancery.Code) chancery.Code { return c }

func num[T int | int64 | float64 | bool](n T) string { return fmt.Sprint(n) }
