package standing

import (
	"cmp"
	"slices"

	"github.com/chancery-ledger/chancery"
)

// Severance is a stretch without diplomatic relations that there had been.
type Severance struct {
	A       chancery.Code   `json:"a"`
	B       chancery.Code   `json:"b"`
	By      []chancery.Code `json:"by,omitempty"` // who severed or suspended; empty where the source does not tell
	Answer  Answer          `json:"answer"`
	Lasting bool            `json:"lasting"` // it still was so at the end of what is known
}

// WhoSevered lists the severances and suspensions that began on a day or
// later, the latest first; last those that are listed without a day.
func (b *Book) WhoSevered(since chancery.Day, known Known) []Severance {
	b.mu.Lock()
	defer b.mu.Unlock()
	pairs := map[[2]chancery.Code]bool{}
	for _, act := range []chancery.ActType{"relations.sever", "relations.suspend"} {
		for _, e := range b.acts[act] {
			for _, p := range e.pairs {
				pairs[sorted(p)] = true
			}
		}
	}
	if b.base != nil {
		b.base.Turns(func(x, y chancery.Code, s State, _ Window) {
			if broken(s) {
				pairs[sorted([2]chancery.Code{x, y})] = true
			}
		})
	}
	var out []Severance
	for p := range pairs {
		v := b.seen(p[0], p[1], known)
		t := v.thread(pairLine(chancery.Diplomatic, p[0], p[1]))
		for i := range t.Stretches {
			s := &t.Stretches[i]
			if !broken(s.State) || !s.Undated && s.begins() < since || s.begins() == 0 {
				continue
			}
			out = append(out, Severance{p[0], p[1], s.By, v.answerAt(t, i, max(t.until(i)-1, 0)), i == len(t.Stretches)-1})
		}
	}
	slices.SortFunc(out, func(x, y Severance) int {
		return cmp.Or(cmp.Compare(bit(x.Answer.Undated), bit(y.Answer.Undated)), -cmp.Compare(x.Answer.Since.To, y.Answer.Since.To),
			cmp.Compare(x.A, y.A), cmp.Compare(x.B, y.B))
	})
	return out
}

func broken(s State) bool { return s == "severed" || s == "suspended" }
