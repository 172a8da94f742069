package baseline

import (
	"slices"
	"strings"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/standing"
)

// State is a state or territory.
type State struct {
	Code              chancery.Code
	ISO2              string
	English, Spanish  string
	Region, Subregion string // of UN M49
	Territory         bool
	From, Until       chancery.Day // 0: not given
}

// Former is a state that is no more, or a name that a state had, for a time.
type Former struct {
	Code             chancery.Code
	English, Spanish string
	From, Until      chancery.Day
	Now              []chancery.Code
}

// Group is a group of states by which one counts, such as South America.
type Group struct {
	English string
	Spanish []string
	members []string
}

type states struct {
	all    []State
	former []Former
	groups []Group
}

func readStates() *states {
	s := &states{}
	rows("states.tsv.gz", 8, func(c []string) {
		s.all = append(s.all, State{chancery.Code(c[0]), c[1], c[2], c[3], c[4], c[5], c[6] != "state", day(c[7]), 0})
	})
	rows("former.tsv", 6, func(c []string) {
		f := Former{Code: chancery.Code(c[0]), English: c[1], Spanish: c[2], From: day(c[3]), Until: day(c[4])}
		for _, n := range strings.Fields(c[5]) {
			f.Now = append(f.Now, chancery.Code(n))
		}
		s.former = append(s.former, f)
	})
	rows("groups.tsv", 3, func(c []string) {
		s.groups = append(s.groups, Group{c[0], strings.Split(c[1], "; "), strings.Fields(c[2])})
		if g := &s.groups[len(s.groups)-1]; strings.HasPrefix(c[2], ":") {
			g.members = splitMembers(c[2])
		}
	})
	return s
}

// splitMembers divides ":South America BLZ CRI": a region may have a space.
func splitMembers(s string) []string {
	f := strings.Fields(s)
	var out []string
	for _, w := range f {
		code := len(w) == 3 && w == strings.ToUpper(w)
		if n := len(out); n > 0 && !code && strings.HasPrefix(out[n-1], ":") {
			out[n-1] += " " + w
			continue
		}
		out = append(out, w)
	}
	return out
}

// States are all states and territories of today.
func (b *Base) States() []State { return slices.Clone(b.states().all) }

// Former are the states that are no more, and former names of states.
func (b *Base) Former() []Former { return slices.Clone(b.states().former) }

// Groups are the groups by which one counts.
func (b *Base) Groups() []Group { return slices.Clone(b.states().groups) }

// Group finds a group by its English or Spanish name.
func (b *Base) Group(name string) (Group, bool) {
	want := standing.PlainName(name)
	for _, g := range b.states().groups {
		for _, n := range append([]string{g.English}, g.Spanish...) {
			if p := standing.PlainName(n); p == want || "the "+p == want {
				return g, true
			}
		}
	}
	return Group{}, false
}

// Members are the states of a group that were there on a day, as far as their
// beginnings are known. Territories are no members.
func (b *Base) Members(g Group, on chancery.Day) []chancery.Code {
	var out []chancery.Code
	for _, s := range b.states().all {
		if !s.Territory && (on == 0 || s.From == 0 || s.From <= on) && g.has(s) {
			out = append(out, s.Code)
		}
	}
	return out
}

func (g Group) has(s State) bool {
	for _, m := range g.members {
		region, isRegion := strings.CutPrefix(m, "::")
		sub, isSub := strings.CutPrefix(m, ":")
		switch {
		case m == "*", isRegion && s.Region == region, !isRegion && isSub && s.Subregion == sub, chancery.Code(m) == s.Code:
			return true
		}
	}
	return false
}

// NameOn is the name of a state on a day, where it was another than today's.
func (b *Base) NameOn(c chancery.Code, on chancery.Day) (english, spanish string, ok bool) {
	for _, f := range b.states().former {
		if f.Code == c && on != 0 && f.From <= on && on <= f.Until {
			return f.English, f.Spanish, true
		}
	}
	return "", "", false
}
