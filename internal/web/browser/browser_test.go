package browser

import (
	"bytes"
	"context"
	"fmt"
	"net"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"github.com/chancery-ledger/chancery/internal/cli"
)

// patience bounds what a person would wait for one step.
const patience = 60 * time.Second

// world is the demonstration and one browser, shared by the tests; each test
// has a profile of its own.
var world struct {
	site     string // http://localhost:…
	password string // of the account "demo"
	browser  context.Context
	absent   string // why there is no browser
}

func TestMain(m *testing.M) {
	os.Exit(func() int {
		path := chromium()
		if path == "" {
			world.absent = "no Chromium is installed"
			return m.Run()
		}
		stop, err := demonstrate()
		if err != nil {
			fmt.Fprintln(os.Stderr, "the demonstration does not start:", err)
			return 1
		}
		defer stop()
		options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.Flag("lang", "en-GB"))
		if os.Geteuid() == 0 {
			options = append(options, chromedp.NoSandbox)
		}
		allocator, end := chromedp.NewExecAllocator(context.Background(), options...)
		defer end()
		browser, closeBrowser := chromedp.NewContext(allocator)
		defer closeBrowser()
		if err := chromedp.Do(browser); err != nil {
			fmt.Fprintln(os.Stderr, "Chromium does not start:", err)
			return 1
		}
		world.browser = browser
		return m.Run()
	}())
}

func chromium() string {
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	return ""
}

var (
	served   = regexp.MustCompile(`serving http://`)
	password = regexp.MustCompile(`sign in as demo with (\S+)`)
)

// demonstrate runs the README's first command in this process, on a free port:
// a named one, so that the site knows the address that it has for its readers.
func demonstrate() (stop func(), err error) {
	free, err := net.Listen("tcp", "localhost:0")
	if err != nil {
		return nil, err
	}
	_, port, _ := net.SplitHostPort(free.Addr().String())
	if err := free.Close(); err != nil {
		return nil, err
	}
	ctx, cancel := context.WithCancel(context.Background())
	var out bytes.Buffer
	told := &telling{lines: make(chan string, 16)}
	ended := make(chan int, 1)
	go func() {
		ended <- cli.Run(&cli.Env{Ctx: ctx, In: strings.NewReader(""), Out: &out, Err: told, Now: time.Now}, []string{"demo", "--addr", "localhost:" + port})
	}()
	stop = func() { cancel(); <-ended }
	for world.site == "" {
		select {
		case line := <-told.lines:
			if m := password.FindStringSubmatch(line); m != nil {
				world.password = m[1]
			}
			if served.MatchString(line) {
				world.site = "http://localhost:" + port
			}
		case code := <-ended:
			cancel()
			return nil, fmt.Errorf("it ended with code %d", code)
		case <-time.After(5 * time.Minute):
			stop()
			return nil, fmt.Errorf("it serves nothing")
		}
	}
	return stop, nil
}

// telling hands on what is written, write by write.
type telling struct {
	mu    sync.Mutex
	lines chan string
}

func (t *telling) Write(b []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	select {
	case t.lines <- string(b):
	default: // nobody listens any more
	}
	return len(b), nil
}

// reader is a person with a profile of the browser to herself.
type reader struct {
	t   *testing.T
	ctx context.Context
}

// meet opens a fresh profile.
func meet(t *testing.T) *reader {
	t.Helper()
	if world.absent != "" {
		if os.Getenv("CI_REQUIRE_BROWSER") == "1" {
			t.Fatal("a browser is required: ", world.absent)
		}
		t.Skip("needs a browser: ", world.absent)
	}
	ctx, end := chromedp.NewContext(world.browser, chromedp.WithNewBrowserContext(), chromedp.WithListener(func(event any) {
		if e, ok := event.(*runtime.EventExceptionThrown); ok {
			t.Errorf("the page's script failed: %v", e.ExceptionDetails)
		}
	}))
	t.Cleanup(end)
	if err := chromedp.Do(ctx); err != nil { // what opens the page also ends it: not within a step's patience
		t.Fatal(err)
	}
	r := &reader{t: t, ctx: ctx}
	r.do(chromedp.EmulateViewport(1100, 900))
	return r
}

// do takes steps, and ends the test where one cannot be taken.
func (r *reader) do(steps ...chromedp.Action[chromedp.Void]) {
	r.t.Helper()
	ask(r, chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := chromedp.Steps(steps...)(ctx, t)
		return err
	}))
}

// ask takes a step that has an answer.
func ask[T any](r *reader, step chromedp.Action[T]) T {
	r.t.Helper()
	ctx, cancel := context.WithTimeout(r.ctx, patience)
	defer cancel()
	out, err := chromedp.Run(ctx, step)
	if err != nil {
		r.t.Fatalf("%v\nat %s", err, r.where())
	}
	return out
}

// where is the address that is shown, for what a failed test says.
func (r *reader) where() string {
	ctx, cancel := context.WithTimeout(r.ctx, patience)
	defer cancel()
	at, _ := chromedp.Run(ctx, chromedp.Location())
	return at
}

// open goes to an address of the site.
func (r *reader) open(path string) {
	r.t.Helper()
	r.do(chromedp.Navigate(world.site + path))
}

// click follows a link or presses a button, and waits for the page that it
// leads to.
func (r *reader) click(selector string) {
	r.t.Helper()
	r.leave(chromedp.Click(chromedp.CSS(selector)))
}

// leave takes a step that leads to another page.
func (r *reader) leave(step chromedp.Action[chromedp.Void]) {
	r.t.Helper()
	ctx, cancel := context.WithTimeout(r.ctx, patience)
	defer cancel()
	if _, err := chromedp.RunResponse(ctx, step); err != nil {
		r.t.Fatalf("%v\nat %s", err, r.where())
	}
}

// sees returns the text of the first element of a selector.
func (r *reader) sees(selector string) string {
	r.t.Helper()
	return strings.Join(strings.Fields(ask(r, chromedp.Text(chromedp.CSS(selector)))), " ")
}

// wants fails the test where an element does not have some words.
func (r *reader) wants(selector string, words ...string) {
	r.t.Helper()
	text := r.sees(selector)
	for _, w := range words {
		if !strings.Contains(text, w) {
			r.t.Fatalf("%s of %s does not say %q but %.600q", selector, r.where(), w, text)
		}
	}
}

// count is how many elements a selector finds.
func (r *reader) count(selector string) int {
	r.t.Helper()
	ctx, cancel := context.WithTimeout(r.ctx, patience)
	defer cancel()
	nodes, err := chromedp.Run(ctx, chromedp.Nodes(chromedp.CSSAll(selector), chromedp.AtLeast(0)))
	if err != nil {
		r.t.Fatal(err)
	}
	return len(nodes)
}

// call gives the page a command of the DevTools protocol.
func call[P, R any](r *reader, command cdp.Command[P, R], params P) R {
	r.t.Helper()
	out, err := chromedp.Call(r.ctx, command, params)
	if err != nil {
		r.t.Fatal(err)
	}
	return out
}

// callBrowser gives the browser a command of the DevTools protocol.
func callBrowser[P, R any](r *reader, command cdp.Command[P, R], params P) R {
	r.t.Helper()
	out, err := chromedp.CallBrowser(r.ctx, command, params)
	if err != nil {
		r.t.Fatal(err)
	}
	return out
}
