package alert

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/desk"
	"github.com/chancery-ledger/chancery/internal/ledger"
	"github.com/chancery-ledger/chancery/internal/show"
	"github.com/chancery-ledger/chancery/internal/standing"
)

// Watcher finds what came to be known between two entries of a ledger.
type Watcher struct {
	Desk *desk.Desk
	Show show.Standings
	URL  func(a, b chancery.Code) string // of the page of two parties; nil where the site has no address
}

// pieces of evidence that a notice brings.
const evidenceShown = 3

// Since are the notices of the entries after one and up to another, by what
// stands on a day. The same call makes the same notices. An act of more than two
// parties has one for each pair, all under one id: an [Outbox] keeps the first.
func (w *Watcher) Since(ctx context.Context, after, upTo int64, on chancery.Day) ([]Notice, error) {
	pairs, err := w.touched(ctx, after, upTo)
	if err != nil {
		return nil, err
	}
	var out []Notice
	for _, p := range pairs {
		before, err := w.book(ctx, p, after)
		if err != nil {
			return nil, err
		}
		now, err := w.book(ctx, p, upTo)
		if err != nil {
			return nil, err
		}
		out = append(out, w.changes(p, before.Pair(p[0], p[1], on, standing.Known{}), now.Pair(p[0], p[1], on, standing.Known{}), upTo, on)...)
		out = append(out, w.acts(p, before.Events(), now.Events(), upTo)...)
	}
	return out, nil
}

// book is what the ledger knew of two after an entry; before the first, it is
// what the reference lists say.
func (w *Watcher) book(ctx context.Context, p [2]chancery.Code, known int64) (*standing.Book, error) {
	if known == 0 {
		return standing.New(w.Desk.Law, w.Desk.Base), nil
	}
	return w.Desk.Between(ctx, p[0], p[1], known)
}

// touched are the pairs between which a claim was asserted, retracted, or put
// with others.
func (w *Watcher) touched(ctx context.Context, after, upTo int64) ([][2]chancery.Code, error) {
	var pairs [][2]chancery.Code
	seen := map[[2]chancery.Code]bool{}
	add := func(d *chancery.Deed) {
		for _, p := range ledger.Pairs(d) {
			if p[0] != "" && p[0] != p[1] && !seen[p] {
				seen[p] = true
				pairs = append(pairs, p)
			}
		}
	}
	for line, err := range w.Desk.Lines(ctx, after) {
		if err != nil {
			return nil, err
		}
		e := line.Entry
		if e.Number > upTo {
			break
		}
		if e.Verb == chancery.Assert {
			var c chancery.Claim
			if err := json.Unmarshal(line.Claim, &c); err != nil {
				return nil, fmt.Errorf("alerts: entry %d: %w", e.Number, err)
			}
			add(&c.Deed)
			continue
		}
		ids := []string{e.ClaimID, e.Other}
		if e.Verb == chancery.Undo { // of a merge or split, which names the claims
			for o, err := range w.Desk.Opinions(ctx) {
				if err != nil {
					return nil, err
				}
				if o.Number == e.Of {
					ids = append(ids, o.ClaimID, o.Other)
				}
			}
		}
		for _, id := range ids {
			if id == "" {
				continue
			}
			for f, err := range w.Desk.Claims(ctx, ledger.Query{Claim: id, Retracted: true}) {
				if err != nil {
					return nil, err
				}
				add(&f.Claim.Deed)
			}
		}
	}
	return pairs, nil
}

// changes are the lines between two on which another state or another flag
// stands. A state that only rests on a rule follows from another, which is told.
func (w *Watcher) changes(p [2]chancery.Code, before, after standing.Pair, number int64, on chancery.Day) []Notice {
	var out []Notice
	was := map[standing.Line]standing.Answer{}
	for _, a := range before.Answers {
		was[a.Line] = a
	}
	seen := map[standing.Line]bool{}
	look := func(b, a standing.Answer) {
		seen[a.Line] = true
		if b.State == a.State && slices.Equal(flags(b), flags(a)) || a.Rests == standing.Default || a.State == "" && b.Rests == standing.Default {
			return
		}
		n := Notice{
			ID:   fmt.Sprintf("standing/%s-%s/%s/%s/%d", p[0], p[1], a.Line.Track, plain(a.Line.Part+a.Line.Person+string(a.Line.A)), number),
			Kind: Standing, Number: number, Pair: p[:], Track: a.Line.Track, Before: b.State, After: a.State, Flags: flags(a), Person: a.Person,
		}
		n.Title, n.Rests = w.Show.Change(standing.Change{Line: a.Line, Before: b, After: a}, on)
		if len(a.Evidence) > 0 {
			n.Act = a.Evidence[0].Act // the surest that began it stands first
		}
		for _, e := range a.Evidence[:min(len(a.Evidence), evidenceShown)] {
			n.Evidence = append(n.Evidence, Evidence{e.Text, e.Publisher, e.Published, e.URL, e.Title})
		}
		w.place(&n, p)
		out = append(out, n)
	}
	for _, a := range after.Answers {
		b, ok := was[a.Line]
		if !ok {
			b = standing.Answer{Line: a.Line}
		}
		look(b, a)
	}
	for _, b := range before.Answers {
		if !seen[b.Line] {
			look(b, standing.Answer{Line: b.Line, Person: b.Person})
		}
	}
	return out
}

func flags(a standing.Answer) []string {
	var out []string
	for _, f := range a.Flags {
		out = append(out, f.String())
	}
	slices.Sort(out)
	return out
}

// acts are the events between two of which nothing was known before, and those
// that are told otherwise now: what was planned is done.
func (w *Watcher) acts(p [2]chancery.Code, before, after []chancery.Event, number int64) []Notice {
	status := map[string]chancery.Status{} // by claim
	for i := range before {
		for _, f := range before[i].Claims {
			status[f.Claim.ID] = before[i].Status
		}
	}
	var out []Notice
	for i := range after {
		ev := &after[i]
		if slices.ContainsFunc(ev.Claims, func(f chancery.Filed) bool {
			was, known := status[f.Claim.ID]
			return known && was == ev.Status
		}) {
			continue
		}
		d := ev.Deed
		n := Notice{
			ID: fmt.Sprintf("act/%s/%s/%d", ev.ID, ev.Status, number), Kind: Act, Number: number, Pair: p[:], Title: w.Show.Event(ev),
			Event: ev.ID, Act: d.Type, Status: ev.Status, Person: d.Person, When: &d.When,
		}
		for _, x := range d.From {
			n.From = append(n.From, x.Code)
		}
		for _, x := range d.To {
			n.To = append(n.To, x.Code)
		}
		for _, f := range ev.Claims {
			if len(f.Claim.Evidence) > 0 && len(n.Evidence) < evidenceShown {
				n.Evidence = append(n.Evidence, Evidence{f.Claim.Evidence[0].Text, f.Report.Publisher, f.Report.Published, f.Report.URL, f.Report.Title})
			}
		}
		w.place(&n, p)
		out = append(out, n)
	}
	return out
}

func (w *Watcher) place(n *Notice, p [2]chancery.Code) {
	if w.URL != nil {
		n.URL = w.URL(p[0], p[1])
	}
}
