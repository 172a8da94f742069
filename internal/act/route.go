package act

import (
	"fmt"
	"strings"

	"github.com/chancery-ledger/chancery/internal/act/logic"
)

// Special heads of a route.
const (
	place    = "place"    // phrases in, at or near which it happens
	other    = "other"    // the nearest party of the sentence that has no part yet
	report   = "report"   // like other, and failing that the foremost party of the report
	others   = "others"   // all parties of the sentence that have no part yet, failing that the two foremost of the report
	sentence = "sentence" // any word of the sentence
	itself   = "trigger"  // the trigger's own phrase: "ambassador" of "its ambassador"
	governor = "governor" // the predicate above, or the participle below: "ordered" of "ordered to leave"
)

// Special tails of a route.
const (
	host    = "host"    // the post of an envoy or mission: "in Lima", "to Peru"
	quality = "quality" // what stands before a noun: "diplomatic" of "diplomatic relations"
)

// route reads a role, a preposition or a special place, with a tail perhaps.
func (p *parser) route(name string) (route, error) {
	q := route{name: name}
	name, filter, filtered := strings.Cut(name, "@")
	if q.filter = classNamed(filter); filtered && q.filter == nil {
		return q, fmt.Errorf("no class %q", filter)
	}
	q.head, q.tail, _ = strings.Cut(name, ".")
	q.role = logic.ParseRole(q.head)
	prepositions := p.lists["preposition"].words
	switch q.head {
	case place, other, others, report, sentence, itself, governor:
	default:
		if q.role == logic.NoRole && !prepositions[q.head] {
			return q, fmt.Errorf("%q is no role, no place and no preposition of the lists", q.head)
		}
	}
	switch q.tail {
	case "", host, quality:
	default:
		if !prepositions[q.tail] {
			return q, fmt.Errorf("%q is no part of a phrase: want host, quality or a preposition", q.tail)
		}
	}
	return q, nil
}
