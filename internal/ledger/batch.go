package ledger

import (
	"time"

	"github.com/chancery-ledger/chancery"
)

// Batch is what goes into the ledger in one transaction.
type Batch struct {
	Agent   string    // who does it: a program with its version, or a person
	Because string    // why
	At      time.Time // when; an entry is never dated before the one before it
	Steps   []Step
}

// Step is one thing to do: [Read], [Assertion], [Retraction], [Correction],
// [Confirmation], [Merger], [Separation], [Undoing] or [Withholding].
type Step interface{ step() }

// Read files a report as some reader read it. A report that the same reader
// has read before is left as it is. Where another reader read it before, its
// claims that were not found again are retracted and new ones are asserted;
// what a person retracted, corrected or confirmed is left alone.
type Read struct {
	Reader  string // version of the rules and models
	Reading chancery.Reading
}

// Assertion puts a claim into the ledger by hand.
type Assertion struct {
	Report string // id of a report in the ledger
	Claim  chancery.Claim
}

// Retraction ends the holding of a claim. Nothing is deleted.
type Retraction struct{ Claim string }

// Correction retracts a claim and asserts another of the same report in its
// place. The assertion names the retraction.
type Correction struct {
	Claim string // id of the claim that was wrong
	Right chancery.Claim
}

// Confirmation records that the agent has checked a claim against its text.
type Confirmation struct{ Claim string }

// Merger is the opinion that two claims speak of one deed.
type Merger struct{ Claim, Other string }

// Separation is the opinion that Claim does not speak of the deed that Other
// speaks of.
type Separation struct{ Claim, Other string }

// Undoing takes back the merger or separation of an earlier entry.
type Undoing struct{ Entry int64 }

// Withholding ends the keeping of a report's text: all of it but what its
// claims, held or retracted, rest on is gone after. The report is not read again.
type Withholding struct {
	Report string // its id
}

func (Read) step()         {}
func (Assertion) step()    {}
func (Retraction) step()   {}
func (Correction) step()   {}
func (Confirmation) step() {}
func (Merger) step()       {}
func (Separation) step()   {}
func (Undoing) step()      {}
func (Withholding) step()  {}

// Receipt says what a batch came to.
type Receipt struct {
	First     int64 `json:"first"` // numbers of its entries; both 0 where it changed nothing
	Last      int64 `json:"last"`
	Reports   int   `json:"reports"`   // new texts
	Copies    int   `json:"copies"`    // texts known already, met at another address
	Unchanged int   `json:"unchanged"` // readings that this reader had given before
	Asserted  int   `json:"asserted"`
	Retracted int   `json:"retracted"`
	Withheld  int   `json:"withheld"` // texts of which the rest is kept no longer
	Barred    int   `json:"barred"`   // claims read again that a person has retracted: they stay so
}
