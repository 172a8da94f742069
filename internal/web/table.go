package web

import (
	"bytes"
	"iter"
	"net/url"
	"strings"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/grid"
)

// table is something that a page shows row by row, for a spreadsheet or a
// program: days in ISO 8601, parties by code, names of columns that are the same
// in each language. A cell is a text, a number, a list of texts, or nil.
type table struct {
	name    string
	columns []string
	rows    [][]any
}

func (t *table) add(cells ...any) { t.rows = append(t.rows, cells) }

// tableParam names which of a page's tables is asked for; the first where it is
// left out.
const tableParam = "table"

// dataLinks are the addresses of what a page shows, for programs.
func (a *ask) dataLinks(v view) []link {
	params := a.permanentParams(v)
	if v.twin == nil {
		return nil
	}
	out := []link{{Kind: "application/json", Name: "JSON", URL: a.as(twinEnding, params)}}
	for i, name := range tableNames(v) {
		at := url.Values{}
		for k, x := range params {
			at[k] = x
		}
		if i > 0 {
			at.Set(tableParam, name)
		}
		title := a.say("table." + name)
		out = append(out, link{Kind: "text/csv", Name: "CSV", Title: title, URL: a.as(csvEnding, at)}, link{Kind: "application/jsonl", Name: "JSON Lines", Title: title, URL: a.as(linesEnding, at)})
	}
	return out
}

// tableFile is one of a page's tables as a file.
func (a *ask) tableFile(v view) (*answer, error) {
	if v.private {
		return nil, notFound("error.404", a.path)
	}
	want := a.text(tableParam)
	for i, name := range tableNames(v) {
		if want == name || want == "" && i == 0 {
			return a.written(a.table(v, name))
		}
	}
	return nil, notFound("error.table", a.path+" "+want)
}

func (a *ask) written(t table) (*answer, error) {
	var b bytes.Buffer
	name := orElse(slugOf(a.path), "chancery") + "-" + t.name
	if a.ending == linesEnding {
		err := grid.Lines(&b, t.columns, t.each())
		return a.file("application/jsonl; charset=utf-8", name+".jsonl", b.Bytes()), err
	}
	err := grid.CSV(&b, t.columns, t.texts())
	return a.file("text/csv; charset=utf-8", name+".csv", b.Bytes()), err
}

func (t *table) each() iter.Seq[[]any] {
	return func(yield func([]any) bool) {
		for _, row := range t.rows {
			if !yield(row) {
				return
			}
		}
	}
}

func (t *table) texts() iter.Seq[[]string] {
	return func(yield func([]string) bool) {
		for _, row := range t.rows {
			cells := make([]string, len(row))
			for i, x := range row {
				cells[i] = grid.Text(x)
			}
			if !yield(cells) {
				return
			}
		}
	}
}

// isoDay is a day as a cell; nil where it is not known.
func isoDay(d chancery.Day) any {
	if d == 0 {
		return nil
	}
	return d.String()
}

// codeList are parties as a cell.
func codeList(codes []chancery.Code) []string {
	out := []string{}
	for _, c := range codes {
		out = append(out, string(c))
	}
	return out
}

func (a *ask) nameList(codes []chancery.Code) []string {
	out := []string{}
	for _, c := range codes {
		if c == "" {
			out = append(out, "")
			continue
		}
		out = append(out, a.name(c))
	}
	return out
}

// publicURL is the absolute address of a page of ours as it is today.
func (a *ask) publicURL(path string) string {
	return a.site.origin + strings.TrimSpace(address(a.lang, path, nil))
}
