package web

import (
	"context"
	"errors"
	"iter"
	"net/http"
	"net/url"
	"strings"
	"sync"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/account"
	"github.com/chancery-ledger/chancery/internal/poll"
	"github.com/chancery-ledger/chancery/internal/review"
)

// Office is what the pages need, beside the ledger that they show, to take what
// people send: decisions of reviewers and forecasts of readers. All but Client
// must be set.
type Office struct {
	Accounts *account.Store
	Polls    *poll.Store
	Ledger   Ledger
	Secure   bool                       // the pages are reached by https
	Client   func(*http.Request) string // where a request comes from; nil is account.Client
	House    House                      // proves names in another way than by a password; nil is none
}

// House is where the people of a house prove their names; an *oidc.Provider is
// one.
type House interface {
	Begin(w http.ResponseWriter, next string) (address string)
	End(w http.ResponseWriter, r *http.Request) (name, next string, err error)
}

// Ledger is where decisions go and where their history is read. A *desk.Desk is
// one.
type Ledger interface {
	review.Ledger
	Entries(ctx context.Context, after int64) iter.Seq2[chancery.Entry, error]
	Opinions(ctx context.Context) iter.Seq2[chancery.Entry, error]
	// Refresh takes in what was filed, so that who decides sees what came of it.
	Refresh(ctx context.Context) error
}

// office answers under the addresses of people who sign in and of polls. What it
// sends is for one person and is never kept.
type office struct {
	Office
	site *site
	gate *account.Gate

	queue queue
	asked current
}

func newOffice(s *site, o Office) *office {
	if o.Client == nil {
		o.Client = account.Client
	}
	return &office{Office: o, site: s, gate: &account.Gate{Store: o.Accounts, Secure: o.Secure, Client: o.Client, Refuse: s.refuse}}
}

// window is where something is shown, taken in, or both.
type window struct {
	need account.Role // "" is anybody
	get  func(*visit) (view, error)
	post func(*visit) (to string, err error)
	open bool // what is posted comes from readers, who have no session
}

// visit is a request at a window.
type visit struct {
	*ask
	office   *office
	w        http.ResponseWriter
	r        *http.Request
	argument string
	session  account.Session
	in       bool   // somebody has signed in
	problem  string // why what was posted was not taken
}

// problem is what somebody has to put right. The page is shown again with it.
type problem struct {
	status int
	text   string
}

func (p problem) Error() string { return p.text }

// windows are the addresses that do not take an argument.
var windows = map[string]window{
	"/sign-in":   {get: signInPage, post: signIn},
	"/sign-out":  {post: signOut},
	housePath:    {get: toHouse},
	fromPath:     {get: fromHouse},
	"/review":    {need: account.Reviewer, get: reviewQueue},
	"/polls":     {get: pollList},
	"/polls/new": {need: account.Editor, get: pollForm, post: openPoll},
}

// window finds who answers for a path.
func (o *office) window(path string) (found window, argument string, ok bool) {
	if found, ok = windows[path]; ok {
		return found, "", true
	}
	for prefix, x := range map[string]window{
		"/review/claim/": {need: account.Reviewer, get: reviewClaim, post: decide},
		"/review/event/": {need: account.Reviewer, get: reviewEvent},
		"/review/entry/": {need: account.Reviewer, get: reviewEntry, post: undo},
		"/polls/":        {get: pollPage, post: vote, open: true},
	} {
		if argument, ok = strings.CutPrefix(path, prefix); ok && argument != "" {
			if id, settles := strings.CutSuffix(argument, "/settle"); settles && x.open {
				return window{need: account.Editor, get: pollPage, post: settle}, id, true
			}
			return x, argument, true
		}
	}
	return window{}, "", false
}

// before answers what is asked at a window and leaves the rest to next.
func (o *office) before(next http.Handler) http.Handler {
	return o.gate.Load(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		a, err := o.site.newAsk(r)
		at, argument, ok := o.window(a.path)
		if !ok {
			next.ServeHTTP(w, r)
			return
		}
		w.Header().Set("Cache-Control", "private, no-store")
		if err != nil {
			o.site.sendError(w, r, err)
			return
		}
		v := &visit{ask: a, office: o, w: w, r: r, argument: argument}
		if v.session, v.in = account.From(r.Context()); v.in {
			a.signed = o.signedIn(w, r, a.lang)
		}
		o.answer(v, at)
	}))
}

