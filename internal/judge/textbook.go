package judge

import (
	"strings"

	"github.com/chancery-ledger/chancery/internal/act"
	"github.com/chancery-ledger/chancery/internal/syntax"
)

// textbook is how probable it is at least that a sentence tells an act which
// says it as a textbook does: the main verb, in the past, with both sides. Seven
// of ten such sentences in the training reports do; the model, which goes by the
// words around, has seen few where nothing else is said.
const textbook = 0.6

// plainly tells whether a frame is such a sentence, of the acts by which what
// stands between states is made.
func (s *Scene) plainly(f *act.Frame) bool {
	switch group, _, _ := strings.Cut(string(f.Type), "."); group {
	case "relations", "consular", "recognition", "envoy", "mission", "sanctions":
	default:
		return false
	}
	from, to := ofSentence(f.From), ofSentence(f.To)
	if (from == 0 || to == 0) && from < 2 {
		return false
	}
	const past = syntax.Past | syntax.Finite
	return s.Tree.Tags[f.Pred] == syntax.VERB && s.Tree.Rel[f.Pred] == syntax.Root && s.Tree.Feats[f.Pred]&past == past
}

// ofSentence counts the parties that a frame has from the grammar of its own
// sentence.
func ofSentence(args []act.Arg) (n int) {
	for _, a := range args {
		switch a.Role {
		case "report", "outer", "other", "place":
		default:
			n++
		}
	}
	return n
}
