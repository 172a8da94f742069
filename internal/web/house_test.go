package web

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/chancery-ledger/chancery/internal/account"
)

// house proves whatever name comes back.
type house struct{ next string }

func (h *house) Begin(_ http.ResponseWriter, next string) string {
	h.next = next
	return "https://id.example/authorize"
}

func (h *house) End(_ http.ResponseWriter, r *http.Request) (name, next string, err error) {
	return r.URL.Query().Get("name"), h.next, nil
}

// Somebody of the house has a session where there is an account of the name, and
// none where there is not.
func TestSignInByTheHouse(t *testing.T) {
	p := newPremises(t)
	if w := p.browser().get("/sign-in/house"); w.Code != http.StatusNotFound {
		t.Errorf("a house that is none: %d", w.Code)
	}
	_, err := p.accounts.AddProved(t.Context(), "test", "ana@example.org", account.Reviewer)
	p.must(err)
	p.open(&house{})
	b := p.browser()
	if got := texts(t, b.get("/sign-in?next=/review").Body.String(), "main a.go"); !contains(got, "your house") {
		t.Errorf("the page of signing in offers %q", got)
	}
	if w := b.get("/sign-in/house?next=" + url.QueryEscape("https://evil.example/")); w.Code != http.StatusSeeOther || w.Header().Get("Location") != "https://id.example/authorize" {
		t.Errorf("sent to %d %q", w.Code, w.Header().Get("Location"))
	}
	before := b.cookie
	w := b.get("/sign-in/house/done?name=Ana@example.org")
	if to := w.Header().Get("Location"); w.Code != http.StatusSeeOther || strings.Contains(to, "evil") {
		t.Errorf("came back: %d to %q", w.Code, to)
	}
	if before != nil && b.cookie != nil && b.cookie.Value == before.Value {
		t.Error("the session has the token that was there before")
	}
	if w := b.get("/review"); w.Code != http.StatusOK {
		t.Errorf("the desk after signing in: %d", w.Code)
	}
	stranger := p.browser()
	if w := stranger.get("/sign-in/house/done?name=eve@example.org"); w.Code != http.StatusForbidden || !contains(texts(t, w.Body.String(), "main"), "no account here for eve@example.org") {
		t.Errorf("a name without an account: %d", w.Code)
	}
	p.must(p.accounts.CloseAccount(t.Context(), "test", "ana@example.org"))
	if w := p.browser().get("/sign-in/house/done?name=ana@example.org"); w.Code != http.StatusForbidden {
		t.Errorf("an account that is closed: %d", w.Code)
	}
	if w := p.browser().post("/sign-in", "/sign-in", url.Values{"name": {"ana@example.org"}, "password": {""}}); w.Code == http.StatusSeeOther {
		t.Error("a password opens an account that has none")
	}
}
