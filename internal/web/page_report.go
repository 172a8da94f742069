package web

import (
	"cmp"
	"errors"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/account"
	"github.com/chancery-ledger/chancery/internal/ledger"
)

// reportPage is one report: where it is to be read, and the words on which its
// claims rest. The public sees quotations, not the text.
type reportPage struct {
	Title, Publisher, Published string
	Basis                       string
	URL                         string
	Language                    string
	Authors, Agencies           []string
	Dateline                    string
	Missing, Rights             []string
	Claims                      []reportClaim
	ID                          string
	Words                       int
	Withheld                    bool        // only what claims rest on is kept
	Full                        []paragraph // the whole text, or what is kept of it, for reviewers
}

type reportClaim struct {
	Act    act
	Before string
	Text   string
	After  string
	Claim  claimLine
	Parts  int
}

// reportTwin is the JSON twin; the report's text is left out.
type reportTwin struct {
	Report chancery.Report  `json:"report"`
	Claims []chancery.Filed `json:"claims"`
}

// report is the page of one report.
func report(a *ask, id string) (view, error) {
	r, err := a.site.desk.Report(a.ctx, id)
	if errors.Is(err, ledger.ErrUnknown) {
		return view{}, notFound("error.report", id)
	}
	if err != nil {
		return view{}, err
	}
	var claims []chancery.Filed
	for f, err := range a.site.desk.Claims(a.ctx, ledger.Query{Report: r.ID, Known: a.known.Number}) {
		if err != nil {
			return view{}, err
		}
		claims = append(claims, f)
	}
	p := reportPage{
		Title: orElse(r.Title, a.say("report.untitled")), Publisher: orElse(r.Publisher, a.say("publisher.unknown")), Published: a.lang.day(r.Published),
		Basis: r.DayBasis, URL: webURL(r.URL), Language: string(r.Language), Authors: r.Authors, Agencies: r.Agencies, ID: r.ID, Rights: r.Rights,
		Words: len(strings.Fields(ledger.Shown(r.Text))), Withheld: ledger.Withheld(r.Text), Dateline: strings.TrimSuffix(r.Dateline.Place+", "+a.lang.short(r.Dateline.Day), ", "),
	}
	for _, m := range r.Missing {
		p.Missing = append(p.Missing, a.say("report.missing."+m))
	}
	events := a.eventByClaim()
	for i := range claims {
		p.Claims = append(p.Claims, a.reportClaim(&claims[i], r.Text, events))
	}
	slices.SortStableFunc(p.Claims, func(x, y reportClaim) int { return -cmp.Compare(bit(x.Act.Weighty), bit(y.Act.Weighty)) })
	if a.may(account.Reviewer) {
		p.Full = fullText(r.Text, claims)
	}
	r.Text = ""
	return view{page: "report", title: p.Title, about: p.Publisher + ", " + p.Published, data: p, twin: reportTwin{r, claims}}, nil
}

// eventByClaim finds the event of a claim.
func (a *ask) eventByClaim() func(*chancery.Filed) string {
	x := a.site.index.now()
	return func(f *chancery.Filed) string {
		for _, p := range slices.Concat(f.Claim.From, f.Claim.To) {
			for _, ev := range x.of(p.Code) {
				if ev.Deed.Type == f.Claim.Type && slices.ContainsFunc(ev.Claims, func(o chancery.Filed) bool { return o.Claim.ID == f.Claim.ID }) {
					return ev.ID
				}
			}
		}
		return ""
	}
}

func (a *ask) reportClaim(f *chancery.Filed, text string, event func(*chancery.Filed) string) reportClaim {
	one := chancery.Event{ID: event(f), Deed: f.Claim.Deed, Status: f.Claim.Status, Claims: []chancery.Filed{*f}, Sources: 1}
	c := reportClaim{Act: a.act(&one, 1), Claim: a.claim(f), Parts: len(f.Claim.Evidence)}
	if one.ID == "" {
		c.Act.URL = ""
	}
	if c.Parts > 0 {
		e := f.Claim.Evidence[0]
		c.Before, c.Text, c.After = around(text, e.Start, e.End)
	}
	return c
}

// around is a piece of evidence with a few words before and after it: as much
// as a quotation needs to be understood, and no more.
func around(text string, start, end int) (before, at, after string) {
	const margin, most = 90, 420
	if start < 0 || end > len(text) || start >= end {
		return "", "", ""
	}
	left, right := max(0, start-margin), min(len(text), end+margin)
	for left > 0 && !utf8.RuneStart(text[left]) {
		left--
	}
	for right < len(text) && !utf8.RuneStart(text[right]) {
		right++
	}
	before, after = text[left:start], text[end:right]
	before = before[strings.LastIndexByte(before, ledger.Punched)+1:]
	after, _, _ = strings.Cut(after, string(ledger.Punched))
	if i := strings.LastIndex(before, "\n"); i >= 0 {
		before = before[i+1:]
	} else if _, rest, ok := strings.Cut(before, " "); ok && left > 0 {
		before = "… " + rest
	}
	if i := strings.Index(after, "\n"); i >= 0 {
		after = after[:i]
	} else if i := strings.LastIndex(after, " "); i > 0 && right < len(text) {
		after = after[:i] + " …"
	}
	return before, clip(text[start:end], most), after
}
