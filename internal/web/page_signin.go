package web

import (
	"cmp"
	"errors"
	"math"
	"net/http"
	"strconv"
	"time"

	"github.com/chancery-ledger/chancery/internal/account"
)

// signInForm is the page on which somebody signs in.
type signInForm struct {
	formPart
	Next string // where to go afterwards
	Name string
}

func signInPage(v *visit) (view, error) {
	next := cmp.Or(v.r.PostForm.Get("next"), v.form.Get("next"))
	if v.in {
		return view{}, redirect{v.afterSignIn(v.session.Account, next)}
	}
	p := signInForm{formPart: v.formPart(), Next: next, Name: v.field("name", 64)}
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
