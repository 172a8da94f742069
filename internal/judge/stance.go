package judge

import (
	"strings"

	"github.com/chancery-ledger/chancery/internal/act"
	"github.com/chancery-ledger/chancery/internal/stance"
)

// stanceOf reads how the deed of a frame stands.
func (s *Scene) stanceOf(f *act.Frame) stance.Stance {
	return s.Stance.Judge(s.Tree, f.Trigger, deedOf(f))
}

// deedOf says what sort of deed a frame tells.
func deedOf(f *act.Frame) stance.Deed {
	group, what, _ := strings.Cut(string(f.Type), ".")
	switch {
	case f.Lack:
		return stance.Refusal
	case group == "sanctions", group == "trade", group == "aid":
		return stance.Thing
	case what == "deny", what == "refuse":
		return stance.Refusal
	case what == "request", what == "seek", group == "voice":
		return stance.Uttered
	}
	return stance.Plain
}
