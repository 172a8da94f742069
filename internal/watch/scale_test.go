package watch

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"fmt"
	"html"
	"net"
	"net/http"
	"os"
	"runtime"
	"runtime/debug"
	"runtime/pprof"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/pprof/profile"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/sharedtest"
	"github.com/chancery-ledger/chancery/internal/watch/fetch"
	"github.com/chancery-ledger/chancery/internal/watch/source"
	"github.com/chancery-ledger/chancery/internal/watch/stream"
	"github.com/chancery-ledger/chancery/text"
)

// TestDay takes articles from a server on this machine through fetching,
// reading and filing, and tells how many a second, what each stage took of the
// processors, and the memory over time. GDELT's day has about 150,000:
//
//	CHANCERY_DAY=150000 go test -timeout 2h -v -run Day ./internal/watch
func TestDay(t *testing.T) {
	articles := 300
	if n, err := strconv.Atoi(os.Getenv("CHANCERY_DAY")); err == nil {
		articles = n
	}
	address := kiosk(t)
	f := fetch.New(fetch.Options{Private: true, Delay: time.Millisecond})
	defer f.Close()
	var filed, dead, again atomic.Int64
	line := newLine(t, f)
	line.Reads = runtime.GOMAXPROCS(0)
	line.Told = func(o stream.Outcome) {
		switch {
		case o.Dead:
			dead.Add(1)
			t.Logf("%s %s: %v", o.Stage, o.ID, o.Err)
		case o.Err != nil:
			again.Add(1)
		case o.Stage == stream.File:
			filed.Add(1)
		}
	}
	debug.FreeOSMemory()
	var cpu bytes.Buffer
	if err := pprof.StartCPUProfile(&cpu); err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	start := time.Now()
	var working sync.WaitGroup
	working.Go(func() {
		if err := line.Run(ctx); err != nil {
			t.Error(err)
		}
	})
	working.Go(func() {
		for n := range articles {
			if err := line.Deliver(ctx, []source.Item{{ID: fmt.Sprint("article ", n), URL: address(n)}}); err != nil {
				t.Error(err)
				return
			}
		}
	})
	memory := []string{}
	next := int64(0)
	for filed.Load()+dead.Load() < int64(articles) {
		if got := filed.Load(); got >= next {
			memory = append(memory, fmt.Sprintf("%d: %d MB", got, resident(t)>>20))
			next += int64(max(articles/10, 1))
		}
		time.Sleep(50 * time.Millisecond)
		if t.Failed() {
			break
		}
	}
	took := time.Since(start)
	stop()
	working.Wait()
	pprof.StopCPUProfile()
	t.Logf("%d articles in %v: %.0f a second on %d processors; %d failed for good, %d attempts were repeated",
		filed.Load(), took.Round(time.Second), float64(filed.Load())/took.Seconds(), runtime.GOMAXPROCS(0), dead.Load(), again.Load())
	t.Logf("processor time: %s", split(t, &cpu))
	t.Logf("memory when so many were filed: %s", strings.Join(memory, ", "))
	if dead.Load() > 0 {
		t.Errorf("%d of %d articles are lost", dead.Load(), articles)
	}
}

// kiosk serves articles from some hundred hosts, no two alike. It returns the
// address of each.
func kiosk(t *testing.T) func(int) string {
	t.Helper()
	var texts []chancery.Report
	for _, file := range []string{"feeds-2022-2023.jsonl.gz", "articles-en.jsonl.gz", "articles-es.jsonl.gz"} {
		texts = append(texts, some(t, file)...)
	}
	l, err := net.Listen("tcp", "0.0.0.0:0")
	if err != nil {
		t.Fatal(err)
	}
	_, port, _ := net.SplitHostPort(l.Addr().String())
	srv := &http.Server{ReadHeaderTimeout: 5 * time.Second, Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		n, err := strconv.Atoi(strings.TrimPrefix(r.URL.Path, "/article/"))
		if err != nil {
			http.NotFound(w, r)
			return
		}
		a := texts[n*7919%len(texts)] // in no order of the files
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprintf(w, `<html lang="%s"><head><title>%s</title><meta property="article:published_time" content="%s"></head><body><article><h1>%s</h1>`,
			a.Language, html.EscapeString(a.Title), a.Published, html.EscapeString(a.Title))
		for p := range strings.Lines(a.Text) {
			if p = strings.TrimSpace(p); p != "" {
				fmt.Fprintf(w, "<p>%s</p>\n", html.EscapeString(p))
			}
		}
		fmt.Fprintf(w, "<p>Edition %d.</p></article></body></html>", n)
	})}
	go func() { _ = srv.Serve(l) }()
	t.Cleanup(func() { _ = srv.Close() })
	return func(n int) string { return fmt.Sprintf("http://127.1.%d.%d:%s/article/%d", n/200%5, 1+n%200, port, n) }
}

// some are the articles of a file.
func some(t *testing.T, file string) []chancery.Report {
	t.Helper()
	f, err := os.Open(sharedtest.Path(t, "gold", file))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	var out []chancery.Report
	lines := bufio.NewScanner(z)
	lines.Buffer(nil, 1<<24)
	for lines.Scan() {
		var r struct {
			Title, Text, Published string
			Lang                   text.Lang
		}
		if err := json.Unmarshal(lines.Bytes(), &r); err != nil {
			t.Fatal(err)
		}
		day, _ := chancery.ParseDay(r.Published)
		out = append(out, chancery.Report{Title: r.Title, Published: day, Language: r.Lang, Text: r.Text})
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	return out
}

// split says what of the processor time each stage took.
func split(t *testing.T, cpu *bytes.Buffer) string {
	t.Helper()
	p, err := profile.Parse(cpu)
	if err != nil {
		t.Fatal(err)
	}
	of, all := map[string]int64{}, int64(0)
	for _, s := range p.Sample {
		stage := "server, stream and the rest"
		if l := s.Label["stage"]; len(l) > 0 {
			stage = l[0]
		}
		of[stage] += s.Value[1]
		all += s.Value[1]
	}
	var out []string
	for stage, n := range of {
		out = append(out, fmt.Sprintf("%s %.0f %%", stage, 100*float64(n)/float64(max(all, 1))))
	}
	slices.Sort(out)
	return strings.Join(out, ", ")
}

// resident is the memory that the process holds, in bytes; 0 where the system
// does not say.
func resident(t *testing.T) int64 {
	t.Helper()
	b, err := os.ReadFile("/proc/self/statm")
	if err != nil {
		return 0
	}
	var size, held int64
	if _, err := fmt.Sscan(string(b), &size, &held); err != nil {
		return 0
	}
	return held * int64(os.Getpagesize())
}
