package ledger

import (
	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/text"
)

// Ask names what a batch touches, so that a store can look it up at once.
type Ask struct {
	Reports []string
	URLs    []string
	Claims  []string
	Entries []int64
	Spans   []string // reports of which also the language is asked for, and the spans of the claims
}

// State is what a ledger holds of what a batch touches: the whole input of the
// decision what to write. Of each report asked for, and of the report of each
// claim asked for, all claims are in it.
type State struct {
	Head    chancery.Entry
	Reports map[string]*ReportState // by id
	URLs    map[string]int          // how many texts were met under a URL
	Claims  map[string]*ClaimState  // by id
	Entries map[int64]chancery.Verb // what the entries asked for do
}

// NewState returns the state of an empty ledger.
func NewState() *State {
	return &State{
		Reports: map[string]*ReportState{},
		URLs:    map[string]int{},
		Claims:  map[string]*ClaimState{},
		Entries: map[int64]chancery.Verb{},
	}
}

// ReportState is what a ledger holds of a report.
type ReportState struct {
	Entry  int64 // that brought it
	Text   string
	Reader string           // of the last reading
	Face   string           // digest of the particulars that the last reading saw
	Faces  map[string]int64 // by digest, the entries that brought all particulars
	URLs   map[string]int   // the version it is under each of its URLs
	Claims map[string]bool  // ids of its claims, held or not

	Print    []byte // the fingerprint of the whole text
	Withheld bool
	Language text.Lang // where it was asked for
}

// ClaimState is what a ledger holds of a claim.
type ClaimState struct {
	Entry     int64 // that brought it
	Report    string
	Digest    string // of the claim as stored
	Held      bool
	Reader    string      // of the entry that last asserted or retracted it
	Confirmed bool        // since it was last asserted
	Spans     []text.Span // of which it speaks, where they were asked for
}

// Rows are what a transaction adds to the tables, each kind in its order. What
// is new is named by the number of the entry that brings it, in its table as in
// the others.
type Rows struct {
	Reports     []ReportRow
	Appearances []AppearanceRow
	Claims      []ClaimRow
	Withheld    []WithheldRow
	Entries     []EntryRow
}

// ReportRow is a text new to the ledger.
type ReportRow struct {
	Entry int64
	ID    string
	Text  string
	Print []byte   // its fingerprint, see package near
	Stems []string // its words as they are searched for, each once
}

// WithheldRow is what is left of a text.
type WithheldRow struct {
	Report int64
	Text   string
	Old    []string // the words by which it was found until now
	Stems  []string // those by which it is found from now on
}

// AppearanceRow is a text met under particulars new to the ledger.
type AppearanceRow struct {
	Entry     int64
	Report    int64
	URL       string
	Version   int
	Published chancery.Day
	Digest    string
	Meta      []byte // the report without text, canonical JSON
}

// ClaimRow is a claim new to the ledger.
type ClaimRow struct {
	Entry       int64
	ID          string
	Report      int64
	Appearance  int64 // under which it was read
	Type        chancery.ActType
	First, Last chancery.Day
	Parties     []chancery.Code    // each once, sorted
	Pairs       [][2]chancery.Code // see pairsOf
	Body        []byte             // the claim, canonical JSON
}

// EntryRow is an entry with what it names by number; 0 is nothing.
type EntryRow struct {
	chancery.Entry
	Claim, Other, Report int64
}
