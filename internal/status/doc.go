// Package status tells those who keep a program running how it is: alive,
// ready, and in figures as Prometheus reads them. docs/operations.md explains
// every figure.
package status

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// Status is how one program is. It is safe for concurrent use once it serves.
type Status struct {
	figures *prometheus.Registry
	checks  []check
	mux     *http.ServeMux
	report  func(msg string, args ...any)
	version string
}

// check is what a program needs in order to do its work.
type check struct {
	name string
	do   func(context.Context) error
}

// New returns the status of a program that needs nothing yet. report is told
// why it is not ready, and what fails beneath.
func New(version string, report func(msg string, args ...any)) *Status {
	s := &Status{figures: prometheus.NewRegistry(), mux: http.NewServeMux(), report: report, version: version}
	built := prometheus.NewGauge(prometheus.GaugeOpts{
		Name: "chancery_build_info", Help: "1, with the version of the reader.", ConstLabels: prometheus.Labels{"reader": version},
	})
	built.Set(1)
	s.figures.MustRegister(built, collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	s.mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { line(w, http.StatusOK, "alive") })
	s.mux.HandleFunc("GET /readyz", s.ready)
	s.mux.Handle("GET /metrics", promhttp.HandlerFor(s.figures, promhttp.HandlerOpts{ErrorLog: failing{report}, Registry: s.figures}))
	return s
}

// Needs has the program count as ready only while do succeeds.
func (s *Status) Needs(name string, do func(context.Context) error) {
	s.checks = append(s.checks, check{name, do})
}

// Shows serves a value as JSON, made anew for each who asks.
func (s *Status) Shows(path string, value func() any) {
	s.mux.HandleFunc("GET "+path, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		w.Header().Set("Cache-Control", "no-store")
		if err := json.NewEncoder(w).Encode(value()); err != nil {
			s.report("status: "+path, err)
		}
	})
}

// patience is how long all that is needed may take to answer.
const patience = 3 * time.Second

// ready answers 200, or 503 and what is missing. Why it is missing is for the
// operator alone.
func (s *Status) ready(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithTimeout(r.Context(), patience)
	defer cancel()
	for _, c := range s.checks {
		if err := c.do(ctx); err != nil {
			s.report("not ready: "+c.name, err)
			line(w, http.StatusServiceUnavailable, "not ready: "+c.name)
			return
		}
	}
	line(w, http.StatusOK, "ready")
}

func line(w http.ResponseWriter, status int, text string) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	_, _ = fmt.Fprintln(w, text)
}

// Handler serves /healthz, /readyz, /metrics and what is shown.
func (s *Status) Handler() http.Handler { return s.mux }

// Serve serves the status on an address of its own until it is stopped, and has
// traces sent where a collector is named ([Traces]). The error is of the address;
// on "" nothing is served.
func (s *Status) Serve(ctx context.Context, address string) (stop func(), err error) {
	untrace, err := Traces(ctx, s.version, s.report)
	if err != nil || address == "" {
		return untrace, err
	}
	l, err := net.Listen("tcp", address)
	if err != nil {
		untrace()
		return nil, fmt.Errorf("status: %w", err)
	}
	srv := &http.Server{Handler: s.mux, ReadHeaderTimeout: 5 * time.Second, WriteTimeout: 30 * time.Second, BaseContext: func(net.Listener) context.Context { return ctx }}
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		if err := srv.Serve(l); err != nil && !errors.Is(err, http.ErrServerClosed) {
			s.report("status", err)
		}
	}()
	return func() { _ = srv.Close(); <-ended; untrace() }, nil
}

// failing is the log of what answers for the figures.
type failing struct{ report func(string, ...any) }

func (f failing) Println(v ...any) { f.report("status: figures", v...) }
