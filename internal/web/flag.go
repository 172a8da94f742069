package web

import (
	"cmp"
	"strings"

	"github.com/chancery-ledger/chancery"
)

// flagsFrom is from when on all flags in assets/flags are those that are flown;
// a page about an earlier day shows none rather than another one.
var flagsFrom = chancery.Date(2025, 3, 20)

// flagOf is the address of the flag of a party on the day of the page, "" where
// none is known; iso2 is the code of two letters that a state has.
func (a *ask) flagOf(c chancery.Code, iso2 string) string {
	if a.on < flagsFrom {
		return ""
	}
	name := cmp.Or(strings.ToLower(iso2), map[chancery.Code]string{"ORG:EU": "eu", "ORG:UN": "un"}[c])
	return a.site.assets.url(name + ".svg")
}
