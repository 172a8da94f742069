package baseline

import (
	"strconv"
	"strings"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/standing"
)

// small is how many members an organisation has at most for its membership to
// say something of two states. That both belong to the United Nations does not.
const small = 24

type members struct {
	of      map[chancery.Code][]string
	members map[string]int
}

func readMembers() *members {
	m := &members{map[chancery.Code][]string{}, map[string]int{}}
	rows("memberships.tsv.gz", 2, func(c []string) {
		m.of[chancery.Code(c[0])] = append(m.of[chancery.Code(c[0])], c[1])
		m.members[c[1]]++
	})
	return m
}

// Memberships are the organisations of which a state is a full member, by
// name.
func (b *Base) Memberships(c chancery.Code) []string { return b.members().of[c] }

type treaty struct {
	id, title, part string
	ended           chancery.Day
}

type bound struct {
	n            int
	since, until chancery.Day
}

type treaties struct {
	all []treaty
	of  map[chancery.Code][]bound // by number of the treaty
}

func readTreaties() *treaties {
	t := &treaties{of: map[chancery.Code][]bound{}}
	rows("treaties.tsv.gz", 4, func(c []string) {
		t.all = append(t.all, treaty{c[1], strings.TrimSpace(c[2]), standing.PlainName(c[2]), day(c[3])})
	})
	rows("treaty-parties.tsv.gz", 4, func(c []string) {
		n, err := strconv.Atoi(c[0])
		if err != nil || n >= len(t.all) {
			panic("baseline: treaty-parties.tsv.gz: treaty " + c[0])
		}
		t.of[chancery.Code(c[1])] = append(t.of[chancery.Code(c[1])], bound{n, span(c[2]).To, span(c[3]).From})
	})
	return t
}

// treatyFacts are the organisations of few members and the treaties of few
// parties that two states share.
func (b *Base) treatyFacts(x, y chancery.Code) []standing.Fact {
	p := sorted(x, y)
	var out []standing.Fact
	m, src := b.members(), b.sources()["fb"]
	both := map[string]bool{}
	for _, o := range m.of[p[0]] {
		both[o] = true
	}
	for _, o := range m.of[p[1]] {
		if both[o] && m.members[o] <= small {
			out = append(out, standing.Fact{ID: id("fb", "member", p) + o, State: "in_force", Undated: true, AsOf: src.Read, Source: src.Name, URL: src.URL,
				Line: treatyLine(p, standing.PlainName(o)), Says: "both are members of " + o, Title: o})
		}
	}
	t, src := b.treaties(), b.sources()["ggo"]
	mine := map[int]bound{}
	for _, d := range t.of[p[0]] {
		mine[d.n] = d
	}
	for _, d := range t.of[p[1]] {
		c, ok := mine[d.n]
		if !ok {
			continue
		}
		tr := t.all[d.n]
		since := max(c.since, d.since)
		f := standing.Fact{ID: id("ggo", tr.id, p), State: "in_force", Since: standing.Window{From: since, To: since}, AsOf: src.Read, Source: src.Name, URL: src.URL,
			Line: treatyLine(p, tr.part), Says: tr.title + ", in force for both since " + since.String(), Title: tr.title}
		out = append(out, f)
		if end := earliest(c.until, d.until, tr.ended); end > since {
			f.ID, f.State, f.Since = f.ID+"-end", "terminated", standing.Window{From: end, To: end}
			out = append(out, f)
		}
	}
	return out
}

func earliest(days ...chancery.Day) chancery.Day {
	var first chancery.Day
	for _, d := range days {
		if d != 0 && (first == 0 || d < first) {
			first = d
		}
	}
	return first
}

func treatyLine(p pair, part string) standing.Line {
	return standing.Line{Track: chancery.Treaty, A: p[0], B: p[1], Part: part}
}
