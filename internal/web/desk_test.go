package web

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/account"
	"github.com/chancery-ledger/chancery/internal/ledger"
	"github.com/chancery-ledger/chancery/internal/standing"
)

func TestReadersHaveNoCookieAndMayKeepPages(t *testing.T) {
	p := newPremises(t)
	p.ask()
	_, report, event := p.claim("relations.sever")
	for _, path := range []string{"/", "/es/", "/country/peru", "/relations/mexico-peru", "/event/" + event, "/report/" + report, "/history", "/polls", "/polls/1", "/search?q=peru"} {
		w := p.browser().get(path)
		if w.Code != http.StatusOK || w.Header().Get("Set-Cookie") != "" {
			t.Errorf("GET %s: %d, cookie %q", path, w.Code, w.Header().Get("Set-Cookie"))
		}
		if strings.Contains(w.Body.String(), "⟨") {
			t.Errorf("GET %s: a text of the interface is missing", path)
		}
		shared := !strings.HasPrefix(path, "/polls")
		if got := w.Header().Get("Cache-Control"); (got == "private, no-store") == shared {
			t.Errorf("GET %s: Cache-Control %q", path, got)
		}
	}
}

// TestWithheldText withholds a text: reviewers see what claims rest on, and the
// public what it saw before.
func TestWithheldText(t *testing.T) {
	p := newPremises(t)
	_, report, event := p.claim("relations.sever")
	public := p.browser()
	before := texts(t, public.get("/report/"+report).Body.String(), "blockquote mark")
	if _, err := p.desk.Append(t.Context(), ledger.Batch{Agent: "test", Because: "asked for", At: p.at, Steps: []ledger.Step{ledger.Withholding{Report: report}}}); err != nil {
		t.Fatal(err)
	}
	p.must(p.desk.Refresh(t.Context()))
	page := public.get("/report/" + report).Body.String()
	if after := texts(t, page, "blockquote mark"); len(before) == 0 || !slices.Equal(before, after) {
		t.Errorf("the evidence was %q and is %q", before, after)
	}
	b := p.browser()
	b.signIn(account.Reviewer)
	for path, body := range map[string]string{
		"/report/" + report: b.get("/report/" + report).Body.String(),
		"/history":          b.get("/history").Body.String(),
		"/event/" + event:   b.get("/event/" + event).Body.String(),
		"public":            page,
	} {
		if strings.Contains(body, "no further reason") || strings.ContainsRune(body, ledger.Punched) || strings.Contains(body, "⟨") {
			t.Errorf("%s shows what is withheld, or where", path)
		}
		if path == "/history" && !strings.Contains(body, "Text withheld") {
			t.Errorf("the history does not say that a text is withheld")
		}
	}
	if full := strings.Join(texts(t, b.get("/report/"+report).Body.String(), "#text"), " "); !strings.Contains(full, "[…]") || !strings.Contains(full, before[0]) {
		t.Errorf("left is %q", full)
	}
}

