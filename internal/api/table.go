package api

import (
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"strings"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/grid"
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
	return grid.CSV(w, columns, rows)
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

// codes are the codes of parties in one cell, divided by [grid.Separator].
func codes[T any](list []T, code func(T) chancery.Code) string {
	var out []string
	for _, x := range list {
		out = append(out, string(code(x)))
	}
	return strings.Join(out, grid.Separator)
}

func partyCode(p chancery.Party) chancery.Code { return p.Code }

func itself(c chancery.Code) chancery.Code { return c }

func num[T int | int64 | float64 | bool](n T) string { return fmt.Sprint(n) }
