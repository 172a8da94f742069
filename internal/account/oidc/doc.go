// Package oidc has people sign in where their house keeps its accounts: OpenID
// Connect, with the code flow, PKCE, state and nonce. It proves a name; what the
// name may do is said by the account of that name, which somebody has to have
// made.
package oidc

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"
)

// Options say who proves names.
type Options struct {
	Issuer   string // "https://id.example.org"
	Client   string // id under which the issuer knows these pages
	Secret   string // of the client
	Redirect string // address of ours to which the issuer sends people back
	Claim    string // that is the name: "email" (which must be verified) where left out
	Secure   bool   // the pages are reached by https
}

// Provider proves names. It is safe for concurrent use.
type Provider struct {
	o        Options
	config   oauth2.Config
	verifier *oidc.IDTokenVerifier
}

// Open asks the issuer where its doors are (OpenID Connect Discovery).
func Open(ctx context.Context, o Options) (*Provider, error) {
	ctx = oidc.ClientContext(ctx, &http.Client{Timeout: patience}) // for the issuer's keys as well
	issuer, err := oidc.NewProvider(ctx, o.Issuer)
	if err != nil {
		return nil, fmt.Errorf("oidc: %w", err)
	}
	if o.Claim == "" {
		o.Claim = "email"
	}
	p := &Provider{o: o, verifier: issuer.Verifier(&oidc.Config{ClientID: o.Client})}
	p.config = oauth2.Config{ClientID: o.Client, ClientSecret: o.Secret, Endpoint: issuer.Endpoint(), RedirectURL: o.Redirect, Scopes: []string{oidc.ScopeOpenID, "email", "profile"}}
	return p, nil
}

// ErrRefused is the error for whoever could not prove a name. What was wrong is
// for the log: it is wrapped.
var ErrRefused = errors.New("the sign-in was not completed")

// patience is how long an issuer may take to answer.
const patience = 15 * time.Second

// minutes that somebody may take to prove a name.
const minutes = 10

// Begin returns the address at which somebody proves a name, and gives the
// browser a cookie to come back with. next is where to go afterwards.
func (p *Provider) Begin(w http.ResponseWriter, next string) string {
	state, nonce, verifier := rand.Text(), rand.Text(), oauth2.GenerateVerifier()
	c := p.cookie(strings.Join([]string{state, nonce, verifier, encode(next)}, "."))
	c.MaxAge = minutes * 60
	http.SetCookie(w, c)
	return p.config.AuthCodeURL(state, oidc.Nonce(nonce), oauth2.S256ChallengeOption(verifier))
}

// End reads what the issuer has sent somebody back with, and takes the cookie
// away. It returns the name that was proved.
func (p *Provider) End(w http.ResponseWriter, r *http.Request) (name, next string, err error) {
	held, err := r.Cookie(p.cookieName())
	gone := p.cookie("")
	gone.MaxAge = -1
	http.SetCookie(w, gone)
	if err != nil {
		return "", "", fmt.Errorf("%w: it was begun in another browser, or too long ago", ErrRefused)
	}
	parts := strings.Split(held.Value, ".")
	form := r.URL.Query()
	if len(parts) != 4 || subtle.ConstantTimeCompare([]byte(parts[0]), []byte(form.Get("state"))) != 1 {
		return "", "", fmt.Errorf("%w: the state is not the one that was sent", ErrRefused)
	}
	next = decode(parts[3])
	if e := form.Get("error"); e != "" {
		return "", next, fmt.Errorf("%w: the issuer says %.100q: %.200q", ErrRefused, e, form.Get("error_description"))
	}
	ctx, cancel := context.WithTimeout(r.Context(), patience)
	defer cancel()
	token, err := p.config.Exchange(ctx, form.Get("code"), oauth2.VerifierOption(parts[2]))
	if err != nil {
		return "", next, fmt.Errorf("%w: %w", ErrRefused, err)
	}
	raw, _ := token.Extra("id_token").(string)
	proof, err := p.verifier.Verify(ctx, raw)
	if err != nil {
		return "", next, fmt.Errorf("%w: %w", ErrRefused, err)
	}
	if subtle.ConstantTimeCompare([]byte(proof.Nonce), []byte(parts[1])) != 1 {
		return "", next, fmt.Errorf("%w: the nonce is not the one that was sent", ErrRefused)
	}
	name, err = p.name(proof)
	return name, next, err
}

// name is the claim of a token that is the name.
func (p *Provider) name(proof *oidc.IDToken) (string, error) {
	var claims map[string]any
	if err := proof.Claims(&claims); err != nil {
		return "", fmt.Errorf("%w: %w", ErrRefused, err)
	}
	name, _ := claims[p.o.Claim].(string)
	verified, _ := claims["email_verified"].(bool)
	switch {
	case name == "":
		return "", fmt.Errorf("%w: the token has no claim %q", ErrRefused, p.o.Claim)
	case p.o.Claim == "email" && !verified:
		return "", fmt.Errorf("%w: the address %q is not verified", ErrRefused, name)
	}
	return name, nil
}

func (p *Provider) cookieName() string {
	if p.o.Secure {
		return "__Host-chancery-oidc"
	}
	return "chancery-oidc"
}

func (p *Provider) cookie(value string) *http.Cookie {
	return &http.Cookie{Name: p.cookieName(), Value: value, Path: "/", Secure: p.o.Secure, HttpOnly: true, SameSite: http.SameSiteLaxMode}
}
