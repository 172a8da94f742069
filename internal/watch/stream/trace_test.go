package stream

import (
	"context"
	"errors"
	"testing"

	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/propagation"
	"go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/sdk/trace/tracetest"
	"go.opentelemetry.io/otel/trace/noop"
)

// TestTrace follows one piece from stage to stage.
func TestTrace(t *testing.T) {
	spans := tracetest.NewSpanRecorder()
	otel.SetTracerProvider(trace.NewTracerProvider(trace.WithSpanProcessor(spans)))
	otel.SetTextMapPropagator(propagation.TraceContext{})
	t.Cleanup(func() {
		otel.SetTracerProvider(noop.NewTracerProvider())
		otel.SetTextMapPropagator(propagation.NewCompositeTextMapPropagator())
	})
	s := open(t, t.TempDir())
	defer s.Close()
	ctx, stop := context.WithCancel(t.Context())
	if _, err := s.Put(ctx, Read, "page", "text"); err != nil {
		t.Fatal(err)
	}
	read := func(ctx context.Context, some []*Message) []error {
		_, err := s.Put(ctx, File, some[0].ID, "reading")
		return []error{err}
	}
	file := func(context.Context, []*Message) []error { defer stop(); return []error{Final(errors.New("refused"))} }
	working := make(chan error)
	go func() { working <- s.Work(ctx, Read, 1, 1, read, nil) }()
	if err := s.Work(ctx, File, 1, 8, file, nil); err != nil {
		t.Error(err)
	}
	if err := <-working; err != nil {
		t.Error(err)
	}
	ended := spans.Ended()
	if len(ended) != 2 || ended[0].Name() != "read" || ended[1].Name() != "file" {
		t.Fatalf("%d spans", len(ended))
	}
	if a, b := ended[0], ended[1]; a.SpanContext().TraceID() != b.SpanContext().TraceID() || b.Parent().SpanID() != a.SpanContext().SpanID() {
		t.Error("the two stages are not one trace")
	}
	if got := ended[1].Status(); got.Code != codes.Error || got.Description != "refused" {
		t.Errorf("the second ended with %v", got)
	}
}
