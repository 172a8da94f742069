package cli

import (
	"bytes"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

// TestSourcesVisit visits sources on this machine.
func TestSourcesVisit(t *testing.T) {
	m := http.NewServeMux()
	m.HandleFunc("/robots.txt", http.NotFound)
	m.HandleFunc("/.well-known/", http.NotFound)
	m.HandleFunc("/feed", func(w http.ResponseWriter, r *http.Request) {
		if want := "Chancery/1 (+desk@paper.test)"; r.UserAgent() != want {
			t.Errorf("User-Agent %q, want %q", r.UserAgent(), want)
		}
		fmt.Fprint(w, `<rss version="2.0"><channel><item><link>/1</link><pubDate>Mon, 03 Nov 2025 10:15:00 GMT</pubDate></item></channel></rss>`)
	})
	srv := httptest.NewServer(m)
	defer srv.Close()
	list := filepath.Join(t.TempDir(), "sources.toml")
	if err := os.WriteFile(list, fmt.Appendf(nil, "[[source]]\nname = \"ours\"\nurl = \"%s/feed\"\non = true\n", srv.URL), 0o666); err != nil {
		t.Fatal(err)
	}
	var out, errs bytes.Buffer
	code := Run(&Env{Ctx: t.Context(), In: strings.NewReader(""), Out: &out, Err: &errs, Now: time.Now},
		[]string{"sources", "check", "--visit", "--private", "--contact", "desk@paper.test", "--sources", list})
	if want := regexp.MustCompile(`^well +ours +1 reports, the newest of 2025-11-03\n$`); code != exitOK || !want.MatchString(out.String()) || errs.Len() > 0 {
		t.Errorf("exit code %d, %q, %q", code, out.String(), errs.String())
	}
}
