package web

import (
	"cmp"
	"slices"
	"strings"
	"sync"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/baseline"
	"github.com/chancery-ledger/chancery/internal/standing"
)

// leader is somebody in an office of a state.
type leader struct {
	Title, Person, Dates, Rests string
	URL                         string
}

// A source that has not named a holder for so long names another by now, though
// it does not tell when the one gave way to the other.
const unseen = 400 // days

// leaders divides the terms of office: those that hold on the day, those of
// which only the beginning is known and the source names nobody any more, and
// those that are over, the latest first.
func (p *countryPage) leaders(a *ask, terms []standing.Term) {
	const few, many = 8, 24
	for _, t := range slices.Backward(terms) {
		l := a.leader(t)
		add := func(list *[]leader, most int) {
			same := func(o leader) bool { return o.Person == l.Person && o.Dates == l.Dates }
			if len(*list) < most && !slices.ContainsFunc(*list, same) {
				*list = append(*list, l)
			}
		}
		switch over := t.Until != 0 && t.Until <= a.on; {
		case t.Since == 0 || t.Since > a.on:
		case over:
			add(&p.Earlier, many)
		case t.Until == 0 && t.Seen != 0 && a.on > t.Seen+unseen && p.succeeded(t, terms):
			l.Dates = a.say("leader.seen", "from", a.lang.short(t.Since), "day", a.lang.short(t.Seen))
			add(&p.Listed, few)
		default:
			add(&p.Leaders, few)
		}
	}
}

// succeeded tells whether a source went on to name others of the state after it
// named the holder for the last time.
func (p *countryPage) succeeded(t standing.Term, terms []standing.Term) bool {
	return slices.ContainsFunc(terms, func(o standing.Term) bool { return o.Source == t.Source && o.Seen > t.Seen })
}

func (a *ask) leader(t standing.Term) leader {
	l := leader{Title: cmp.Or(t.Title, t.Role), Person: t.Person, URL: a.to("/person/" + slugOf(t.Person)), Rests: t.Source}
	l.Dates = a.lang.since(standing.Window{From: t.Since, To: t.Since}, a.words(), a.lang.short)
	if t.Until != 0 {
		l.Dates = a.lang.short(t.Since) + " – " + a.lang.short(t.Until)
	}
	if t.Rests == standing.Reported {
		l.Rests = a.say("rests.reported")
	} else {
		l.URL = "" // no act names the person
	}
	return l
}

// missions are those of a party as lists have them, and what acts changed.
type missions struct {
	Abroad, Here           int // embassies
	PostsAbroad, PostsHere int // states with consulates
	Turns                  []changeGroup
}

// missionsOf is which missions lists have between two.
type missionsOf struct{ there, here, postThere, postHere, nonResident bool }

// missionLists keeps which missions lists have of a party with each other one,
// by party: lists do not change while the program runs.
type missionLists struct{ known sync.Map }

// of are the missions of a party with others, and theirs with it.
func (l *missionLists) of(base *baseline.Base, c chancery.Code) map[chancery.Code]missionsOf {
	if got, ok := l.known.Load(c); ok {
		return got.(map[chancery.Code]missionsOf)
	}
	out := map[chancery.Code]missionsOf{}
	for _, s := range base.States() {
		if m := missionsBetween(base, c, s.Code); m != (missionsOf{}) {
			out[s.Code] = m
		}
	}
	if len(out) > 0 { // what has none costs no memory, whatever is asked for
		l.known.Store(c, out)
	}
	return out
}

func missionsBetween(base *baseline.Base, c, with chancery.Code) missionsOf {
	var m missionsOf
	for _, track := range []chancery.Track{chancery.Premises, chancery.Posts, chancery.Representation} {
		for _, f := range base.Facts(c, with, track) {
			sent := f.Line.A == c
			switch track {
			case chancery.Premises:
				m.there, m.here = m.there || sent, m.here || !sent
			case chancery.Posts:
				m.postThere, m.postHere = m.postThere || sent, m.postHere || !sent
			case chancery.Representation:
				m.nonResident = m.nonResident || f.State == "ambassador_nonresident"
			}
		}
	}
	return m
}

func (m *missions) count(x missionsOf) {
	m.Abroad += bit(x.there)
	m.Here += bit(x.here)
	m.PostsAbroad += bit(x.postThere)
	m.PostsHere += bit(x.postHere)
}

// key names where embassies are.
func (m missionsOf) key() string {
	switch {
	case m.there && m.here:
		return "both"
	case m.there:
		return "there"
	case m.here:
		return "here"
	case m.nonResident:
		return "nonresident"
	}
	return ""
}

// missionTurns are the missions of a party and those of others with it whose
// level some act has changed, as they stand on the day.
func (a *ask) missionTurns(c chancery.Code, events []*chancery.Event) []changeGroup {
	const most = 6 // pairs
	var found []standing.Change
	seen := map[chancery.Code]bool{c: true}
	for _, ev := range events {
		if len(seen) > most {
			break
		}
		if dayOf(ev) > a.on || !a.movesMissions(ev.Deed.Type) {
			continue
		}
		for _, with := range codesOf(slices.Concat(ev.Deed.From, ev.Deed.To)) {
			if with == "" || seen[with] || len(seen) > most {
				continue
			}
			seen[with] = true
			for _, x := range a.track(c, with, chancery.Representation) {
				if toldOf(x) {
					found = append(found, standing.Change{Line: x.Line, After: x})
				}
			}
		}
	}
	return a.groups(found)
}

func (a *ask) movesMissions(t chancery.ActType) bool {
	return slices.ContainsFunc(a.site.rules.Moves(t), func(r standing.Row) bool { return r.Track == chancery.Representation })
}

// memberships are the organisations of a state, with their pages.
func (a *ask) memberships(c chancery.Code) []option {
	var out []option
	for _, name := range a.site.base.Memberships(c) {
		o := option{Text: name}
		if code, ok := a.site.parties.find(slugOf(strings.TrimSpace(name))); ok && code != c {
			o.URL = a.to("/country/" + a.site.parties.slugFor(code))
		}
		out = append(out, o)
	}
	return out
}
