package judge

import (
	"cmp"
	"slices"
	"strings"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/catalogue"
)

// reading is one way to understand a verdict: that the parties are these.
type reading struct {
	v        *Verdict
	from, to []Candidate
	p        float64 // probability that the frame tells its act, of these parties
}

// least is the probability below which a reading is not looked at.
const least = 0.05

// readings are the likeliest ways to understand a verdict, the best first.
func (v *Verdict) readings(kinds *catalogue.Catalogue) []reading {
	var out []reading
	for _, w := range v.ways {
		r := reading{v: v, p: v.Tells * w.P}
		r.from, r.to = split(kinds, v.Frame.Type, v.cands, w.Sides)
		if r.p >= least && len(r.from)+len(r.to) > 0 {
			out = append(out, r)
		}
	}
	return out
}

// happening is the opinion that some readings of a report speak of one deed.
type happening struct {
	typ      chancery.ActType
	key      string // of its parties
	from, to []Candidate
	tellings []reading
	bySent   map[int]float64        // the best reading of each sentence
	mass     float64                // probability that at least one sentence tells it
	status   [len(statuses)]float64 // share of the tellings, by assurance
	surest   [len(statuses)]float64 // probability that the surest telling has it so
}

// happenings puts together the readings of all verdicts that agree on type and
// parties and whose days do not contradict, the likeliest first.
func happenings(kinds *catalogue.Catalogue, verdicts []Verdict) []*happening {
	var all []reading
	for i := range verdicts {
		all = append(all, verdicts[i].readings(kinds)...)
	}
	slices.SortStableFunc(all, func(a, b reading) int { return cmp.Compare(b.p, a.p) })
	var out []*happening
	for _, r := range all {
		key := partyKey(r.from) + ">" + partyKey(r.to)
		i := slices.IndexFunc(out, func(h *happening) bool {
			return h.typ == r.v.Frame.Type && h.key == key && h.near(r.v.When)
		})
		if i < 0 {
			i = len(out)
			out = append(out, &happening{typ: r.v.Frame.Type, key: key, from: r.from, to: r.to, bySent: map[int]float64{}})
		}
		out[i].tellings = append(out[i].tellings, r)
	}
	for _, h := range out {
		h.weigh()
	}
	slices.SortStableFunc(out, func(a, b *happening) int { return cmp.Compare(b.mass, a.mass) })
	return out
}

// weigh sums up what the readings say.
func (h *happening) weigh() {
	sum := 0.0
	for _, r := range h.tellings {
		at := r.v.Frame.Sentence
		h.bySent[at] = max(h.bySent[at], r.p)
		sum += r.p
		for k, p := range r.v.statusP {
			h.status[k] += r.p * p
			h.surest[k] = max(h.surest[k], r.p*p)
		}
	}
	for k := range h.status {
		h.status[k] /= sum
	}
	none := 1.0
	for _, p := range h.bySent {
		none *= 1 - p
	}
	h.mass = 1 - none
}

// slack is how many days apart two tellings of one deed may date it: reports
// mix the day of the deed with that of its announcement.
const slack = 2

// near tells whether days may be those of a happening: they nearly overlap
// with those of each telling, or are only inferred.
func (h *happening) near(w chancery.When) bool {
	for _, t := range h.tellings {
		if !sameDays(t.v.When, w) {
			return false
		}
	}
	return true
}

func sameDays(a, b chancery.When) bool {
	if a.Inferred || b.Inferred {
		return true
	}
	if a.From != 0 {
		a.From -= slack
	}
	if a.To != 0 {
		a.To += slack
	}
	return a.Overlaps(b)
}

// partyKey spells the codes of a side in order.
func partyKey(side []Candidate) string {
	codes := codesOf(side)
	slices.Sort(codes)
	var b strings.Builder
	for _, c := range codes {
		b.WriteString(string(c))
		b.WriteByte(' ')
	}
	return b.String()
}

func codesOf(lists ...[]Candidate) []chancery.Code {
	var out []chancery.Code
	for _, l := range lists {
		for _, c := range l {
			out = append(out, c.Code)
		}
	}
	return out
}