func TestDeskIsForReviewers(t *testing.T) {
	p := newPremises(t)
	claim, report, event := p.claim("relations.sever")
	const secret = "Lima gave no further reason."
	for _, c := range []struct {
		role   account.Role
		path   string
		status int
	}{
		{"", "/review", http.StatusSeeOther}, {"", "/review/claim/" + claim, http.StatusSeeOther}, {"", "/polls/new", http.StatusSeeOther},
		{account.Reader, "/review", http.StatusForbidden}, {account.Reader, "/review/claim/" + claim, http.StatusForbidden},
		{account.Reviewer, "/review", http.StatusOK}, {account.Reviewer, "/review/claim/" + claim, http.StatusOK},
		{account.Reviewer, "/review/event/" + event, http.StatusSeeOther}, {account.Reviewer, "/review/claim/nothing", http.StatusNotFound},
		{account.Reviewer, "/event/" + event, http.StatusOK}, {account.Reviewer, "/review/event/nothing", http.StatusNotFound}, {account.Reviewer, "/review/entry/1", http.StatusNotFound},
		{account.Reviewer, "/es/review", http.StatusOK}, {account.Reviewer, "/review?party=Perú", http.StatusOK}, {account.Reviewer, "/review.json", http.StatusOK},
		{account.Reviewer, "/polls/new", http.StatusForbidden}, {account.Editor, "/polls/new", http.StatusOK}, {account.Admin, "/review", http.StatusOK},
		{"", "/report/" + report, http.StatusOK}, {account.Reader, "/report/" + report, http.StatusOK}, {account.Reviewer, "/report/" + report, http.StatusOK},
		{account.Reviewer, "/report/" + report + ".json", http.StatusOK}, {"", "/report/" + report, http.StatusOK},
	} {
		b := p.browser()
		if c.role != "" {
			b.signIn(c.role)
		}
		w := b.get(c.path)
		if w.Code != c.status {
			t.Errorf("%q asks for %s: %d, want %d", c.role, c.path, w.Code, c.status)
		}
		if strings.Contains(w.Body.String(), "⟨") {
			t.Errorf("GET %s: a text of the interface is missing", c.path)
		}
		full := c.role == account.Reviewer && c.status == http.StatusOK && strings.HasPrefix(c.path, "/report/") && !strings.HasSuffix(c.path, ".json")
		if strings.HasPrefix(c.path, "/report/") && len(texts(t, w.Body.String(), "#text")) > 0 != full {
			t.Errorf("%q sees the full text of %s: %v, want %v", c.role, c.path, !full, full)
		}
		if links := strings.Contains(w.Body.String(), `href="/review/event/`+event); strings.HasPrefix(c.path, "/event/") && !links {
			t.Errorf("%q has no link from %s to the desk", c.role, c.path)
		}
		if full && !strings.Contains(w.Body.String(), secret) {
			t.Errorf("the full text lacks its last sentence")
		}
		if c.role != "" && w.Code == http.StatusOK && w.Header().Get("Cache-Control") != "private, no-store" {
			t.Errorf("%q asks for %s: Cache-Control %q", c.role, c.path, w.Header().Get("Cache-Control"))
		}
	}
}

func TestSignIn(t *testing.T) {
	p := newPremises(t)
	b := p.browser()
	if w := b.get("/es/review?party=Per%C3%BA"); w.Header().Get("Location") != "/es/sign-in?next=%2Fes%2Freview%3Fparty%3DPer%25C3%25BA" {
		t.Errorf("sent to %q", w.Header().Get("Location"))
	}
	for _, form := range []url.Values{{"name": {"reviewer"}, "password": {"not the password at all"}}, {"name": {"nobody"}, "password": {password}}} {
		w := b.post("/sign-in", "/sign-in", form)
		if w.Code != http.StatusForbidden || !contains(texts(t, w.Body.String(), ".problem"), "Name or password is wrong.") {
			t.Errorf("%v: %d %v", form, w.Code, texts(t, w.Body.String(), ".problem"))
		}
	}
	w := b.post("/sign-in", "/sign-in", url.Values{"name": {"Reviewer"}, "password": {password}, "next": {"/country/peru?on=2025-11-01"}})
	if w.Code != http.StatusSeeOther || w.Header().Get("Location") != "/country/peru?on=2025-11-01" {
		t.Fatalf("signed in: %d to %q", w.Code, w.Header().Get("Location"))
	}
	if got := texts(t, b.get("/country/peru").Body.String(), ".signed"); !contains(got, "Signed in as reviewer") {
		t.Errorf("the frame tells %q", got)
	}
	if w := p.browser().get("/country/peru"); contains(texts(t, w.Body.String(), ".signed"), "reviewer") {
		t.Error("the page of one reader went to another")
	}
	if w := b.post("/review", "/sign-out", url.Values{}); w.Code != http.StatusSeeOther || b.cookie != nil {
		t.Errorf("signed out: %d, cookie %v", w.Code, b.cookie)
	}
}

func TestSignInGoesNowhereElse(t *testing.T) {
	p := newPremises(t)
	for _, next := range []string{"https://evil.example/", "//evil.example", `/\evil.example`, "/%2f/evil.example", "javascript:alert(1)", "/a\r\nX-Evil: 1", "/a%0d%0aX-Evil:1"} {
		w := p.browser().post("/sign-in?next="+url.QueryEscape(next), "/sign-in", url.Values{"name": {"reviewer"}, "password": {password}, "next": {next}})
		to := w.Header().Get("Location")
		if w.Code != http.StatusSeeOther || !strings.HasPrefix(to, "/") || strings.Contains(to, "evil.example") || strings.ContainsAny(to, "\r\n") || w.Header().Get("X-Evil") != "" {
			t.Errorf("next=%q: %d to %q, headers %v", next, w.Code, to, w.Header())
		}
	}
}

