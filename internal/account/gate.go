package account

import (
	"context"
	"errors"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
)

// FormField is the field of a form that carries its token.
const FormField = "csrf"

// MostForm bounds the body of a form, in bytes.
const MostForm = 64 << 10

// Gate stands before the handlers of people who sign in.
type Gate struct {
	Store *Store
	// Secure is set where the pages are reached by https: the cookie is then
	// never sent in the clear, and no neighbouring host can plant one.
	Secure bool
	// Client names where a request comes from; nil is [Client].
	Client func(*http.Request) string
	// SignInPath is where people are sent who have to sign in; "" is "/sign-in".
	SignInPath string
	// Refuse tells somebody that a form is not taken; nil is a line of text.
	Refuse func(w http.ResponseWriter, r *http.Request, status int, why Refusal)
}

// Refusal is why a form is not taken.
type Refusal string

const (
	CrossSite  Refusal = "this form was sent from another site"
	Unreadable Refusal = "this form cannot be read"
	TooOld     Refusal = "this form is too old: load the page again"
)

func (g *Gate) refuse(w http.ResponseWriter, r *http.Request, status int, why Refusal) {
	if g.Refuse != nil {
		g.Refuse(w, r, status, why)
		return
	}
	http.Error(w, string(why), status)
}

type contextKey struct{}

// From returns the session of a request that has passed [Gate.Load].
func From(ctx context.Context) (Session, bool) {
	s, ok := ctx.Value(contextKey{}).(Session)
	return s, ok
}

// Load finds the session of a request, where there is one, and forbids to keep
// the answer in shared caches. It gives nobody a cookie.
func (g *Gate) Load(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		token := g.cookie(r)
		if token == "" {
			next.ServeHTTP(w, r)
			return
		}
		w.Header().Add("Vary", "Cookie")
		w.Header().Set("Cache-Control", "private, no-store")
		s, err := g.Store.Session(r.Context(), token)
		switch {
		case err == nil:
			r = r.WithContext(context.WithValue(r.Context(), contextKey{}, s))
		case !errors.Is(err, ErrNoSession):
			http.Error(w, "accounts cannot be read", http.StatusServiceUnavailable)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// Require lets only those through who have a role. Who has not signed in is
// sent to do so and back; it goes behind [Gate.Load].
func (g *Gate) Require(need Role, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s, ok := From(r.Context())
		switch {
		case ok && s.Account.Role.May(need):
			next.ServeHTTP(w, r)
		case ok || r.Method != http.MethodGet && r.Method != http.MethodHead:
			http.Error(w, "not allowed", http.StatusForbidden)
		default:
			to := url.URL{Path: g.signInPath(), RawQuery: url.Values{"next": {r.URL.RequestURI()}}.Encode()}
			http.Redirect(w, r, to.RequestURI(), http.StatusSeeOther)
		}
	})
}

func (g *Gate) signInPath() string {
	if g.SignInPath == "" {
		return "/sign-in"
	}
	return g.SignInPath
}

// Form returns the token for a form of the page that answers r, for the field
// [FormField]. A browser without a session is given a cookie to go with it,
// which opens nothing; so only pages with such a form give cookies.
func (g *Gate) Form(w http.ResponseWriter, r *http.Request) string {
	cookie := g.cookie(r)
	if !tokenShaped(cookie) {
		cookie, _ = newToken()
		g.setCookie(w, cookie)
	}
	w.Header().Set("Cache-Control", "private, no-store")
	return g.Store.formToken(cookie)
}

