package event

import (
	"cmp"
	"maps"
	"slices"

	"github.com/chancery-ledger/chancery"
)

// deedOf says what some deeds come to as one: the parties of their pairs, as
// the best claims describe them, and what most of those claims say of the rest.
// best are the claims that count, never empty.
func (x *Index) deedOf(deeds []*deed, best []*chancery.Filed) chancery.Deed {
	var out chancery.Deed
	out.Type = mostOf(best, func(f *chancery.Filed) string { return string(f.Claim.Type) }).asType()
	from, to := sidesOf(deeds)
	out.From, out.To = describe(from, best), describe(to, best)
	out.Person = fullest(best)
	out.Channel = string(mostOf(best, func(f *chancery.Filed) string { return f.Claim.Channel }))
	out.Ground = string(mostOf(best, func(f *chancery.Filed) string { return f.Claim.Ground }))
	out.When = tightest(best)
	return out
}

// sidesOf returns who acts and on whom. Where that is not told, or mutual, all
// stand on the first side.
func sidesOf(deeds []*deed) (from, to []chancery.Code) {
	add := func(side *[]chancery.Code, c chancery.Code) {
		if c != "" && !slices.Contains(*side, c) {
			*side = append(*side, c)
		}
	}
	for _, d := range deeds {
		switch d.dir {
		case aToB:
			add(&from, d.A)
			add(&to, d.B)
		case bToA:
			add(&from, d.B)
			add(&to, d.A)
		default:
			add(&from, d.A)
			add(&from, d.B)
		}
	}
	slices.Sort(from)
	slices.Sort(to)
	return from, to
}

// describe returns the parties of one side as the surest claim that names each
// describes it. The offsets are left out, since they count in one report.
func describe(side []chancery.Code, best []*chancery.Filed) []chancery.Party {
	out := make([]chancery.Party, 0, len(side))
	for _, c := range side {
		p, sure := chancery.Party{Code: c}, -1.0
		for _, f := range best {
			for _, q := range slices.Concat(f.Claim.From, f.Claim.To) {
				if q.Code == c && f.Claim.Confidence > sure {
					p, sure = q, f.Claim.Confidence
				}
			}
		}
		p.Start, p.End = 0, 0
		out = append(out, p)
	}
	return out
}

// word is a string that claims agree on.
type word string

func (w word) asType() chancery.ActType { return chancery.ActType(w) }

// mostOf is what most claims say, of those that say anything; of as many, the
// first in the alphabet.
func mostOf(claims []*chancery.Filed, say func(*chancery.Filed) string) word {
	votes := map[string]int{}
	for _, f := range claims {
		if s := say(f); s != "" {
			votes[s]++
		}
	}
	if len(votes) == 0 {
		return ""
	}
	return word(slices.MinFunc(slices.Collect(maps.Keys(votes)), func(a, b string) int {
		return cmp.Or(cmp.Compare(votes[b], votes[a]), cmp.Compare(a, b))
	}))
}

// fullest is the person's name with the most words; of those, the one that
// most claims give.
func fullest(claims []*chancery.Filed) string {
	words := 0
	for _, f := range claims {
		words = max(words, len(nameOf(f.Claim.Person)))
	}
	return string(mostOf(claims, func(f *chancery.Filed) string {
		if len(nameOf(f.Claim.Person)) < words {
			return ""
		}
		return f.Claim.Person
	}))
}

// tightest is the interval that the best claims share: the most precise day
// first, days that the text gives before days of publication, and of the others
// those that still meet it.
func tightest(claims []*chancery.Filed) chancery.When {
	whens := make([]chancery.When, 0, len(claims))
	for _, f := range claims {
		if w := f.Claim.When; w.From != 0 || w.To != 0 {
			whens = append(whens, w)
		}
	}
	if len(whens) == 0 {
		return chancery.When{Basis: chancery.Unknown, Inferred: true}
	}
	length := func(w chancery.When) int32 { return window{w.From, w.To}.length() }
	slices.SortStableFunc(whens, func(a, b chancery.When) int {
		return cmp.Or(boolCompare(a.Inferred, b.Inferred), cmp.Compare(length(a), length(b)))
	})
	out := whens[0]
	for _, w := range whens[1:] {
		m := window{out.From, out.To}.meet(window{w.From, w.To})
		out.From, out.To = m.from, m.to
	}
	out.Start, out.End = 0, 0
	return out
}
