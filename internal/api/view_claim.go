package api

import (
	"time"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/text"
)

// reportView is a chancery.Report without its text, which is not ours to send.
type reportView struct {
	ID        string            `json:"id"`
	Key       string            `json:"key,omitempty"`
	URL       string            `json:"url"`
	Publisher string            `json:"publisher"`
	Authors   []string          `json:"authors,omitempty"`
	Agencies  []string          `json:"agencies"`
	Title     string            `json:"title"`
	Published chancery.Day      `json:"published"`
	DayBasis  string            `json:"published_basis,omitempty"`
	Language  text.Lang         `json:"language"`
	LangBasis string            `json:"language_basis,omitempty"`
	Dateline  chancery.Dateline `json:"dateline"`
	Source    string            `json:"source,omitempty"`
	Missing   []string          `json:"missing,omitempty"`
	Rights    []string          `json:"rights,omitempty"`
}

func viewReport(r *chancery.Report) reportView {
	return reportView{
		r.ID, r.Key, r.URL, r.Publisher, r.Authors, r.Agencies, quotation(r.Title), r.Published, r.DayBasis, r.Language, r.LangBasis,
		chancery.Dateline{Place: quotation(r.Dateline.Place), Day: r.Dateline.Day}, r.Source, r.Missing, r.Rights,
	}
}

// filedView is a chancery.Filed with its quotations cut.
type filedView struct {
	Claim     chancery.Claim `json:"claim"`
	Report    reportView     `json:"report"`
	Number    int64          `json:"number" doc:"Of the entry that asserts it"`
	At        time.Time      `json:"at"`
	Baseline  bool           `json:"baseline,omitempty"`
	Version   int            `json:"version,omitempty" doc:"1 is the first text met under the report's URL"`
	Retracted int64          `json:"retracted,omitempty" doc:"Number of the entry that retracts it"`
	Confirmed int64          `json:"confirmed,omitempty" doc:"Number of the last entry that confirms it"`
	Agent     string         `json:"agent,omitempty"`
	Reader    string         `json:"reader,omitempty"`
}

func viewFiled(f *chancery.Filed) filedView {
	return filedView{
		Claim: viewClaim(f.Claim), Report: viewReport(&f.Report), Number: f.Number, At: f.At, Baseline: f.Baseline, Version: f.Version,
		Retracted: f.Retracted, Confirmed: f.Confirmed, Agent: f.Agent, Reader: f.Reader,
	}
}

func viewAll(fs []chancery.Filed) []filedView {
	out := make([]filedView, 0, len(fs))
	for i := range fs {
		out = append(out, viewFiled(&fs[i]))
	}
	return out
}

func (filedView) columns() []string {
	return []string{
		"number", "claim", "type", "status", "alleged", "from", "to", "person", "channel", "first_day", "last_day", "day_basis", "evidence",
		"confidence", "report", "url", "publisher", "published", "language", "title", "retracted", "confirmed",
	}
}

func (f filedView) row() []string {
	c, r := &f.Claim, &f.Report
	quote := ""
	if len(c.Evidence) > 0 {
		quote = c.Evidence[0].Text
	}
	return []string{
		num(f.Number), c.ID, string(c.Type), string(c.Status), num(c.Alleged), codes(c.From, partyCode), codes(c.To, partyCode), c.Person, c.Channel,
		c.When.From.String(), c.When.To.String(), string(c.When.Basis), quote, num(c.Confidence), r.ID, r.URL, r.Publisher, r.Published.String(),
		string(r.Language), r.Title, num(f.Retracted), num(f.Confirmed),
	}
}

// eventView is a chancery.Event with its quotations cut.
type eventView struct {
	ID      string          `json:"id"`
	Deed    chancery.Deed   `json:"deed"`
	Status  chancery.Status `json:"status"`
	Claims  []filedView     `json:"claims"`
	Sources int             `json:"sources" doc:"Independent ones: copies of one text count once"`
	Denied  []filedView     `json:"denied,omitempty"`
	Why     []string        `json:"why,omitempty" doc:"Why the claims were put together"`
}

func viewEvent(ev *chancery.Event) eventView {
	return eventView{ev.ID, viewDeed(ev.Deed), ev.Status, viewAll(ev.Claims), ev.Sources, viewAll(ev.Denied), ev.Why}
}

func (eventView) columns() []string {
	return []string{"event", "type", "status", "from", "to", "person", "first_day", "last_day", "day_basis", "sources", "claims", "denied", "publisher", "url"}
}

func (e eventView) row() []string {
	publisher, url := "", ""
	if len(e.Claims) > 0 {
		publisher, url = e.Claims[0].Report.Publisher, e.Claims[0].Report.URL
	}
	d := &e.Deed
	return []string{
		e.ID, string(d.Type), string(e.Status), codes(d.From, partyCode), codes(d.To, partyCode), d.Person, d.When.From.String(), d.When.To.String(),
		string(d.When.Basis), num(e.Sources), num(len(e.Claims)), num(len(e.Denied)), publisher, url,
	}
}
