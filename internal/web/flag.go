package web

import (
	"slices"
	"strings"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/baseline"
)

// flagsFrom is from when on all flags in assets/flags are those that are flown;
// a page about an earlier day shows none rather than another one.
var flagsFrom = chancery.Date(2025, 3, 20)

// flagOf is the address of the flag of a party on the day of the page, "" where
// none is known.
func (a *ask) flagOf(c chancery.Code) string {
	if a.on < flagsFrom {
		return ""
	}
	name := map[chancery.Code]string{"ORG:EU": "eu", "ORG:UN": "un"}[c]
	states := a.site.base.States()
	if i := slices.IndexFunc(states, func(s baseline.State) bool { return s.Code == c }); i >= 0 {
		name = strings.ToLower(states[i].ISO2)
	}
	return a.site.assets.url(name + ".svg")
}
