package web

import (
	"errors"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/account"
	"github.com/chancery-ledger/chancery/internal/poll"
	"github.com/chancery-ledger/chancery/internal/standing"
)

// pollsPage lists the questions put to readers.
type pollsPage struct {
	Open, Waiting, Settled []pollLine
	NewURL                 string // for editors
}

// pollLine is a question in a list.
type pollLine struct {
	URL, Question string
	Closes        string
	Decides       string
	Votes         int
	Chance        int // percent
	Outcome       string
	Class         string
	Score         string
	Closed        bool
}

// onePoll is the page of a question.
type onePoll struct {
	formPart
	pollLine
	Criterion string
	PairURL   string
	PairName  string
	EventURL  string
	By        string

	Ballot  string // "" where the reader cannot vote
	Voted   bool   // this reader has
	Levels  []level
	Bars    []tally
	Shown   bool // the results are shown without asking for them
	Settled *settled
	May     bool // who asks may settle it
	Ready   bool // its day has passed
	Action  string
}

// level is an answer that a reader can give.
type level struct {
	Value   int
	Text    string
	Percent string
	Chosen  bool
}

// tally is the share of one answer.
type tally struct {
	Text  string
	Votes int
	Width string // of the longest
	Share string
	Crowd bool // the mean of all answers is nearest to this one
}

type settled struct {
	Outcome, Class, Why, Day, By string
	Number                       int64
	EventURL                     string
	Crowd, Readers               string // Brier scores; "" where nobody voted
}

// pollList is the page of all polls.
func pollList(v *visit) (view, error) {
	all, err := v.office.Polls.All(v.ctx)
	if err != nil {
		return view{}, err
	}
	var p pollsPage
	for i := range all {
		line, _, err := v.pollLine(&all[i])
		if err != nil {
			return view{}, err
		}
		switch {
		case all[i].Settlement != nil:
			p.Settled = append(p.Settled, line)
		case line.Closed:
			p.Waiting = append(p.Waiting, line)
		default:
			p.Open = append(p.Open, line)
		}
	}
	if v.may(account.Editor) {
		p.NewURL = address(v.lang, "/polls/new", nil)
	}
	return view{page: "polls", title: v.say("polls.title"), about: v.say("polls.about"), data: p, twin: map[string]any{"polls": all}}, nil
}

func (a *ask) question(p *poll.Poll) string {
	return [2]string{p.English, p.Spanish}[bit(a.lang == Spanish)]
}

func (v *visit) pollLine(p *poll.Poll) (pollLine, poll.Results, error) {
	r, err := v.office.Polls.Results(v.ctx, p.ID)
	if err != nil {
		return pollLine{}, r, err
	}
	x := pollLine{
		URL: v.pollURL(p.ID), Question: v.question(p), Closes: v.lang.day(p.Closes), Decides: v.lang.day(p.Decides), Votes: r.Votes,
		Chance: int(100*r.Chance + 0.5), Closed: !p.OpenOn(v.today),
	}
	if p.Settlement != nil {
		x.Outcome, x.Class = v.say("outcome."+string(p.Settlement.Outcome)), string(p.Settlement.Outcome)
		if s, ok := r.Score(p.Settlement.Outcome); ok {
			x.Score = decimal(s.Crowd)
		}
	}
	return x, r, nil
}

func (a *ask) pollURL(id int64) string {
	return address(a.lang, "/polls/"+strconv.FormatInt(id, 10), nil)
}

func decimal(x float64) string { return strconv.FormatFloat(x, 'f', 3, 64) }

// poll is the poll that the address names.
func (v *visit) poll() (poll.Poll, error) {
	id, err := strconv.ParseInt(v.argument, 10, 64)
	if err != nil || strconv.FormatInt(id, 10) != v.argument {
		return poll.Poll{}, notFound("error.poll", v.argument)
	}
	p, err := v.office.Polls.Poll(v.ctx, id)
	if errors.Is(err, poll.ErrUnknown) {
		err = notFound("error.poll", v.argument)
	}
	return p, err
}

// voter is what is known of who asks.
func (v *visit) voter() poll.Voter {
	return poll.Voter{Network: v.office.Client(v.r), Browser: v.r.UserAgent()}
}

