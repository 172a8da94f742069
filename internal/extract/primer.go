package extract

import (
	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/judge"
	"github.com/chancery-ledger/chancery/text"
)

// Primers are the sentences beside the rules, as training sees them.
func (r *Reader) Primers() []judge.Primer {
	var out []judge.Primer
	for _, lang := range []text.Lang{text.English, text.Spanish} {
		for _, e := range r.langs[lang].rules.Examples() {
			s := r.Scene(&chancery.Report{Language: lang, Text: e.Text})
			out = append(out, judge.Primer{Scene: s, Example: e})
		}
	}
	return out
}