func TestSignInLocksOut(t *testing.T) {
	p := newPremises(t)
	b := p.browser()
	for range 6 {
		b.post("/sign-in", "/sign-in", url.Values{"name": {"reviewer"}, "password": {"not the password at all"}})
	}
	w := b.post("/sign-in", "/sign-in", url.Values{"name": {"reviewer"}, "password": {password}})
	if w.Code != http.StatusTooManyRequests || w.Header().Get("Retry-After") == "" || !contains(texts(t, w.Body.String(), ".problem"), "Wait") {
		t.Fatalf("after six failures: %d %v %q", w.Code, texts(t, w.Body.String(), ".problem"), w.Header().Get("Retry-After"))
	}
	p.at = p.at.Add(time.Hour)
	b.signIn(account.Reviewer)
}

func TestSessionIsNotFixed(t *testing.T) {
	p := newPremises(t)
	b := p.browser()
	b.get("/sign-in")
	planted := *b.cookie
	b.signIn(account.Reviewer)
	if b.cookie.Value == planted.Value {
		t.Fatal("the cookie from before is the session")
	}
	thief := p.browser()
	thief.cookie = &planted
	if w := thief.get("/review"); w.Code != http.StatusSeeOther {
		t.Errorf("the cookie from before opens the desk: %d", w.Code)
	}
}

func TestForgedFormsAreRefused(t *testing.T) {
	p := newPremises(t)
	claim, _, _ := p.claim("relations.sever")
	b := p.browser().signIn(account.Reviewer)
	other := p.browser().signIn(account.Editor)
	form := func(token string) url.Values {
		return url.Values{"do": {"reject"}, "because": {"a forgery"}, "csrf": {token}}
	}
	page := "/review/claim/" + claim
	good := hidden(t, b.get(page).Body.String(), "csrf")
	before := p.desk.Number()
	for name, try := range map[string]func() *httptest.ResponseRecorder{
		"no token": func() *httptest.ResponseRecorder { return b.do(http.MethodPost, page, form("")) },
		"another's token": func() *httptest.ResponseRecorder {
			return b.do(http.MethodPost, page, form(hidden(t, other.get(page).Body.String(), "csrf")))
		},
		"another site": func() *httptest.ResponseRecorder {
			b.headers = map[string]string{"Sec-Fetch-Site": "cross-site"}
			return b.do(http.MethodPost, page, form(good))
		},
		"another origin": func() *httptest.ResponseRecorder {
			b.headers = map[string]string{"Origin": "https://evil.example"}
			return b.do(http.MethodPost, page, form(good))
		},
		"nobody signed in": func() *httptest.ResponseRecorder { return p.browser().post("/sign-in", page, form("")) },
		"a reader":         func() *httptest.ResponseRecorder { return p.browser().signIn(account.Reader).post("/", page, form("")) },
	} {
		w := try()
		b.headers = nil
		if w.Code != http.StatusForbidden {
			t.Errorf("%s: %d, want 403", name, w.Code)
		} else if !strings.Contains(w.Body.String(), "<h1>") {
			t.Errorf("%s: no page says why", name)
		}
	}
	large := form(good)
	large.Set("because", strings.Repeat("a", 100<<10))
	if w := b.do(http.MethodPost, page, large); w.Code != http.StatusRequestEntityTooLarge {
		t.Errorf("an oversized form: %d", w.Code)
	}
	if w := b.do(http.MethodPut, page, form(good)); w.Code != http.StatusMethodNotAllowed || w.Header().Get("Allow") != "GET, HEAD, POST" {
		t.Errorf("PUT: %d, Allow %q", w.Code, w.Header().Get("Allow"))
	}
	p.must(p.desk.Refresh(t.Context()))
	if got := p.desk.Number(); got != before {
		t.Errorf("the ledger grew from %d to %d", before, got)
	}
}

func (p *premises) diplomatic(a, b chancery.Code) standing.State {
	pair := p.desk.Book().Pair(a, b, chancery.DayOf(p.at), standing.Known{})
	x, _ := pair.Answer(chancery.Diplomatic, a, b)
	return x.State
}

