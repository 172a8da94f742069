package web

import (
	"net/http"
	"runtime/debug"
)

// policy allows what the pages use and nothing else: no script or style but
// their own files, no frame, no third party.
const policy = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// secure sets the headers that every answer carries.
func secure(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "same-origin")
		h.Set("X-Frame-Options", "DENY")
		h.Set("Permissions-Policy", "geolocation=(), camera=(), microphone=(), interest-cohort=()")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		next.ServeHTTP(w, r)
	})
}

// mostBody is how much a reader may send: no page of this package takes a body.
const mostBody = 64 << 10

// bounded refuses long addresses and bodies.
func (s *site) bounded(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if len(r.URL.RequestURI()) > 4096 {
			s.sendError(w, r, failure{http.StatusRequestURITooLong, "error.414", ""})
			return
		}
		r.Body = http.MaxBytesReader(w, r.Body, mostBody)
		next.ServeHTTP(w, r)
	})
}

// recovered tells a reader that a page failed, and the operator why.
func (s *site) recovered(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			p := recover()
			if p == nil {
				return
			}
			if p == http.ErrAbortHandler {
				panic(p)
			}
			s.report("page failed", "path", r.URL.Path, "panic", p, "stack", string(debug.Stack()))
			s.sendError(w, r, failure{http.StatusInternalServerError, "error.500", ""})
		}()
		next.ServeHTTP(w, r)
	})
}
