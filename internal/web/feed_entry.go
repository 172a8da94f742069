package web

import (
	"net/url"
	"strings"
	"time"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/ledger"
	"github.com/chancery-ledger/chancery/internal/syndicate"
)

// feedEntry tells an event with its first evidence. It is dated by the first
// report of it.
func (a *ask) feedEntry(ev *chancery.Event) syndicate.Entry {
	e := syndicate.Entry{ID: a.tag("event/" + ev.ID), URL: a.site.origin + address(a.lang, "/event/"+ev.ID, nil), Title: a.headlineOf(ev), Tags: []string{string(ev.Deed.Type)}}
	if ev.Status != chancery.Done {
		e.Title += " (" + a.say("status."+string(ev.Status)) + ")"
	}
	for i := range ev.Claims {
		f := &ev.Claims[i]
		if day := f.Report.Published; day != 0 && (e.Published.IsZero() || day.Time().Before(e.Published)) {
			e.Published = day.Time()
		}
		if e.Text == "" && len(f.Claim.Evidence) > 0 {
			e.Text = a.say("feed.quote", "text", tidy(f.Claim.Evidence[0].Text), "publisher", a.publisher(f.Report.Publisher, f.Report.Title))
		}
		if f.At.After(e.Updated) {
			e.Updated = f.At
		}
	}
	if e.Published.IsZero() {
		e.Published = e.Updated
	}
	e.Published = e.Published.Truncate(time.Second)
	return e
}

// searchParams are the parameters of a search.
func (a *ask) searchParams() url.Values {
	params := url.Values{}
	for _, p := range []string{"q", "party", "act", "status", "after", "before"} {
		if s := a.text(p); s != "" {
			params.Set(p, s)
		}
	}
	return params
}

// searchFeed has the reports that a search finds, the newest first.
func (a *ask) searchFeed() (following, error) {
	v, err := search(a, "")
	if err != nil {
		return following{}, err
	}
	params := a.searchParams()
	f := following{Feed: syndicate.Feed{Title: a.say("feed.of", "name", v.title), Home: a.site.origin + address(a.lang, "/search", params)}, params: params}
	hits, _ := v.twin.([]ledger.Hit)
	for i := range hits {
		f.Entries = append(f.Entries, a.hitEntry(&hits[i]))
	}
	return f, nil
}

// hitEntry tells a report with the words that were found in it and the acts that
// it tells of.
func (a *ask) hitEntry(h *ledger.Hit) syndicate.Entry {
	r := &h.Report
	e := syndicate.Entry{
		ID: a.tag("report/" + r.ID), URL: a.site.origin + address(a.lang, "/report/"+r.ID, nil), Title: orElse(r.Title, a.say("report.untitled")),
		Text: "… " + strings.Join(strings.Fields(h.Text), " ") + " …", Authors: []string{a.publisher(r.Publisher, r.Title)},
	}
	if r.Published != 0 {
		e.Published = r.Published.Time()
	}
	for i := range h.Claims {
		e.Tags = append(e.Tags, string(h.Claims[i].Claim.Type))
		if h.Claims[i].At.After(e.Updated) {
			e.Updated = h.Claims[i].At
		}
	}
	return e
}

// tag is an id that never changes (RFC 4151).
func (a *ask) tag(of string) string {
	host := "chancery"
	if u, err := url.Parse(a.site.origin); err == nil && u.Hostname() != "" {
		host = u.Hostname()
	}
	return "tag:" + host + ",2025:" + of
}
