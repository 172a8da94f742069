package account

import (
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
)

// door is a small site behind a gate.
func door(b *bench, secure bool) (*Gate, http.Handler) {
	g := &Gate{Store: b.Store, Secure: secure}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /sign-in", func(w http.ResponseWriter, r *http.Request) { _, _ = io.WriteString(w, g.Form(w, r)) })
	mux.HandleFunc("POST /sign-in", func(w http.ResponseWriter, r *http.Request) {
		if _, err := g.SignIn(w, r); err != nil {
			http.Error(w, err.Error(), http.StatusForbidden)
		}
	})
	mux.HandleFunc("POST /sign-out", func(w http.ResponseWriter, r *http.Request) { _ = g.SignOut(w, r) })
	mux.HandleFunc("GET /{$}", func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "for all") })
	mux.Handle("/review", g.Require(Reviewer, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s, _ := From(r.Context())
		_, _ = io.WriteString(w, s.Account.Name)
	})))
	return g, g.Load(g.Protect(mux))
}

// browser keeps one cookie.
type browser struct {
	handler http.Handler
	cookie  *http.Cookie
	headers map[string]string
}

func (b *browser) do(method, path string, form url.Values) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, path, strings.NewReader(form.Encode()))
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

func (b *browser) signIn(t *testing.T, name, pass string) *httptest.ResponseRecorder {
	t.Helper()
	token := b.do("GET", "/sign-in", nil).Body.String()
	return b.do("POST", "/sign-in", url.Values{"name": {name}, "password": {pass}, FormField: {token}})
}

func TestReadersGetNoCookie(t *testing.T) {
	_, h := door(newBench(t, Options{}), false)
	if got := (&browser{handler: h}).do("GET", "/", nil).Header()["Set-Cookie"]; got != nil {
		t.Errorf("a reader is given %q", got)
	}
}

func TestGateSignsInAndOut(t *testing.T) {
	b := newBench(t, Options{})
	b.add(t, "ana", Reviewer)
	_, h := door(b, false)
	w := &browser{handler: h}
	if got := w.do("GET", "/review?on=2025-11-03", nil); got.Code != http.StatusSeeOther || got.Header().Get("Location") != "/sign-in?next=%2Freview%3Fon%3D2025-11-03" {
		t.Errorf("before: %d to %q", got.Code, got.Header().Get("Location"))
	}
	if got := w.signIn(t, "ana", password); got.Code != http.StatusOK {
		t.Fatalf("signing in: %d %s", got.Code, got.Body)
	}
	if got := w.do("GET", "/review", nil); got.Body.String() != "ana" || got.Header().Get("Cache-Control") != "private, no-store" {
		t.Errorf("signed in: %d %s, %q", got.Code, got.Body, got.Header().Get("Cache-Control"))
	}
	stolen := *w.cookie
	token := w.do("GET", "/sign-in", nil).Body.String()
	w.do("POST", "/sign-out", url.Values{FormField: {token}})
	if w.cookie != nil {
		t.Error("the cookie stays after signing out")
	}
	if got := (&browser{handler: h, cookie: &stolen}).do("GET", "/review", nil); got.Code != http.StatusSeeOther {
		t.Errorf("the old token still opens: %d", got.Code)
	}
}

func TestGateAsksForTheRole(t *testing.T) {
	b := newBench(t, Options{})
	b.add(t, "ben", Reader)
	_, h := door(b, false)
	w := &browser{handler: h}
	w.signIn(t, "ben", password)
	if got := w.do("GET", "/review", nil); got.Code != http.StatusForbidden {
		t.Errorf("a reader reviews: %d", got.Code)
	}
}

// A token that somebody planted in the browser before must open nothing after.
func TestSessionFixation(t *testing.T) {
	b := newBench(t, Options{})
	b.add(t, "ana", Reviewer)
	b.add(t, "eve", Reviewer)
	_, h := door(b, false)
	attacker := &browser{handler: h}
	attacker.signIn(t, "eve", password)
	planted := *attacker.cookie
	victim := &browser{handler: h, cookie: &planted}
	if got := victim.signIn(t, "ana", password); got.Code != http.StatusOK {
		t.Fatalf("signing in: %d %s", got.Code, got.Body)
	}
	if victim.cookie.Value == planted.Value {
		t.Error("the token was kept at sign-in")
	}
	if got := attacker.do("GET", "/review", nil); got.Body.String() == "ana" || got.Code != http.StatusSeeOther {
		t.Errorf("the planted token opens %d %q", got.Code, got.Body)
	}
	if got := victim.do("GET", "/review", nil); got.Body.String() != "ana" {
		t.Errorf("the new token opens %d %q", got.Code, got.Body)
	}
}

