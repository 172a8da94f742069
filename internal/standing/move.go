package standing

import (
	"slices"

	"github.com/chancery-ledger/chancery"
)

// move is what one event, or one fact of the baseline, does to one line.
type move struct {
	line   Line
	row    *Row
	dates  *Dates // shared by the moves of an event
	role   Role
	window Window
	by     []chancery.Code
	ev     *chancery.Event
	claims []*chancery.Filed // that tell of it
	fact   *Fact
	id     string // of the event or fact: the last resort of the order
}

// evidenceWords are the plain words of a claim's evidence.
func evidenceWords(c *chancery.Claim) []string {
	if len(c.Evidence) == 1 {
		return wordsOf(c.Evidence[0].Text)
	}
	var out []string
	for _, e := range c.Evidence {
		out = append(out, wordsOf(e.Text)...)
	}
	return out
}

// telling are the claims of an event that say what its status says.
func telling(ev *chancery.Event) []*chancery.Filed {
	var out []*chancery.Filed
	for i := range ev.Claims {
		if ev.Claims[i].Claim.Status == ev.Status {
			out = append(out, &ev.Claims[i])
		}
	}
	if len(out) == 0 { // an event whose status the claims do not bear out: take them all
		for i := range ev.Claims {
			out = append(out, &ev.Claims[i])
		}
	}
	return out
}

// sides are the parties of a deed as codes, each named once.
type sides struct {
	pairs [][2]chancery.Code // from, to
	third chancery.Code
	from  []chancery.Code
}

// moves are the moves that an event makes by the table. stage names the organ
// that told it, where that organ does not itself decide: then there are none.
func (r *Rules) movesOf(ev *chancery.Event) (out []move, stage string) {
	if stage = r.stage(&ev.Deed); stage != "" && ev.Status == chancery.Done {
		return nil, stage
	}
	rows := r.moves[ev.Deed.Type]
	claims := telling(ev)
	evidence := make([][]string, len(claims))
	for i, f := range claims {
		evidence[i] = evidenceWords(&f.Claim)
	}
	s := r.sidesOf(ev, claims)
	f := facts{status: ev.Status, evidence: evidence, channels: r.channels(&ev.Deed, evidence), person: ev.Deed.Person, org: hasOrg(s)}
	var taken []string
	dates := map[bool]*Dates{}
	for i := range rows {
		row := &rows[i]
		key := string(row.Track) + "\x00" + string(row.Of) + "\x00" + row.Part
		if slices.Contains(taken, key) || !r.holds(row, &f) {
			continue
		}
		taken = append(taken, key)
		if row.Verb == Record {
			continue
		}
		m := move{row: row, ev: ev, claims: claims, by: s.from, id: ev.ID}
		said := row.Dates == "said"
		if dates[said] == nil {
			d := r.datesOf(claims, evidence, said)
			dates[said] = &d
		}
		m.dates = dates[said]
		m.place(&ev.Deed)
		for _, l := range linesOf(row, s, ev) {
			m.line, m.by = l, byOn(l, s.from)
			out = append(out, m)
		}
	}
	return out, ""
}

// byOn are those who act of the two on a line; all who act, where neither of
// the two does. Of four that sever relations with one, each does it itself.
func byOn(l Line, from []chancery.Code) []chancery.Code {
	var own []chancery.Code
	for _, c := range from {
		if c == l.A || c == l.B {
			own = append(own, c)
		}
	}
	if own == nil {
		return from
	}
	return own
}

// place finds the window of the move: by the dates of its claims, else by the
// deed's, else it lies before the first report of it.
func (m *move) place(deed *chancery.Deed) {
	when, role := m.dates.AsOf()
	if role == "" && dated(deed.When) {
		when, role = deed.When, Announced
		if m.row.Dates == "done" {
			role = Effective
		}
	}
	m.role, m.window = role, Window{when.From, when.To}
	if m.window.To != 0 {
		return
	}
	for _, f := range m.claims {
		if p := f.Report.Published; p != 0 && p >= m.window.From && (m.window.To == 0 || p < m.window.To) {
			m.window.To = p
		}
	}
	m.window.To = max(m.window.To, m.window.From)
}

func hasOrg(s sides) bool {
	for _, p := range s.pairs {
		if isOrg(p[0]) || isOrg(p[1]) {
			return true
		}
	}
	return false
}

func isOrg(c chancery.Code) bool { return len(c) > 4 && c[:4] == "ORG:" }