// A reviewer corrects an act: what stands is another at once, on the pages of
// everybody, and the entry has the name and the reason.
func TestCorrectionChangesWhatStands(t *testing.T) {
	p := newPremises(t)
	public := p.browser()
	if got := texts(t, public.get("/relations/mexico-peru").Body.String(), ".chip.off .chip-word"); !contains(got, "severed") {
		t.Fatalf("before: %q", got)
	}
	claim, _, _ := p.claim("relations.sever")
	page := "/review/claim/" + claim
	b := p.browser().signIn(account.Reviewer)
	form := url.Values{
		"do": {"correct"}, "because": {"it is a recall <b>only</b>"}, "type": {"envoy.recall"}, "status": {"done"}, "from": {"Perú"}, "to": {"Mexico"},
		"first": {"2025-11-03"}, "last": {"2025-11-03"}, "evidence": {"Peru severed diplomatic relations with Mexico on Monday."},
	}
	w := b.post(page, page, form)
	if w.Code != http.StatusSeeOther {
		t.Fatalf("%d %v", w.Code, texts(t, w.Body.String(), ".problem"))
	}
	if got := p.diplomatic("PER", "MEX"); got == "severed" {
		t.Errorf("after: %q", got)
	}
	done := b.get(w.Header().Get("Location")).Body.String()
	if got := texts(t, done, "h1"); !contains(got, "Peru recalls its envoy from Mexico") {
		t.Errorf("the page after is of %q", got)
	}
	if got := texts(t, done, ".done .turns li"); !contains(got, "Diplomatic relations: severed → ") {
		t.Errorf("what turned: %q", got)
	}
	for name, body := range map[string]string{"the page": done, "the history": public.get("/history").Body.String(), "the desk": b.get("/review").Body.String()} {
		if got := texts(t, body, ".entries .person"); !contains(got, "it is a recall <b>only</b>") || !contains(got, "reviewer") || !contains(got, "Retracted") {
			t.Errorf("%s has the entries %q", name, got)
		}
	}
	if got := texts(t, public.get("/relations/mexico-peru").Body.String(), ".chip.off .chip-word"); contains(got, "severed") {
		t.Errorf("a reader still sees %q", got)
	}
	if w := b.get(page); !contains(texts(t, w.Body.String(), ".empty"), "held no longer") || strings.Contains(w.Body.String(), `value="confirm"`) {
		t.Errorf("the claim that was corrected: %d %q", w.Code, texts(t, w.Body.String(), ".empty"))
	}
}

func TestDecisions(t *testing.T) {
	p := newPremises(t)
	claim, _, event := p.claim("relations.sever")
	asylum, _, asylumEvent := p.claim("asylum.grant")
	b := p.browser().signIn(account.Reviewer)
	page := "/review/claim/" + claim
	for _, c := range []struct {
		page, to string
		form     url.Values
		status   int
		tells    string
	}{
		{page, page, url.Values{"do": {"confirm"}, "because": {"  "}}, 422, "Say why"},
		{page, page, url.Values{"do": {"confirm"}, "because": {"read it"}}, 303, "Confirmed"},
		{page, page, url.Values{"do": {"dance"}, "because": {"why not"}}, 400, ""},
		{page, page, url.Values{"do": {"split"}, "because": {"alone"}}, 409, "rests on no other claim"},
		{page, page, url.Values{"do": {"merge"}, "because": {"one"}, "with": {event}}, 422, "Choose another act"},
		{page, page, url.Values{"do": {"merge"}, "because": {"one"}, "with": {"nothing"}}, 422, "Choose another act"},
		{page, page, url.Values{"do": {"merge"}, "because": {"told together"}, "with": {asylumEvent}}, 303, "Merged"},
		{page, page, url.Values{"do": {"correct"}, "because": {"x"}, "type": {"war.declare!"}, "status": {"done"}}, 422, "no such act"},
		{page, page, url.Values{"do": {"correct"}, "because": {"x"}, "type": {"relations.sever"}, "status": {"perhaps"}}, 422, "no such status"},
		{page, page, url.Values{"do": {"correct"}, "because": {"x"}, "type": {"relations.sever"}, "status": {"done"}, "from": {"Atlantis"}, "to": {"Mexico"}}, 422, "Atlantis"},
		{page, page, url.Values{"do": {"correct"}, "because": {"x"}, "type": {"relations.sever"}, "status": {"done"}}, 422, "at least one party"},
		{page, page, url.Values{"do": {"correct"}, "because": {"x"}, "type": {"relations.sever"}, "status": {"done"}, "from": {"Peru"}, "to": {"Mexico"}, "first": {"2025-11-04"}, "last": {"2025-11-03"}}, 422, "before the first"},
		{page, page, url.Values{"do": {"correct"}, "because": {"x"}, "type": {"relations.sever"}, "status": {"done"}, "from": {"Peru"}, "to": {"Mexico"}, "first": {"2025-11-03"}, "last": {"2025-11-03"}, "evidence": {"words that nobody wrote"}}, 422, "do not stand in the report"},
		{page, page, url.Values{"do": {"correct"}, "because": {"x"}, "type": {"relations.sever"}, "status": {"done"}, "from": {"Peru"}, "to": {"Mexico"}, "first": {"2025-11-03"}, "last": {"2025-11-03"}, "evidence": {"Peru severed diplomatic relations with Mexico on Monday."}}, 409, "says the same"},
		{"/review/claim/" + asylum, "/review/claim/" + asylum, url.Values{"do": {"reject"}, "because": {"satire"}}, 303, "Retracted"},
		{page, "/review/claim/nothing", url.Values{"do": {"reject"}, "because": {"satire"}}, 404, ""},
	} {
		w := b.post(c.page, c.to, c.form)
		if w.Code != c.status {
			t.Errorf("%v: %d, want %d (%v)", c.form, w.Code, c.status, texts(t, w.Body.String(), ".problem"))
			continue
		}
		body, at := w.Body.String(), ".problem"
		if c.status == http.StatusSeeOther {
			body, at = b.get(w.Header().Get("Location")).Body.String(), ".done"
		}
		if got := texts(t, body, at); !contains(got, c.tells) {
			t.Errorf("%v: told %q, want %q", c.form, got, c.tells)
		}
	}
	p.undo(b, page)
}

