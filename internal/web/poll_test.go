package web

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/account"
	"github.com/chancery-ledger/chancery/internal/poll"
	"github.com/chancery-ledger/chancery/internal/standing"
)

// ask puts a question to readers.
func (p *premises) ask() poll.Poll {
	p.t.Helper()
	q, err := p.polls.Ask(p.t.Context(), account.Account{Name: "ana", Role: account.Editor}, poll.Poll{
		English: "Will Peru and Mexico be without relations on 14 November?", Spanish: "¿Estarán el Perú y México sin relaciones el 14 de noviembre?",
		Criterion: poll.Criterion{A: "MEX", B: "PER", Track: chancery.Diplomatic, States: []standing.State{"severed", "suspended"}},
		Opens:     chancery.Date(2025, 11, 10), Closes: chancery.Date(2025, 11, 12), Decides: chancery.Date(2025, 11, 14),
	})
	p.must(err)
	return q
}

func TestPollStandsOnTheFrontPage(t *testing.T) {
	p := newPremises(t)
	b := p.browser()
	if got := texts(t, b.get("/").Body.String(), ".asked"); len(got) != 0 {
		t.Fatalf("no poll is open, and the front page has %q", got)
	}
	p.ask()
	p.at = p.at.Add(time.Minute)
	if got := texts(t, b.get("/es/").Body.String(), ".asked h3"); !contains(got, "sin relaciones") {
		t.Errorf("the front page asks %q", got)
	}
	if got := texts(t, b.get("/").Body.String(), ".scale a"); len(got) != len(poll.Levels()) {
		t.Errorf("answers %q", got)
	}
	if w := b.get("/polls/1?level=5"); !strings.Contains(w.Body.String(), `value="5" checked`) {
		t.Error("the answer chosen on the front page is not chosen")
	}
	p.at = p.at.AddDate(0, 0, 5)
	if got := texts(t, b.get("/").Body.String(), ".asked"); len(got) != 0 {
		t.Errorf("the poll has closed, and the front page has %q", got)
	}
}

func TestOneVoteWithoutCookie(t *testing.T) {
	p := newPremises(t)
	p.ask()
	b := p.browser()
	w := b.post("/polls/1", "/polls/1", url.Values{"level": {"5"}})
	if w.Code != http.StatusSeeOther || b.cookie != nil {
		t.Fatalf("a vote: %d, cookie %v, %v", w.Code, b.cookie, texts(t, w.Body.String(), ".problem"))
	}
	page := b.get("/polls/1").Body.String()
	if got := texts(t, page, ".voted"); len(got) != 1 || strings.Contains(page, `name="ballot"`) {
		t.Errorf("after the vote: %q", got)
	}
	if got := texts(t, page, ".results tr"); !contains(got, "very likely100% (1)") {
		t.Errorf("results %q", got)
	}
	other := p.browser()
	other.name, other.network = "Safari", "192.0.2.9:1"
	ballot := hidden(t, other.get("/polls/1").Body.String(), "ballot")
	for name, c := range map[string]struct {
		b      *browser
		form   url.Values
		status int
	}{
		"twice":                  {b, url.Values{"level": {"1"}, "ballot": {ballot}}, 403}, // another's ballot
		"no level":               {other, url.Values{"ballot": {ballot}}, 422},
		"a level that is none":   {other, url.Values{"ballot": {ballot}, "level": {"7"}}, 422},
		"no ballot":              {other, url.Values{"level": {"1"}}, 403},
		"a vote for another day": {other, url.Values{"level": {"1"}, "ballot": {strings.Repeat("A", 5000)}}, 413},
	} {
		if w := c.b.do(http.MethodPost, "/polls/1", c.form); w.Code != c.status {
			t.Errorf("%s: %d, want %d", name, w.Code, c.status)
		}
	}
	other.headers = map[string]string{"Sec-Fetch-Site": "cross-site"}
	if w := other.do(http.MethodPost, "/polls/1", url.Values{"level": {"1"}, "ballot": {ballot}}); w.Code != http.StatusForbidden {
		t.Errorf("a vote from another site: %d", w.Code)
	}
	if r, err := p.polls.Results(t.Context(), 1); err != nil || r.Votes != 1 {
		t.Errorf("%d votes, %v", r.Votes, err)
	}
	for path, want := range map[string]int{"/polls/2": 404, "/polls/01": 404, "/polls/x": 404, "/polls/1/more": 404, "/polls/1.json": 200, "/polls.json": 200} {
		if w := b.get(path); w.Code != want {
			t.Errorf("GET %s: %d, want %d", path, w.Code, want)
		}
	}
}