func TestCrossSiteRequestForgery(t *testing.T) {
	b := newBench(t, Options{})
	b.add(t, "ana", Reviewer)
	b.add(t, "eve", Reviewer)
	_, h := door(b, false)
	ana, eve := &browser{handler: h}, &browser{handler: h}
	ana.signIn(t, "ana", password)
	eve.signIn(t, "eve", password)
	own, anas := eve.do("GET", "/sign-in", nil).Body.String(), ana.do("GET", "/sign-in", nil).Body.String()
	for _, x := range []struct {
		name    string
		form    url.Values
		headers map[string]string
		want    int
	}{
		{"no token", url.Values{}, nil, http.StatusForbidden},
		{"another's token", url.Values{FormField: {own}}, nil, http.StatusForbidden},
		{"no token's letters", url.Values{FormField: {"%%%"}}, nil, http.StatusForbidden},
		{"token in the address", nil, nil, http.StatusForbidden},
		{"right, from another site", url.Values{FormField: {anas}}, map[string]string{"Sec-Fetch-Site": "cross-site"}, http.StatusForbidden},
		{"right, from another origin", url.Values{FormField: {anas}}, map[string]string{"Origin": "https://evil.example"}, http.StatusForbidden},
		{"right", url.Values{FormField: {anas}}, map[string]string{"Sec-Fetch-Site": "same-origin"}, http.StatusOK},
	} {
		ana.headers = x.headers
		path := "/review"
		if x.form == nil {
			path += "?" + url.Values{FormField: {anas}}.Encode()
		}
		if got := ana.do("POST", path, x.form); got.Code != x.want {
			t.Errorf("%s: %d, want %d", x.name, got.Code, x.want)
		}
	}
}

func TestFormTokensAreMasked(t *testing.T) {
	b := newBench(t, Options{})
	_, h := door(b, false)
	w := &browser{handler: h}
	first, second := w.do("GET", "/sign-in", nil).Body.String(), w.do("GET", "/sign-in", nil).Body.String()
	if first == second || !b.formTokenFits(first, w.cookie.Value) || !b.formTokenFits(second, w.cookie.Value) {
		t.Errorf("tokens %q and %q: want two that fit", first, second)
	}
}

func TestOversizedForm(t *testing.T) {
	_, h := door(newBench(t, Options{}), false)
	w := &browser{handler: h}
	token := w.do("GET", "/sign-in", nil).Body.String()
	got := w.do("POST", "/sign-in", url.Values{FormField: {token}, "password": {strings.Repeat("x", MostForm)}})
	if got.Code != http.StatusRequestEntityTooLarge {
		t.Errorf("status %d, want %d", got.Code, http.StatusRequestEntityTooLarge)
	}
}

func TestCookieIsGuarded(t *testing.T) {
	b := newBench(t, Options{})
	b.add(t, "ana", Reviewer)
	_, h := door(b, true)
	w := &browser{handler: h}
	w.signIn(t, "ana", password)
	c := w.cookie
	if c.Name != "__Host-chancery" || !c.Secure || !c.HttpOnly || c.Path != "/" || c.Domain != "" || c.SameSite != http.SameSiteLaxMode {
		t.Errorf("cookie %v", c)
	}
}

func TestLocalPath(t *testing.T) {
	for in, want := range map[string]string{
		"/review?q=a#x": "/review?q=a", "/es/relations/mexico-peru": "/es/relations/mexico-peru", "": "/", "review": "/",
		"https://evil.example/": "/", "//evil.example": "/", `/\evil.example`: "/", "/\tx": "/", "/a\r\nSet-Cookie: x=1": "/", "javascript:alert(1)": "/",
		"/%2f evil.example": "/", "/%5c evil.example": "/",
		"/%0d%0aX:y": "/%0d%0aX:y",
	} {
		if got := LocalPath(in); got != want {
			t.Errorf("LocalPath(%q) = %q, want %q", in, got, want)
		}
	}
}

func FuzzLocalPath(f *testing.F) {
	for _, s := range []string{"/", "//x", `/\x`, "/a?b", "/\x00", "/%2f%2fx", "/%2f ", "/%5c "} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := LocalPath(s)
		if !strings.HasPrefix(got, "/") || strings.HasPrefix(got, "//") || strings.HasPrefix(got, `/\`) || strings.ContainsAny(got, "\r\n\x00") {
			t.Errorf("LocalPath(%q) = %q leads elsewhere", s, got)
		}
	})
}

func TestClient(t *testing.T) {
	for in, want := range map[string]string{
		"192.0.2.7:4711": "192.0.2.7", "[2001:db8:1:2:3:4:5:6]:80": "2001:db8:1:2::/64", "[::ffff:192.0.2.7]:80": "192.0.2.7", "[fe80::1%eth0]:80": "fe80::/64", "@": "@",
	} {
		if got := Client(&http.Request{RemoteAddr: in}); got != want {
			t.Errorf("Client(%q) = %q, want %q", in, got, want)
		}
	}
}
