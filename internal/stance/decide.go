package stance

import "github.com/chancery-ledger/chancery"

// decide weighs the cues from the deed outward. The innermost cue that takes a
// position holds, save that a denial or a request further out unmakes what it
// embraces.
func decide(cues []Cue) (status chancery.Status, alleged bool) {
	status = chancery.Done
	for depth := 0; depth <= maxDepth; depth++ {
		at := func(c Class) bool { return has(cues, c, depth) }
		negated := at(Negation)
		switch {
		case at(Deny) && !negated:
			status = chancery.Not
		case at(Propose):
			if status != chancery.Not || depth == 0 {
				status = chancery.Proposed
			}
			if negated {
				status = chancery.Not
			}
		case at(Plan) || at(Will) || at(Bare):
			if status == chancery.Done {
				status = chancery.Planned
			}
			if negated {
				status = chancery.Not
			}
		case at(Threaten):
			status = chancery.Threatened
		case at(Should) || at(May):
			if status == chancery.Done {
				status = chancery.Proposed
			}
		case at(Would):
			if status == chancery.Done {
				status = chancery.Planned
			}
		case negated && !at(Deny):
			if status == chancery.Done || depth == 0 {
				status = chancery.Not
			}
		}
		if depth == 0 && at(If) && status == chancery.Done {
			status = chancery.Proposed // "unless X is released"
		}
		if at(If) && (status == chancery.Planned || status == chancery.Proposed && at(Would)) {
			status = chancery.Threatened
		}
		alleged = alleged || at(Allege) || at(Hedge)
	}
	return status, alleged
}

func has(cues []Cue, class Class, depth int) bool {
	for _, c := range cues {
		if c.Class == class && c.Depth == depth {
			return true
		}
	}
	return false
}
