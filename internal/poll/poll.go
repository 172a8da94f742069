package poll

import (
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/standing"
)

var (
	// ErrUnknown is the error for a poll that does not exist.
	ErrUnknown = errors.New("no such poll")
	// ErrClosed is the error for a vote before the first or after the last day.
	ErrClosed = errors.New("the poll is not open")
	// ErrVoted is the error for a second vote.
	ErrVoted = errors.New("this reader has voted")
	// ErrFull is the error for a vote from a network that has had its votes.
	ErrFull = errors.New("this network has had its votes")
	// ErrBallot is the error for a ballot that is too old, or another's.
	ErrBallot = errors.New("the ballot is not good: load the page again")
	// ErrTooSoon is the error for settling before the ledger can tell.
	ErrTooSoon = errors.New("the ledger cannot tell yet")
	// ErrPoll is the error for a poll that cannot be opened as it is.
	ErrPoll = errors.New("the poll cannot be opened")
)

// Poll is a question with the days on which it is asked and decided.
type Poll struct {
	ID        int64        `json:"id"`
	English   string       `json:"english"`
	Spanish   string       `json:"spanish"`
	Criterion Criterion    `json:"criterion"`
	Event     string       `json:"event,omitempty"` // the event on whose page it stands as well
	Opens     chancery.Day `json:"opens"`
	Closes    chancery.Day `json:"closes"`  // the last day of voting, in UTC
	Decides   chancery.Day `json:"decides"` // the day by which the question goes
	By        string       `json:"by"`

	Settlement *Settlement `json:"settlement,omitempty"` // nil until the ledger has told
}

// OpenOn tells whether one can vote on a day.
func (p *Poll) OpenOn(d chancery.Day) bool { return p.Opens <= d && d <= p.Closes }

// Criterion is what has to be so for the answer to be yes. Either it names a
// state: the Track from A to B is in one of States on the day that decides. Or it
// names an act: A did Act to B (about Person, where one is named) from the day on
// which the poll opens to the day that decides.
type Criterion struct {
	A      chancery.Code    `json:"a"`
	B      chancery.Code    `json:"b"`
	Track  chancery.Track   `json:"track,omitempty"`
	States []standing.State `json:"states,omitempty"`
	Act    chancery.ActType `json:"act,omitempty"`
	Person string           `json:"person,omitempty"`
}

// mostQuestion bounds a question, in letters.
const mostQuestion = 240

// check tells why a poll cannot be opened, or nil.
func (p *Poll) check(rules *standing.Rules, today chancery.Day) error {
	fail := func(format string, args ...any) error {
		return fmt.Errorf("%w: %s", ErrPoll, fmt.Sprintf(format, args...))
	}
	for _, q := range []string{p.English, p.Spanish} {
		if n := utf8.RuneCountInString(strings.TrimSpace(q)); n == 0 || n > mostQuestion || !utf8.ValidString(q) {
			return fail("a question has 1 to %d letters in each language", mostQuestion)
		}
	}
	switch c := &p.Criterion; {
	case p.Opens == 0 || p.Closes < p.Opens || p.Closes < today || p.Decides < p.Closes:
		return fail("want opening ≤ closing ≤ deciding day, and the closing day not past")
	case c.A == "" || c.B == "" || c.A == c.B:
		return fail("want two parties")
	case (c.Track == "") == (c.Act == ""):
		return fail("want a track with states, or an act")
	case c.Act != "" && (len(rules.Moves(c.Act)) == 0 || len(c.States) > 0):
		return fail("%q is no act that moves anything, or has states", c.Act)
	case c.Track != "" && (len(c.States) == 0 || c.Person != "" || rules.Of(c.Track) != standing.OfPair && rules.Of(c.Track) != standing.OfDirected):
		return fail("want states of a track between two parties, and no person")
	}
	for _, s := range p.Criterion.States {
		if s == "" || rules.State(p.Criterion.Track, s).State != s {
			return fail("%q is no state of %s", s, p.Criterion.Track)
		}
	}
	return nil
}