// The same ballot sent again, as by going back, is a second vote.
func TestBallotIsGoodOnce(t *testing.T) {
	p := newPremises(t)
	p.ask()
	b := p.browser()
	ballot := hidden(t, b.get("/polls/1").Body.String(), "ballot")
	for i, want := range []int{http.StatusSeeOther, http.StatusConflict} {
		w := b.do(http.MethodPost, "/polls/1", url.Values{"level": {"3"}, "ballot": {ballot}})
		if w.Code != want {
			t.Errorf("vote %d: %d, want %d", i+1, w.Code, want)
		}
	}
}

func TestEditorOpensAndSettles(t *testing.T) {
	p := newPremises(t)
	b := p.browser().signIn(account.Editor)
	form := func() url.Values {
		return url.Values{
			"english": {"Will Mexico and Peru be without relations?"}, "spanish": {"¿Seguirán sin relaciones?"}, "a": {"México"}, "b": {"PER"},
			"state": {"diplomatic/severed", "diplomatic/suspended"}, "opens": {"2025-11-10"}, "closes": {"2025-11-11"}, "decides": {"2025-11-11"},
		}
	}
	for field, bad := range map[string][]string{
		"english": {""}, "a": {"Atlantis"}, "state": {"diplomatic/severed", "trade/normal"}, "closes": {"soon"}, "decides": {"2025-11-01"}, "act": {"asylum.grant"}, "event": {"nothing"},
	} {
		f := form()
		f[field] = bad
		if w := b.post("/polls/new", "/polls/new", f); w.Code != http.StatusUnprocessableEntity || len(texts(t, w.Body.String(), ".problem")) != 1 {
			t.Errorf("%s=%q: %d", field, bad, w.Code)
		}
	}
	w := b.post("/polls/new", "/polls/new", form())
	if w.Code != http.StatusSeeOther || w.Header().Get("Location") != "/polls/1" {
		t.Fatalf("opening: %d to %q %v", w.Code, w.Header().Get("Location"), texts(t, w.Body.String(), ".problem"))
	}
	reader := p.browser()
	reader.post("/polls/1", "/polls/1", url.Values{"level": {"6"}})
	if w := b.post("/polls/1", "/polls/1/settle", url.Values{}); w.Code != http.StatusConflict {
		t.Errorf("settled before its day: %d", w.Code)
	}
	p.at = p.at.AddDate(0, 0, 4)
	b.signIn(account.Editor) // the session has ended
	if w := b.post("/polls/1", "/polls/1/settle", url.Values{}); w.Code != http.StatusConflict || !contains(texts(t, w.Body.String(), ".problem"), "cannot tell yet") {
		t.Errorf("settled before a later report was read: %d", w.Code)
	}
	p.read(told{"The Quay", "Calm", "Mexico met Peru in Geneva.", "Mexico met Peru in Geneva.", "2025-11-13", "en", "talks.meet", "MEX", "PER", "", "2025-11-12", "done", nil})
	if w := p.browser().signIn(account.Reviewer).post("/", "/polls/1/settle", url.Values{}); w.Code != http.StatusForbidden {
		t.Errorf("settled by a reviewer: %d", w.Code)
	}
	if w := b.post("/polls/1", "/polls/1/settle", url.Values{}); w.Code != http.StatusSeeOther {
		t.Fatalf("settling: %d %v", w.Code, texts(t, w.Body.String(), ".problem"))
	}
	page := reader.get("/polls/1").Body.String()
	if got := texts(t, page, ".settled"); !contains(got, "Yes") || !contains(got, "0.001") || !contains(got, "severed") {
		t.Errorf("settled: %q", got)
	}
	if got := texts(t, reader.get("/polls").Body.String(), ".outcome"); !contains(got, "Yes") {
		t.Errorf("the list has %q", got)
	}
}
