package stance

import "github.com/chancery-ledger/chancery/internal/syntax"

// Deed says what a refusal around the deed's word means for it.
type Deed int

const (
	Plain   Deed = iota // what is refused was not done: "refused to expel"
	Refusal             // the deed is a refusal, and what tells it is no denial of it: "refused to extradite"
	Uttered             // the deed is a request or another saying, told by it: "asked to extradite", "rejected the request"
	Thing               // the deed is a thing that its verb is about: "threatened sanctions", "proposed an embargo"
)

// own is the cue that the deed's own word gives: a promise is a plan of what is
// promised, and what a verb is about is as it says.
func (d Deed) own(c Class) Class {
	switch {
	case d != Uttered && c == Pledge:
		return Plan
	case d == Thing && (c == Threaten || c == Propose || c == Plan):
		return c
	}
	return ""
}

// suited are the cues that bear on a deed of that sort: without those that are
// the deed itself. A rejected request, accusation or threat is presupposed as
// uttered where a noun tells it (Karttunen, Presuppositions of Compound
// Sentences, 1973).
func (d Deed) suited(tree *syntax.Tree, pred int, cues []Cue) []Cue {
	if d == Plain || d == Thing {
		return cues
	}
	var out []Cue
	told := false // the innermost refusal or request is the deed
	for depth := 0; depth <= maxDepth; depth++ {
		for _, c := range cues {
			if c.Depth != depth {
				continue
			}
			itself := d == Refusal && (c.Class == Deny || c.Class == Negation) || d == Uttered && c.Class == Propose
			rejected := d == Uttered && c.Class == Deny && depth > 0 && tree.Tags[pred] == syntax.NOUN
			if itself && !told {
				told = true
			} else if !rejected {
				out = append(out, c)
			}
		}
	}
	return out
}
