package alert

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	webhooks "github.com/standard-webhooks/standard-webhooks/libraries/go"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/catalogue"
	"github.com/chancery-ledger/chancery/internal/desk"
	"github.com/chancery-ledger/chancery/internal/ledger"
	"github.com/chancery-ledger/chancery/internal/ledger/sqlite"
	"github.com/chancery-ledger/chancery/internal/show"
)

const secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"

var monday = chancery.Date(2025, 11, 3)

// receiver is one of webhooks that checks what it is sent.
type receiver struct {
	mu     sync.Mutex
	got    []message
	ids    []string
	answer int // status; 0 is 204
}

func (r *receiver) ServeHTTP(w http.ResponseWriter, q *http.Request) {
	r.mu.Lock()
	defer r.mu.Unlock()
	body, err := io.ReadAll(q.Body)
	key, _ := webhooks.NewWebhook(secret)
	if err != nil || key.VerifyIgnoringTimestamp(body, q.Header) != nil {
		w.WriteHeader(http.StatusUnauthorized)
		return
	}
	if r.answer != 0 {
		w.WriteHeader(r.answer)
		return
	}
	var m message
	if json.Unmarshal(body, &m) != nil {
		w.WriteHeader(http.StatusBadRequest)
		return
	}
	r.got, r.ids = append(r.got, m), append(r.ids, q.Header.Get(webhooks.HeaderWebhookID))
	w.WriteHeader(http.StatusNoContent)
}

// titles are the notices received, a line each.
func (r *receiver) titles() string {
	r.mu.Lock()
	defer r.mu.Unlock()
	var out []string
	for _, m := range r.got {
		for _, n := range m.Data.Notices {
			out = append(out, n.Title)
		}
	}
	return strings.Join(out, "\n")
}

// bench is a service over a ledger of its own, with a clock that stands.
type bench struct {
	*Service
	t    *testing.T
	now  time.Time
	file string
	post *receiver
}

func newBench(t *testing.T, config string) *bench {
	t.Helper()
	b := &bench{t: t, now: time.Date(2025, 11, 4, 12, 10, 0, 0, time.UTC), file: filepath.Join(t.TempDir(), "alerts.db"), post: &receiver{}}
	srv := httptest.NewServer(b.post)
	t.Cleanup(srv.Close)
	c, err := Parse([]byte(strings.NewReplacer("URL", srv.URL, "SECRET", secret).Replace(config)))
	if err != nil {
		t.Fatal(err)
	}
	store, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "ledger.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	tables, err := desk.Load()
	if err != nil {
		t.Fatal(err)
	}
	kinds, err := catalogue.Load()
	if err != nil {
		t.Fatal(err)
	}
	b.Service = &Service{
		Config: c, Now: func() time.Time { return b.now }, Report: func(msg string, args ...any) { t.Log(append([]any{msg}, args...)...) },
		Watcher: &Watcher{Desk: desk.New(tables, store), Show: show.Standings{Rules: tables.Law, Kinds: kinds, Name: tables.Parties.Name}},
	}
	b.restart()
	b.turn() // what is there already is no news
	return b
}

// restart opens the outbox again, as after a crash.
func (b *bench) restart() {
	b.t.Helper()
	if b.Outbox != nil {
		b.Outbox.Close()
	}
	var err error
	if b.Outbox, err = OpenOutbox(b.t.Context(), b.file); err != nil {
		b.t.Fatal(err)
	}
	b.t.Cleanup(func() { b.Outbox.Close() })
}

func (b *bench) turn() {
	b.t.Helper()
	if err := b.Turn(b.t.Context()); err != nil {
		b.t.Fatal(err)
	}
}

// tell files a report of one sentence.
func (b *bench) tell(publisher, words string, act chancery.ActType, from, to chancery.Code, status chancery.Status) {
	b.t.Helper()
	text := words + "\n\n" + words + ", " + publisher + " says."
	r := chancery.Reading{
		Report: chancery.Report{ID: ledger.TextID(text), Publisher: publisher, Published: monday + 1, Language: "en", Title: words, Text: text},
		Acts: []chancery.Claim{{
			Deed:   chancery.Deed{Type: act, From: []chancery.Party{{Code: from}}, To: []chancery.Party{{Code: to}}, When: chancery.When{From: monday, To: monday, Basis: chancery.Stated}},
			Status: status, Confidence: 0.9, Evidence: []chancery.Evidence{{Start: 0, End: len(words), Text: words}},
		}},
	}
	b.enter(ledger.Read{Reader: "test 1", Reading: r})
}

func (b *bench) enter(s ledger.Step) {
	b.t.Helper()
	if _, err := b.Watcher.Desk.Append(b.t.Context(), ledger.Batch{Agent: "tester", Because: "a test", At: b.now, Steps: []ledger.Step{s}}); err != nil {
		b.t.Fatal(err)
	}
}

