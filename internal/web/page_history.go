package web

import (
	"errors"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/ledger"
)

// historyPage lists entries of the ledger, the latest first.
type historyPage struct {
	Entries []entryLine
	Older   string // addresses of the neighbouring pages
	Newer   string
}

// entryLine is an entry as a page tells it.
type entryLine struct {
	Number  int64
	Verb    string
	Class   string
	What    string // the act or the report that it is about
	URL     string
	Agent   string
	Because string
	At      string
	Hash    string
	Person  bool // decided by a person
	UndoURL string
	Of      int64
}

// mostEntries is how many entries a page has.
const mostEntries = 60

// ledgerHistory is the page of the ledger's own entries.
func ledgerHistory(a *ask, _ string) (view, error) {
	if a.site.office == nil {
		return view{}, notFound("error.404", a.path)
	}
	last := a.site.index.number()
	if s := a.text("before"); s != "" {
		n, err := strconv.ParseInt(strings.TrimPrefix(s, "#"), 10, 64)
		if err != nil || n < 1 {
			return view{}, badRequest("error.entry", s)
		}
		last = min(last, n-1)
	}
	first := max(0, last-mostEntries) // the number before the first
	var entries []chancery.Entry
	for e, err := range a.site.office.Ledger.Entries(a.ctx, first) {
		if err != nil {
			return view{}, err
		}
		if e.Number > last {
			break
		}
		entries = append(entries, e)
	}
	slices.Reverse(entries)
	var p historyPage
	for _, e := range entries {
		line, err := a.entry(e)
		if err != nil {
			return view{}, err
		}
		p.Entries = append(p.Entries, line)
	}
	if first > 0 {
		p.Older = a.before(first + 1)
	}
	if now := a.site.index.number(); last < now {
		if p.Newer = a.before(last + mostEntries + 1); last+mostEntries >= now {
			p.Newer = address(a.lang, a.path, nil)
		}
	}
	return view{page: "history", title: a.say("history.title"), about: a.say("history.about"), data: p, twin: map[string]any{"entries": entries}, params: []string{"before"}}, nil
}

// before is the address of this page with the entries before one.
func (a *ask) before(n int64) string {
	v := a.moment()
	v.Set("before", strconv.FormatInt(n, 10))
	return address(a.lang, a.path, v)
}

// entry tells an entry, with the act or the report that it is about.
func (a *ask) entry(e chancery.Entry) (entryLine, error) {
	x := entryLine{
		Number: e.Number, Verb: a.say("verb." + string(e.Verb)), Class: string(e.Verb), Agent: strings.TrimPrefix(e.Agent, "account:"), Because: e.Because,
		At: a.minute(e.At), Hash: e.Hash, Person: decided(e), Of: e.Of,
	}
	switch {
	case e.ClaimID != "":
		f, ok, err := a.filed(e.ClaimID)
		if err != nil || !ok {
			return x, err
		}
		x.What, x.URL = a.headline(f.Claim.Type, codesOf(f.Claim.From), codesOf(f.Claim.To), f.Claim.Person), a.to("/report/"+f.Report.ID)
		if ev := a.eventOf(&f); ev != nil && f.Retracted == 0 {
			x.URL = a.to("/event/" + ev.ID)
		}
	case e.Report != "":
		r, err := a.site.desk.Report(a.ctx, e.Report)
		if err != nil {
			return x, err
		}
		x.What, x.URL = orElse(r.Title, a.say("report.untitled")), a.to("/report/"+r.ID)
	case e.Of != 0:
		x.What = a.say("history.of", "number", e.Of)
	}
	return x, nil
}

// minute is a day with the minute, in UTC.
func (a *ask) minute(t time.Time) string {
	t = t.UTC()
	return a.lang.short(chancery.DayOf(t)) + ", " + t.Format("15:04") + " UTC"
}

// filed finds a claim of the ledger, retracted or not.
func (a *ask) filed(id string) (chancery.Filed, bool, error) {
	for f, err := range a.site.desk.Claims(a.ctx, ledger.Query{Claim: id, Retracted: true, Limit: 1}) {
		if errors.Is(err, ledger.ErrUnknown) {
			break
		}
		return f, err == nil, err
	}
	return chancery.Filed{}, false, nil
}

// eventOf is the event in which a claim stands; nil where there is none. A
// claim that bears on several deeds stands in several events: any will do.
func (a *ask) eventOf(f *chancery.Filed) *chancery.Event {
	x := a.site.index.now()
	var lists [][]*chancery.Event
	for _, c := range codesOf(slices.Concat(f.Claim.From, f.Claim.To)) {
		lists = append(lists, x.of(c))
	}
	slices.SortFunc(lists, func(x, y []*chancery.Event) int { return len(x) - len(y) })
	is := func(o chancery.Filed) bool { return o.Claim.ID == f.Claim.ID }
	for _, sameType := range []bool{true, false} { // by an opinion, others join as well
		for _, list := range lists {
			for _, ev := range list {
				if (ev.Deed.Type == f.Claim.Type) == sameType && (slices.ContainsFunc(ev.Claims, is) || slices.ContainsFunc(ev.Denied, is)) {
					return ev
				}
			}
		}
	}
	return nil
}
