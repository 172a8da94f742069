package chancery

import (
	"github.com/chancery-ledger/chancery/text"
)

// Code names a party: ISO 3166-1 alpha-3 for states and territories (XKX
// Kosovo; former states SUN, YUG, CSK, DDR), "ORG:" and a short English name
// for organisations, "NSA:" and a short name for bodies that are no state.
type Code string

// ActType is a type of act from the table of acts, such as "relations.sever".
type ActType string

// Status tells how a deed stands in a report. The words are those of the
// annotation guidelines.
type Status string

const (
	Done       Status = "done"       // told as having happened or being in force
	Planned    Status = "planned"    // decided, promised or scheduled, not yet so
	Proposed   Status = "proposed"   // urged, requested, considered, moved but not passed
	Threatened Status = "threatened" // would follow under a condition
	Not        Status = "not"        // did not happen, refused, no plans for it
)

// Report is one published text. Text is the headline, a blank line and the
// main text; it is never changed, and every offset counts its bytes.
type Report struct {
	ID        string    `json:"id"`            // SHA-256 of Text, in hex
	Key       string    `json:"key,omitempty"` // the id that JSON Lines input gave
	URL       string    `json:"url"`
	Publisher string    `json:"publisher"`
	Authors   []string  `json:"authors,omitempty"`
	Agencies  []string  `json:"agencies"`
	Title     string    `json:"title"`
	Published Day       `json:"published"`
	DayBasis  string    `json:"published_basis,omitempty"` // where the day was found: "json-ld", "meta", "feed", "dateline", ...; "" is not found
	Language  text.Lang `json:"language"`
	LangBasis string    `json:"language_basis,omitempty"` // "declared", "detected", "given"
	Text      string    `json:"text"`
	Dateline  Dateline  `json:"dateline"`
	Source    string    `json:"source,omitempty"`  // the file, address or archive record it was read from
	Missing   []string  `json:"missing,omitempty"` // what a reader must be told is not known: "day", "language", "publisher"
	Rights    []string  `json:"rights,omitempty"`  // what its owner was found to say of its use, such as "tdm-reservation: 0 (header)"
}

// Dateline is the place and day that open an agency report.
type Dateline struct {
	Place string `json:"place"`
	Day   Day    `json:"day"`
}

// Party is one side of a deed. A code of "" is a party that the text leaves
// unknown and a value in its own right.
type Party struct {
	Code   Code   `json:"code"`
	Name   string `json:"name"`
	Organ  string `json:"organ,omitempty"`
	Person string `json:"person,omitempty"`
	Office string `json:"office,omitempty"`
	Start  int    `json:"start"`
	End    int    `json:"end"`
}

// Deed is what is said to be done: by whom, to whom, about which person, when.
type Deed struct {
	Type    ActType `json:"type"`
	From    []Party `json:"from"`
	To      []Party `json:"to"`
	Person  string  `json:"person"`
	Channel string  `json:"channel,omitempty"` // the track a generic act means, where the text says: "consular", "trade"
	When    When    `json:"when"`
	Ground  string  `json:"ground,omitempty"` // the legal ground the actor cites
}

// Voice is who says so. The first of several is the nearest to the words.
type Voice struct {
	Kind   string `json:"kind"` // speaker, organ, agency, paper, document
	Name   string `json:"name"`
	Office string `json:"office,omitempty"`
	Code   Code   `json:"code,omitempty"`
}

// Evidence is a stretch of the report's text: Text == report.Text[Start:End].
type Evidence struct {
	Start int    `json:"start"`
	End   int    `json:"end"`
	Text  string `json:"text"`
}

// Claim is what one report says of one deed. Evidence is never empty.
type Claim struct {
	ID string `json:"id"`
	Deed
	Status     Status     `json:"status"`
	Alleged    bool       `json:"alleged,omitempty"`
	SaidBy     []Voice    `json:"said_by"` // empty: the report's own voice
	Evidence   []Evidence `json:"evidence"`
	Codes      Codes      `json:"codes"`
	Confidence float64    `json:"confidence"` // probability that the claim is read right, 0 to 1
	Why        *Why       `json:"why,omitempty"`
}

// Codes are a claim's codes in other schemes, empty where a scheme has none.
type Codes struct {
	CAMEO  string `json:"cameo"`
	PLOVER string `json:"plover"`
}

// Why explains a claim: which rule fired on which words, and what was judged.
type Why struct {
	Rule  string   `json:"rule"`
	Words string   `json:"words"`
	Steps []string `json:"steps,omitempty"`
}

// Quote is a stretch of somebody's words, direct or reported.
type Quote struct {
	Start   int    `json:"start"`
	End     int    `json:"end"`
	Text    string `json:"text"`
	Speaker Voice  `json:"speaker"`
	Verb    string `json:"verb"`
	Direct  bool   `json:"direct"`
	When    When   `json:"when"`
}

// Person is somebody whom the text names, at one place of it.
type Person struct {
	Name   string `json:"name"`
	Office string `json:"office"`
	Code   Code   `json:"code"`
	Start  int    `json:"start"`
	End    int    `json:"end"`
}

// DateMention is a date expression of the text with its value.
type DateMention struct {
	Start int    `json:"start"`
	End   int    `json:"end"`
	Text  string `json:"text"`
	From  Day    `json:"from"`
	To    Day    `json:"to"`
}

// Reading is everything that one reading of one report yields.
type Reading struct {
	Report Report        `json:"report"`
	Acts   []Claim       `json:"acts"`
	Quotes []Quote       `json:"quotes"`
	People []Person      `json:"people"`
	Dates  []DateMention `json:"dates"`
}