const atOnce = `
[[subscription]]
name = "desk"
parties = ["PER"]
tracks = ["diplomatic"]
webhook = "URL"
secret = "SECRET"
`

// A change of what stands is one alert, whoever tells of it, and its correction
// is another.
func TestAlertsAreOfStates(t *testing.T) {
	b := newBench(t, atOnce)
	b.tell("The Courier", "Peru severed diplomatic relations with Chile", "relations.sever", "PER", "CHL", chancery.Done)
	b.turn()
	first := b.post.titles()
	if !strings.Contains(first, "Chile – Peru: diplomatic relations: established → severed") || strings.Count(first, "\n") != 0 {
		t.Fatalf("told %q", first)
	}
	if n := b.post.got[0].Data.Notices[0]; len(n.Evidence) == 0 || n.Evidence[0].Publisher != "The Courier" || n.Act != "relations.sever" {
		t.Errorf("told without its evidence: %+v", n)
	}
	b.tell("The Post", "Peru broke diplomatic relations with Chile", "relations.sever", "PER", "CHL", chancery.Done)
	b.tell("The Post", "Brazil severed diplomatic relations with Israel", "relations.sever", "BRA", "ISR", chancery.Done)
	b.turn()
	b.restart()
	b.turn()
	if again := b.post.titles(); again != first {
		t.Errorf("a second article, or another's affair, is told: %q", again)
	}
	var claims []string
	for f, err := range b.Watcher.Desk.Claims(t.Context(), ledger.Query{Parties: []chancery.Code{"PER", "CHL"}}) {
		if err != nil {
			t.Fatal(err)
		}
		claims = append(claims, f.Claim.ID)
	}
	for _, id := range claims {
		b.enter(ledger.Retraction{Claim: id})
	}
	b.turn()
	if got := strings.Split(b.post.titles(), "\n"); len(got) != 2 || !strings.Contains(got[1], "severed → established") {
		t.Errorf("the correction: %q", got)
	}
}

func TestKindsAndConditions(t *testing.T) {
	b := newBench(t, `
[[subscription]]
name = "acts"
kinds = ["act"]
acts = ["relations"]
pairs = ["PER-CHL"]
words = ["DIPLOMATIC"]
webhook = "URL"
secret = "SECRET"
`)
	b.tell("The Courier", "Peru may sever diplomatic relations with Chile", "relations.sever", "PER", "CHL", chancery.Proposed)
	b.turn()
	b.tell("The Post", "Peru expelled the envoy of Chile", "envoy.expel", "PER", "CHL", chancery.Done)
	b.tell("The Post", "Peru severed diplomatic relations with Chile", "relations.sever", "PER", "CHL", chancery.Done)
	b.tell("The Times", "Peru has severed diplomatic relations with Chile", "relations.sever", "PER", "CHL", chancery.Done)
	b.turn()
	got := strings.Split(b.post.titles(), "\n")
	if len(got) != 2 || !strings.Contains(got[0], "[proposed]") || strings.Contains(got[1], "[") {
		t.Errorf("told %q", got)
	}
}

func TestTriesAgain(t *testing.T) {
	b := newBench(t, atOnce)
	b.post.answer = http.StatusServiceUnavailable
	b.tell("The Courier", "Peru severed diplomatic relations with Chile", "relations.sever", "PER", "CHL", chancery.Done)
	b.turn()
	b.turn() // its time has not come
	if d := b.log()[0]; d.Attempts != 1 || d.State != Waiting || !strings.Contains(d.Error, "503") || d.Due.Sub(b.now) != 5*time.Second {
		t.Errorf("after the first attempt: %+v", d)
	}
	b.now = b.now.Add(6 * time.Second)
	b.post.answer = 0
	b.restart()
	b.turn()
	b.turn()
	if d := b.log()[0]; d.State != Sent || len(b.post.got) != 1 {
		t.Errorf("then: %+v, %d received", d, len(b.post.got))
	}
}

func TestGivesUp(t *testing.T) {
	b := newBench(t, atOnce)
	b.post.answer = http.StatusInternalServerError
	b.tell("The Courier", "Peru severed diplomatic relations with Chile", "relations.sever", "PER", "CHL", chancery.Done)
	for range len(pauses) + 3 {
		b.turn()
		b.now = b.now.Add(25 * time.Hour)
	}
	if d := b.log()[0]; d.State != Failed || d.Attempts != len(pauses)+1 {
		t.Errorf("%+v", d)
	}
	if n, err := b.Outbox.Retry(t.Context(), b.now); err != nil || n != 1 {
		t.Errorf("%d, %v", n, err)
	}
	b.post.answer = http.StatusGone
	b.turn()
	if d := b.log()[0]; d.State != Failed || d.Attempts != 1 {
		t.Errorf("a webhook that wants no more: %+v", d)
	}
}

