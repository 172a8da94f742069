// Package frontier remembers how far the watch has come: of each source when
// it was visited, what it answered and what troubles it, and of each report
// that it was handed on. It is one SQLite file, so that a restart loses
// nothing.
//
// A report is marked as seen after it was handed on. A crash between both hands
// it on again, which is harmless: the same report has the same ID.
package frontier

import (
	"math/bits"
	"time"

	"github.com/chancery-ledger/chancery/internal/watch/fetch"
	"github.com/chancery-ledger/chancery/internal/watch/source"
)

// State is what is known of one source.
type State struct {
	Source    string    `json:"source"`
	Address   string    `json:"address"`            // the URL or path that all the rest is about
	Tried     time.Time `json:"tried,omitzero"`     // the last visit
	Succeeded time.Time `json:"succeeded,omitzero"` // the last visit that went well
	Changed   time.Time `json:"changed,omitzero"`   // the last visit that found a new report
	Next      time.Time `json:"next,omitzero"`      // the next visit is not before
	Moved     string    `json:"moved,omitempty"`    // where the source says it has moved for good

	Visits   int64 `json:"visits,omitempty"`   // since the source is followed
	Failed   int64 `json:"failed,omitempty"`   // of these, visits that went wrong
	Items    int64 `json:"items,omitempty"`    // new reports that were handed on
	Failures int   `json:"failures,omitempty"` // visits that went wrong, in a row
	Recent   Past  `json:"recent,omitempty"`

	Trouble *Trouble `json:"trouble,omitempty"` // what is wrong now; nil is nothing
	Last    *Trouble `json:"last,omitempty"`    // the last trouble that has passed
	Notes   []string `json:"notes,omitempty"`   // what was odd in the last answer and passed over

	Lists   map[string]fetch.Validators `json:"lists,omitempty"`   // by address: of the source's list, and of those it names
	Reached time.Time                   `json:"reached,omitzero"`  // GDELT: the newest quarter of an hour that was handed on
	Pending []source.GDELTFile          `json:"pending,omitempty"` // GDELT: files that could not be had yet
}

// Trouble is what keeps a source from being followed.
type Trouble struct {
	Cause  string    `json:"cause"` // a [fetch.Cause] or one of package follow
	Detail string    `json:"detail"`
	Since  time.Time `json:"since"`          // the first of the visits in a row
	At     time.Time `json:"at"`             // the latest of them
	Count  int       `json:"count"`          // how many
	Ended  time.Time `json:"ended,omitzero"` // when a visit went well again
}

// Past is how the last 32 visits went, the latest in the lowest bit; 1 is
// trouble.
type Past uint32

// After is the past with one visit more.
func (p Past) After(trouble bool) Past {
	p <<= 1
	if trouble {
		p |= 1
	}
	return p
}

// flaps is how often a source must have changed between good and bad in its
// last sixteen visits to be flapping.
const flaps = 4

// Flapping tells whether a source keeps changing between good and bad.
func (p Past) Flapping() bool {
	return bits.OnesCount16(uint16(p^p>>1)&0x7fff) >= flaps
}
