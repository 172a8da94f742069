package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"github.com/chancery-ledger/chancery/internal/ledger"
	"github.com/chancery-ledger/chancery/internal/ledger/sqlite"
)

type backupCmd struct {
	To string `arg:"" help:"File to write; it must not be there."`
	ledgerFlag
}

// Help is shown below the usage line.
func (backupCmd) Help() string {
	return `Writes the ledger as it stands to one file, while others may go on reading and
filing. The file is itself a ledger. A ledger in PostgreSQL is written to such a
file too, entry by entry.`
}

// Run writes the backup and says what is in it.
func (c *backupCmd) Run(env *Env) (err error) {
	store, err := c.openThere(env.Ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	if s, ok := store.(*sqlite.Store); ok {
		err = s.Backup(env.Ctx, c.To)
	} else {
		err = copyLedger(env.Ctx, store, c.To)
	}
	if err != nil {
		return err
	}
	info, err := os.Stat(c.To)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(env.Out, "%s: %d bytes\n", c.To, info.Size())
	return err
}

// copyLedger writes a ledger into a new file, entry by entry.
func copyLedger(ctx context.Context, from ledger.Store, path string) (err error) {
	if _, err := os.Stat(path); !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("backup to %s: the file exists", path)
	}
	to, err := sqlite.Open(ctx, path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, to.Close()) }()
	return replayAll(ctx, from, to)
}

// replayAll writes all lines of one ledger into another.
func replayAll(ctx context.Context, from, to ledger.Store) error {
	const some = 1000
	lines := make([]ledger.Line, 0, some)
	for line, err := range from.Lines(ctx, 0) {
		if err != nil {
			return err
		}
		if lines = append(lines, line); len(lines) == some {
			if err := to.Replay(ctx, lines); err != nil {
				return err
			}
			lines = lines[:0]
		}
	}
	return to.Replay(ctx, lines)
}
