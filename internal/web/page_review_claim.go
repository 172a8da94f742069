package web

import (
	"cmp"
	"slices"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/catalogue"
)

// claimPage is where a reviewer decides about one claim and the event in which
// it stands.
type claimPage struct {
	formPart
	Act       act
	Kind      string // what the type of act means
	Claim     claimLine
	Filed     chancery.Filed
	Report    reportLine
	ReportURL string // at its publisher's
	Context   []paragraph
	Others    []sibling
	Near      []neighbour
	Single    bool // the event rests on no other claim
	Action    string
	Right     right
	Because   string
	Do        string // what was tried, where there is a problem
	Kinds     []catalogue.Kind
	Statuses  []chancery.Status
	Lang      Lang

	Done     []entryLine // what was entered just now,
	Turned   []change    // and what stands otherwise since
	Standing []change
	History  []entryLine
	NextURL  string // of what most needs a look after this
}

// sibling is another claim of the same event.
type sibling struct {
	URL       string
	Quote     quote
	Status    string
	Class     string
	Here      bool
	Retracted bool
	Confirmed bool
}

// neighbour is an event that may be the same deed.
type neighbour struct{ ID, Text string }

// reviewEvent sends a reviewer to the claim of an event that most needs a look.
func reviewEvent(v *visit) (view, error) {
	ev := v.site.index.now().event(v.argument)
	if ev == nil {
		return view{}, notFound("error.event", v.argument)
	}
	all := slices.Concat(ev.Claims, ev.Denied)
	slices.SortStableFunc(all, func(a, b chancery.Filed) int {
		open := func(f *chancery.Filed) int { return bit(f.Retracted != 0)*2 + bit(f.Confirmed != 0) }
		return cmp.Or(cmp.Compare(open(&a), open(&b)), cmp.Compare(b.Claim.Confidence, a.Claim.Confidence))
	})
	return view{}, redirect{address(v.lang, "/review/claim/"+all[0].Claim.ID, nil)}
}

// reviewClaim is the page of one claim.
func reviewClaim(v *visit) (view, error) {
	f, ok, err := v.filed(v.argument)
	if err != nil {
		return view{}, err
	}
	if !ok {
		return view{}, notFound("error.claim", v.argument)
	}
	r, err := v.site.desk.Report(v.ctx, f.Report.ID)
	if err != nil {
		return view{}, err
	}
	ev := v.eventOf(&f)
	p := claimPage{
		formPart: v.formPart(), Filed: f, Claim: v.claim(&f), Report: v.reportLine(r), ReportURL: webURL(r.URL),
		Context: excerpt(r.Text, f.Claim.Evidence), Action: address(v.lang, v.path, nil), Kinds: v.site.kinds.Kinds(), Lang: v.lang,
		Statuses: []chancery.Status{chancery.Done, chancery.Planned, chancery.Proposed, chancery.Threatened, chancery.Not},
		Right:    v.rightOf(&f.Claim), Because: v.field("because", mostReason), Do: v.r.PostForm.Get("do"),
	}
	if p.Do == "correct" {
		p.Right = v.rightPosted()
	}
	k, _ := v.site.kinds.Kind(f.Claim.Type)
	p.Kind = k.Definition
	one := chancery.Event{Deed: f.Claim.Deed, Status: f.Claim.Status, Claims: []chancery.Filed{f}, Sources: 1}
	p.Act = v.act(&one, 0)
	p.Act.URL = ""
	if ev != nil {
		p.Act.URL, p.Act.ID = v.to("/event/"+ev.ID), ev.ID
		p.Others, p.Near = v.siblings(ev, f.Claim.ID), v.near(ev)
		p.Single = len(p.Others) < 2
	}
	if err := v.consequences(&p, ev); err != nil {
		return view{}, err
	}
	for _, it := range v.office.pressing() {
		if ev == nil || it.Event.ID != ev.ID {
			p.NextURL = address(v.lang, "/review/claim/"+it.Claims[0].Claim.ID, nil)
			break
		}
	}
	return view{page: "review-claim", title: p.Act.Headline, data: p, private: true}, nil
}

// siblings are the claims of an event, each once, those held first.
func (v *visit) siblings(ev *chancery.Event, here string) (out []sibling) {
	seen := map[string]bool{}
	all := byDay(slices.Concat(ev.Claims, ev.Denied))
	slices.SortStableFunc(all, func(a, b *chancery.Filed) int { return bit(a.Retracted != 0) - bit(b.Retracted != 0) })
	for _, f := range all {
		if seen[f.Claim.ID] {
			continue
		}
		seen[f.Claim.ID] = true
		out = append(out, sibling{
			URL: address(v.lang, "/review/claim/"+f.Claim.ID, nil), Quote: v.quote(f), Status: v.say("status." + string(f.Claim.Status)), Class: string(f.Claim.Status),
			Here: f.Claim.ID == here, Retracted: f.Retracted != 0, Confirmed: f.Confirmed != 0,
		})
	}
	return out
}

// near are the events between the same parties that may be the same deed: those
// of the same type and of days close by first.
func (v *visit) near(ev *chancery.Event) (out []neighbour) {
	const days, most = 60, 15
	var found []*chancery.Event
	for _, pair := range eventPairs(ev) {
		for _, o := range v.site.index.now().between(pair[0], pair[1]) {
			if d := dayOf(o) - dayOf(ev); o.ID != ev.ID && -days <= d && d <= days && !slices.Contains(found, o) {
				found = append(found, o)
			}
		}
	}
	far := func(o *chancery.Event) chancery.Day { d := dayOf(o) - dayOf(ev); return max(d, -d) }
	slices.SortStableFunc(found, func(a, b *chancery.Event) int {
		return cmp.Or(bit(a.Deed.Type != ev.Deed.Type)-bit(b.Deed.Type != ev.Deed.Type), cmp.Compare(far(a), far(b)))
	})
	for _, o := range found[:min(len(found), most)] {
		x := v.act(o, 0)
		text := x.When + " · " + x.Headline
		if x.Status != "" {
			text += " (" + x.Status + ")"
		}
		out = append(out, neighbour{o.ID, text})
	}
	return out
}

// Reason is the reason to stand in the form of a decision: what was written
// there, where it could not be taken.
func (p claimPage) Reason(do string) string {
	if p.Do == do || p.Do == "reject" && do == "confirm" {
		return p.Because
	}
	return ""
}
