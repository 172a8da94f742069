package sqlite

import (
	"bytes"
	"database/sql"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/ledger"
	"github.com/chancery-ledger/chancery/internal/ledger/ledgertest"
	"github.com/chancery-ledger/chancery/internal/ledger/tables"
)

func open(t testing.TB, path string) *Store {
	t.Helper()
	s, err := Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func TestConformance(t *testing.T) {
	ledgertest.Run(t, ledgertest.Harness{
		New: func(t testing.TB) ledger.Store { return open(t, filepath.Join(t.TempDir(), "ledger.db")) },
		Again: func(t testing.TB, s ledger.Store) ledger.Store {
			return open(t, s.(*Store).path)
		},
		Exec: func(t testing.TB, s ledger.Store, query string) error {
			_, err := s.(*Store).write.ExecContext(t.Context(), query)
			return err
		},
		Unlock: func(t testing.TB, s ledger.Store) {
			db := s.(*Store).write
			for _, table := range []string{"entries", "claims", "reports", "appearances"} {
				for _, kind := range []string{"_stay", "_keep"} {
					if _, err := db.ExecContext(t.Context(), "DROP TRIGGER "+table+kind); err != nil {
						t.Fatal(err)
					}
				}
			}
			if _, err := db.ExecContext(t.Context(), "PRAGMA foreign_keys = 0"); err != nil {
				t.Fatal(err)
			}
		},
	})
}

func BenchmarkFiling(b *testing.B) {
	ledgertest.BenchmarkFiling(b, open(b, filepath.Join(b.TempDir(), "ledger.db")))
}

func BenchmarkPair(b *testing.B) {
	ledgertest.BenchmarkPair(b, open(b, filepath.Join(b.TempDir(), "ledger.db")))
}

func TestKill(t *testing.T) {
	ledgertest.Kill(t, filepath.Join(t.TempDir(), "ledger.db"), func(t testing.TB, path string) ledger.Store { return open(t, path) })
}

func TestBackupAndRestore(t *testing.T) {
	dir := t.TempDir()
	path, backup := filepath.Join(dir, "ledger.db"), filepath.Join(dir, "backup.db")
	s := open(t, path)
	w := ledgertest.NewWorld(4)
	file := func() chancery.Entry {
		t.Helper()
		if _, err := s.Append(t.Context(), w.Batch(5)); err != nil {
			t.Fatal(err)
		}
		head, err := s.Head(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		return head
	}
	then := file()
	if err := s.Backup(t.Context(), backup); err != nil {
		t.Fatal(err)
	}
	if err := s.Backup(t.Context(), backup); err == nil {
		t.Error("a backup went over another")
	}
	now := file()
	s.Close()

	tally, err := Restore(t.Context(), backup, path)
	if err != nil || tally.Head != then {
		t.Fatalf("restored to entry %d, want %d: %v", tally.Head.Number, then.Number, err)
	}
	for where, want := range map[string]chancery.Entry{path: then, path + ".before-restore": now, backup: then} {
		got, err := ledger.Verify(t.Context(), open(t, where), nil)
		if err != nil || got.Head != want {
			t.Errorf("%s ends with entry %d, want %d: %v", filepath.Base(where), got.Head.Number, want.Number, err)
		}
	}
	if _, err := Restore(t.Context(), backup, path); err == nil {
		t.Error("a restore went over what the one before put aside")
	}
}

func TestRestoreVerifies(t *testing.T) {
	dir := t.TempDir()
	path, bad := filepath.Join(dir, "ledger.db"), filepath.Join(dir, "bad.db")
	for _, p := range []string{path, bad} {
		s := open(t, p)
		if _, err := s.Append(t.Context(), ledgertest.NewWorld(4).Batch(5)); err != nil {
			t.Fatal(err)
		}
		if p == bad {
			if _, err := s.write.Exec(`DROP TRIGGER entries_stay; UPDATE entries SET agent = 'x' WHERE number = 3`); err != nil {
				t.Fatal(err)
			}
		}
		s.Close()
	}
	var fault *ledger.Fault
	if _, err := Restore(t.Context(), bad, path); !errors.As(err, &fault) || fault.Entry != 3 {
		t.Errorf("a ledger that does not verify was restored: %v", err)
	}
	if _, err := Restore(t.Context(), filepath.Join(dir, "none.db"), path); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("restore from nothing: %v", err)
	}
	if _, err := ledger.Verify(t.Context(), open(t, path), nil); err != nil {
		t.Errorf("the ledger suffered: %v", err)
	}
}

func TestMillion(t *testing.T) {
	path := filepath.Join(t.TempDir(), "ledger.db")
	ledgertest.Million(t, func() ledger.Store { return open(t, path) }, func() int64 {
		info, err := os.Stat(path)
		if err != nil {
			t.Fatal(err)
		}
		return info.Size()
	})
}

// TestReplaceIsRefused: REPLACE deletes the row that is in its way, which only
// SQLite can be asked for.
func TestReplaceIsRefused(t *testing.T) {
	s := open(t, filepath.Join(t.TempDir(), "ledger.db"))
	if _, err := s.Append(t.Context(), ledgertest.NewWorld(4).Batch(3)); err != nil {
		t.Fatal(err)
	}
	for table, change := range map[string]string{
		"claims":      "SELECT entry, id, report, appearance, 'other.type', day_from, day_to, body FROM claims",
		"reports":     "SELECT entry, id, 'other text', print FROM reports",
		"appearances": "SELECT entry, report, 'https://other.example', version, published, digest, meta FROM appearances",
		"entries":     "SELECT number, verb, claim, other, report, answers, reader, at, 'somebody else', because, digest, prev, hash FROM entries",
	} {
		if _, err := s.write.Exec("INSERT OR REPLACE INTO " + table + " " + change + " LIMIT 1"); err == nil {
			t.Errorf("a row of %s was replaced", table)
		}
	}
	if _, err := ledger.Verify(t.Context(), s, nil); err != nil {
		t.Error(err)
	}
}

// TestWithheldIsGone looks for the words of a withheld text in what lies on
// the disk.
func TestWithheldIsGone(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "ledger.db")
	holds := func(words string) (files []string) {
		all, err := filepath.Glob(path + "*")
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range all {
			b, err := os.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			if bytes.Contains(b, []byte(words)) {
				files = append(files, filepath.Base(f))
			}
		}
		return files
	}
	w := ledgertest.NewWorld(4)
	r := w.Reading()
	r.Report.Text += strings.Repeat("The minister whispered behind the curtain.\n", 300) // goes over several pages
	steps := []ledger.Step{ledger.Read{Reader: "v1", Reading: r}}
	for range 40 {
		steps = append(steps, ledger.Read{Reader: "v1", Reading: w.Reading()})
	}
	do := func(steps ...ledger.Step) {
		s := open(t, path)
		if _, err := s.Append(t.Context(), ledger.Batch{Agent: "tester", Because: "a test", At: time.Now(), Steps: steps}); err != nil {
			t.Fatal(err)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
	do(steps...)
	if len(holds("whispered")) == 0 {
		t.Fatal("the text is not in the file as it is; this test sees nothing")
	}
	do(ledger.Withholding{Report: ledger.TextID(r.Report.Text)})
	if left := holds("whispered"); len(left) > 0 {
		t.Errorf("the text is still in %v", left)
	}
}

// TestOlderLedger opens a ledger that was begun before texts could be withheld.
func TestOlderLedger(t *testing.T) {
	path := filepath.Join(t.TempDir(), "ledger.db")
	db, err := sql.Open("sqlite", dsn(path, "_txlock=immediate"))
	if err != nil {
		t.Fatal(err)
	}
	p, err := provider(db)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := p.UpTo(t.Context(), 1); err != nil {
		t.Fatal(err)
	}
	older := &Store{Reader: tables.Reader{DB: db, Dialect: dialect()}, path: path, read: db, write: db}
	if _, err := older.Append(t.Context(), ledgertest.NewWorld(4).Batch(20)); err != nil {
		t.Fatal(err)
	}
	before, err := ledger.Verify(t.Context(), older, nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	s := open(t, path)
	if after, err := ledger.Verify(t.Context(), s, nil); err != nil || after != before {
		t.Errorf("%+v after, %+v before; %v", after, before, err)
	}
	for a, err := range s.Whole(t.Context(), 0, time.Now()) {
		if err != nil {
			t.Fatal(err)
		}
		got, err := s.Append(t.Context(), ledger.Batch{Agent: "tester", Because: "a test", At: time.Now(), Steps: []ledger.Step{ledger.Withholding{Report: a.Report.ID}}})
		if err != nil || got.Withheld != 1 {
			t.Fatalf("%+v, %v", got, err)
		}
	}
	if after, err := ledger.Verify(t.Context(), s, nil); err != nil || after.Withheld != before.Reports || after.Held != before.Held {
		t.Errorf("%+v after, %+v before; %v", after, before, err)
	}
}
