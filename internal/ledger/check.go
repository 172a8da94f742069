package ledger

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/event/near"
)

// checkText makes sure that a report can be kept as it is, with its whole text,
// and gives it the name of that.
func checkText(r *chancery.Report) error {
	if err := keepable(r); err != nil {
		return err
	}
	if Withheld(r.Text) {
		return fmt.Errorf("%w: the text of %q has DEL (0x7f) in it, which stands for what is withheld", ErrRefused, r.URL)
	}
	id := TextID(r.Text)
	if r.ID != "" && r.ID != id {
		return fmt.Errorf("%w: report %s has the text of %s", ErrRefused, r.ID, id)
	}
	r.ID = id
	return nil
}

// keepable makes sure that both stores can keep a report.
func keepable(r *chancery.Report) error {
	switch {
	case strings.TrimSpace(r.Text) == "":
		return fmt.Errorf("%w: a report without text", ErrRefused)
	case !plain(r.Text) || !plain(r.URL):
		return fmt.Errorf("%w: the text of %q, or its address, is not UTF-8 without NUL", ErrRefused, r.URL)
	case !calendar(r.Published) || !calendar(r.Dateline.Day):
		return fmt.Errorf("%w: %q has a day out of the years 1 to 9999", ErrRefused, r.URL)
	}
	return nil
}

// checkClaim makes sure that a claim rests on words of the text.
func checkClaim(text string, c *chancery.Claim) error {
	if !utf8.Valid(appendContent(nil, "", c)) {
		return fmt.Errorf("%w: a claim that is not UTF-8", ErrRefused)
	}
	if c.Type == "" || c.Status == "" {
		return fmt.Errorf("%w: a claim needs a type and a status", ErrRefused)
	}
	if !calendar(c.When.From) || !calendar(c.When.To) {
		return fmt.Errorf("%w: a claim with a day out of the years 1 to 9999", ErrRefused)
	}
	if len(c.Evidence) == 0 {
		return fmt.Errorf("%w: a claim without evidence", ErrRefused)
	}
	for _, e := range c.Evidence {
		within := 0 <= e.Start && e.Start < e.End && e.End <= len(text)
		if within && Withheld(text[e.Start:e.End]) {
			return fmt.Errorf("%w: bytes %d to %d of the text are withheld", ErrRefused, e.Start, e.End)
		}
		if !within || text[e.Start:e.End] != e.Text {
			return fmt.Errorf("%w: the evidence %q is not bytes %d to %d of the text", ErrRefused, e.Text, e.Start, e.End)
		}
	}
	return nil
}

// checkBatch makes sure that a batch says who does it and why.
func checkBatch(b *Batch) error {
	for _, s := range []string{b.Agent, b.Because} {
		if s == "" || !plain(s) {
			return fmt.Errorf("%w: a batch needs an agent and a reason", ErrRefused)
		}
	}
	return nil
}

// firstDay and lastDay bound the days that ISO 8601 writes with ten letters and
// that are read back as they were: 0001-01-01 is the zero time of Go.
var firstDay, lastDay = chancery.Date(1, 1, 2), chancery.Date(9999, 12, 31)

// calendar tells whether d is no day or one that can be written down.
func calendar(d chancery.Day) bool { return d == 0 || firstDay <= d && d <= lastDay }

// plain tells whether both stores can keep s.
func plain(s string) bool { return utf8.ValidString(s) && !strings.ContainsRune(s, 0) }

// newReportRow returns the row of a report without its number.
func newReportRow(r *chancery.Report, stem *stemmer) ReportRow {
	return ReportRow{ID: r.ID, Text: r.Text, Print: near.Of(r.Text).Bytes(), Stems: stem.distinct(r.Text, r.Language)}
}

// newClaimRow returns the row of a claim without its numbers, and the digest of
// what is stored.
func newClaimRow(c *chancery.Claim) (ClaimRow, string, error) {
	body, err := stored(c)
	if err != nil {
		return ClaimRow{}, "", fmt.Errorf("%w: claim %s: %v", ErrRefused, c.ID, err)
	}
	return ClaimRow{
		ID: c.ID, Type: c.Type, First: c.When.From, Last: c.When.To, Parties: codesOf(c.From, c.To), Pairs: Pairs(&c.Deed), Body: body,
	}, hash(body), nil
}

// codesOf returns the codes of the parties, each once and sorted. An unnamed
// party has none.
func codesOf(sides ...[]chancery.Party) []chancery.Code {
	var codes []chancery.Code
	for _, side := range sides {
		for _, p := range side {
			if p.Code != "" {
				codes = append(codes, p.Code)
			}
		}
	}
	slices.Sort(codes)
	return slices.Compact(codes)
}

// Pairs returns between whom a deed stands, each pair sorted: every party of
// the one side with every party of the other, or of one side among themselves
// where the other is empty, since the deed is mutual then. A party that stands
// alone is paired with "", the unnamed.
func Pairs(d *chancery.Deed) [][2]chancery.Code {
	from, to := codesOf(d.From), codesOf(d.To)
	if len(from) == 0 {
		from, to = to, nil
	}
	var pairs [][2]chancery.Code
	for i, a := range from {
		if len(to) == 0 {
			pairs = append(pairs, [2]chancery.Code{"", a})
			for _, b := range from[i+1:] {
				pairs = append(pairs, [2]chancery.Code{a, b})
			}
		}
		for _, b := range to {
			pairs = append(pairs, [2]chancery.Code{min(a, b), max(a, b)})
		}
	}
	slices.SortFunc(pairs, func(p, q [2]chancery.Code) int { return slices.Compare(p[:], q[:]) })
	return slices.Compact(pairs)
}
