package baseline

import (
	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/standing"
)

// Facts are the facts of lines between two, in either direction; of one track,
// or of all where it is "".
func (b *Base) Facts(x, y chancery.Code, t chancery.Track) []standing.Fact {
	if x == "" || y == "" || x == y {
		return nil
	}
	var out []standing.Fact
	if t == "" || t == chancery.Diplomatic {
		out = append(out, b.diplomatic(x, y)...)
	}
	if t == "" || t == chancery.Representation || t == chancery.Posts || t == chancery.Premises {
		out = append(out, b.missionFacts(pair{x, y})...)
		out = append(out, b.missionFacts(pair{y, x})...)
	}
	if t == "" || t == chancery.Treaty {
		out = append(out, b.treatyFacts(x, y)...)
	}
	if t != "" {
		kept := out[:0]
		for _, f := range out {
			if f.Line.Track == t {
				kept = append(kept, f)
			}
		}
		out = kept
	}
	return out
}
