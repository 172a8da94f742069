package web

import (
	"strconv"
	"sync"
	"time"

	"github.com/chancery-ledger/chancery/internal/poll"
)

// current keeps the poll that is shown on the front page, for a little while.
type current struct {
	mu    sync.Mutex
	until time.Time
	poll  *poll.Poll
}

// current is a poll in which readers can vote today: the one that closes
// first. It may be some seconds behind.
func (o *office) current(a *ask) *poll.Poll {
	const keep = 5 * time.Second
	o.asked.mu.Lock()
	defer o.asked.mu.Unlock()
	if now := o.site.now(); now.Before(o.asked.until) {
		return o.asked.poll
	}
	all, err := o.Polls.All(a.ctx)
	if err != nil {
		o.site.report("reading polls", "error", err)
	}
	o.asked.until, o.asked.poll = o.site.now().Add(keep), nil
	for i := range all {
		if all[i].OpenOn(a.today) && all[i].Settlement == nil && (o.asked.poll == nil || all[i].Closes < o.asked.poll.Closes) {
			o.asked.poll = &all[i]
		}
	}
	return o.asked.poll
}

// forget looks again at the next turn, after a poll was opened or settled.
func (o *office) forget() {
	o.asked.mu.Lock()
	defer o.asked.mu.Unlock()
	o.asked.until = time.Time{}
}

// edition names the poll that the front page shows, for the keys of answers
// that are kept.
func (o *office) edition(a *ask) string {
	if o == nil {
		return ""
	}
	if p := o.current(a); p != nil {
		return strconv.FormatInt(p.ID, 10)
	}
	return "0"
}

// askedOf is the poll of the front page.
type askedOf struct {
	URL, Question, Closes string
	Levels                []option
}

func (a *ask) asked() *askedOf {
	if a.site.office == nil {
		return nil
	}
	p := a.site.office.current(a)
	if p == nil {
		return nil
	}
	x := &askedOf{URL: a.pollURL(p.ID), Question: a.question(p), Closes: a.lang.day(p.Closes)}
	for i, l := range poll.Levels() {
		x.Levels = append(x.Levels, option{URL: x.URL + "?level=" + strconv.Itoa(i) + "#vote", Text: a.levelText(l)})
	}
	return x
}
