package standing

import (
	"cmp"
	"slices"

	"github.com/chancery-ledger/chancery"
)

// Role says which of the days of an act a day is.
type Role string

const (
	Announced Role = "announced"
	Notified  Role = "notified"
	Effective Role = "effective" // took effect, or, for an act that is not done by saying it, happened
)

// Dates keeps apart the days on which an act was announced, notified to the
// other side, and took effect. Any of them may be unknown.
type Dates struct {
	Announced chancery.When `json:"announced"`
	Notified  chancery.When `json:"notified"`
	Effective chancery.When `json:"effective"`
	// Awaited is set where a source says that the notification had not come.
	Awaited bool `json:"awaited,omitempty"`
	// Others are days that other reports give and that do not fit those above.
	Others []chancery.When `json:"others,omitempty"`
}

// AsOf is the date by which the standing goes: effective, else notified, else
// announced. The role is "" where no day is known at all.
func (d Dates) AsOf() (chancery.When, Role) {
	switch {
	case dated(d.Effective):
		return d.Effective, Effective
	case dated(d.Notified):
		return d.Notified, Notified
	case dated(d.Announced):
		return d.Announced, Announced
	}
	return chancery.When{Basis: chancery.Unknown}, ""
}

func dated(w chancery.When) bool { return w.From.Known() || w.To.Known() }

// Window is the first and the last day on which something may have begun. A
// bound of 0 is open.
type Window struct {
	From chancery.Day `json:"from"`
	To   chancery.Day `json:"to"`
}

// at is the day by which windows are sorted.
func (w Window) at() chancery.Day {
	if w.From != 0 {
		return w.From
	}
	return w.To
}

// within is the days in both windows; ok is false where there are none.
func (w Window) within(v Window) (out Window, ok bool) {
	out = Window{max(w.From, v.From), w.To}
	if w.To == 0 || v.To != 0 && v.To < w.To {
		out.To = v.To
	}
	return out, out.From == 0 || out.To == 0 || out.From <= out.To
}

// datesOf sorts the days that claims give by what they are days of. said tells
// whether the act is done by saying it; else its day is that of its happening.
func (r *Rules) datesOf(claims []*chancery.Filed, evidence [][]string, said bool) Dates {
	var d Dates
	var by [3][]chancery.When
	for i, f := range claims {
		words := evidence[i]
		awaited := r.words.has("unnotified", words)
		d.Awaited = d.Awaited || awaited
		switch {
		case !said || r.words.has("effective", words):
			by[2] = append(by[2], f.Claim.When)
		case !awaited && r.words.has("notified", words):
			by[1] = append(by[1], f.Claim.When)
		default:
			by[0] = append(by[0], f.Claim.When)
		}
	}
	for i, w := range []*chancery.When{&d.Announced, &d.Notified, &d.Effective} {
		var others []chancery.When
		*w, others = tightest(by[i])
		d.Others = append(d.Others, others...)
	}
	return d
}

// tightest is the interval that the best of several share: the best basis
// first, then the shortest. Intervals that do not fit it are returned apart.
func tightest(whens []chancery.When) (best chancery.When, others []chancery.When) {
	best.Basis = chancery.Unknown
	whens = slices.DeleteFunc(slices.Clone(whens), func(w chancery.When) bool { return !dated(w) })
	slices.SortFunc(whens, func(a, b chancery.When) int {
		return cmp.Or(cmp.Compare(basisRank(a.Basis), basisRank(b.Basis)), cmp.Compare(length(a), length(b)),
			cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To), cmp.Compare(a.Text, b.Text))
	})
	for i, w := range whens {
		if i == 0 {
			best = w
			continue
		}
		if in, ok := (Window{best.From, best.To}).within(Window{w.From, w.To}); ok {
			best.From, best.To = in.From, in.To
		} else if !slices.ContainsFunc(others, func(o chancery.When) bool { return o.From == w.From && o.To == w.To }) {
			others = append(others, w)
		}
	}
	best.Start, best.End = 0, 0 // they would point into one report of several
	return best, others
}

func basisRank(b chancery.Basis) int {
	return slices.Index([]chancery.Basis{chancery.Stated, chancery.Relative, chancery.Published, chancery.Unknown}, b)
}

func length(w chancery.When) chancery.Day {
	if w.From == 0 || w.To == 0 {
		return 1 << 30
	}
	return w.To - w.From
}
