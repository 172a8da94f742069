// Package retention ends the keeping of reports' texts when their time is up.
// What the claims rest on stays, since the ledger must go on showing it; the
// rest of the text, which belongs to its publisher, goes.
package retention

import (
	"context"
	"fmt"
	"iter"
	"strings"
	"time"

	"github.com/chancery-ledger/chancery/internal/ledger"
)

// Ledger is a [ledger.Store].
type Ledger interface {
	Whole(ctx context.Context, after int64, before time.Time) iter.Seq2[ledger.Appearance, error]
	Append(ctx context.Context, b ledger.Batch) (ledger.Receipt, error)
}

// Rule says how long texts are kept.
type Rule struct {
	Days      int    // since they came into the ledger
	Publisher string // only of this publisher, in any case; "" is of all
}

// String is the reason that the entries give.
func (r Rule) String() string {
	if r.Publisher != "" {
		return fmt.Sprintf("texts of %s are kept for %d days", r.Publisher, r.Days)
	}
	return fmt.Sprintf("texts are kept for %d days", r.Days)
}

// atOnce is how many texts one transaction withholds.
const atOnce = 100

// Apply withholds the texts whose time is up, and returns how many there were.
func Apply(ctx context.Context, l Ledger, r Rule, agent string, now time.Time) (n int, err error) {
	due := []ledger.Step{}
	flush := func() error {
		if len(due) == 0 {
			return nil
		}
		got, err := l.Append(ctx, ledger.Batch{Agent: agent, Because: r.String(), At: now, Steps: due})
		n += got.Withheld
		due = due[:0]
		return err
	}
	for after := int64(0); ; {
		for a, err := range l.Whole(ctx, after, now.AddDate(0, 0, -r.Days)) {
			if err != nil {
				return n, err
			}
			after = a.Entry
			if r.Publisher != "" && !strings.EqualFold(a.Report.Publisher, r.Publisher) {
				continue
			}
			if due = append(due, ledger.Withholding{Report: a.Report.ID}); len(due) == atOnce {
				break // what is read is not written to meanwhile
			}
		}
		full := len(due) == atOnce
		if err := flush(); err != nil || !full {
			return n, err
		}
	}
}

// Keep applies a rule now and every hour, until the context ends. What goes
// wrong is told, and tried again at the next hour.
func Keep(ctx context.Context, l Ledger, r Rule, agent string, clock func() time.Time, told func(n int, err error)) {
	tick := time.NewTicker(time.Hour)
	defer tick.Stop()
	for {
		if n, err := Apply(ctx, l, r, agent, clock()); (n > 0 || err != nil) && ctx.Err() == nil {
			told(n, err)
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}
