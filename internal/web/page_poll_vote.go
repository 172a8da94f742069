package web

import (
	"errors"
	"net/http"
	"strconv"

	"github.com/chancery-ledger/chancery/internal/poll"
)

// guardVote lets a vote through where it was not sent from another site, and is
// no larger than a ballot needs. Readers have no session that could tell more.
func (o *office) guardVote(v *visit, take func()) {
	const most = 4 << 10
	if err := http.NewCrossOriginProtection().Check(v.r); err != nil {
		o.fail(v, failure{http.StatusForbidden, "error.cross-site", ""})
		return
	}
	v.r.Body = http.MaxBytesReader(v.w, v.r.Body, most)
	if err := v.r.ParseForm(); err != nil {
		status := http.StatusBadRequest
		if large := (*http.MaxBytesError)(nil); errors.As(err, &large) {
			status = http.StatusRequestEntityTooLarge
		}
		o.fail(v, failure{status, "error.form", v.path})
		return
	}
	take()
}

// vote takes a reader's forecast.
func vote(v *visit) (string, error) {
	q, err := v.poll()
	if err != nil {
		return "", err
	}
	level, err := strconv.Atoi(v.r.PostForm.Get("level"))
	if err != nil || level < 0 || level >= len(poll.Levels()) {
		return "", problem{http.StatusUnprocessableEntity, v.say("poll.level.missing")}
	}
	err = v.office.Polls.Vote(v.ctx, q.ID, v.voter(), v.r.PostForm.Get("ballot"), level)
	for _, no := range []struct {
		err    error
		status int
		key    string
	}{
		{poll.ErrVoted, http.StatusConflict, "poll.voted"}, {poll.ErrFull, http.StatusForbidden, "poll.full"},
		{poll.ErrBallot, http.StatusForbidden, "poll.ballot"}, {poll.ErrClosed, http.StatusForbidden, "poll.closed"},
	} {
		if errors.Is(err, no.err) {
			return "", problem{no.status, v.say(no.key)}
		}
	}
	return v.pollURL(q.ID) + "#results", err
}
