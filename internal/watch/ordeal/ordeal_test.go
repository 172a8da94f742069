package ordeal

import (
	"context"
	"crypto/rand"
	"database/sql"
	"fmt"
	random "math/rand/v2"
	"net"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib" // the driver of the one who cuts connections

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/desk"
	"github.com/chancery-ledger/chancery/internal/watch/source"
	"github.com/chancery-ledger/chancery/internal/watch/stream"
)

// TestOrdeal kills, at random moments, a node, a worker, the connections to the
// database, or all at once; round after round, while reports come in. At the
// end every report is filed exactly once. CHANCERY_ROUNDS says how many rounds.
func TestOrdeal(t *testing.T) {
	dsn := os.Getenv("CHANCERY_TEST_POSTGRES")
	if dsn == "" {
		t.Skip("needs PostgreSQL: set CHANCERY_TEST_POSTGRES to a URL such as postgres://postgres@localhost:5432/postgres")
	}
	rounds := 4
	if n, err := strconv.Atoi(os.Getenv("CHANCERY_ROUNDS")); err == nil {
		rounds = n
	}
	w := build(t, dsn)
	put := func(round int) {
		for i := range w.perRound {
			n := round*w.perRound + i
			item := source.Item{ID: fmt.Sprint("report ", n), URL: w.press(n)}
			for {
				_, err := w.stream.Put(t.Context(), stream.Fetch, item.ID, item)
				if err == nil {
					break
				}
				time.Sleep(200 * time.Millisecond) // the cluster has no leader just now
			}
			time.Sleep(time.Duration(random.IntN(20)) * time.Millisecond)
		}
	}
	for round := range rounds {
		putting := make(chan struct{})
		go func() { defer close(putting); put(round) }()
		time.Sleep(time.Duration(random.IntN(2000)) * time.Millisecond)
		what := w.strike(round)
		time.Sleep(time.Duration(random.IntN(1500)) * time.Millisecond)
		w.mend()
		<-putting
		t.Logf("round %d: %s, mended", round+1, what)
	}
	recovering := time.Now()
	w.drained(t)
	t.Logf("all is filed %v after the last blow", time.Since(recovering).Round(time.Second))
	w.verify(t, rounds*w.perRound)
}

// world is all that takes part.
type world struct {
	nodes, workers []*part
	stream         *stream.Stream
	ledger         string // its URL
	admin          *sql.DB
	application    string
	press          func(int) string
	perRound       int
}

func build(t *testing.T, dsn string) *world {
	t.Helper()
	w := &world{perRound: 40, application: "ordeal_" + rand.Text()}
	var err error
	if w.admin, err = sql.Open("pgx", dsn); err != nil {
		t.Fatal(err)
	}
	if _, err := w.admin.Exec(`CREATE SCHEMA "` + w.application + `"`); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_, _ = w.admin.Exec(`DROP SCHEMA "` + w.application + `" CASCADE`)
		w.admin.Close()
	})
	u, err := url.Parse(dsn)
	if err != nil {
		t.Fatal(err)
	}
	q := u.Query()
	q.Set("search_path", `"`+w.application+`"`)
	q.Set("application_name", w.application)
	u.RawQuery = q.Encode()
	w.ledger = u.String()
	store, err := desk.Open(t.Context(), w.ledger) // makes the tables
	if err != nil {
		t.Fatal(err)
	}
	store.Close()

	dir := t.TempDir()
	ports := free(t, 6)
	var routes, clients []string
	for i := range 3 {
		routes = append(routes, "nats://127.0.0.1:"+ports[3+i])
		clients = append(clients, "nats://127.0.0.1:"+ports[i])
	}
	add := func(list *[]*part, name, role string, args ...string) {
		p := &part{t: t, name: name, role: role, args: args}
		*list = append(*list, p)
		t.Cleanup(p.kill)
		p.start()
	}
	for i := range 3 {
		name := fmt.Sprint("node-", i+1)
		add(&w.nodes, name, "node", name, filepath.Join(dir, name), ports[i], ports[3+i], strings.Join(routes, ","))
	}
	cluster := strings.Join(clients, ",")
	for late := time.Now().Add(time.Minute); ; time.Sleep(200 * time.Millisecond) { // the nodes are just starting
		if w.stream, err = stream.Open(t.Context(), stream.Options{URL: cluster, Token: token, Replicas: 3}); err == nil {
			break
		}
		if time.Now().After(late) {
			t.Fatal(err)
		}
	}
	t.Cleanup(w.stream.Close)
	for i := range 2 {
		add(&w.workers, fmt.Sprint("worker-", i+1), "worker",
			"--nats", cluster, "--token", token, "--replicas", "3", "--ledger", w.ledger, "--private", "--quiet", "--reads", "1", "--agent", "ordeal")
	}
	w.press = press(t)
	return w
}

