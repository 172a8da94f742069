package cli

import (
	"context"
	"io"
	"os"
	"time"

	"golang.org/x/term"

	"github.com/chancery-ledger/chancery/internal/show"
)

// Env is what a command may touch of the world outside it.
type Env struct {
	Ctx      context.Context
	In       io.Reader
	Out, Err io.Writer
	Now      func() time.Time
}

// terminal returns whether w is a terminal, and its columns.
func terminal(w io.Writer) (columns int, ok bool) {
	f, isFile := w.(*os.File)
	if !isFile || !term.IsTerminal(int(f.Fd())) {
		return 0, false
	}
	columns, _, err := term.GetSize(int(f.Fd()))
	return columns, err == nil
}

// style is how standard output may look: colour only on a terminal, and not
// where NO_COLOR is set (no-color.org).
func (e *Env) style() show.Style {
	columns, ok := terminal(e.Out)
	if !ok {
		return show.Style{Width: 120}
	}
	return show.Style{Colour: os.Getenv("NO_COLOR") == "", Width: columns}
}
