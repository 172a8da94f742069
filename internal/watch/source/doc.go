// Package source says what the watch follows: feeds, news sitemaps, GDELT's
// public lists of files, folders and web archives. It reads sources.toml, and
// turns the bytes that a source answers into items. It never fetches.
package source

import (
	"crypto/sha256"
	"encoding/hex"
	"time"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/text"
)

// Kind is the form in which a source lists what it has.
type Kind string

const (
	Feed    Kind = "feed"    // RSS, Atom or JSON Feed
	Sitemap Kind = "sitemap" // a news sitemap, or an index of them
	GDELT   Kind = "gdelt"   // lastupdate.txt of the GDELT project
	Folder  Kind = "folder"  // a folder of pages on this machine
	Archive Kind = "warc"    // a WARC file, or a folder of them
)

// Source is one entry of sources.toml.
type Source struct {
	Name     string        // unique in its file
	Kind     Kind          // how it lists
	URL      string        // of the list, for what is fetched
	Path     string        // of the file or folder, for what lies here
	Country  chancery.Code // where its publisher sits; "" is not said
	Family   string        // agency, ministry, paper, broadcaster, organisation
	Language text.Lang     // of its reports; "" is told by each report
	Every    time.Duration // from one visit to the next
	On       bool          // whether it is followed
	File     string        // the file in which it stands
	Line     int           // the line of that file on which it starts
}

// Item is one report that a source lists, or one file of it.
type Item struct {
	ID        string        `json:"id"`                 // of the address or file, the same from whichever source
	Source    string        `json:"source"`             // the name of the source
	URL       string        `json:"url,omitempty"`      // of the page to be fetched
	Path      string        `json:"path,omitempty"`     // of the file to be read, where there is no URL
	Title     string        `json:"title,omitempty"`    // as the list has it, at most maxTitle bytes
	Published time.Time     `json:"published,omitzero"` // as the list has it; zero where it says nothing credible
	Language  text.Lang     `json:"language,omitempty"`
	Publisher string        `json:"publisher,omitempty"`
	Country   chancery.Code `json:"country,omitempty"`
	Family    string        `json:"family,omitempty"`
}

// Listing is what one answer of a source holds.
type Listing struct {
	Items []Item
	More  []string // addresses of further lists that belong to this one
	Notes []string // what was odd and passed over, for a person to see
}

const (
	maxTitle = 1 << 10 // bytes of a title that are kept
	maxItems = 50_000  // items of one list, the bound of the sitemap protocol
	maxMore  = 500     // further lists of one list
)

// identity is the ID of an item: 128 bits of the SHA-256 of its canonical
// address or of the state of its file.
func identity(s string) string {
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:16])
}
