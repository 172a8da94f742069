package api

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"net/http"
	"runtime/debug"
	"strconv"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"github.com/chancery-ledger/chancery/internal/account"
	"github.com/chancery-ledger/chancery/internal/ledger"
)

// Bounds of a request, in bytes.
const (
	mostAddress = 4096
	mostBody    = 64 << 10
)

type keyContext struct{}

// keyOf is the key that a request came with.
func keyOf(ctx context.Context) (account.Key, bool) {
	k, ok := ctx.Value(keyContext{}).(account.Key)
	return k, ok
}

// ServeHTTP answers a request under Prefix.
func (a *API) ServeHTTP(out http.ResponseWriter, r *http.Request) {
	w := &writer{ResponseWriter: out, request: r}
	defer a.recovered(w, r)
	h := w.Header()
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Vary", "Accept, Authorization")
	if len(r.URL.RequestURI()) > mostAddress {
		w.problem(http.StatusRequestURITooLong, "")
		return
	}
	key, keyed, ok := a.admit(w, r)
	if !ok {
		return
	}
	if keyed {
		r = r.WithContext(context.WithValue(r.Context(), keyContext{}, key))
	}
	a.negotiate(r)
	if r.Method == http.MethodGet || r.Method == http.MethodHead {
		h.Set("Cache-Control", map[bool]string{true: "private, no-cache", false: "public, no-cache"}[keyed])
		h.Set("ETag", a.etag(r, keyed))
		if matches(r.Header.Get("If-None-Match"), h.Get("ETag")) && a.known(r) {
			w.WriteHeader(http.StatusNotModified)
			return
		}
	}
	r.Body = http.MaxBytesReader(w, r.Body, mostBody)
	a.mux.ServeHTTP(w, r)
}

// recovered answers where a route has failed, and tells the operator why.
func (a *API) recovered(w *writer, r *http.Request) {
	p := recover()
	if p == nil {
		return
	}
	if p == http.ErrAbortHandler {
		panic(p)
	}
	a.o.Report("api failed", "path", r.URL.Path, "panic", p, "stack", string(debug.Stack()))
	if !w.began {
		w.problem(http.StatusInternalServerError, "")
	}
}

// admit reads the key of a request and counts the request against its rate. ok
// is false where it was refused and has been answered.
func (a *API) admit(w *writer, r *http.Request) (k account.Key, keyed, ok bool) {
	k, keyed, err := a.key(r)
	switch {
	case err == nil:
		return k, keyed, a.allow(w, r, k, keyed)
	case !errors.Is(err, account.ErrNoKey):
		a.o.Report("reading keys", "error", err)
		w.problem(http.StatusServiceUnavailable, "keys cannot be read")
	case a.allow(w, r, account.Key{}, false): // who guesses keys is slowed down
		w.Header().Set("WWW-Authenticate", `Bearer realm="chancery"`)
		w.problem(http.StatusUnauthorized, "this key is not known, or was revoked")
	}
	return k, false, false
}

// key reads the key of a request, where it has one.
func (a *API) key(r *http.Request) (k account.Key, keyed bool, err error) {
	header := r.Header.Get("Authorization")
	if header == "" {
		return k, false, nil
	}
	scheme, token, _ := strings.Cut(header, " ")
	if a.o.Keys == nil || !strings.EqualFold(scheme, "Bearer") {
		return k, false, account.ErrNoKey
	}
	k, err = a.o.Keys.Key(r.Context(), strings.TrimSpace(token))
	return k, err == nil, err
}

// allow counts a request against the rate of its key or of where it comes from,
// and refuses it where that is used up.
func (a *API) allow(w *writer, r *http.Request, k account.Key, keyed bool) bool {
	who := "client " + a.o.Client(r)
	if keyed {
		who = fmt.Sprint("key ", k.ID)
	}
	wait, ok := a.limits.take(who, keyed)
	if !ok {
		w.Header().Set("Retry-After", strconv.Itoa(int(math.Ceil(wait.Seconds()))))
		w.problem(http.StatusTooManyRequests, "slow down, or ask for a key")
	}
	return ok
}

