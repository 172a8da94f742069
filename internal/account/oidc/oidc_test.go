package oidc

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/go-jose/go-jose/v4"
)

// issuer proves the name that its claims have to whoever asks.
type issuer struct {
	t      *testing.T
	url    string
	key    *ecdsa.PrivateKey
	claims map[string]any // over those that are right
	asked  url.Values     // of the last who came to prove a name
}

func newIssuer(t *testing.T, claims map[string]any) *issuer {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	i := &issuer{t: t, key: key, claims: claims}
	mux := http.NewServeMux()
	answer := func(w http.ResponseWriter, v any) {
		w.Header().Set("Content-Type", "application/json")
		_ = json.NewEncoder(w).Encode(v)
	}
	mux.HandleFunc("GET /.well-known/openid-configuration", func(w http.ResponseWriter, _ *http.Request) {
		answer(w, map[string]any{
			"issuer": i.url, "authorization_endpoint": i.url + "/authorize", "token_endpoint": i.url + "/token", "jwks_uri": i.url + "/keys",
			"id_token_signing_alg_values_supported": []string{"ES256"},
		})
	})
	mux.HandleFunc("GET /keys", func(w http.ResponseWriter, _ *http.Request) {
		answer(w, jose.JSONWebKeySet{Keys: []jose.JSONWebKey{{Key: key.Public(), KeyID: "1", Algorithm: "ES256", Use: "sig"}}})
	})
	mux.HandleFunc("POST /token", func(w http.ResponseWriter, r *http.Request) {
		sum := sha256.Sum256([]byte(r.PostFormValue("code_verifier")))
		if r.PostFormValue("code") != "code" || base64.RawURLEncoding.EncodeToString(sum[:]) != i.asked.Get("code_challenge") {
			http.Error(w, `{"error":"invalid_grant"}`, http.StatusBadRequest)
			return
		}
		answer(w, map[string]any{"access_token": "x", "token_type": "Bearer", "id_token": i.token()})
	})
	srv := httptest.NewServer(mux)
	t.Cleanup(srv.Close)
	i.url = srv.URL
	return i
}

func (i *issuer) token() string {
	i.t.Helper()
	claims := map[string]any{
		"iss": i.url, "aud": "chancery", "sub": "1", "exp": time.Now().Add(time.Minute).Unix(), "iat": time.Now().Unix(),
		"nonce": i.asked.Get("nonce"), "email": "ana@example.org", "email_verified": true, "preferred_username": "ana",
	}
	maps.Copy(claims, i.claims)
	b, err := json.Marshal(claims)
	if err != nil {
		i.t.Fatal(err)
	}
	signer, err := jose.NewSigner(jose.SigningKey{Algorithm: jose.ES256, Key: jose.JSONWebKey{Key: i.key, KeyID: "1"}}, nil)
	if err != nil {
		i.t.Fatal(err)
	}
	signed, err := signer.Sign(b)
	if err != nil {
		i.t.Fatal(err)
	}
	token, err := signed.CompactSerialize()
	if err != nil {
		i.t.Fatal(err)
	}
	return token
}

// goes there and back; change alters what the browser comes back with.
func signIn(t *testing.T, i *issuer, claim string, change func(r *http.Request, form url.Values)) (name, next string, err error) {
	t.Helper()
	p, err := Open(t.Context(), Options{Issuer: i.url, Client: "chancery", Secret: "s", Redirect: "http://localhost:1961/sign-in/sso/done", Claim: claim})
	if err != nil {
		t.Fatal(err)
	}
	w := httptest.NewRecorder()
	there, err := url.Parse(p.Begin(w, "/review?party=PER"))
	if err != nil {
		t.Fatal(err)
	}
	i.asked = there.Query()
	form := url.Values{"state": {i.asked.Get("state")}, "code": {"code"}}
	r := httptest.NewRequest(http.MethodGet, "/sign-in/sso/done", nil)
	for _, c := range w.Result().Cookies() {
		r.AddCookie(c)
	}
	if change != nil {
		change(r, form)
	}
	r.URL.RawQuery = form.Encode()
	back := httptest.NewRecorder()
	name, next, err = p.End(back, r)
	for _, c := range back.Result().Cookies() {
		if c.MaxAge >= 0 {
			t.Errorf("the cookie %s is still there", c.Name)
		}
	}
	return name, next, err
}

func TestSignIn(t *testing.T) {
	i := newIssuer(t, nil)
	if name, next, err := signIn(t, i, "", nil); name != "ana@example.org" || next != "/review?party=PER" || err != nil {
		t.Errorf("%q, %q, %v", name, next, err)
	}
	if i.asked.Get("code_challenge_method") != "S256" || i.asked.Get("nonce") == "" || i.asked.Get("redirect_uri") == "" {
		t.Errorf("asked with %v", i.asked)
	}
	if name, _, err := signIn(t, i, "preferred_username", nil); name != "ana" || err != nil {
		t.Errorf("%q, %v", name, err)
	}
}

func TestRefusals(t *testing.T) {
	for _, c := range []struct {
		name   string
		claims map[string]any
		change func(*http.Request, url.Values)
	}{
		{name: "an address that is not verified", claims: map[string]any{"email_verified": false}},
		{name: "no address", claims: map[string]any{"email": ""}},
		{name: "a token for others", claims: map[string]any{"aud": "somebody else"}},
		{name: "of another issuer", claims: map[string]any{"iss": "https://evil.example"}},
		{name: "of another sign-in", claims: map[string]any{"nonce": "old"}},
		{name: "that has expired", claims: map[string]any{"exp": time.Now().Add(-time.Hour).Unix()}},
		{name: "another state", change: func(_ *http.Request, f url.Values) { f.Set("state", "x") }},
		{name: "another browser", change: func(r *http.Request, _ url.Values) { r.Header.Del("Cookie") }},
		{name: "another code", change: func(_ *http.Request, f url.Values) { f.Set("code", "x") }},
		{name: "somebody who would not", change: func(_ *http.Request, f url.Values) { f.Set("error", "access_denied") }},
		{name: "another verifier", change: func(r *http.Request, _ url.Values) {
			c, _ := r.Cookie("chancery-oidc")
			parts := strings.Split(c.Value, ".")
			parts[2] = strings.Repeat("a", 43)
			r.Header.Set("Cookie", "chancery-oidc="+strings.Join(parts, "."))
		}},
	} {
		if name, _, err := signIn(t, newIssuer(t, c.claims), "", c.change); !errors.Is(err, ErrRefused) || name != "" {
			t.Errorf("%s: %q, %v", c.name, name, err)
		}
	}
}
