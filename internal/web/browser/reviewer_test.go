package browser

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// TestReview is a reviewer who finds that a rupture was none: she signs in,
// corrects the act, sees what it turned, and finds her correction in the
// history that everybody can read.
func TestReview(t *testing.T) {
	const pair = "/relations/colombia-israel"
	const because = "The report tells of a plan, not of the deed."
	r := meet(t)
	r.open(pair)
	before := r.sees(chip)
	if !strings.Contains(before, "severed") {
		t.Fatalf("the demonstration has changed: %q", before)
	}

	r.open("/review")
	if r.count("form input[name=password]") == 0 {
		t.Fatalf("a stranger may review: %s", r.where())
	}
	r.do(chromedp.SendKeys(chromedp.CSS("input[name=name]"), "demo"),
		chromedp.SendKeys(chromedp.CSS("input[name=password]"), world.password))
	r.click("main form button")
	r.wants(".signed", "demo")

	r.open(pair)
	r.click(`article.act h3 a[href^="/event/"]`)
	r.click(`main a[href^="/review/"]`)
	r.do(chromedp.Click(chromedp.CSS(correction+" > summary")),
		chromedp.SetValue(chromedp.CSS(correction+" select[name=status]"), "planned"),
		chromedp.SetValue(chromedp.CSS(correction+" input[name=because]"), because))
	r.click(correction + " form button")
	r.wants(".done", because)

	r.open(pair)
	if r.count(chip) > 0 && r.sees(chip) == before {
		t.Errorf("the correction turns nothing: %q", before)
	}
	stranger := meet(t)
	stranger.open("/history")
	stranger.wants("main", because, "demo")

	r.open("/review")
	r.wants("main", because)
}

// correction is the part of a claim's page that corrects it.
const correction = "details:has(input[name=do][value=correct])"

// TestWrongPassword is told so, without being told what of the two was wrong.
func TestWrongPassword(t *testing.T) {
	r := meet(t)
	said := make([]string, 0, 2)
	for _, name := range []string{"demo", "nobody"} {
		r.open("/sign-in")
		r.do(chromedp.SendKeys(chromedp.CSS("input[name=name]"), name),
			chromedp.SendKeys(chromedp.CSS("input[name=password]"), "not the password"))
		r.click("main form button")
		said = append(said, r.sees("main [role=alert]"))
	}
	if said[0] == "" || said[0] != said[1] {
		t.Errorf("a known name is told %q, an unknown one %q", said[0], said[1])
	}
}
