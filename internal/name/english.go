package name

import (
	"strings"

	"github.com/chancery-ledger/chancery"
)

// English is the short English name of a party: "Peru" for PER, "EU" for
// ORG:EU. A code that the lexicon does not have gives what follows its prefix,
// or itself; no code gives "".
func English(c chancery.Code) string {
	if n := shipped().nameOf[c]; n != "" {
		return n
	}
	_, after, found := strings.Cut(string(c), ":")
	if found && after != "" {
		return after
	}
	return string(c)
}
