package api

import (
	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/review"
	"github.com/chancery-ledger/chancery/internal/standing"
)

// mostWeighed is how many of the latest events are weighed for the queue.
const mostWeighed = 2000

// pressing are the latest events that nobody has checked, the most pressing
// first.
func (a *API) pressing() []review.Item {
	var events []chancery.Event
	for _, ev := range a.index.now().latest {
		if got, ok := held(ev.Event, standing.Known{}); ok {
			events = append(events, got)
		}
		if len(events) == mostWeighed {
			break
		}
	}
	return review.Queue(events, review.Weigh(a.desk.Book(), a.kinds))
}
