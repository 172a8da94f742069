package browser

import (
	"encoding/json"
	"testing"

	"github.com/chromedp/chromedp"
)

// TestVote votes once, and cannot twice: not with the form of before, nor with
// a fresh profile of the same browser on the same network.
func TestVote(t *testing.T) {
	r := meet(t)
	r.open("/")
	r.click(`.asked .scale a[href*="level=1"]`)
	r.wants("#vote", "very unlikely")
	r.click("#vote button")
	r.wants("#results", "1")

	again := meet(t)
	again.open("/polls/1")
	if again.count("#vote input[name=level]") > 0 {
		again.do(chromedp.Click(chromedp.CSS(`#vote input[value="5"]`)))
		again.click("#vote button")
	}
	again.open("/polls/1.json")
	var poll struct {
		Results struct{ Votes int }
	}
	if err := json.Unmarshal([]byte(again.sees("body")), &poll); err != nil {
		t.Fatal(err)
	}
	if n := poll.Results.Votes; n != 1 {
		t.Errorf("one reader has given %d forecasts", n)
	}
}
