package page

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/text"
)

// earliest is the first day that is believed as a day of publication: the
// Relation of Strasbourg, the first newspaper, is of 1605.
var earliest = chancery.Date(1605, 1, 1)

// epochs are days that programs write for "not known": the zero of Unix, of
// spreadsheets and of .NET is no day of publication.
var epochs = map[chancery.Day]bool{
	chancery.Date(1969, 12, 31): true, chancery.Date(1970, 1, 1): true, chancery.Date(1899, 12, 30): true,
	chancery.Date(1900, 1, 1): true, chancery.Date(1904, 1, 1): true, chancery.Date(1980, 1, 1): true,
}

// draft is a report in the making: what a format's reader found, before the
// paragraphs are joined and what all formats share is filled in.
type draft struct {
	chancery.Report
	paragraphs []string
	declared   text.Lang // by the page, feed or answer
	doubts     []string  // what was found and not believed, for Missing
}

// setDay takes day with its basis where none is known yet, unless it is one
// that programs write for "unknown" or lies in the future.
func (d *draft) setDay(day chancery.Day, basis string, opts Options) {
	if day == 0 || d.Published != 0 {
		return
	}
	switch {
	case day > opts.today():
		d.doubt("day: %s (%s) lies in the future", day, basis)
	case epochs[day] || day < earliest:
		d.doubt("day: %s (%s) is no day of publication", day, basis)
	default:
		d.Published, d.DayBasis = day, basis
	}
}

func (d *draft) doubt(format string, args ...any) {
	d.doubts = appendNew(d.doubts, fmt.Sprintf(format, args...))
}

// finish joins title and paragraphs to the text and fills in language,
// dateline, agencies, what is missing, and the report's name.
func (l *lore) finish(d *draft, opts Options) (chancery.Report, error) {
	r := &d.Report
	if len(d.paragraphs) == 0 && r.Title == "" {
		return chancery.Report{}, &Error{Kind: Empty, Source: r.Source, Detail: "no article found in it"}
	}
	r.Title = strings.ToValidUTF8(r.Title, "\uFFFD")
	for i, p := range d.paragraphs {
		d.paragraphs[i] = strings.ToValidUTF8(p, "\uFFFD")
	}
	parts := d.paragraphs
	if r.Title != "" {
		parts = append([]string{r.Title}, d.paragraphs...)
	}
	r.Text = strings.Join(parts, "\n\n")
	d.setGiven(opts)
	d.setLanguage(opts)
	l.setDateline(d, opts)
	r.Agencies = appendNew(r.Agencies, l.agencies.credited(r.Text)...)
	if r.Agencies == nil {
		r.Agencies = []string{}
	}
	r.Missing = d.missing()
	sum := sha256.Sum256([]byte(r.Text))
	r.ID = hex.EncodeToString(sum[:])
	return *r, nil
}

// setGiven takes what the caller said, which stands above what was found.
func (d *draft) setGiven(opts Options) {
	if opts.Published != 0 {
		d.Published, d.DayBasis = opts.Published, basisGiven
	}
	if opts.Publisher != "" {
		d.Publisher = opts.Publisher
	}
	if d.URL == "" {
		d.URL = opts.URL
	}
	if d.Publisher == "" {
		d.Publisher = hostName(d.URL)
	}
}

// setDateline reads the dateline of the first paragraph. A day in it counts
// as the report's where nothing else gives one and the year is written.
func (l *lore) setDateline(d *draft, opts Options) {
	if len(d.paragraphs) == 0 {
		return
	}
	for _, p := range d.paragraphs[:min(2, len(d.paragraphs))] {
		o, ok := l.agencies.datelineOf(p, d.Language)
		if !ok || l.cues.whole(fold(o.place)) != noCue { // "EXCLUSIVE — ..."
			continue
		}
		d.setDay(o.day.known(), basisDateline, opts)
		d.Dateline = chancery.Dateline{Place: o.place, Day: o.day.near(d.Published)}
		if o.agency != "" {
			d.Agencies = appendNew(d.Agencies, o.agency)
		}
		return
	}
}

// missing lists what a reader must be told is not known.
func (d *draft) missing() []string {
	var out []string
	if d.Published == 0 {
		out = append(out, "day")
	}
	if d.Language == "" {
		out = append(out, "language")
	} else if d.Language != text.English && d.Language != text.Spanish {
		out = append(out, "reader of "+string(d.Language))
	}
	if d.Publisher == "" {
		out = append(out, "publisher")
	}
	if d.Title == "" {
		out = append(out, "title")
	}
	if len(d.paragraphs) == 0 {
		out = append(out, "text")
	}
	return append(out, d.doubts...)
}
