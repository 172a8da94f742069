package web

import (
	"net/http"
	"strings"
	"testing"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/baseline"
)

// Every state has its flag, which is not shown for a day on which it may have
// been another.
func TestFlags(t *testing.T) {
	h, _ := newHandler(t)
	body := get(t, h, "/country/mexico").Body.String()
	at := strings.Index(body, `class="flag" src="`)
	if at < 0 {
		t.Fatal("Mexico has no flag")
	}
	src, _, _ := strings.Cut(body[at+len(`class="flag" src="`):], `"`)
	if w := get(t, h, src); w.Code != http.StatusOK || w.Header().Get("Content-Type") != "image/svg+xml" {
		t.Errorf("%s: %d, %s", src, w.Code, w.Header().Get("Content-Type"))
	}
	if body := get(t, h, "/country/mexico?on=1960-01-01").Body.String(); strings.Contains(body, `class="flag"`) {
		t.Error("a flag of today is shown for 1960")
	}
	a, err := loadAssets(nil)
	if err != nil {
		t.Fatal(err)
	}
	s := &site{assets: a}
	for _, x := range baseline.Open().States() {
		if (&ask{site: s, on: chancery.Date(2025, 11, 5)}).flagOf(x.Code, x.ISO2) == "" {
			t.Errorf("%s has no flag", x.Code)
		}
	}
}
