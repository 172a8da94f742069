package voice

import (
	"strings"
	"sync"

	"github.com/chancery-ledger/chancery/lexicon"
)

// agencies are the names of news agencies that mean nothing else, from the
// table that the page reader uses too. It is read once.
var agencies = sync.OnceValue(func() map[string]bool {
	out := map[string]bool{}
	data, err := lexicon.Files.ReadFile("page/agencies.tsv")
	if err != nil {
		panic(err)
	}
	for line := range strings.Lines(string(data)) {
		col := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if len(col) < 4 || strings.HasPrefix(line, "#") || col[0] == "name" {
			continue
		}
		weak := map[string]bool{}
		for _, w := range strings.Split(col[3], "|") {
			weak[w] = true
		}
		for _, a := range append(strings.Split(col[2], "|"), col[0]) {
			if a != "" && !weak[a] {
				out[a] = true
			}
		}
	}
	return out
})
