package ledger

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/text"
)

// Punched stands for each byte of a text that is withheld: DEL, with which a
// letter was punched out on paper tape. A text is as long after as before, so
// that every offset still holds.
const Punched = '\x7f'

// Withheld tells whether something of a text was withheld.
func Withheld(s string) bool { return strings.IndexByte(s, Punched) >= 0 }

// Shown returns a piece of a text for a person to read: what was withheld is
// "[…]".
func Shown(s string) string {
	if !Withheld(s) {
		return s
	}
	var b strings.Builder
	gap := false
	for i := range len(s) {
		switch c := s[i]; {
		case c != Punched:
			b.WriteByte(c)
			gap = false
		case !gap:
			b.WriteString("[…]")
			gap = true
		}
	}
	return b.String()
}

// punch returns a text with all withheld but some spans and the ends of lines.
func punch(s string, kept []text.Span) string {
	kept = slices.SortedFunc(slices.Values(kept), func(a, b text.Span) int { return cmp.Compare(a.Start, b.Start) })
	b := []byte(s)
	at := 0
	out := func(end int) {
		for ; at < end; at++ {
			if b[at] != '\n' {
				b[at] = Punched
			}
		}
	}
	for _, k := range kept {
		if k.Start < 0 || k.Start >= k.End || k.End > len(b) || !utf8.ValidString(s[k.Start:k.End]) {
			continue
		}
		out(k.Start)
		at = max(at, k.End)
	}
	out(len(b))
	return string(b)
}

// Spans are the stretches of the text that a claim speaks of: its evidence,
// and where its parties and its day stand.
func Spans(c *chancery.Claim) []text.Span {
	var out []text.Span
	for _, e := range c.Evidence {
		out = append(out, text.Span{Start: e.Start, End: e.End})
	}
	for _, side := range [][]chancery.Party{c.From, c.To} {
		for _, p := range side {
			out = append(out, text.Span{Start: p.Start, End: p.End})
		}
	}
	return append(out, text.Span{Start: c.When.Start, End: c.When.End})
}

// restID names what is left of a text: the SHA-256, in hex, of the fingerprint
// of the whole, by which copies are known, and of the text as it is now.
func restID(print []byte, rest string) string { return hash(append(slices.Clone(print), rest...)) }

// withhold enters that the text of a report is kept no longer, but for what
// its claims rest on: of every claim, also of those retracted.
func (p *planner) withhold(s Withholding) error {
	known := p.state.Reports[s.Report]
	switch {
	case known == nil:
		return fmt.Errorf("report %s: %w", s.Report, ErrUnknown)
	case known.Withheld:
		return nil
	}
	var kept []text.Span
	for id := range known.Claims {
		kept = append(kept, p.state.Claims[id].Spans...)
	}
	rest := punch(known.Text, kept)
	p.receipt.Withheld++
	p.enter(chancery.Entry{Verb: chancery.Withhold, Report: s.Report, Digest: restID(known.Print, rest)})
	p.punched(s.Report, known, rest)
	return nil
}

// punched puts what is left of a text in its place.
func (p *planner) punched(report string, known *ReportState, rest string) {
	stem := newStemmer()
	row := WithheldRow{Report: known.Entry, Text: rest, Old: stem.distinct(known.Text, known.Language), Stems: stem.distinct(rest, known.Language)}
	p.rows.Withheld = append(p.rows.Withheld, row)
	known.Text, known.Withheld = rest, true
}

// replayWithheld checks what a line says is left of a text, and puts it in the
// place of the whole where this ledger still has that.
func (p *planner) replayWithheld(l *Line) error {
	known := p.state.Reports[l.Entry.Report]
	if known == nil {
		return fmt.Errorf("report %s is withheld, and was never read", l.Entry.Report)
	}
	if err := l.checkWithheld(); err != nil {
		return err
	}
	if known.Text != l.Text {
		p.punched(l.Entry.Report, known, l.Text)
	}
	known.Withheld = true
	return nil
}

func (l *Line) checkWithheld() error {
	if restID(l.Print, l.Text) != l.Entry.Digest {
		return fmt.Errorf("what is left of the text of report %s is not what was left when it was withheld", l.Entry.Report)
	}
	return nil
}
