package ledger

import (
	"fmt"
	"time"

	"github.com/chancery-ledger/chancery"
)

// HashEntry returns the hash of an entry: the SHA-256, in hex, of its canonical
// JSON (RFC 8785), in which the hash of the entry before stands. The time
// counts microseconds of Unix time, the precision that both stores keep.
func HashEntry(e *chancery.Entry) string { return hash(appendEntry(make([]byte, 0, 1024), e)) }

// follows tells why e cannot stand right after prev, or nil.
func follows(prev, e *chancery.Entry) error {
	switch {
	case e.Number != prev.Number+1:
		return fmt.Errorf("entry %d follows entry %d", e.Number, prev.Number)
	case e.Prev != prev.Hash:
		return fmt.Errorf("entry %d names another entry before it", e.Number)
	case e.At.Before(prev.At):
		return fmt.Errorf("entry %d is dated before entry %d", e.Number, prev.Number)
	case e.Hash != HashEntry(e):
		return fmt.Errorf("entry %d does not have the hash of its content", e.Number)
	}
	return nil
}

// stamp is t as the ledger keeps it, and never before the last entry, so that
// a clock set back cannot change what was known when.
func stamp(t time.Time, last chancery.Entry) time.Time {
	t = t.UTC().Truncate(time.Microsecond)
	if t.Before(last.At) {
		return last.At
	}
	return t
}
