package web

import (
	"cmp"
	"slices"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/review"
	"github.com/chancery-ledger/chancery/internal/standing"
)

// queuePage lists what most needs a look.
type queuePage struct {
	Alone   []queueItem // on each of which something rests that stands today
	Rest    []queueItem
	More    int
	Party   string // the party asked for, as it was written
	Unknown bool   // no party is known by that name
	Decided []entryLine
}

type queueItem struct {
	URL      string
	Headline string
	Status   string
	Class    string
	When     string
	Alone    bool // what stands rests on this alone
	Why      []string
	Quote    quote
	Language string
}

// How many items a page of the queue has, how many of the latest events are
// weighed for it, how many decisions are listed, and among how many entries
// they are looked for.
const (
	mostItems     = 40
	mostWeighed   = 2000
	mostDecisions = 8
	lookBack      = 500
)

// pressing are the events that nobody has checked, the most pressing first.
func (o *office) pressing() []review.Item {
	o.queue.mu.Lock()
	defer o.queue.mu.Unlock()
	n := o.site.index.number()
	if o.queue.items == nil || o.queue.number != n {
		events := known(o.site.index.now().newest(), 0, standing.Known{}, mostWeighed, nil)
		o.queue.number, o.queue.items = n, review.Queue(events, review.Weigh(o.site.desk.Book(), o.site.kinds))
	}
	return o.queue.items
}

// reviewQueue is the desk of a reviewer.
func reviewQueue(v *visit) (view, error) {
	p := queuePage{Party: v.text("party")}
	items := v.office.pressing()
	if p.Party != "" {
		c, ok := v.site.parties.find(p.Party)
		p.Unknown = !ok
		items = slices.DeleteFunc(slices.Clone(items), func(it review.Item) bool {
			is := func(q chancery.Party) bool { return q.Code == c }
			return !slices.ContainsFunc(it.Event.Deed.From, is) && !slices.ContainsFunc(it.Event.Deed.To, is)
		})
	}
	p.More = max(0, len(items)-mostItems)
	items = items[:min(len(items), mostItems)]
	for i := range items {
		if x := v.item(&items[i]); x.Alone {
			p.Alone = append(p.Alone, x)
		} else {
			p.Rest = append(p.Rest, x)
		}
	}
	var err error
	if p.Decided, err = v.decisions(); err != nil {
		return view{}, err
	}
	return view{page: "review", title: v.say("review.title"), data: p, twin: map[string]any{"queue": items}, params: []string{"party"}, private: true}, nil
}

func (v *visit) item(it *review.Item) queueItem {
	x := v.act(&it.Event, 0)
	first := &it.Claims[0]
	q := queueItem{
		URL: address(v.lang, "/review/claim/"+first.Claim.ID, nil), Headline: x.Headline, Status: x.Status, Class: x.Class, When: x.When,
		Alone: it.Consequence >= 1, Why: v.why(it), Quote: v.quote(first), Language: string(first.Report.Language),
	}
	return q
}

// why says what makes an event worth a look.
func (v *visit) why(it *review.Item) []string {
	why := []string{v.words().count("sources", max(it.Event.Sources, 1))}
	first := it.Claims[0].Claim
	if first.Confidence < 0.8 {
		why = append(why, v.say("event.read", "sure", int(100*first.Confidence+0.5)))
	}
	held := 0
	for _, f := range it.Event.Denied {
		held += bit(f.Retracted == 0)
	}
	if held > 0 {
		why = append(why, v.words().count("review.denied", held))
	}
	if first.Alleged {
		why = append(why, v.say("review.alleged"))
	}
	return why
}

// decisions are the last entries that people made, the latest first.
func (v *visit) decisions() ([]entryLine, error) {
	var found []chancery.Entry
	for e, err := range v.office.Ledger.Entries(v.ctx, max(0, v.site.index.number()-lookBack)) {
		if err != nil {
			return nil, err
		}
		if decided(e) {
			found = append(found, e)
		}
	}
	slices.SortFunc(found, func(x, y chancery.Entry) int { return cmp.Compare(y.Number, x.Number) })
	var out []entryLine
	for _, e := range found[:min(len(found), mostDecisions)] {
		line, err := v.entry(e)
		if err != nil {
			return nil, err
		}
		out = append(out, line)
	}
	return out, nil
}

// decided tells whether a person made an entry, about a claim.
func decided(e chancery.Entry) bool { return e.Reader == "" && e.Report == "" }
