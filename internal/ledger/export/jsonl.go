package export

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/ledger"
)

// Lines is what JSON Lines are written from.
type Lines interface {
	Lines(ctx context.Context, after int64) iter.Seq2[ledger.Line, error]
}

// JSONL writes a ledger as JSON Lines, one [ledger.Line] for each entry.
func JSONL(ctx context.Context, w io.Writer, src Lines, after int64) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	for line, err := range src.Lines(ctx, after) {
		if err != nil {
			return err
		}
		if err := enc.Encode(line); err != nil {
			return err
		}
	}
	return nil
}

// Importer is what JSON Lines are read into.
type Importer interface {
	Head(ctx context.Context) (chancery.Entry, error)
	Replay(ctx context.Context, lines []ledger.Line) error
}

// batch is how many lines are written in one transaction.
const batch = 2000

// maxLine bounds a line: a report of some megabytes, escaped.
const maxLine = 64 << 20

// Import reads JSON Lines, as JSONL writes them, into a ledger. Entries that
// the ledger has are passed over, but for the last one, which must be the same;
// the others must go on from there. It returns how many went in; an error
// names the line of the input. What was written before an error stays.
func Import(ctx context.Context, r io.Reader, dst Importer) (n int64, err error) {
	head, err := dst.Head(ctx)
	if err != nil {
		return 0, err
	}
	in := bufio.NewScanner(r)
	in.Buffer(make([]byte, 0, 1<<20), maxLine)
	lines := make([]ledger.Line, 0, batch)
	flush := func() error {
		if err := dst.Replay(ctx, lines); err != nil {
			return err
		}
		n += int64(len(lines))
		lines = lines[:0]
		return nil
	}
	for number := 1; in.Scan(); number++ {
		if len(bytes.TrimSpace(in.Bytes())) == 0 {
			continue
		}
		var line ledger.Line
		if err := json.Unmarshal(in.Bytes(), &line); err != nil {
			return n, fmt.Errorf("line %d: %w", number, err)
		}
		if line.Entry.Number == head.Number && line.Entry.Hash != head.Hash {
			return n, fmt.Errorf("line %d: %w: entry %d is another in this ledger", number, ledger.ErrRefused, head.Number)
		}
		if line.Entry.Number <= head.Number {
			continue
		}
		if lines = append(lines, line); len(lines) == batch {
			if err := flush(); err != nil {
				return n, err
			}
		}
	}
	if err := in.Err(); err != nil {
		if errors.Is(err, bufio.ErrTooLong) {
			err = fmt.Errorf("a line is longer than %d MB", maxLine>>20)
		}
		return n, err
	}
	return n, flush()
}
