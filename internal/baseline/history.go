package baseline

import (
	"slices"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/standing"
)

// historic is a break or resumption of relations with the United States. It is
// open where the source does not tell how it ended, though the lists say that
// relations stand: then it can only be noted.
type historic struct {
	state            standing.State
	date, slug, says string
	text             string
	open             bool
}

func readHistory(r *relations) map[pair][]historic {
	out := map[pair][]historic{}
	rows("relations-us.tsv.gz", 6, func(c []string) {
		p := sorted(chancery.Code(c[0]), "USA")
		out[p] = append(out[p], historic{state: standing.State(c[1]), date: c[2], slug: c[3], says: c[4], text: c[5]})
	})
	for p, hs := range out {
		rel, listed := r.of[p]
		standing := listed && rel.listed != "suspended" && rel.listed != "severed"
		for i := len(hs) - 1; i >= 0 && standing && hs[i].state != "established"; i-- {
			hs[i].open = true
		}
	}
	return out
}

func (h historic) fact(src Source, line standing.Line) standing.Fact {
	return standing.Fact{
		ID: "hs:" + h.slug + ":" + h.date, Line: line, State: h.state, Since: span(h.date), AsOf: src.Read, Source: src.Name,
		Says: h.says, Quote: h.text, URL: src.URL + h.slug,
	}
}

// Notes are what the data say of a pair that moves nothing: sentences about
// breaks, breaks of which the end is not told, embassies that are listed.
func (b *Base) Notes(x, y chancery.Code) []standing.Fact {
	p := sorted(x, y)
	var out []standing.Fact
	for i, r := range b.ruptures()[p] {
		out = append(out, r.fact(b.sources()["wp"], p, i))
	}
	for _, h := range b.history()[p] {
		if h.open {
			out = append(out, h.fact(b.sources()["hs"], standing.Line{Track: chancery.Diplomatic, A: p[0], B: p[1]}))
		}
	}
	for _, q := range []pair{{x, y}, {y, x}} {
		out = append(out, b.missionNotes(q)...)
	}
	slices.SortStableFunc(out, func(f, g standing.Fact) int { return int(f.Since.From - g.Since.From) })
	return out
}
