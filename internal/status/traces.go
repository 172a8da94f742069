package status

import (
	"context"
	"fmt"
	"net/http"
	"os"

	"go.opentelemetry.io/contrib/instrumentation/net/http/otelhttp"
	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/exporters/otlp/otlptrace/otlptracehttp"
	"go.opentelemetry.io/otel/propagation"
	"go.opentelemetry.io/otel/sdk/resource"
	"go.opentelemetry.io/otel/sdk/trace"
)

// Traces has the program send traces to the OpenTelemetry collector that
// OTEL_EXPORTER_OTLP_ENDPOINT names, by OTLP over HTTP; the other variables of
// its specification hold as well. Without one it sends nothing. stop sends what
// is left.
func Traces(ctx context.Context, version string, report func(msg string, args ...any)) (stop func(), err error) {
	if !collected() {
		return func() {}, nil
	}
	sender, err := otlptracehttp.New(ctx)
	if err != nil {
		return nil, fmt.Errorf("traces: %w", err)
	}
	of, err := resource.New(ctx, resource.WithAttributes(attribute.String("service.name", "chancery"), attribute.String("service.version", version)),
		resource.WithTelemetrySDK(), resource.WithFromEnv()) // the environment goes before
	if err != nil {
		return nil, fmt.Errorf("traces: %w", err)
	}
	provider := trace.NewTracerProvider(trace.WithBatcher(sender), trace.WithResource(of))
	otel.SetTracerProvider(provider)
	otel.SetTextMapPropagator(propagation.TraceContext{})
	otel.SetErrorHandler(otel.ErrorHandlerFunc(func(err error) { report("traces", err) }))
	return func() {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), patience)
		defer cancel()
		if err := provider.Shutdown(ctx); err != nil {
			report("traces", err)
		}
	}, nil
}

// collected tells whether a collector of traces is named.
func collected() bool {
	return os.Getenv("OTEL_EXPORTER_OTLP_ENDPOINT") != "" || os.Getenv("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT") != ""
}

// traced has a span for each answer, under the route that answers, where a
// collector is named.
func traced(next http.Handler) http.Handler {
	if !collected() {
		return next
	}
	return otelhttp.NewHandler(next, "answer")
}
