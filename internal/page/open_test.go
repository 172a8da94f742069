package page_test

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chancery-ledger/chancery/internal/page"
)

// openAll opens an argument and lists what comes: titles, and kinds of errors.
func openAll(arg, stdin string, opts page.Options) []string {
	var out []string
	for r, err := range page.Open(context.Background(), arg, strings.NewReader(stdin), opts) {
		if err != nil {
			out = append(out, "error "+string(page.KindOf(err))+" "+err.Error())
		} else {
			out = append(out, r.Title+" < "+r.Source)
		}
	}
	return out
}

func TestOpenFolder(t *testing.T) {
	dir := t.TempDir()
	for name, content := range map[string]string{
		"b.html":     newsPage,
		"a.txt":      "Peru breaks ties with Ruritania\n\nThe government of Peru broke off its ties with Ruritania on Monday.",
		"c/d.jsonl":  `{"title":"One"}` + "\n" + `{"title":"Two"}`,
		"c/bad.bin":  "\x00\x01\x02",
		".hidden":    "not to be read",
		".git/x.txt": "not to be read",
	} {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got := openAll(dir, "", page.Options{})
	for i := range got {
		got[i], _, _ = strings.Cut(strings.ReplaceAll(got[i], dir+"/", ""), ": ")
	}
	want := []string{
		"Peru breaks ties with Ruritania < a.txt",
		"Ruritania closes its embassy in Lima < b.html",
		"error binary c/bad.bin",
		"One < c/d.jsonl, line 1",
		"Two < c/d.jsonl, line 2",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if got := openAll(t.TempDir(), "", page.Options{}); len(got) != 1 || !strings.HasPrefix(got[0], "error empty") {
		t.Errorf("empty folder: %q", got)
	}
	if got := openAll(filepath.Join(dir, "none"), "", page.Options{}); len(got) != 1 || !strings.HasPrefix(got[0], "error unreachable") || strings.Count(got[0], "none") != 1 {
		t.Errorf("no such file: %q", got)
	}
}

func TestOpenStdin(t *testing.T) {
	got := openAll("-", shortPage, page.Options{})
	if want := []string{"Perú rompe relaciones con Ruritania < standard input"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

// site is a server with a page at several addresses and traps.
func site(t *testing.T) *httptest.Server {
	t.Helper()
	mux := http.NewServeMux()
	mux.HandleFunc("/page", func(w http.ResponseWriter, r *http.Request) {
		if !strings.HasPrefix(r.UserAgent(), "Chancery/") {
			http.Error(w, "who are you?", http.StatusForbidden)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=iso-8859-1")
		_, _ = io.WriteString(w, strings.Replace(strings.ReplaceAll(shortPage, "ú", "\xfa"), "ó", "\xf3", -1))
	})
	mux.HandleFunc("/moved", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/page", http.StatusFound) })
	mux.HandleFunc("/loop", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/loop", http.StatusFound) })
	mux.HandleFunc("/file", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "file:///etc/hostname", http.StatusFound)
	})
	mux.HandleFunc("/big", func(w http.ResponseWriter, _ *http.Request) {
		for range 100 {
			_, _ = fmt.Fprint(w, strings.Repeat("<p>all is calm</p>", 1000))
		}
	})
	mux.HandleFunc("/cut", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Length", "1000")
		_, _ = io.WriteString(w, "<html>")
	})
	mux.HandleFunc("/slow", func(_ http.ResponseWriter, r *http.Request) {
		select {
		case <-r.Context().Done():
		case <-time.After(10 * time.Second):
		}
	})
	s := httptest.NewServer(mux)
	t.Cleanup(s.Close)
	return s
}

func TestFetch(t *testing.T) {
	s := site(t)
	f := page.NewFetcher()
	f.Limit, f.Timeout = 100_000, 2*time.Second
	for path, want := range map[string]string{
		"/page":  "Perú rompe relaciones con Ruritania < ",
		"/moved": "Perú rompe relaciones con Ruritania < ",
		"/none":  "error unreachable ",
		"/loop":  "error refused ",
		"/file":  "error refused ",
		"/big":   "error too large ",
		"/cut":   "error truncated ",
		"/slow":  "error unreachable ",
	} {
		got := openAll(s.URL+path, "", page.Options{Fetcher: f})
		if len(got) != 1 || !strings.HasPrefix(got[0], want+s.URL+path) {
			t.Errorf("%s: %q, want %q", path, got, want)
		}
	}
	for r, err := range page.Open(context.Background(), s.URL+"/moved", nil, page.Options{Fetcher: f}) {
		if err != nil || r.URL != s.URL+"/page" || !strings.Contains(r.Text, "señaló") && !strings.Contains(r.Text, "anunció") {
			t.Errorf("after a redirect: URL %q, error %v, text %q", r.URL, err, r.Text)
		}
	}
}

// TestPublicOnly keeps a fetcher from a server of the same machine, by number,
// by name and by redirect.
func TestPublicOnly(t *testing.T) {
	s := site(t)
	f := page.NewFetcher(page.PublicOnly())
	for _, address := range []string{
		s.URL + "/page", strings.Replace(s.URL, "127.0.0.1", "localhost", 1) + "/page",
		strings.Replace(s.URL, "127.0.0.1", "[::ffff:127.0.0.1]", 1) + "/page", "http://169.254.169.254/latest/meta-data/", "http://10.0.0.1/", "http://[::1]/", "http://0.0.0.0/",
	} {
		_, err := f.Fetch(context.Background(), address)
		if page.KindOf(err) != page.Refused {
			t.Errorf("%s: error %v, want refused", address, err)
		}
	}
	for _, address := range []string{"ftp://example.com/", "http://user:secret@example.com/", "http://", "file:///etc/passwd", "http://[", "javascript:alert(1)"} {
		if _, err := page.NewFetcher().Fetch(context.Background(), address); page.KindOf(err) != page.Refused {
			t.Errorf("%s: error %v, want refused", address, err)
		}
	}
}
