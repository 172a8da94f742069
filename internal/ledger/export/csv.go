package export

import (
	"context"
	"encoding/csv"
	"io"
	"reflect"
	"strconv"
	"strings"

	"github.com/chancery-ledger/chancery/internal/ledger"
)

// CSV writes the claims asked for as comma-separated values (RFC 4180) with
// the names of [Row] as header.
func CSV(ctx context.Context, w io.Writer, src Claims, q ledger.Query) error {
	out := csv.NewWriter(w)
	if err := out.Write(header()); err != nil {
		return err
	}
	for f, err := range src.Claims(ctx, q) {
		if err != nil {
			return err
		}
		row := rowOf(&f)
		if err := out.Write(row.cells()); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

func header() []string {
	t := reflect.TypeFor[Row]()
	names := make([]string, t.NumField())
	for i := range names {
		names[i], _, _ = strings.Cut(t.Field(i).Tag.Get("parquet"), ",")
	}
	return names
}

func (r *Row) cells() []string {
	v := reflect.ValueOf(r).Elem()
	cells := make([]string, v.NumField())
	for i := range cells {
		switch x := v.Field(i).Interface().(type) {
		case string:
			cells[i] = x
		case int64:
			cells[i] = strconv.FormatInt(x, 10)
		case float64:
			cells[i] = strconv.FormatFloat(x, 'g', -1, 64)
		case bool:
			cells[i] = strconv.FormatBool(x)
		}
	}
	return cells
}
