package judge

import (
	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/name"
)

// profile is how the whole report names a code: a state that acts is named by
// its organs, the one whose national is held by an adjective,
// the one where it happens by its cities.
type profile struct {
	kinds   [int(name.Anaphor) + 1]int // mentions of each kind
	private int                        // persons who speak for no state
}

func (s *Scene) profilesOf() map[chancery.Code]profile {
	out := map[chancery.Code]profile{}
	for i := range s.Names.List {
		m := &s.Names.List[i]
		for _, c := range m.Codes {
			p := out[c]
			p.kinds[m.Kind]++
			if m.Private || m.Former {
				p.private++
			}
			out[c] = p
		}
	}
	return out
}

// governs counts the mentions by which a government acts.
func (p profile) governs() int {
	return p.kinds[name.Organ] + p.kinds[name.Seat] + p.kinds[name.Office] + p.kinds[name.Person] + p.kinds[name.Capital] - p.private
}

// String spells which kinds of mention there are.
func (p profile) String() string {
	return flag("S", p.kinds[name.State] > 0) + flag("a", p.kinds[name.Adjective] > 0) + flag("d", p.kinds[name.Demonym] > 0) +
		flag("c", p.kinds[name.City] > 0) + flag("g", p.governs() > 0) + flag("p", p.private > 0)
}
