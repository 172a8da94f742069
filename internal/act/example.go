package act

import (
	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/text"
)

// Example is a sentence that stands beside a rule to show what it means.
type Example struct {
	Lang     text.Lang
	Text     string
	Type     chancery.ActType
	Tells    bool // the sentence tells an act of the type; else it must not be taken for one
	Parties  bool // From and To say whose act it is
	From, To []chancery.Code
}

// Examples are the sentences beside all rules, in the order of the files.
func (r *Rules) Examples() []Example {
	var out []Example
	for i := range r.rules {
		rule := &r.rules[i]
		for _, e := range rule.fires {
			out = append(out, Example{Lang: r.lang, Text: e.text, Type: rule.act, Tells: true, Parties: e.checked, From: e.from, To: e.to})
		}
		for _, e := range rule.nots {
			out = append(out, Example{Lang: r.lang, Text: e.text, Type: rule.act})
		}
	}
	return out
}