// negotiate lets ?format= stand for the Accept header.
func (a *API) negotiate(r *http.Request) {
	if t := map[string]string{"csv": typeCSV, "jsonl": typeJSONL, "json": typeJSON}[r.URL.Query().Get("format")]; t != "" {
		r.Header.Set("Accept", t)
	}
	if !a.table(r) {
		r.Header.Set("Accept", typeJSON)
	}
}

// table tells whether a request is for a route that sends tables.
func (a *API) table(r *http.Request) bool {
	_, pattern := a.mux.Handler(r)
	for _, x := range a.routes {
		if x.table && pattern == x.method+" "+Prefix+x.path {
			return true
		}
	}
	return false
}

// known tells whether there is a route for a request at all.
func (a *API) known(r *http.Request) bool {
	_, pattern := a.mux.Handler(r)
	return pattern != ""
}

// etag names an answer before it is made: it goes by the ledger, the day, the
// program and the address alone.
func (a *API) etag(r *http.Request, keyed bool) string {
	sum := sha256.Sum256(fmt.Appendf(nil, "%s\n%d\n%s\n%s\n%s\n%v", a.o.Version, a.desk.Number(), a.today(), r.URL.RequestURI(), r.Header.Get("Accept"), keyed))
	return `W/"` + hex.EncodeToString(sum[:12]) + `"`
}

// matches tells whether a list of ETags has one, by weak comparison (RFC 9110,
// 8.8.3.2).
func matches(list, etag string) bool {
	for tag := range strings.SplitSeq(list, ",") {
		if tag = strings.TrimSpace(tag); tag == "*" || strings.TrimPrefix(tag, "W/") == strings.TrimPrefix(etag, "W/") {
			return true
		}
	}
	return false
}

// failure turns an error of the ledger into one of HTTP. What it does not know
// is our fault, and not told to strangers.
func (a *API) failure(err error) error {
	var status huma.StatusError
	switch {
	case err == nil:
		return nil
	case errors.As(err, &status):
		return err
	case errors.Is(err, ledger.ErrUnknown):
		return huma.Error404NotFound(err.Error())
	case errors.Is(err, ledger.ErrRefused):
		return huma.Error409Conflict(err.Error())
	case errors.Is(err, account.ErrRole):
		return huma.Error403Forbidden(err.Error())
	case errors.Is(err, context.Canceled):
		return huma.NewError(499, "the client went away")
	}
	a.o.Report("api failed", "error", err)
	return huma.Error500InternalServerError("the ledger cannot be read")
}

// writer makes every error a problem (RFC 9457), also those of net/http, and
// takes from it what belongs to answers.
type writer struct {
	http.ResponseWriter
	request *http.Request
	began   bool
	muted   bool // a problem was written in the place of the body
}

// Unwrap is for http.ResponseController.
func (w *writer) Unwrap() http.ResponseWriter { return w.ResponseWriter }

// WriteHeader implements http.ResponseWriter.
func (w *writer) WriteHeader(status int) {
	if w.began {
		return
	}
	if status >= 400 {
		switch t := w.Header().Get("Content-Type"); {
		case strings.HasPrefix(t, typeCSV), strings.HasPrefix(t, typeJSONL):
			w.Header().Set("Content-Type", "application/problem+json")
		case !strings.HasPrefix(t, "application/problem+json"):
			w.problem(status, "")
			return
		}
		w.bare()
	}
	w.began = true
	w.ResponseWriter.WriteHeader(status)
}

// Write implements http.ResponseWriter.
func (w *writer) Write(b []byte) (int, error) {
	if !w.began {
		w.WriteHeader(http.StatusOK)
	}
	if w.muted {
		return len(b), nil
	}
	return w.ResponseWriter.Write(b)
}

func (w *writer) bare() {
	w.Header().Del("ETag")
	w.Header().Set("Cache-Control", "no-store")
}

// problem writes an error as a problem; what follows is not written.
func (w *writer) problem(status int, detail string) {
	w.bare()
	w.Header().Del("Content-Length")
	w.Header().Set("Content-Type", "application/problem+json")
	w.began, w.muted = true, true
	w.ResponseWriter.WriteHeader(status)
	body, err := json.Marshal(huma.ErrorModel{Title: http.StatusText(status), Status: status, Detail: detail})
	if err == nil && w.request.Method != http.MethodHead {
		_, _ = w.ResponseWriter.Write(append(body, '\n'))
	}
}