func (o *office) answer(v *visit, at window) {
	reads := v.r.Method == http.MethodGet || v.r.Method == http.MethodHead
	switch {
	case v.ending != "" && v.ending != twinEnding:
		o.fail(v, notFound("error.404", v.path)) // the pages of an office have no other forms
	case reads && at.get == nil, !reads && (at.post == nil || v.r.Method != http.MethodPost || v.twin):
		v.w.Header().Set("Allow", strings.Join(at.methods(), ", "))
		o.fail(v, failure{http.StatusMethodNotAllowed, "error.method", v.r.Method})
	case at.need != "" && !v.in && reads:
		http.Redirect(v.w, v.r, address(v.lang, "/sign-in", url.Values{"next": {v.r.URL.RequestURI()}}), http.StatusSeeOther)
	case at.need != "" && !v.in:
		o.fail(v, failure{http.StatusForbidden, "error.signed-out", ""})
	case at.need != "" && !v.session.Account.Role.May(at.need):
		o.fail(v, failure{http.StatusForbidden, "error.role", v.say("role." + string(at.need))})
	case reads:
		o.show(v, at, http.StatusOK)
	case at.open:
		o.guardVote(v, func() { o.take(v, at) })
	default:
		o.gate.Protect(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { o.take(v, at) })).ServeHTTP(v.w, v.r)
	}
}

func (x window) methods() (out []string) {
	if x.get != nil {
		out = append(out, http.MethodGet, http.MethodHead)
	}
	if x.post != nil {
		out = append(out, http.MethodPost)
	}
	return out
}

// take does what a form asks for and sends the browser on, or shows the page
// again with what has to be put right.
func (o *office) take(v *visit, at window) {
	to, err := at.post(v)
	var p problem
	switch {
	case err == nil:
		http.Redirect(v.w, v.r, to, http.StatusSeeOther)
	case errors.As(err, &p):
		v.problem = p.text
		o.show(v, at, p.status)
	default:
		o.fail(v, err)
	}
}

// show sends the page of a window.
func (o *office) show(v *visit, at window, status int) {
	page, err := at.get(v)
	if err == nil && v.twin && page.twin == nil {
		err = notFound("error.404", v.path)
	}
	if err != nil {
		o.fail(v, err)
		return
	}
	page.private = page.private || status != http.StatusOK
	got, err := o.site.make(v.ask, page)
	if err != nil {
		o.fail(v, err)
		return
	}
	got.status = status
	send(v.w, v.r, got)
}

// fail tells why there is no page, or sends the browser where there is one.
func (o *office) fail(v *visit, err error) {
	var elsewhere redirect
	if errors.As(err, &elsewhere) {
		http.Redirect(v.w, v.r, elsewhere.to, http.StatusSeeOther)
		return
	}
	o.site.sendError(v.w, v.r, err)
}

// signedIn tells the frame of a page who is signed in; nil for the public.
func (o *office) signedIn(w http.ResponseWriter, r *http.Request, lang Lang) *signed {
	s, ok := account.From(r.Context())
	if !ok {
		return nil
	}
	x := &signed{Name: s.Account.Name, Role: string(s.Account.Role), URL: address(lang, "/", nil), OutURL: address(lang, "/sign-out", nil), Token: o.gate.Form(w, r)}
	if s.Account.Role.May(account.Reviewer) {
		x.URL = address(lang, "/review", nil)
	}
	return x
}

// may tells whether who asks has signed in with a role.
func (a *ask) may(need account.Role) bool {
	return a.signed != nil && account.Role(a.signed.Role).May(need)
}

// deskLinks are the addresses in the frame of a page that lead to an office.
type deskLinks struct{ Polls, History, SignIn string }

func (a *ask) deskLinks() deskLinks {
	if a.site.office == nil {
		return deskLinks{}
	}
	l := deskLinks{Polls: address(a.lang, "/polls", nil), History: address(a.lang, "/history", nil), SignIn: address(a.lang, "/sign-in", nil)}
	if a.signed != nil {
		l.SignIn = ""
	}
	return l
}

// formPart is what every page with a form has.
type formPart struct {
	Token   string // against forgery
	Problem string
}

func (v *visit) formPart() formPart {
	return formPart{Token: v.office.gate.Form(v.w, v.r), Problem: v.problem}
}

// field reads a short text of a form that was posted, on one line.
func (v *visit) field(name string, most int) string {
	s := strings.Join(strings.Fields(strings.ToValidUTF8(v.r.PostForm.Get(name), "")), " ")
	if r := []rune(s); len(r) > most {
		s = string(r[:most])
	}
	return s
}

// queue keeps what most needs a look, for one state of the ledger.
type queue struct {
	mu     sync.Mutex
	number int64
	items  []review.Item
}
