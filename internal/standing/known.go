package standing

import "github.com/chancery-ledger/chancery"

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
	published := f.Report.Published
	if published == 0 {
		published = chancery.DayOf(f.At)
	}
	switch {
	case k.Number != 0 && f.Number > k.Number, k.Published != 0 && published > k.Published:
		return false
	case f.Retracted == 0:
		return true
	}
	return k.Number != 0 && f.Retracted > k.Number
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

func keep(fs []chancery.Filed, k Known) []chancery.Filed {
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

// view is a book of some events as far as they were known.
func (b *Book) view(k Known, ids map[string]bool) *Book {
	v := New(b.rules, nil)
	v.lang = b.lang
	if b.base != nil {
		v.base = knownBase{b.base, k}
	}
	for id := range ids {
		if ev, ok := Restrict(b.events[id].raw, k); ok {
			v.Put(ev)
		}
	}
	return v
}

// knownBase leaves out the lists that were read only later; what they date
// stays, as it is history.
type knownBase struct {
	Baseline
	known Known
}

// Facts are those of the base that were known.
func (kb knownBase) Facts(a, b chancery.Code, t chancery.Track) []Fact {
	var out []Fact
	for _, f := range kb.Baseline.Facts(a, b, t) {
		if !f.Undated || kb.known.Published == 0 || f.AsOf.From <= kb.known.Published {
			out = append(out, f)
		}
	}
	return out
}
