package status

import (
	"bytes"
	"io"
	"net/http"
	"net/http/httptest"
	"testing"

	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/trace/noop"
)

// TestTraces has a collector of its own, and looks for what was answered in
// what reaches it.
func TestTraces(t *testing.T) {
	got := make(chan []byte, 4)
	collector := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		b, err := io.ReadAll(r.Body)
		if err != nil || r.URL.Path != "/v1/traces" {
			t.Errorf("%s: %v", r.URL, err)
		}
		got <- b
	}))
	defer collector.Close()
	t.Setenv("OTEL_EXPORTER_OTLP_ENDPOINT", collector.URL)
	t.Setenv("OTEL_RESOURCE_ATTRIBUTES", "deployment.environment.name=harbour")
	t.Cleanup(func() { otel.SetTracerProvider(noop.NewTracerProvider()) })
	s := full(t)
	stop, err := s.Serve(t.Context(), "")
	if err != nil {
		t.Fatal(err)
	}
	pages := http.NewServeMux()
	pages.HandleFunc("GET /country/{name}", func(http.ResponseWriter, *http.Request) {})
	ask(t, s.Serving(pages), "/country/peru")
	stop()
	select {
	case b := <-got:
		for _, want := range []string{"chancery", "harbour", "/country/{name}"} {
			if !bytes.Contains(b, []byte(want)) {
				t.Errorf("the traces lack %q: %q", want, b)
			}
		}
	default:
		t.Error("nothing was sent")
	}
}