// free are ports that nobody uses.
func free(t *testing.T, n int) []string {
	t.Helper()
	var out []string
	for range n {
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		defer l.Close()
		_, port, _ := net.SplitHostPort(l.Addr().String())
		out = append(out, port)
	}
	return out
}

// press serves pages from as many hosts as this machine has addresses of its
// own, since a guest visits one host seldom. It returns the address of a page.
func press(t *testing.T) func(int) string {
	t.Helper()
	l, err := net.Listen("tcp", "0.0.0.0:0")
	if err != nil {
		t.Fatal(err)
	}
	_, port, _ := net.SplitHostPort(l.Addr().String())
	srv := &http.Server{ReadHeaderTimeout: 5 * time.Second, Handler: http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		if !strings.HasPrefix(r.URL.Path, "/report/") {
			http.NotFound(rw, r)
			return
		}
		rw.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprintf(rw, `<html lang="en"><head><title>Peru severs relations with Mexico</title><meta name="date" content="2025-11-03"></head><body><article><h1>Peru severs relations with Mexico</h1>
<p>LIMA, Nov 3 2025 - Peru severed diplomatic relations with Mexico on Monday, the foreign minister said. This is number %s of the reports that tell of it.</p></article></body></html>`, r.URL.Path)
	})}
	go func() { _ = srv.Serve(l) }()
	t.Cleanup(func() { _ = srv.Close() })
	return func(n int) string {
		return fmt.Sprintf("http://127.%d.%d.%d:%s/report/%d", 1+n/40000, n/200%200, 1+n%200, port, n)
	}
}

// strike does one of the evils in turn and says which.
func (w *world) strike(round int) string {
	switch round % 4 {
	case 0:
		p := w.nodes[random.IntN(len(w.nodes))]
		p.kill()
		return p.name + " killed"
	case 1:
		p := w.workers[random.IntN(len(w.workers))]
		p.kill()
		return p.name + " killed"
	case 2:
		for range 5 {
			_, _ = w.admin.Exec(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = $1`, w.application)
			time.Sleep(50 * time.Millisecond)
		}
		return "connections to the database cut"
	}
	for _, p := range append(append([]*part{}, w.nodes...), w.workers...) {
		p.kill()
	}
	return "power cut"
}

// mend starts again what is not there.
func (w *world) mend() {
	for _, p := range append(append([]*part{}, w.nodes...), w.workers...) {
		if p.run == nil {
			p.start()
		}
	}
}

// drained waits until no work is left.
func (w *world) drained(t *testing.T) {
	t.Helper()
	for late := time.Now().Add(5 * time.Minute); time.Now().Before(late); time.Sleep(500 * time.Millisecond) {
		ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
		left, dead, err := w.stream.Backlogs(ctx)
		cancel()
		if err != nil {
			continue
		}
		if dead > 0 {
			t.Fatalf("%d pieces of work failed for good", dead)
		}
		waiting := int64(0)
		for _, b := range left {
			waiting += b.Waiting + b.Working
		}
		if waiting == 0 {
			return
		}
	}
	left, _, err := w.stream.Backlogs(t.Context())
	t.Fatalf("not all work is done: %v, %v", left, err)
}

// verify counts what is filed, and proves that the ledger is whole.
func (w *world) verify(t *testing.T, reports int) {
	t.Helper()
	store, err := desk.OpenThere(t.Context(), w.ledger)
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	read, claims := map[string]int{}, map[string]int{}
	for e, err := range store.Entries(t.Context(), 0) {
		if err != nil {
			t.Fatal(err)
		}
		switch e.Verb {
		case chancery.Read:
			read[e.Report]++
		case chancery.Assert:
			claims[e.ClaimID]++
		}
	}
	if len(read) != reports || len(claims) < reports {
		t.Errorf("%d reports are filed with %d claims, want %d", len(read), len(claims), reports)
	}
	for id, n := range read {
		if n != 1 {
			t.Errorf("report %s is filed %d times", id, n)
		}
	}
	for id, n := range claims {
		if n != 1 {
			t.Errorf("claim %s is asserted %d times", id, n)
		}
	}
}
