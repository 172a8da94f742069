package browser

import (
	"os"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// TestAxe asks axe-core for what keeps people out, on every page: at once on a
// phone in the dark and at a desk in the light, with everything unfolded. It
// needs axe.min.js of the npm package axe-core, at the path that CHANCERY_AXE
// names.
func TestAxe(t *testing.T) {
	r := meet(t)
	path := os.Getenv("CHANCERY_AXE")
	if path == "" {
		if os.Getenv("CI_REQUIRE_BROWSER") == "1" {
			t.Fatal("CHANCERY_AXE does not name axe.min.js")
		}
		t.Skip("needs axe-core: CHANCERY_AXE=$(.ci/axe)")
	}
	axe, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, look := range []struct {
		scheme string
		width  int64
	}{{"light", 1440}, {"dark", 390}} {
		t.Run(look.scheme, func(t *testing.T) {
			r.do(chromedp.EmulateViewport(look.width, 900))
			r.prefers("prefers-color-scheme", look.scheme)
			tour(t, r, func(t *testing.T, r *reader, _ string) {
				ask(r, chromedp.Evaluate[bool](string(axe)+`; document.querySelectorAll('details').forEach(d => d.open = true); true`))
				for _, v := range ask(r, chromedp.Evaluate[[]violation](askAxe, chromedp.EvalAwaitPromise)) {
					t.Errorf("%s: %s\n%s", v.ID, v.Help, strings.Join(v.Where, "\n"))
				}
			})
		})
	}
}

// violation is a rule of axe-core that a page breaks, and where.
type violation struct {
	ID, Help string
	Where    []string
}

const askAxe = `axe.run(document, {resultTypes: ['violations']}).then(r => r.violations.map(v => ({
	ID: v.id, Help: v.help, Where: v.nodes.slice(0, 3).map(n => n.target.join(' ') + ' · ' + n.html.slice(0, 160) + ' · ' + n.failureSummary)
})))`

// prefers sets what the reader's system prefers.
func (r *reader) prefers(feature, value string) {
	r.t.Helper()
	call(r, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: feature, Value: value}}})
}