// Protect lets a request that may change something through only where it is
// from our own pages (by Sec-Fetch-Site and Origin, and by the form's token) and
// no larger than [MostForm]. The form is parsed.
func (g *Gate) Protect(next http.Handler) http.Handler {
	origin := http.NewCrossOriginProtection()
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.Method {
		case http.MethodGet, http.MethodHead, http.MethodOptions:
			next.ServeHTTP(w, r)
			return
		}
		if err := origin.Check(r); err != nil {
			g.refuse(w, r, http.StatusForbidden, CrossSite)
			return
		}
		r.Body = http.MaxBytesReader(w, r.Body, MostForm)
		if err := r.ParseForm(); err != nil {
			status := http.StatusBadRequest
			if tooLarge := (*http.MaxBytesError)(nil); errors.As(err, &tooLarge) {
				status = http.StatusRequestEntityTooLarge
			}
			g.refuse(w, r, status, Unreadable)
			return
		}
		if !g.Store.formTokenFits(r.PostForm.Get(FormField), g.cookie(r)) {
			g.refuse(w, r, http.StatusForbidden, TooOld)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// SignIn opens a session by the fields "name" and "password" of a form that has
// passed [Gate.Protect], and gives the browser a new token. The errors are those
// of [Store.SignIn]; the answer is for the caller to write.
func (g *Gate) SignIn(w http.ResponseWriter, r *http.Request) (Session, error) {
	token, s, err := g.Store.SignIn(r.Context(), Attempt{
		Name: r.PostForm.Get("name"), Password: r.PostForm.Get("password"), Client: g.client(r), Old: g.cookie(r),
	})
	if err != nil {
		return Session{}, err
	}
	g.setCookie(w, token)
	return s, nil
}

// SignInAs opens a session for a name that somebody else has proved.
func (g *Gate) SignInAs(w http.ResponseWriter, r *http.Request, name string) (Session, error) {
	token, s, err := g.Store.SignInAs(r.Context(), name, g.cookie(r))
	if err != nil {
		return Session{}, err
	}
	g.setCookie(w, token)
	return s, nil
}

// SignOut ends the session and takes the cookie away.
func (g *Gate) SignOut(w http.ResponseWriter, r *http.Request) error {
	err := g.Store.SignOut(r.Context(), g.cookie(r))
	c := g.newCookie("")
	c.MaxAge = -1
	http.SetCookie(w, c)
	return err
}

// cookieName has the prefix by which browsers let no other host or path set the
// cookie (RFC 6265bis, section 4.1.3.2), where that is possible.
func (g *Gate) cookieName() string {
	if g.Secure {
		return "__Host-chancery"
	}
	return "chancery"
}

func (g *Gate) cookie(r *http.Request) string {
	c, err := r.Cookie(g.cookieName())
	if err != nil {
		return ""
	}
	return c.Value
}

func (g *Gate) newCookie(value string) *http.Cookie {
	return &http.Cookie{Name: g.cookieName(), Value: value, Path: "/", Secure: g.Secure, HttpOnly: true, SameSite: http.SameSiteLaxMode}
}

// setCookie gives the browser a token, in the place of one that was set before
// in the same answer.
func (g *Gate) setCookie(w http.ResponseWriter, token string) {
	set := w.Header()["Set-Cookie"]
	for i := range set {
		if strings.HasPrefix(set[i], g.cookieName()+"=") {
			set[i] = g.newCookie(token).String()
			return
		}
	}
	http.SetCookie(w, g.newCookie(token))
}

func (g *Gate) client(r *http.Request) string {
	if g.Client != nil {
		return g.Client(r)
	}
	return Client(r)
}

// Client is the network that a request comes from: the address, and for IPv6
// the first 64 bits of it, which are one household. It believes no header.
func Client(r *http.Request) string {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		host = r.RemoteAddr
	}
	a, err := netip.ParseAddr(host)
	if err != nil {
		return host
	}
	a = a.Unmap().WithZone("")
	if a.Is4() {
		return a.String()
	}
	p, _ := a.Prefix(64)
	return p.String()
}

// LocalPath is where to go after signing in: s where it is a path of our own
// pages, else "/". So that no link can send people elsewhere, it takes no host,
// nothing that a browser reads as one ("//", "/\") and no control characters.
func LocalPath(s string) string {
	if !strings.HasPrefix(s, "/") || strings.HasPrefix(s, "//") || strings.ContainsAny(s, "\\") {
		return "/"
	}
	if strings.ContainsFunc(s, func(r rune) bool { return r < ' ' || r == 0x7f }) {
		return "/"
	}
	u, err := url.Parse(s)
	if err != nil || u.Host != "" || u.Scheme != "" || strings.HasPrefix(u.Path, "//") || strings.HasPrefix(u.Path, `/\`) {
		return "/" // also where a slash was written as %2f
	}
	return u.RequestURI()
}
