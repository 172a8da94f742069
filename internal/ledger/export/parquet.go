package export

import (
	"context"
	"io"

	"github.com/parquet-go/parquet-go"

	"github.com/chancery-ledger/chancery/internal/ledger"
)

// rowGroup is how many rows are held in memory before they are written.
const rowGroup = 20_000

// Parquet writes the claims asked for as a Parquet file with the columns of
// [Row], compressed with Zstandard.
func Parquet(ctx context.Context, w io.Writer, src Claims, q ledger.Query) error {
	out := parquet.NewGenericWriter[Row](w, parquet.Compression(&parquet.Zstd), parquet.MaxRowsPerRowGroup(rowGroup))
	rows := make([]Row, 0, 1000)
	flush := func() error {
		_, err := out.Write(rows)
		rows = rows[:0]
		return err
	}
	for f, err := range src.Claims(ctx, q) {
		if err != nil {
			return err
		}
		if rows = append(rows, rowOf(&f)); len(rows) == cap(rows) {
			if err := flush(); err != nil {
				return err
			}
		}
	}
	if err := flush(); err != nil {
		return err
	}
	return out.Close()
}
