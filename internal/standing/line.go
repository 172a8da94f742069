package standing

import (
	"cmp"
	"strings"

	"github.com/chancery-ledger/chancery"
)

// Line is one thread of one track: what a stretch of states belongs to.
type Line struct {
	Track  chancery.Track `json:"track"`
	A      chancery.Code  `json:"a"` // pair: the lesser code; directed: the sender; asylum: the asylum state; person: the acting state
	B      chancery.Code  `json:"b"`
	Third  chancery.Code  `json:"third,omitempty"`  // the protecting power
	Part   string         `json:"part,omitempty"`   // which instrument, which measure
	Person string         `json:"person,omitempty"` // in plain letters
}

// pairLine is the line of a track that belongs to a pair.
func pairLine(t chancery.Track, a, b chancery.Code) Line {
	if b < a {
		a, b = b, a
	}
	return Line{Track: t, A: a, B: b}
}

// String is "diplomatic MEX–PER", "trade DZA>ESP" and the like.
func (l Line) String() string {
	var s strings.Builder
	s.WriteString(string(l.Track) + " " + string(l.A))
	switch l.Track {
	case chancery.Diplomatic, chancery.Consular, chancery.Treaty:
		s.WriteString("–" + string(l.B))
	default:
		if l.B != "" {
			s.WriteString(">" + string(l.B))
		}
	}
	for _, more := range []string{string(l.Third), l.Part, l.Person} {
		if more != "" {
			s.WriteString(" " + more)
		}
	}
	return s.String()
}

// between tells whether the line stands between a and b, whatever way.
func (l Line) between(a, b chancery.Code) bool {
	return l.A == a && l.B == b || l.A == b && l.B == a
}

func compareLines(x, y Line) int {
	return cmp.Or(cmp.Compare(x.Track, y.Track), cmp.Compare(x.A, y.A), cmp.Compare(x.B, y.B),
		cmp.Compare(x.Third, y.Third), cmp.Compare(x.Part, y.Part), cmp.Compare(x.Person, y.Person))
}
