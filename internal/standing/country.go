package standing

import (
	"slices"

	"github.com/chancery-ledger/chancery"
)

// Dealing is how one party stands with another, in short.
type Dealing struct {
	With   chancery.Code `json:"with"`
	Answer Answer        `json:"diplomatic"` // of diplomatic relations; its state is "" where nothing is known
	Class  Class         `json:"class,omitempty"`
	Events int           `json:"events"` // how many are known between the two
	Last   chancery.Day  `json:"last_event,omitzero"`
}

// Country is how a party stands with all others.
type Country struct {
	Code     chancery.Code `json:"code"`
	On       chancery.Day  `json:"on"`
	Known    Known         `json:"known"`
	Dealings []Dealing     `json:"dealings"` // by code
}

// Country tells how a party stood with all others on a day, as it was known.
func (b *Book) Country(code chancery.Code, on chancery.Day, known Known) Country {
	b.mu.Lock()
	defer b.mu.Unlock()
	c := Country{Code: code, On: on, Known: known}
	for _, with := range b.partners(code) {
		c.Dealings = append(c.Dealings, b.dealing(code, with, on, known))
	}
	return c
}

// Among tells how some states stood with one on a day: the ground for
// questions that count. The state itself is left out.
func (b *Book) Among(states []chancery.Code, with chancery.Code, on chancery.Day, known Known) []Dealing {
	b.mu.Lock()
	defer b.mu.Unlock()
	var out []Dealing
	for _, s := range states {
		if s != with {
			d := b.dealing(with, s, on, known)
			out = append(out, d)
		}
	}
	return out
}

// Without are those of some states that had no diplomatic relations with one
// on a day: severed, suspended or never begun. Those of which nothing is known
// are not among them.
func (b *Book) Without(states []chancery.Code, with chancery.Code, on chancery.Day, known Known) []Dealing {
	return slices.DeleteFunc(b.Among(states, with, on, known), func(d Dealing) bool { return d.Class != Off })
}

func (b *Book) partners(code chancery.Code) []chancery.Code {
	var out []chancery.Code
	for c := range b.parties[code] {
		if c != "" {
			out = append(out, c)
		}
	}
	if b.base != nil {
		out = append(out, b.base.Partners(code)...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func (b *Book) dealing(x, y chancery.Code, on chancery.Day, known Known) Dealing {
	v := b.seen(x, y, known)
	d := Dealing{With: y, Answer: v.answer(v.thread(pairLine(chancery.Diplomatic, x, y)), on)}
	d.Class = b.rules.states[chancery.Diplomatic][d.Answer.State].Class
	days := v.heldOn(x, y)
	if d.Events = len(days); on != 0 {
		d.Events, _ = slices.BinarySearch(days, on+1)
	}
	if d.Events > 0 {
		d.Last = days[d.Events-1]
	}
	return d
}