func TestDigest(t *testing.T) {
	b := newBench(t, atOnce+"digest = \"hourly\"\n")
	b.tell("The Courier", "Peru severed diplomatic relations with Chile", "relations.sever", "PER", "CHL", chancery.Done)
	b.turn()
	b.tell("The Courier", "Peru severed diplomatic relations with Bolivia", "relations.sever", "PER", "BOL", chancery.Done)
	b.turn()
	if len(b.post.got) != 0 {
		t.Fatal("told before the hour")
	}
	b.now = b.now.Add(time.Hour)
	b.turn()
	if len(b.post.got) != 1 || len(b.post.got[0].Data.Notices) != 2 {
		t.Errorf("%d messages: %q", len(b.post.got), b.post.titles())
	}
}

func (b *bench) log() []Delivery {
	b.t.Helper()
	var out []Delivery
	for d, err := range b.Outbox.Log(b.t.Context(), 10) {
		if err != nil {
			b.t.Fatal(err)
		}
		out = append(out, d)
	}
	if len(out) == 0 {
		b.t.Fatal("nothing was ever to be sent")
	}
	return out
}

// TestMail sends through a server of its own.
func TestMail(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	letters := make(chan string, 4)
	go serveMail(l, letters)
	_, port, _ := net.SplitHostPort(l.Addr().String())
	b := newBench(t, fmt.Sprintf("[smtp]\nhost = '127.0.0.1'\nport = %s\nfrom = 'chancery@example.org'\nplain = true\n[[subscription]]\nname = 'mail'\npersons = []\ntracks = ['diplomatic']\nmail = ['desk@example.org']\n", port))
	b.tell("The Courier\r\nBcc: everybody@example.org", "Peru severed diplomatic relations with Chile", "relations.sever", "PER", "CHL", chancery.Done)
	b.turn()
	select {
	case letter := <-letters:
		head, body, _ := strings.Cut(letter, "\r\n\r\n")
		if !strings.Contains(head, "To: <desk@example.org>") || strings.Contains(head, "Bcc") || !strings.Contains(body, "Peru severed diplomatic relations with Chile") {
			t.Errorf("the letter is\n%s", letter)
		}
	case <-time.After(10 * time.Second):
		t.Fatalf("no letter: %+v", b.log())
	}
	if d := b.log()[0]; d.State != Sent {
		t.Errorf("%+v", d)
	}
}

// serveMail is as much of a mail server as a letter needs (RFC 5321).
func serveMail(l net.Listener, letters chan<- string) {
	for {
		c, err := l.Accept()
		if err != nil {
			return
		}
		in := bufio.NewReader(c)
		fmt.Fprint(c, "220 test\r\n")
		for {
			line, err := in.ReadString('\n')
			if err != nil {
				break
			}
			switch verb := strings.ToUpper(strings.Fields(line + " x")[0]); verb {
			case "DATA":
				fmt.Fprint(c, "354 go\r\n")
				var b strings.Builder
				for {
					line, err := in.ReadString('\n')
					if err != nil || line == ".\r\n" {
						break
					}
					b.WriteString(line)
				}
				letters <- b.String()
				fmt.Fprint(c, "250 kept\r\n")
			case "QUIT":
				fmt.Fprint(c, "221 bye\r\n")
			default:
				fmt.Fprint(c, "250 ok\r\n")
			}
		}
		c.Close()
	}
}

func TestConfigFaults(t *testing.T) {
	const good = "[[subscription]]\nname='a'\nwebhook='https://x.example'\nsecret='" + secret + "'\n"
	for config, want := range map[string]string{
		good:                            "",
		good + "colour='red'":           "line 5: there is no setting \"subscription.colour\"",
		good + "digest='weekly'":        "hourly or daily",
		good + "acts=['relations.sev']": "no act",
		good + "acts=['relations']":     "",
		good + "pairs=['PERMEX']":       "two codes",
		good + "mail=['a@b.example']":   "[smtp]",
		good + good:                     "twice",
		"[[subscription]]\nname='a'":    "neither webhook nor mail",
		"[[subscription]]\nname='a'\nwebhook='https://x.example'\n":              "secret",
		"[[subscription]]\nname='a'\nwebhook='ftp://x'\nsecret='" + secret + "'": "no address of the web",
		"[[subscription]\n": "line 1",
	} {
		_, err := Parse([]byte(config))
		if got := fmt.Sprint(err); want == "" && err != nil || !strings.Contains(got, want) {
			t.Errorf("%q: %v, want %q", config, err, want)
		}
	}
}

// Whoever stops the program in the middle of an attempt loses nothing.
func TestStopsInTheMiddle(t *testing.T) {
	b := newBench(t, atOnce)
	b.tell("The Courier", "Peru severed diplomatic relations with Chile", "relations.sever", "PER", "CHL", chancery.Done)
	ctx, stop := context.WithCancel(t.Context())
	stop()
	_ = b.Turn(ctx)
	b.restart()
	b.turn()
	if len(b.post.got) != 1 {
		t.Errorf("%d received", len(b.post.got))
	}
}
