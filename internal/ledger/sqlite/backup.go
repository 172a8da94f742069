package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"

	"github.com/chancery-ledger/chancery/internal/ledger"
)

// Backup writes the ledger as it stands to a new file. Writers may go on
// meanwhile: what they add is not in it.
func (s *Store) Backup(ctx context.Context, path string) error {
	if _, err := os.Stat(path); !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("backup to %s: the file exists", path)
	}
	part := path + ".part"
	if err := os.Remove(part); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := vacuumInto(ctx, s.path, part); err != nil {
		os.Remove(part)
		return fmt.Errorf("backup to %s: %w", path, err)
	}
	if err := syncFile(part); err != nil {
		return err
	}
	return os.Rename(part, path)
}

// Restore puts the backup at from in the place of the ledger at path, once it
// has verified. The ledger that was there stays beside it with the ending
// ".before-restore", which must be free. Nobody may have it open.
func Restore(ctx context.Context, from, path string) (ledger.Tally, error) {
	part := path + ".part"
	for _, old := range []string{part, part + "-wal", part + "-shm"} {
		if err := os.Remove(old); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return ledger.Tally{}, err
		}
	}
	tally, err := copyVerified(ctx, from, part)
	if err != nil {
		return tally, fmt.Errorf("restore from %s: %w", from, err)
	}
	return tally, replace(ctx, part, path)
}

// copyVerified makes a copy of a ledger and walks through the copy.
func copyVerified(ctx context.Context, from, to string) (tally ledger.Tally, err error) {
	if _, err := os.Stat(from); err != nil {
		return tally, err
	}
	if err := vacuumInto(ctx, from, to); err != nil {
		return tally, err
	}
	copied, err := Open(ctx, to)
	if err != nil {
		return tally, err
	}
	tally, err = ledger.Verify(ctx, copied, nil)
	return tally, errors.Join(err, copied.Close())
}

// vacuumInto writes what a reader of the file from sees to a new file.
func vacuumInto(ctx context.Context, from, to string) error {
	db, err := sql.Open("sqlite", "file:"+(&url.URL{Path: from}).EscapedPath()+"?mode=ro&_pragma=busy_timeout(30000)")
	if err != nil {
		return err
	}
	_, err = db.ExecContext(ctx, `VACUUM INTO $1`, to)
	return errors.Join(err, db.Close())
}

// replace puts a file in the place of a ledger and keeps the ledger aside.
func replace(ctx context.Context, part, path string) error {
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		return os.Rename(part, path)
	}
	aside := path + ".before-restore"
	if _, err := os.Stat(aside); !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("restore %s: %s exists", path, aside)
	}
	if err := fold(ctx, path); err != nil {
		return err
	}
	if err := os.Rename(path, aside); err != nil {
		return err
	}
	return os.Rename(part, path)
}

// fold brings the write-ahead log of a ledger into its file, so that the file
// is whole by itself.
func fold(ctx context.Context, path string) error {
	s, err := Open(ctx, path)
	if err != nil {
		return err
	}
	var busy, log, done int
	err = s.write.QueryRowContext(ctx, `PRAGMA wal_checkpoint(TRUNCATE)`).Scan(&busy, &log, &done)
	if err == nil && busy != 0 {
		err = fmt.Errorf("ledger %s is in use", path)
	}
	if err := errors.Join(err, s.Close()); err != nil {
		return err
	}
	for _, beside := range []string{path + "-wal", path + "-shm"} {
		if err := os.Remove(beside); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return nil
}

func syncFile(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}