// undo takes back the merger that stands in the history of a page.
func (p *premises) undo(b *browser, page string) {
	p.t.Helper()
	body := b.get(page).Body.String()
	_, rest, ok := strings.Cut(body, `action="/review/entry/`)
	if !ok {
		p.t.Fatal("the merger cannot be taken back")
	}
	number, _, _ := strings.Cut(rest, `"`)
	if w := b.post(page, "/review/entry/"+number, url.Values{}); w.Code != http.StatusBadRequest {
		p.t.Errorf("taken back without a reason: %d", w.Code)
	}
	if w := b.post(page, "/review/entry/"+number, url.Values{"because": {"two after all"}}); w.Code != http.StatusSeeOther {
		p.t.Fatalf("taking back: %d %s", w.Code, w.Body)
	}
	body = b.get(page).Body.String()
	if got := texts(p.t, body, ".entries"); !contains(got, "two after all") || strings.Contains(body, `action="/review/entry/`) {
		p.t.Errorf("after taking back: %q", got)
	}
}

func TestQueueForgetsWhatWasChecked(t *testing.T) {
	p := newPremises(t)
	claim, _, _ := p.claim("relations.sever")
	b := p.browser().signIn(account.Reviewer)
	queue := b.get("/review").Body.String()
	if got := texts(t, queue, ".queue h3"); len(got) != 3 || !strings.Contains(queue, claim) {
		t.Fatalf("queue %q", got)
	}
	page := "/review/claim/" + claim
	b.post(page, page, url.Values{"do": {"confirm"}, "because": {"read it"}})
	if strings.Contains(b.get("/review").Body.String(), `<h3><a href="`+page) {
		t.Error("what was checked is still in the queue")
	}
	if got := texts(t, b.get("/review?party=ecuador").Body.String(), ".queue h3"); len(got) != 1 {
		t.Errorf("about Ecuador: %q", got)
	}
	if got := texts(t, b.get("/review?party=Atlantis").Body.String(), ".queue h3, .unknown"); len(got) != 1 {
		t.Errorf("about nobody: %q", got)
	}
}

func TestHistoryPages(t *testing.T) {
	p := newPremises(t)
	b := p.browser()
	all := texts(t, b.get("/history").Body.String(), ".entry-number")
	if len(all) != int(p.desk.Number()) || all[len(all)-1] != "1" {
		t.Errorf("entries %q", all)
	}
	if got := texts(t, b.get("/history?before=3").Body.String(), ".entry-number"); len(got) != 2 || got[0] != "2" {
		t.Errorf("before 3: %q", got)
	}
	for path, want := range map[string]int{"/history?before=x": 400, "/history?before=0": 400, "/history?before=99999999999": 200, "/history.json": 200, "/es/history": 200} {
		if w := b.get(path); w.Code != want {
			t.Errorf("GET %s: %d, want %d", path, w.Code, want)
		}
	}
}
