package standing

import (
	"slices"

	"github.com/chancery-ledger/chancery"
)

// Known narrows an answer to what was known: the entries up to a number, and
// the reports published up to a day. The zero Known is everything that has not
// been retracted. (A time of filing is the number of the last entry by then,
// which the ledger knows: numbers order the ledger, not clocks.)
type Known struct {
	Number    int64        `json:"number,omitempty"`
	Published chancery.Day `json:"published,omitzero"`
}

// All tells whether k leaves nothing out but what has been retracted.
func (k Known) All() bool { return k.Number == 0 && k.Published == 0 }

// has tells whether a claim was known, and not yet retracted.
func (k Known) has(f *chancery.Filed) bool {
	switch {
	case k.Number != 0 && f.Number > k.Number, k.Published != 0 && publishedOn(f) > k.Published:
		return false
	case f.Retracted == 0:
		return true
	}
	return k.Number != 0 && f.Retracted > k.Number
}

// publishedOn is the day of the report, or that of its filing where it has none.
func publishedOn(f *chancery.Filed) chancery.Day {
	if f.Report.Published == 0 {
		return chancery.DayOf(f.At)
	}
	return f.Report.Published
}

// Restrict is the event as far as it was known; ok is false where none of its
// claims was. What the claims said together is worked out again from those
// that are left.
func Restrict(ev chancery.Event, k Known) (out chancery.Event, ok bool) {
	out = ev
	out.Claims, out.Denied = keep(ev.Claims, k), keep(ev.Denied, k)
	if len(out.Claims) == len(ev.Claims) && len(ev.Claims) > 0 {
		return out, true
	}
	if len(out.Claims) == 0 {
		return out, false
	}
	out.Status = furthest(out.Claims)
	var whens []chancery.When
	publishers := map[string]bool{}
	for _, f := range out.Claims {
		publishers[f.Report.Publisher] = true
		if f.Claim.Status == out.Status {
			whens = append(whens, f.Claim.When)
		}
	}
	out.Deed.When, _ = tightest(whens)
	out.Sources = min(ev.Sources, len(publishers))
	return out, true
}

// hasAll tells whether every claim was known and none has been retracted.
func (k Known) hasAll(fs []chancery.Filed) bool {
	for i := range fs {
		if fs[i].Retracted != 0 || !k.has(&fs[i]) {
			return false
		}
	}
	return true
}

// keep are the claims that were known, as they were known: held. Where that is
// all of them, they are not copied.
func keep(fs []chancery.Filed, k Known) []chancery.Filed {
	if k.hasAll(fs) {
		return fs
	}
	out := make([]chancery.Filed, 0, len(fs))
	for i := range fs {
		if k.has(&fs[i]) {
			f := fs[i]
			f.Retracted = 0 // as it was known, it was held
			out = append(out, f)
		}
	}
	return out
}

// furthest is the status that is told furthest: done before planned before
// proposed before threatened; not only where no claim says anything else.
func furthest(fs []chancery.Filed) chancery.Status {
	for _, s := range []chancery.Status{chancery.Done, chancery.Planned, chancery.Proposed, chancery.Threatened} {
		for _, f := range fs {
			if f.Claim.Status == s {
				return s
			}
		}
	}
	return chancery.Not
}

// span is between which entries, and days of publication, the claims of an
// event lie: enough to tell at once, of most events, whether all of it was
// known, or nothing.
type span struct {
	first, last int64        // numbers of the claims
	from, to    chancery.Day // on which they were published
	retracted   int64        // the last retraction; 0 where all claims are held
}

func spanOf(ev *chancery.Event) span {
	var s span
	for _, list := range [][]chancery.Filed{ev.Claims, ev.Denied} {
		for i := range list {
			f := &list[i]
			day := publishedOn(f)
			if s.first == 0 {
				s.first, s.from = f.Number, day
			}
			s.first, s.last = min(s.first, f.Number), max(s.last, f.Number)
			s.from, s.to = min(s.from, day), max(s.to, day)
			s.retracted = max(s.retracted, f.Retracted)
		}
	}
	return s
}

// all tells whether k leaves nothing out of the span, and none whether it
// leaves nothing of it; where neither is so, each claim must be asked.
func (s span) all(k Known) bool {
	return s.retracted == 0 && (k.Number == 0 || s.last <= k.Number) && (k.Published == 0 || s.to <= k.Published)
}

func (s span) none(k Known) bool {
	return k.Number != 0 && s.first > k.Number || k.Published != 0 && s.from > k.Published
}

// view is a book of some events as far as they were known, for questions about
// pairs: it has neither persons nor acts. What was known whole is taken as it
// is worked out here.
func (b *Book) view(k Known, events map[string]*entry) *Book {
	v := New(b.rules, nil)
	v.lang = b.lang
	if b.base != nil {
		v.base = knownBase{b.base, k}
	}
	for id, e := range events {
		switch {
		case e.span.none(k):
			continue
		case !e.span.all(k):
			ev, ok := Restrict(e.raw, k)
			if !ok {
				continue
			}
			e = v.entryOf(ev)
		}
		v.events[id] = e
		for _, p := range e.pairs {
			file(v.pairs, sorted(p), e, 1)
		}
	}
	return v
}

// knownBase leaves out the lists that were read only later; what they date
// stays, as it is history, and is not confirmed by them.
type knownBase struct {
	Baseline
	known Known
}

// late tells whether a source may have been read only later.
func (kb knownBase) late(f *Fact) bool {
	return kb.known.Published != 0 && f.AsOf.To > kb.known.Published
}

// Facts are those of the base that were known.
func (kb knownBase) Facts(a, b chancery.Code, t chancery.Track) []Fact {
	var out []Fact
	for _, f := range kb.Baseline.Facts(a, b, t) {
		if f.late = kb.late(&f); !f.late || !f.Undated {
			out = append(out, f)
		}
	}
	return out
}

// Notes are those of the base that were known.
func (kb knownBase) Notes(a, b chancery.Code) []Fact {
	return slices.DeleteFunc(slices.Clone(kb.Baseline.Notes(a, b)), func(f Fact) bool { return kb.late(&f) })
}