// pollPage is the page of one poll, with a ballot where the reader can vote.
func pollPage(v *visit) (view, error) {
	q, err := v.poll()
	if err != nil {
		return view{}, err
	}
	p := onePoll{By: strings.TrimPrefix(q.By, "account:")}
	var r poll.Results
	if p.pollLine, r, err = v.pollLine(&q); err != nil {
		return view{}, err
	}
	p.Action = p.URL
	if v.may(account.Editor) {
		p.formPart, p.May = v.formPart(), true
	}
	p.Problem = v.problem
	if p.Ballot, p.Voted, err = v.office.Polls.Ballot(v.ctx, q.ID, v.voter()); err != nil && !errors.Is(err, poll.ErrClosed) {
		return view{}, err
	}
	p.Shown = p.Ballot == "" || p.Closed
	p.Ready = v.today > q.Decides
	c := q.Criterion
	p.Criterion = v.criterion(&q)
	p.PairName, p.PairURL = v.pairName(c.A, c.B), v.to("/relations/"+v.site.parties.pairSlug(c.A, c.B))
	if q.Event != "" && v.site.index.now().event(q.Event) != nil {
		p.EventURL = v.to("/event/" + q.Event)
	}
	p.Levels, p.Bars = v.levels(), v.bars(r)
	if q.Settlement != nil {
		p.Settled = v.settlement(&q, r)
	}
	twin := map[string]any{"poll": q, "levels": poll.Levels(), "results": r}
	return view{page: "poll", title: p.Question, about: p.Question, data: p, twin: twin, private: p.May}, nil
}

// levels are the answers; the address may choose one beforehand.
func (v *visit) levels() (out []level) {
	chosen := v.form.Get("level")
	if s := v.r.PostForm.Get("level"); s != "" {
		chosen = s
	}
	for i, l := range poll.Levels() {
		out = append(out, level{i, v.levelText(l), v.percentOf(l.Chance), chosen == strconv.Itoa(i)})
	}
	return out
}

func (a *ask) levelText(l poll.Level) string {
	return [2]string{l.English, l.Spanish}[bit(a.lang == Spanish)]
}

// percentOf writes a chance as people read it: no finer than its range.
func (a *ask) percentOf(chance float64) string { return a.say("percent", "n", int(100*chance+0.5)) }

func (v *visit) bars(r poll.Results) (out []tally) {
	longest := slices.Max(append(slices.Clone(r.Shares), 0.001))
	nearest := 0
	for i, l := range poll.Levels() {
		if abs(l.Chance-r.Chance) < abs(poll.Levels()[nearest].Chance-r.Chance) {
			nearest = i
		}
		out = append(out, tally{Text: v.levelText(l), Votes: r.Counts[i], Width: percent(100 * r.Shares[i] / longest).String(), Share: v.percentOf(r.Shares[i])})
	}
	out[nearest].Crowd = r.Votes > 0
	return out
}

// lowerFirst writes the first letter small, for words within a sentence.
func lowerFirst(s string) string {
	_, n := utf8.DecodeRuneInString(s)
	return strings.ToLower(s[:n]) + s[n:]
}

func abs(x float64) float64 { return max(x, -x) }

// criterion says by what the question is decided.
func (v *visit) criterion(q *poll.Poll) string {
	c, on := &q.Criterion, v.lang.day(q.Decides)
	if c.Track != "" {
		var words []string
		for _, s := range c.States {
			words = append(words, "“"+v.word(c.Track, s)+"”")
		}
		return v.say("poll.criterion.state", "track", lowerFirst(v.say("track."+string(c.Track))), "a", v.name(c.A), "b", v.name(c.B), "states", strings.Join(words, " "+v.say("or")+" "), "day", on)
	}
	act := v.headline(c.Act, []chancery.Code{c.A}, []chancery.Code{c.B}, c.Person)
	return v.say("poll.criterion.act", "act", act, "from", v.lang.day(q.Opens), "day", on)
}

func (v *visit) settlement(q *poll.Poll, r poll.Results) *settled {
	t := q.Settlement
	s := &settled{
		Outcome: v.say("outcome." + string(t.Outcome)), Class: string(t.Outcome), Why: t.Why, Day: v.lang.day(t.Day),
		By: strings.TrimPrefix(t.By, "account:"), Number: t.Number,
	}
	if id, ok := strings.CutPrefix(t.Why, "event "); ok {
		id, _, _ = strings.Cut(id, " ")
		s.EventURL = v.to("/event/" + id)
	}
	if c := &q.Criterion; c.Track != "" && t.Outcome != poll.Void {
		s.Why = v.word(c.Track, standing.State(t.Why))
	}
	if score, ok := r.Score(t.Outcome); ok {
		s.Crowd, s.Readers = decimal(score.Crowd), decimal(score.Readers)
	}
	return s
}
