package postgres

import (
	"crypto/rand"
	"database/sql"
	"net/url"
	"os"
	"testing"

	"github.com/chancery-ledger/chancery/internal/ledger"
	"github.com/chancery-ledger/chancery/internal/ledger/ledgertest"
)

// server returns the URL of the database for tests.
func server(t testing.TB) string {
	t.Helper()
	dsn := os.Getenv("CHANCERY_TEST_POSTGRES")
	if dsn == "" {
		t.Skip("needs PostgreSQL: set CHANCERY_TEST_POSTGRES to a URL such as postgres://postgres@localhost:5432/postgres")
	}
	return dsn
}

// schema returns the URL of a schema of its own, gone when the test ends.
func schema(t testing.TB) string {
	t.Helper()
	dsn := server(t)
	db, err := sql.Open("pgx", dsn)
	if err != nil {
		t.Fatal(err)
	}
	name := "test_" + rand.Text()
	if _, err := db.Exec(`CREATE SCHEMA "` + name + `"`); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if _, err := db.Exec(`DROP SCHEMA "` + name + `" CASCADE`); err != nil {
			t.Error(err)
		}
		db.Close()
	})
	u, err := url.Parse(dsn)
	if err != nil {
		t.Fatal(err)
	}
	q := u.Query()
	q.Set("search_path", `"`+name+`"`)
	u.RawQuery = q.Encode()
	return u.String()
}

func open(t testing.TB, dsn string) *Store {
	t.Helper()
	s, err := Open(t.Context(), dsn)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func TestConformance(t *testing.T) {
	server(t)
	urls := map[ledger.Store]string{}
	ledgertest.Run(t, ledgertest.Harness{
		New: func(t testing.TB) ledger.Store {
			u := schema(t)
			s := open(t, u)
			urls[s] = u
			return s
		},
		Again: func(t testing.TB, s ledger.Store) ledger.Store { return open(t, urls[s]) },
		Exec: func(t testing.TB, s ledger.Store, query string) error {
			_, err := s.(*Store).db.ExecContext(t.Context(), query)
			return err
		},
		Unlock: func(t testing.TB, s ledger.Store) {
			for _, query := range []string{
				"DROP FUNCTION ledger_only_grows CASCADE",
				"DROP FUNCTION reports_true CASCADE",
				"ALTER TABLE claims DROP CONSTRAINT claims_entry_fkey",
				"ALTER TABLE reports DROP CONSTRAINT reports_id",
			} {
				if _, err := s.(*Store).db.ExecContext(t.Context(), query); err != nil {
					t.Fatal(query, err)
				}
			}
		},
	})
}

func BenchmarkFiling(b *testing.B) { ledgertest.BenchmarkFiling(b, open(b, schema(b))) }

func BenchmarkPair(b *testing.B) { ledgertest.BenchmarkPair(b, open(b, schema(b))) }

func TestKill(t *testing.T) {
	if os.Getenv("CHANCERY_KILL_TARGET") != "" {
		ledgertest.Kill(t, "", func(t testing.TB, url string) ledger.Store { return open(t, url) })
		return
	}
	ledgertest.Kill(t, schema(t), func(t testing.TB, url string) ledger.Store { return open(t, url) })
}

func TestMillion(t *testing.T) {
	var s *Store
	ledgertest.Million(t, func() ledger.Store { s = open(t, schema(t)); return s }, func() int64 {
		var n int64
		err := s.db.QueryRowContext(t.Context(), `SELECT sum(pg_total_relation_size(c.oid))::bigint FROM pg_class c
			JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = current_schema() AND c.relkind = 'r'`).Scan(&n)
		if err != nil {
			t.Fatal(err)
		}
		return n
	})
}
