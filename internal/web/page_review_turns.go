package web

import (
	"slices"
	"strconv"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/standing"
)

// consequences tell what stands by the event now, what was entered, and what
// stands otherwise since.
func (v *visit) consequences(p *claimPage, ev *chancery.Event) error {
	var since int64
	if n, err := strconv.ParseInt(v.text("done"), 10, 64); err == nil && n > 0 && n <= v.site.index.number() {
		since = n
	}
	pairs := eventPairs(&chancery.Event{Deed: p.Filed.Claim.Deed})
	types := []chancery.ActType{p.Filed.Claim.Type}
	if ev != nil {
		types = append(types, ev.Deed.Type)
	}
	var err error
	if since != 0 {
		var batch []chancery.Entry
		if batch, err = v.batch(since); err != nil {
			return err
		}
		for _, e := range batch {
			line, err := v.entry(e)
			if err != nil {
				return err
			}
			p.Done = append(p.Done, line)
			if f, ok, _ := v.filed(e.ClaimID); ok { // what a correction takes away stood somewhere as well
				types = append(types, f.Claim.Type)
				for _, pair := range eventPairs(&chancery.Event{Deed: f.Claim.Deed}) {
					if !slices.Contains(pairs, pair) {
						pairs = append(pairs, pair)
					}
				}
			}
		}
	}
	p.Standing, p.Turned = v.turns(pairs, types, since)
	p.History, err = v.histories(p.Filed, ev)
	return err
}

// batch are the entries that were made at once, from the first on.
func (v *visit) batch(first int64) (out []chancery.Entry, err error) {
	for e, err := range v.office.Ledger.Entries(v.ctx, first-1) {
		if err != nil {
			return nil, err
		}
		if len(out) > 0 && (!e.At.Equal(out[0].At) || e.Agent != out[0].Agent || len(out) == 4) {
			break
		}
		out = append(out, e)
	}
	if len(out) > 0 && !decided(out[0]) {
		return nil, nil
	}
	return out, nil
}

// turns are the states between some parties on the tracks that some acts move,
// and, where an entry is named, the states that are others since.
func (v *visit) turns(pairs [][2]chancery.Code, types []chancery.ActType, since int64) (now, turned []change) {
	book := v.site.desk.Book()
	moved := map[chancery.Track]bool{}
	for _, t := range types {
		for _, r := range v.site.rules.Moves(t) {
			moved[r.Track] = true
		}
	}
	for _, pair := range pairs {
		before := map[standing.Line]standing.Answer{}
		if since != 0 {
			for _, x := range book.Pair(pair[0], pair[1], v.today, standing.Known{Number: since - 1}).Answers {
				before[x.Line] = x
			}
		}
		for _, x := range book.Pair(pair[0], pair[1], v.today, standing.Known{}).Answers {
			was, stood := before[x.Line]
			delete(before, x.Line)
			c := v.change(standing.Change{Line: x.Line, Before: was, After: x})
			if since != 0 && (was.State != x.State || was.Since != x.Since || len(was.Flags) != len(x.Flags)) {
				c.Same = stood && was.State == x.State
				turned = append(turned, c)
			}
			if moved[x.Line.Track] && (x.Line.Track != chancery.Treaty || toldOf(x)) {
				c.Same = true
				now = append(now, c)
			}
		}
		for _, was := range before { // what is no more
			if was.State != "" && moved[was.Line.Track] {
				c := v.change(standing.Change{Line: was.Line, Before: was, After: standing.Answer{Line: was.Line}})
				c.When, c.Rests = "", ""
				turned = append(turned, c)
			}
		}
	}
	once(now)
	once(turned)
	return now, turned
}

// once names the two parties where they are others than those of the line
// before.
func once(cs []change) {
	last := ""
	for i := range cs {
		if cs[i].Pair == last {
			cs[i].Pair = ""
			continue
		}
		last = cs[i].Pair
	}
}
