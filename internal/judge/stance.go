package judge

import (
	"strings"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/act"
	"github.com/chancery-ledger/chancery/internal/stance"
)

// stanceOf reads how the deed of a frame stands.
func (s *Scene) stanceOf(f *act.Frame) stance.Stance {
	return s.Stance.Judge(s.Tree, f.Trigger, deedOf(f.Type))
}

// deedOf says what sort of deed acts of a type are.
func deedOf(t chancery.ActType) stance.Deed {
	group, what, _ := strings.Cut(string(t), ".")
	switch {
	case group == "sanctions", group == "trade", group == "aid":
		return stance.Thing
	case what == "deny", what == "refuse":
		return stance.Refusal
	case what == "request", what == "seek", strings.HasPrefix(string(t), "voice."):
		return stance.Uttered
	}
	return stance.Plain
}
