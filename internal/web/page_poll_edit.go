package web

import (
	"errors"
	"net/http"
	"slices"
	"strings"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/catalogue"
	"github.com/chancery-ledger/chancery/internal/poll"
	"github.com/chancery-ledger/chancery/internal/standing"
)

// pollFormPage is where an editor opens a poll.
type pollFormPage struct {
	formPart
	Action  string
	English string
	Spanish string
	A, B    string
	Tracks  []trackStates
	Kinds   []catalogue.Kind // that move something
	Act     chancery.ActType
	Person  string
	Event   string
	Opens   string
	Closes  string
	Decides string
	Lang    Lang
}

// trackStates are the states of a track as choices: "diplomatic/established".
type trackStates struct {
	Name   string
	States []choice
}

type choice struct {
	Value, Text string
	Chosen      bool
}

func pollForm(v *visit) (view, error) {
	p := pollFormPage{
		formPart: v.formPart(), Action: address(v.lang, "/polls/new", nil), Lang: v.lang,
		English: v.field("english", 300), Spanish: v.field("spanish", 300), A: v.field("a", 100), B: v.field("b", 100),
		Act: chancery.ActType(v.field("act", 60)), Person: v.field("person", 200), Event: v.field("event", 100),
		Opens: v.field("opens", 10), Closes: v.field("closes", 10), Decides: v.field("decides", 10),
	}
	if p.Opens == "" {
		p.Opens = v.today.String()
	}
	chosen := v.r.PostForm["state"]
	for _, t := range v.site.rules.Tracks() {
		if t.Of != standing.OfPair && t.Of != standing.OfDirected {
			continue
		}
		x := trackStates{Name: v.say("track." + string(t.Track))}
		for _, s := range t.States {
			value := string(t.Track) + "/" + string(s.State)
			x.States = append(x.States, choice{value, v.word(t.Track, s.State), slices.Contains(chosen, value)})
		}
		p.Tracks = append(p.Tracks, x)
	}
	for _, k := range v.site.kinds.Kinds() {
		if len(v.site.rules.Moves(k.Type)) > 0 {
			p.Kinds = append(p.Kinds, k)
		}
	}
	return view{page: "poll-new", title: v.say("poll.new"), data: p, private: true}, nil
}

// openPoll opens the poll that the form describes.
func openPoll(v *visit) (string, error) {
	wrong := func(key string, args ...any) (string, error) {
		return "", problem{http.StatusUnprocessableEntity, v.say(key, args...)}
	}
	p := poll.Poll{English: v.field("english", 300), Spanish: v.field("spanish", 300), Event: v.field("event", 100)}
	p.Criterion = poll.Criterion{Act: chancery.ActType(v.field("act", 60)), Person: v.field("person", 200)}
	for _, side := range []struct {
		name string
		to   *chancery.Code
	}{{v.field("a", 100), &p.Criterion.A}, {v.field("b", 100), &p.Criterion.B}} {
		c, ok := v.site.parties.find(side.name)
		if !ok {
			return wrong("correct.party", "what", side.name)
		}
		*side.to = c
	}
	for _, x := range v.r.PostForm["state"] {
		track, state, _ := strings.Cut(x, "/")
		if p.Criterion.Track != "" && p.Criterion.Track != chancery.Track(track) {
			return wrong("poll.tracks")
		}
		p.Criterion.Track = chancery.Track(track)
		p.Criterion.States = append(p.Criterion.States, standing.State(state))
	}
	for _, d := range []struct {
		field string
		to    *chancery.Day
	}{{"opens", &p.Opens}, {"closes", &p.Closes}, {"decides", &p.Decides}} {
		day, err := chancery.ParseDay(v.field(d.field, 10))
		if err != nil {
			return wrong("correct.day", "what", v.field(d.field, 10))
		}
		*d.to = day
	}
	if p.Event != "" && v.site.index.now().event(p.Event) == nil {
		return wrong("error.event", "what", p.Event)
	}
	made, err := v.office.Polls.Ask(v.ctx, v.session.Account, p)
	if errors.Is(err, poll.ErrPoll) {
		return wrong("poll.refused", "why", err)
	}
	v.office.forget()
	return v.pollURL(made.ID), err
}

// settle decides a poll by the ledger as it stands.
func settle(v *visit) (string, error) {
	q, err := v.poll()
	if err != nil {
		return "", err
	}
	_, err = v.office.Polls.Settle(v.ctx, v.session.Account, q.ID, v.site.desk.Book(), v.site.index.number())
	if errors.Is(err, poll.ErrTooSoon) {
		return "", problem{http.StatusConflict, v.say("poll.too-soon")}
	}
	v.office.forget()
	return v.pollURL(q.ID), err
}
