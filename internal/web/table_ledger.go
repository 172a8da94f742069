package web

import (
	"strings"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/standing"
)

// answerTable has what stands, or stood, a line a row.
func (a *ask) answerTable(name string, answers []standing.Answer) table {
	t := table{name: name, columns: []string{
		"track", "a", "b", "third", "part", "person", "a_name", "b_name", "state", "word", "class", "since_from", "since_to", "since_role", "undated", "until",
		"by", "rests", "rule", "asserted_by", "alleged", "contested", "flags", "sources", "last_confirmed", "evidence",
	}}
	for i := range answers {
		x := &answers[i]
		l, evidence := x.Line, ""
		if len(x.Evidence) > 0 {
			evidence = tidy(x.Evidence[0].Text)
		}
		t.add(string(l.Track), string(l.A), string(l.B), string(l.Third), orElse(instrument(*x), l.Part), orElse(x.Person, l.Person), a.name(l.A), a.nameOrNone(l.B),
			string(x.State), a.word(l.Track, x.State), a.class(l.Track, x.State), isoDay(x.Since.From), isoDay(x.Since.To), string(x.Role), x.Undated, isoDay(x.Until),
			codeList(x.By), string(x.Rests), x.Rule, codeList(x.SaidBy), x.Alleged, len(x.Contested) > 0, flagList(x.Flags), x.Sources, isoDay(x.Confirmed), evidence)
	}
	return t
}

func (a *ask) nameOrNone(c chancery.Code) string {
	if c == "" {
		return ""
	}
	return a.name(c)
}

// actTable has events.
func (a *ask) actTable(events []chancery.Event) table {
	t := table{name: "acts", columns: []string{
		"event", "type", "headline", "status", "from", "to", "from_names", "to_names", "person", "day_from", "day_to", "basis", "sources", "publishers", "published", "denied", "evidence", "url",
	}}
	for i := range events {
		ev := &events[i]
		d, evidence, publishers, first := &ev.Deed, "", []string{}, chancery.Day(0)
		seen := map[string]bool{}
		for _, f := range byDay(ev.Claims) {
			if p := f.Report.Publisher; p != "" && !seen[p] {
				seen[p] = true
				publishers = append(publishers, p)
			}
			if first == 0 {
				first = f.Report.Published
			}
			if evidence == "" && len(f.Claim.Evidence) > 0 {
				evidence = tidy(f.Claim.Evidence[0].Text)
			}
		}
		from, to := codesOf(d.From), codesOf(d.To)
		t.add(ev.ID, string(d.Type), a.headlineOf(ev), string(ev.Status), codeList(from), codeList(to), a.nameList(from), a.nameList(to), d.Person,
			isoDay(d.When.From), isoDay(d.When.To), string(d.When.Basis), ev.Sources, publishers, isoDay(first), len(ev.Denied), evidence, a.publicURL("/event/"+ev.ID))
	}
	return t
}

// claimTable has what single reports say.
func (a *ask) claimTable(claims []chancery.Filed) table {
	t := table{name: "claims", columns: []string{
		"claim", "entry", "type", "status", "alleged", "from", "to", "person", "day_from", "day_to", "basis", "confidence", "confirmed", "retracted",
		"said_by", "report", "publisher", "title", "published", "language", "address", "evidence", "url",
	}}
	for i := range claims {
		f := &claims[i]
		c, r := &f.Claim, &f.Report
		said, evidence := []string{}, []string{}
		for _, v := range c.SaidBy {
			said = append(said, strings.Trim(v.Name+", "+v.Office, ", "))
		}
		for _, e := range c.Evidence {
			evidence = append(evidence, tidy(e.Text))
		}
		t.add(c.ID, f.Number, string(c.Type), string(c.Status), c.Alleged, codeList(codesOf(c.From)), codeList(codesOf(c.To)), c.Person,
			isoDay(c.When.From), isoDay(c.When.To), string(c.When.Basis), c.Confidence, f.Confirmed != 0, f.Retracted != 0,
			said, r.ID, r.Publisher, r.Title, isoDay(r.Published), string(r.Language), r.URL, evidence, a.publicURL("/report/"+r.ID))
	}
	return t
}

// changeTable has what is another than it was.
func (a *ask) changeTable(changes []standing.Change) table {
	t := table{name: "changes", columns: []string{
		"track", "a", "b", "third", "part", "person", "a_name", "b_name", "before", "after", "before_word", "after_word", "since_from", "since_to", "by", "rests", "flags", "sources", "evidence",
	}}
	for i := range changes {
		c := &changes[i]
		l, x, evidence := c.Line, &c.After, ""
		if len(x.Evidence) > 0 {
			evidence = tidy(x.Evidence[0].Text)
		}
		t.add(string(l.Track), string(l.A), string(l.B), string(l.Third), orElse(instrument(*x), l.Part), orElse(x.Person, l.Person), a.name(l.A), a.nameOrNone(l.B),
			string(c.Before.State), string(x.State), a.word(l.Track, c.Before.State), a.word(l.Track, x.State), isoDay(x.Since.From), isoDay(x.Since.To),
			codeList(x.By), string(x.Rests), flagList(x.Flags), x.Sources, evidence)
	}
	return t
}

// ruptureTable has severances and suspensions.
func (a *ask) ruptureTable(all []standing.Severance) table {
	t := table{name: "ruptures", columns: []string{"a", "b", "a_name", "b_name", "state", "word", "since_from", "since_to", "undated", "by", "rests", "sources", "url"}}
	for i := range all {
		s := &all[i]
		x := &s.Answer
		t.add(string(s.A), string(s.B), a.name(s.A), a.name(s.B), string(x.State), a.word(chancery.Diplomatic, x.State), isoDay(x.Since.From), isoDay(x.Since.To), x.Undated,
			codeList(s.By), string(x.Rests), x.Sources, a.publicURL("/relations/"+a.site.parties.pairSlug(s.A, s.B)))
	}
	return t
}
