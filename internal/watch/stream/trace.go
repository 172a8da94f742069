package stream

import (
	"context"

	"github.com/nats-io/nats.go"
	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/propagation"
	"go.opentelemetry.io/otel/trace"
)

// A trace follows one piece of work through the stages and from one machine to
// another: what names it stands in the header of its message (W3C Trace
// Context). Where nobody collects traces, all this does nothing.
var tracer = otel.Tracer("github.com/chancery-ledger/chancery/internal/watch/stream")

// inject has what works on a message go on with the trace of the context.
func inject(ctx context.Context, m *nats.Msg) {
	otel.GetTextMapPropagator().Inject(ctx, propagation.HeaderCarrier(m.Header))
}

// spans begins a span for each piece. The context is that of the piece where
// there is one alone; end is told how they went.
func spans(ctx context.Context, stage Stage, some []*Message) (_ context.Context, end func([]error)) {
	started := make([]trace.Span, len(some))
	for i, m := range some {
		of := otel.GetTextMapPropagator().Extract(ctx, propagation.HeaderCarrier(m.raw.Headers()))
		of, started[i] = tracer.Start(of, string(stage), trace.WithSpanKind(trace.SpanKindConsumer),
			trace.WithAttributes(attribute.String("messaging.message.id", m.ID), attribute.Int("chancery.attempt", m.Attempt)))
		if len(some) == 1 {
			ctx = of
		}
	}
	return ctx, func(errs []error) {
		for i, s := range started {
			if i < len(errs) && errs[i] != nil {
				s.SetStatus(codes.Error, errs[i].Error())
			}
			s.End()
		}
	}
}
