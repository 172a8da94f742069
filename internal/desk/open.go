package desk

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"os"
	"strings"
	"time"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/ledger"
	"github.com/chancery-ledger/chancery/internal/ledger/postgres"
	"github.com/chancery-ledger/chancery/internal/ledger/sqlite"
)

// Open opens the ledger in a file or at a postgres:// address, and makes one
// where there is none.
func Open(ctx context.Context, where string) (ledger.Store, error) {
	if IsPostgres(where) {
		return postgres.Open(ctx, where)
	}
	return sqlite.Open(ctx, where)
}

// OpenThere opens a ledger that must be there. Where it is not, the error
// wraps [fs.ErrNotExist] and says what to do.
func OpenThere(ctx context.Context, where string) (ledger.Store, error) {
	if !IsPostgres(where) {
		if _, err := os.Stat(where); errors.Is(err, fs.ErrNotExist) {
			return nil, missing(where)
		}
	}
	return Open(ctx, where)
}

// missing is the error for a ledger that is not there.
type missing string

func (m missing) Error() string {
	return fmt.Sprintf("there is no ledger at %s: chancery add makes one, --ledger or CHANCERY_LEDGER names another", string(m))
}
func (missing) Unwrap() error { return fs.ErrNotExist }

// IsPostgres tells an address of PostgreSQL from the name of a file.
func IsPostgres(where string) bool {
	return strings.HasPrefix(where, "postgres://") || strings.HasPrefix(where, "postgresql://")
}

// Nothing is a ledger without entries that takes none. A desk with it answers
// from the baseline alone.
type Nothing struct{}

var errNothing = errors.New("there is no ledger")

func (Nothing) Append(context.Context, ledger.Batch) (ledger.Receipt, error) {
	return ledger.Receipt{}, errNothing
}
func (Nothing) Replay(context.Context, []ledger.Line) error               { return errNothing }
func (Nothing) Head(context.Context) (chancery.Entry, error)              { return chancery.Entry{}, nil }
func (Nothing) NumberAt(context.Context, time.Time) (int64, error)        { return 0, nil }
func (Nothing) Outdated(context.Context, string) iter.Seq2[string, error] { return none[string] }
func (Nothing) Close() error                                              { return nil }

func (Nothing) Entries(context.Context, int64) iter.Seq2[chancery.Entry, error] {
	return none[chancery.Entry]
}
func (Nothing) Whole(context.Context, int64, time.Time) iter.Seq2[ledger.Appearance, error] {
	return none[ledger.Appearance]
}
func (Nothing) Opinions(context.Context) iter.Seq2[chancery.Entry, error] {
	return none[chancery.Entry]
}
func (Nothing) Lines(context.Context, int64) iter.Seq2[ledger.Line, error] {
	return none[ledger.Line]
}
func (Nothing) Claims(context.Context, ledger.Query) iter.Seq2[chancery.Filed, error] {
	return none[chancery.Filed]
}
func (Nothing) Versions(context.Context, string) iter.Seq2[ledger.Appearance, error] {
	return none[ledger.Appearance]
}
func (Nothing) Search(context.Context, ledger.Search) iter.Seq2[ledger.Hit, error] {
	return none[ledger.Hit]
}

// Report finds nothing.
func (Nothing) Report(_ context.Context, id string) (chancery.Report, error) {
	return chancery.Report{}, fmt.Errorf("report %s: %w", id, ledger.ErrUnknown)
}

func none[T any](func(T, error) bool) {}
