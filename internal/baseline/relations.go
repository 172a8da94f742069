package baseline

import (
	"slices"
	"strconv"
	"strings"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/standing"
)

// relation is a pair of states that lists say have, or had, diplomatic
// relations: the dates on the pages of a and b, what the list says besides,
// and its reference.
type relation struct {
	dateA, dateB, listed, note, ref string
}

type relations struct {
	of       map[pair]relation
	order    []pair
	partners map[chancery.Code][]chancery.Code
}

// listsOwn is how many partners a state has at least that has a list of its
// own: where two of those do not list each other, that says something.
const listsOwn = 60

func readRelations() *relations {
	r := &relations{of: make(map[pair]relation, 17000), partners: make(map[chancery.Code][]chancery.Code, 256)}
	rows("relations.tsv.gz", 7, func(c []string) {
		a, b := chancery.Code(c[0]), chancery.Code(c[1])
		r.order = append(r.order, pair{a, b})
		r.of[pair{a, b}] = relation{c[2], c[3], c[4], c[5], c[6]}
		r.partners[a] = append(r.partners[a], b)
		r.partners[b] = append(r.partners[b], a)
	})
	return r
}

// Partners are the parties with which a list says that c has or had relations.
func (b *Base) Partners(c chancery.Code) []chancery.Code {
	return slices.Clone(b.relations().partners[c])
}

// Len is the number of pairs that the lists know.
func (b *Base) Len() int { return len(b.relations().of) }

// turn is the beginning of a state of diplomatic relations.
type turn struct {
	pair   pair
	state  standing.State
	window standing.Window
}

// Turns visits every beginning of a state of diplomatic relations that the
// data know, in the order of the pairs.
func (b *Base) Turns(visit func(x, y chancery.Code, s standing.State, w standing.Window)) {
	for _, t := range b.turns() {
		visit(t.pair[0], t.pair[1], t.state, t.window)
	}
}

func (b *Base) readTurns() []turn {
	r, history, read := b.relations(), b.history(), b.sources()["wp"].Read.From
	listed := standing.Window{From: read, To: read}
	out := make([]turn, 0, len(r.order)+256)
	for _, p := range r.order {
		rel := r.of[p]
		w, _ := agree(span(rel.dateA), span(rel.dateB))
		if w == (standing.Window{}) {
			w = listed
		}
		out = append(out, turn{p, "established", w})
		for _, h := range history[p] {
			if !h.open {
				out = append(out, turn{p, h.state, span(h.date)})
			}
		}
		if rel.listed == "suspended" || rel.listed == "severed" {
			out = append(out, turn{p, standing.State(rel.listed), listed})
		}
	}
	return out
}

// diplomatic are the facts of diplomatic relations between two.
func (b *Base) diplomatic(x, y chancery.Code) []standing.Fact {
	p := sorted(x, y)
	line := standing.Line{Track: chancery.Diplomatic, A: p[0], B: p[1]}
	src := b.sources()["wp"]
	fact := standing.Fact{Line: line, State: "established", AsOf: src.Read, Source: src.Name, Pages: []chancery.Code{p[0], p[1]}}
	rel, listed := b.relations().of[p]
	if !listed {
		return b.unlisted(p, fact)
	}
	fact.ID, fact.URL = id("wp", "relations", p), rel.ref
	out := []standing.Fact{b.since(p, rel, fact)}
	for _, h := range b.history()[p] {
		if !h.open {
			out = append(out, h.fact(b.sources()["hs"], line))
		}
	}
	if rel.listed == "suspended" || rel.listed == "severed" {
		off := fact
		off.ID, off.State, off.Undated = id("wp", "listed", p), standing.State(rel.listed), true
		off.Says = "listed as " + strings.ReplaceAll(rel.note, "; ", " and ")
		if strings.Contains(rel.note, "; ") {
			off.Doubt = "the list uses both words"
		}
		out = append(out, off)
	}
	return out
}

// since is the beginning, by both pages.
func (b *Base) since(p pair, rel relation, f standing.Fact) standing.Fact {
	spanA, spanB := span(rel.dateA), span(rel.dateB)
	w, ok := agree(spanA, spanB)
	f.Since = w
	switch {
	case w == standing.Window{}:
		f.Undated, f.Says = true, "listed without a day"
	case !ok:
		f.Says = "listed since " + rel.dateA + " or " + rel.dateB
		f.Doubt = "the page of " + string(p[0]) + " says " + rel.dateA + ", that of " + string(p[1]) + " says " + rel.dateB
	case rel.dateA == "" || rel.dateB == "":
		f.Says = "listed since " + rel.dateA + rel.dateB + ", on one page only"
	case len(rel.dateA) >= len(rel.dateB):
		f.Says = "listed since " + rel.dateA
	default:
		f.Says = "listed since " + rel.dateB
	}
	if rel.listed == "unnumbered" && f.Doubt == "" {
		f.Doubt = "listed apart from the numbered states"
	}
	return f
}

// unlisted is what it says that two states, each of which has a list, do not
// stand in each other's.
func (b *Base) unlisted(p pair, f standing.Fact) []standing.Fact {
	partners := b.relations().partners
	if len(partners[p[0]]) < listsOwn || len(partners[p[1]]) < listsOwn || p[0] == p[1] {
		return nil
	}
	f.ID, f.State, f.Undated = id("wp", "unlisted", p), "none", true
	f.Says, f.Doubt = "neither page lists the other", "that a list leaves something out proves little"
	return []standing.Fact{f}
}

func id(source, what string, p pair) string {
	return source + ":" + what + ":" + string(p[0]) + "-" + string(p[1])
}

// rupture is a sentence about a break or a restoration; found by its words.
type rupture struct {
	page                   chancery.Code
	class, years, sentence string
}

func readRuptures() map[pair][]rupture {
	out := make(map[pair][]rupture, 700)
	rows("ruptures.tsv.gz", 5, func(c []string) {
		p := sorted(chancery.Code(c[0]), chancery.Code(c[1]))
		out[p] = append(out[p], rupture{chancery.Code(c[0]), c[2], c[3], c[4]})
	})
	return out
}

// fact is a rupture as a note. It moves nothing: its class is a guess by words.
func (r rupture) fact(src Source, p pair, n int) standing.Fact {
	years := strings.Fields(r.years)
	f := standing.Fact{ID: id("wp", "sentence", p) + "-" + strconv.Itoa(n), AsOf: src.Read, Source: src.Name, Says: r.sentence, Pages: []chancery.Code{r.page},
		Line: standing.Line{Track: chancery.Diplomatic, A: p[0], B: p[1]}}
	if len(years) > 0 {
		f.Since = span(years[0])
	}
	switch {
	case r.class == "severed":
		f.State = "severed"
	case r.class == "suspended":
		f.State = "suspended"
	case r.class == "restored":
		f.State = "established"
	}
	return f
}
