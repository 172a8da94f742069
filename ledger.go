package chancery

import "time"

// Verb is what an entry does.
type Verb string

const (
	Read     Verb = "read"     // a report was read by some reader; its claims follow
	Copied   Verb = "copied"   // a text already read was met at another address
	Assert   Verb = "assert"   // a claim is held
	Retract  Verb = "retract"  // it is held no longer
	Confirm  Verb = "confirm"  // an agent has checked a claim against its text
	Merge    Verb = "merge"    // an opinion: two claims speak of one deed
	Split    Verb = "split"    // an opinion: a claim does not speak of the deed of another
	Undo     Verb = "undo"     // an earlier merge or split no longer counts
	Withhold Verb = "withhold" // of the text of a report only what its claims rest on is kept from now on
)

// Entry is one line of the ledger. Entries are only ever appended and are
// ordered by Number, never by clock.
type Entry struct {
	Number  int64     `json:"number"` // 1, 2, 3 ... without a gap
	Verb    Verb      `json:"verb"`
	ClaimID string    `json:"claim"`            // empty for read, copied, withhold and undo
	Other   string    `json:"other,omitempty"`  // the second claim of a merge or split
	Report  string    `json:"report,omitempty"` // the report of read, copied and withhold
	Of      int64     `json:"of,omitempty"`     // the entry that an undo takes back, or the retraction that a correction answers
	Reader  string    `json:"reader,omitempty"` // version of the rules and models that read; empty where a person decided
	Digest  string    `json:"digest,omitempty"` // hash of what the entry brings: the report's particulars, the claim as stored, or what is left of a text
	At      time.Time `json:"at"`
	Agent   string    `json:"agent"`
	Because string    `json:"because"`
	Prev    string    `json:"prev"` // hash of the entry before, in hex
	Hash    string    `json:"hash"` // hash of this one
}

// Filed is a claim as the ledger holds it, with what it takes to weigh it.
type Filed struct {
	Claim    Claim     `json:"claim"`
	Report   Report    `json:"report"` // Text may be left out
	Number   int64     `json:"number"` // of the entry that asserts it
	At       time.Time `json:"at"`     // when it was filed
	Baseline bool      `json:"baseline,omitempty"`

	Version   int    `json:"version,omitempty"`   // 1 is the first text met under the report's URL
	Retracted int64  `json:"retracted,omitempty"` // number of the entry that retracts it; 0: it is held
	Confirmed int64  `json:"confirmed,omitempty"` // number of the last entry that confirms it; 0: unchecked
	Agent     string `json:"agent,omitempty"`     // who filed it
	Reader    string `json:"reader,omitempty"`    // the version that read it; empty where a person filed it
	Print     []byte `json:"-"`                   // fingerprint of the report's text, by which copies are known
}

// Event is the opinion that some claims speak of one deed. It can be revised
// and undone; the claims stay as they are.
type Event struct {
	ID      string   `json:"id"`
	Deed    Deed     `json:"deed"`   // agreed parties; When is the tightest interval that the best claims share
	Status  Status   `json:"status"` // the furthest that is told: done before planned
	Claims  []Filed  `json:"claims"`
	Sources int      `json:"sources"`          // independent ones: copies of one text count once
	Denied  []Filed  `json:"denied,omitempty"` // claims of status not about the same deed
	Why     []string `json:"why,omitempty"`    // why the claims were put together
}

// Track is one thread of what stands between two states.
type Track string

const (
	Recognition    Track = "recognition"
	Diplomatic     Track = "diplomatic"
	Representation Track = "representation"
	Consular       Track = "consular"
	Posts          Track = "posts"
	Trade          Track = "trade"
	Treaty         Track = "treaty"
	Movement       Track = "movement"
	Protection     Track = "protecting_power"
	Premises       Track = "premises"
	AsylumCase     Track = "asylum"
	PersonTrack    Track = "person"
)
