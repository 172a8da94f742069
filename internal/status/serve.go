package status

import (
	"net/http"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// Serving counts the answers of a server of pages and how long they took, and
// traces them where a collector is named.
func (s *Status) Serving(next http.Handler) http.Handler {
	answers := prometheus.NewCounterVec(prometheus.CounterOpts{Name: "chancery_http_answers_total", Help: "Answers by their code."}, []string{"code", "method"})
	took := prometheus.NewHistogramVec(prometheus.HistogramOpts{
		Name: "chancery_http_seconds", Help: "How long an answer took, in seconds.", Buckets: []float64{.001, .003, .01, .03, .1, .3, 1, 3, 10},
	}, nil)
	under := prometheus.NewGauge(prometheus.GaugeOpts{Name: "chancery_http_in_flight", Help: "Readers who are being answered."})
	s.figures.MustRegister(answers, took, under)
	return promhttp.InstrumentHandlerInFlight(under, promhttp.InstrumentHandlerDuration(took, promhttp.InstrumentHandlerCounter(answers, traced(next))))
}

// Ledger shows the number of the last entry that a server answers from.
func (s *Status) Ledger(number func() int64) {
	s.figures.MustRegister(prometheus.NewGaugeFunc(prometheus.GaugeOpts{
		Name: "chancery_ledger_entry", Help: "Number of the last entry of the ledger that is answered from.",
	}, func() float64 { return float64(number()) }))
}
