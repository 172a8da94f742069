package web

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/account"
	"github.com/chancery-ledger/chancery/internal/desk"
	"github.com/chancery-ledger/chancery/internal/ledger"
	"github.com/chancery-ledger/chancery/internal/poll"
)

const password = "the owl of Quito sleeps"

// premises are pages with an office, and a clock that the test turns.
type premises struct {
	t        *testing.T
	handler  http.Handler
	desk     *desk.Desk
	accounts *account.Store
	polls    *poll.Store
	at       time.Time
}

func newPremises(t *testing.T) *premises {
	t.Helper()
	p := &premises{t: t, at: time.Date(2025, 11, 10, 12, 0, 0, 0, time.UTC)}
	now := func() time.Time { return p.at }
	tables, err := desk.Load()
	p.must(err)
	p.desk = desk.New(tables, newDesk(t, tellings).Store)
	p.must(p.desk.Refresh(t.Context()))
	dir := t.TempDir()
	p.accounts, err = account.Open(t.Context(), filepath.Join(dir, "accounts.db"), account.Options{Now: now, Cost: account.Cost{Time: 1, Memory: 64, Threads: 1}})
	p.must(err)
	t.Cleanup(func() { _ = p.accounts.Close() })
	p.polls, err = poll.Open(t.Context(), filepath.Join(dir, "polls.db"), tables.Law, poll.Options{Now: now})
	p.must(err)
	t.Cleanup(func() { _ = p.polls.Close() })
	for _, role := range account.Roles() {
		_, err := p.accounts.Add(t.Context(), "test", string(role), password, role)
		p.must(err)
	}
	p.open(nil)
	return p
}

// open opens the pages, of a house or of none.
func (p *premises) open(house House) {
	p.t.Helper()
	var err error
	p.handler, err = Handler(p.desk, Options{
		Now: func() time.Time { return p.at }, Report: func(msg string, args ...any) { p.t.Error(append([]any{msg}, args...)...) },
		Office: &Office{Accounts: p.accounts, Polls: p.polls, Ledger: p.desk, House: house},
	})
	p.must(err)
}

func (p *premises) must(err error) {
	p.t.Helper()
	if err != nil {
		p.t.Fatal(err)
	}
}

// browser keeps one cookie, and comes from one network.
type browser struct {
	*premises
	cookie  *http.Cookie
	name    string
	network string
	headers map[string]string
}

func (p *premises) browser() *browser {
	return &browser{premises: p, name: "Firefox", network: "192.0.2.1:4000"}
}

func (b *browser) do(method, path string, form url.Values) *httptest.ResponseRecorder {
	b.t.Helper()
	r := httptest.NewRequest(method, path, strings.NewReader(form.Encode()))
	r.RemoteAddr = b.network
	r.Header.Set("User-Agent", b.name)
	if form != nil {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	for k, v := range b.headers {
		r.Header.Set(k, v)
	}
	if b.cookie != nil {
		r.AddCookie(b.cookie)
	}
	w := httptest.NewRecorder()
	b.handler.ServeHTTP(w, r)
	for _, c := range w.Result().Cookies() {
		if b.cookie = c; c.MaxAge < 0 {
			b.cookie = nil
		}
	}
	return w
}

func (b *browser) get(path string) *httptest.ResponseRecorder {
	b.t.Helper()
	return b.do(http.MethodGet, path, nil)
}

// post sends a form of a page with the hidden fields that it has there.
func (b *browser) post(page, to string, form url.Values) *httptest.ResponseRecorder {
	b.t.Helper()
	body := b.get(page).Body.String()
	for _, name := range []string{"csrf", "ballot"} {
		if v := hidden(b.t, body, name); v != "" && !form.Has(name) {
			form.Set(name, v)
		}
	}
	return b.do(http.MethodPost, to, form)
}

func hidden(t *testing.T, body, name string) string {
	t.Helper()
	_, rest, ok := strings.Cut(body, `name="`+name+`" value="`)
	if !ok {
		return ""
	}
	value, _, _ := strings.Cut(rest, `"`)
	return value
}

func (b *browser) signIn(role account.Role) *browser {
	b.t.Helper()
	if w := b.post("/sign-in", "/sign-in", url.Values{"name": {string(role)}, "password": {password}}); w.Code != http.StatusSeeOther {
		b.t.Fatalf("signing in as %s: %d %s", role, w.Code, w.Body)
	}
	return b
}

// claim is the id of the claim of an act.
func (p *premises) claim(act chancery.ActType) (claim, report, event string) {
	p.t.Helper()
	for _, ev := range p.desk.Book().Events() {
		if ev.Deed.Type == act {
			return ev.Claims[0].Claim.ID, ev.Claims[0].Report.ID, ev.ID
		}
	}
	p.t.Fatalf("no %s", act)
	return "", "", ""
}

// read files one more report with one claim.
func (p *premises) read(x told) {
	p.t.Helper()
	day := func(s string) chancery.Day {
		d, err := chancery.ParseDay(s)
		p.must(err)
		return d
	}
	text := x.title + "\n\n" + x.body
	at := strings.Index(text, x.evidence)
	_, err := p.desk.Append(p.t.Context(), ledger.Batch{Agent: "test", Because: "test", At: p.at, Steps: []ledger.Step{ledger.Read{Reader: "test", Reading: chancery.Reading{
		Report: chancery.Report{Publisher: x.publisher, Title: x.title, Published: day(x.published), Language: x.lang, Text: text},
		Acts: []chancery.Claim{{
			Deed:   chancery.Deed{Type: x.act, From: []chancery.Party{{Code: x.from}}, To: []chancery.Party{{Code: x.to}}, When: chancery.When{From: day(x.day), To: day(x.day), Basis: chancery.Stated}},
			Status: x.status, Confidence: 0.9, Evidence: []chancery.Evidence{{Start: at, End: at + len(x.evidence), Text: x.evidence}},
		}},
	}}}})
	p.must(err)
	p.must(p.desk.Refresh(p.t.Context()))
}
