package browser

import (
	"fmt"
	"testing"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// chip selects the chip of the diplomatic track.
const chip = "li.chip.chief"

// TestLookUp is a reader who wants to know how Mexico and Peru stand: from the
// front page over the day to the sentence that says so.
func TestLookUp(t *testing.T) {
	r := meet(t)
	lookUp(r)
}

// TestLookUpWithoutScript is the same reader with scripts switched off.
func TestLookUpWithoutScript(t *testing.T) {
	r := meet(t)
	call(r, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
	lookUp(r)
}

func lookUp(r *reader) {
	r.t.Helper()
	r.open("/")
	r.click(`a[href="/relations/mexico-peru"]`) // one click; three are allowed
	r.wants("h1", "Mexico – Peru")
	r.wants(chip, "severed", "3 Nov 2025", "by Peru")

	r.moveTo("2024-06-01")
	r.wants(chip, "established")
	r.click(".steps-of-a-day a.step:last-of-type")
	if day := r.day(); day != "2024-06-02" {
		r.t.Errorf("the day after 1 June 2024 is %s", day)
	}
	r.click(`.marks a[href$="on=2025-11-03"]`)
	r.wants(chip, "severed")

	r.click(`article.act h3 a[href^="/event/"]`)
	r.wants("main", "“", "”")
	r.click(`main a[href^="/report/"]`)
	if r.count("main mark") == 0 {
		r.t.Error("the report does not show which words are the evidence")
	}
	r.wants("main mark", " ")
}

// moveTo shows the page as of another day, as a person does: the day and then
// the button.
func (r *reader) moveTo(day string) {
	r.t.Helper()
	r.do(chromedp.SetValue(chromedp.CSS("form.moment input[name=on]"), day))
	r.click("form.moment button")
}

// day is the day that the page is of.
func (r *reader) day() string {
	r.t.Helper()
	return ask(r, chromedp.Value(chromedp.CSS("form.moment input[name=on]")))
}

// TestAsKnown asks what could be known before the report of the rupture.
func TestAsKnown(t *testing.T) {
	r := meet(t)
	r.open("/relations/mexico-peru?on=2025-11-05")
	r.do(chromedp.Click(chromedp.CSS("form.moment summary")), // the second clock
		chromedp.SetValue(chromedp.CSS("form.moment input[name=known]"), "2025-11-02"))
	r.click("form.moment button")
	r.wants(chip, "established")
}

// TestCite copies a reference, a sentence and the permanent link with the
// buttons that a page offers for them.
func TestCite(t *testing.T) {
	r := meet(t)
	for _, name := range []string{"clipboard-read", "clipboard-write"} {
		callBrowser(r, browser.SetPermission, browser.SetPermissionParams{
			Permission: &browser.PermissionDescriptor{Name: name}, Setting: browser.PermissionSettingGranted,
			BrowserContextID: chromedp.FromContext(r.ctx).BrowserContextID,
		})
	}
	r.open("/relations/mexico-peru?on=2025-11-05")
	n := r.count("[data-copy]")
	if n < 3 {
		t.Fatalf("%d things can be copied", n)
	}
	for i := range n {
		want := ask(r, chromedp.Evaluate[string](fmt.Sprintf(`(function () {
			var what = document.querySelectorAll('[data-copy]')[%d];
			for (var p = what; p; p = p.parentElement) if (p.tagName === 'DETAILS') p.open = true;
			what.nextElementSibling.id = 'copy-%d';
			return what.href || what.textContent })()`, i, i)))
		r.do(chromedp.Click(chromedp.CSS(fmt.Sprintf("#copy-%d", i))),
			chromedp.WaitReady(chromedp.CSS(fmt.Sprintf("#copy-%d + [role=status]:not(:empty)", i))))
		got := ask(r, chromedp.Evaluate[string]("navigator.clipboard.readText()", chromedp.EvalAwaitPromise))
		if want == "" || got != want {
			t.Errorf("copied %q instead of %q", got, want)
		}
	}
}

// TestSearchInSpanish searches as people type: without accents, in small
// letters.
func TestSearchInSpanish(t *testing.T) {
	r := meet(t)
	r.open("/es/")
	r.do(chromedp.SendKeys(chromedp.CSS("form.find input"), "mexico peru"))
	r.leave(chromedp.Submit(chromedp.CSS("form.find")))
	r.wants("main", "México")
	r.open("/es/search?q=declaro+persona+non+grata+al+embajador")
	r.wants("main", "Perú declara persona non grata al embajador de México")
	if lang := ask(r, chromedp.AttributeValue(chromedp.CSS("html"), "lang")).Value; lang != "es" {
		t.Errorf("the page is in %q", lang)
	}
}
