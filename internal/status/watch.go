package status

import (
	"context"
	"errors"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/chancery-ledger/chancery/internal/watch/follow"
	"github.com/chancery-ledger/chancery/internal/watch/stream"
)

// Work returns what counts the outcomes of the stages of a watch.
func (s *Status) Work() func(stream.Outcome) {
	done := prometheus.NewCounterVec(prometheus.CounterOpts{
		Name: "chancery_work_total", Help: "Pieces of work that a stage ended: done, to be tried again, or dead.",
	}, []string{"stage", "outcome"})
	took := prometheus.NewHistogramVec(prometheus.HistogramOpts{
		Name: "chancery_work_seconds", Help: "How long a batch of a stage took, in seconds.", Buckets: []float64{.001, .003, .01, .03, .1, .3, 1, 3, 10, 30},
	}, []string{"stage"})
	s.figures.MustRegister(done, took)
	for _, stage := range stream.Stages() { // figures that are there from the start can be watched from the start
		for _, outcome := range []string{"done", "again", "dead"} {
			done.WithLabelValues(string(stage), outcome)
		}
	}
	return func(o stream.Outcome) {
		outcome := "done"
		switch {
		case o.Dead:
			outcome = "dead"
		case errors.Is(o.Err, context.Canceled):
			return // left to others
		case o.Err != nil:
			outcome = "again"
		}
		done.WithLabelValues(string(o.Stage), outcome).Inc()
		took.WithLabelValues(string(o.Stage)).Observe(o.Took.Seconds())
	}
}

// Queues are the backlogs of a stream; a *stream.Stream has them.
type Queues interface {
	Backlogs(ctx context.Context) (map[stream.Stage]stream.Backlog, int64, error)
}

// Stream shows the queues of a stream as they are when somebody asks.
func (s *Status) Stream(q Queues) {
	s.figures.MustRegister(&queues{q,
		prometheus.NewDesc("chancery_queue_messages", "Pieces of work in the queue of a stage, by whether a worker has them.", []string{"stage", "state"}, nil),
		prometheus.NewDesc("chancery_dead_letters", "Pieces of work that failed for good and that nobody has looked at.", nil, nil),
	})
}

type queues struct {
	of          Queues
	depth, dead *prometheus.Desc
}

// Describe names the figures.
func (q *queues) Describe(to chan<- *prometheus.Desc) { to <- q.depth; to <- q.dead }

// Collect asks the stream. A stream that is away has no figures.
func (q *queues) Collect(to chan<- prometheus.Metric) {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	all, dead, err := q.of.Backlogs(ctx)
	if err != nil {
		return
	}
	for stage, b := range all {
		to <- prometheus.MustNewConstMetric(q.depth, prometheus.GaugeValue, float64(b.Waiting), string(stage), "waiting")
		to <- prometheus.MustNewConstMetric(q.depth, prometheus.GaugeValue, float64(b.Working), string(stage), "working")
	}
	to <- prometheus.MustNewConstMetric(q.dead, prometheus.GaugeValue, float64(dead))
}

// Sources shows how each source is that is followed.
func (s *Status) Sources(list func() []follow.Status) {
	s.figures.MustRegister(&sources{list,
		prometheus.NewDesc("chancery_source_health", "1 for the health that a source has; docs/watch.md explains the words.", []string{"source", "health"}, nil),
		prometheus.NewDesc("chancery_source_trouble_seconds", "For how long a source has been in trouble, 0 where it is not.", []string{"source"}, nil),
		prometheus.NewDesc("chancery_source_reports_total", "New reports that a source has listed.", []string{"source"}, nil),
	})
	s.Shows("/sources.json", func() any {
		out := []sourceLine{}
		for _, x := range list() {
			l := sourceLine{Name: x.Source.Name, Health: x.Health, Visited: x.State.Tried, Reports: x.State.Items, Notes: x.State.Notes}
			if t := x.State.Trouble; t != nil {
				l.Cause, l.Detail, l.Since = t.Cause, t.Detail, t.Since
			}
			out = append(out, l)
		}
		return out
	})
}

// sourceLine is a source as /sources.json shows it.
type sourceLine struct {
	Name    string        `json:"name"`
	Health  follow.Health `json:"health"`
	Visited time.Time     `json:"visited,omitzero"`
	Reports int64         `json:"reports"`
	Cause   string        `json:"cause,omitempty"` // of the trouble that it is in
	Detail  string        `json:"detail,omitempty"`
	Since   time.Time     `json:"since,omitzero"`
	Notes   []string      `json:"notes,omitempty"`
}

type sources struct {
	list                     func() []follow.Status
	health, trouble, reports *prometheus.Desc
}

// Describe names the figures.
func (s *sources) Describe(to chan<- *prometheus.Desc) {
	to <- s.health
	to <- s.trouble
	to <- s.reports
}

// Collect asks the follower.
func (s *sources) Collect(to chan<- prometheus.Metric) {
	for _, x := range s.list() {
		if x.Health == follow.Off {
			continue
		}
		name, since := x.Source.Name, 0.0
		if t := x.State.Trouble; t != nil {
			since = time.Since(t.Since).Seconds()
		}
		to <- prometheus.MustNewConstMetric(s.health, prometheus.GaugeValue, 1, name, string(x.Health))
		to <- prometheus.MustNewConstMetric(s.trouble, prometheus.GaugeValue, since, name)
		to <- prometheus.MustNewConstMetric(s.reports, prometheus.CounterValue, float64(x.State.Items), name)
	}
}
