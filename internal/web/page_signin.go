package web

import (
	"cmp"
	"errors"
	"math"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"github.com/chancery-ledger/chancery/internal/account"
)

// signInForm is the page on which somebody signs in.
type signInForm struct {
	formPart
	Next     string // where to go afterwards
	Name     string
	HouseURL string // where the people of a house prove their names
}

func signInPage(v *visit) (view, error) {
	next := cmp.Or(v.r.PostForm.Get("next"), v.form.Get("next"))
	if v.in {
		return view{}, redirect{v.afterSignIn(v.session.Account, next)}
	}
	p := signInForm{formPart: v.formPart(), Next: next, Name: v.field("name", 64)}
	if v.office.House != nil {
		p.HouseURL = address(v.lang, housePath, url.Values{"next": {cmp.Or(next, v.afterSignIn(account.Account{Role: account.Reviewer}, ""))}})
	}
	return view{page: "sign-in", title: v.say("signin.title"), data: p, private: true}, nil
}

// afterSignIn is where to go: the page that asked for it, or the desk.
func (v *visit) afterSignIn(who account.Account, next string) string {
	if next != "" {
		return account.LocalPath(next)
	}
	if who.Role.May(account.Reviewer) {
		return address(v.lang, "/review", nil)
	}
	return address(v.lang, "/", nil)
}

func signIn(v *visit) (string, error) {
	s, err := v.office.gate.SignIn(v.w, v.r)
	var locked *account.LockedError
	switch {
	case errors.As(err, &locked):
		wait := locked.Until.Sub(v.site.now())
		v.w.Header().Set("Retry-After", strconv.Itoa(int(math.Ceil(max(wait, time.Second).Seconds()))))
		return "", problem{http.StatusTooManyRequests, v.say("signin.locked", "minutes", int(math.Ceil(wait.Minutes())))}
	case errors.Is(err, account.ErrSignIn):
		return "", problem{http.StatusForbidden, v.say("signin.wrong")}
	case err != nil:
		return "", err
	}
	return v.afterSignIn(s.Account, v.r.PostForm.Get("next")), nil
}

func signOut(v *visit) (string, error) {
	return address(v.lang, "/", nil), v.office.gate.SignOut(v.w, v.r)
}

// The addresses at which people leave to prove their names, and come back to.
const (
	housePath = "/sign-in/house"
	fromPath  = "/sign-in/house/done"
)

// HouseDone is the path of [Office] to which the house sends people back.
const HouseDone = fromPath

func toHouse(v *visit) (view, error) {
	if v.office.House == nil {
		return view{}, notFound("error.404", v.path)
	}
	return view{}, redirect{v.office.House.Begin(v.w, account.LocalPath(v.form.Get("next")))}
}

func fromHouse(v *visit) (view, error) {
	if v.office.House == nil {
		return view{}, notFound("error.404", v.path)
	}
	name, next, err := v.office.House.End(v.w, v.r)
	if err != nil {
		v.site.report("sign-in by the house", "error", err)
		return view{}, failure{http.StatusForbidden, "signin.house.failed", ""}
	}
	s, err := v.office.gate.SignInAs(v.w, v.r, name)
	if errors.Is(err, account.ErrSignIn) {
		return view{}, failure{http.StatusForbidden, "signin.house.nobody", name}
	}
	if err != nil {
		return view{}, err
	}
	return view{}, redirect{v.afterSignIn(s.Account, next)}
}

// refuse tells on a page that a form is not taken.
func (s *site) refuse(w http.ResponseWriter, r *http.Request, status int, why account.Refusal) {
	s.sendError(w, r, failure{status, map[account.Refusal]string{
		account.CrossSite: "error.cross-site", account.Unreadable: "error.form", account.TooOld: "error.old",
	}[why], ""})
}
