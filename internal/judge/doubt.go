package judge

import (
	"github.com/chancery-ledger/chancery/internal/linear"
)

// Doubt is how much an annotation of the report would teach the judge: the sum
// over all that the report may tell of the probability that the likelier answer
// is wrong. Uncertainty sampling (Lewis and Gale, A Sequential Algorithm for
// Training Text Classifiers, 1994). About names the likeliest deed, "" where
// there is none.
func (j *Judge) Doubt(s *Scene) (doubt float64, about string) {
	all := happenings(j.kinds, j.verdicts(s))
	var x linear.Features
	top := 0.0
	for _, h := range hypotheses(all) {
		s.rightFeatures(h, all, &x)
		p := j.right.Probabilities(&x, make([]float64, 2))[1]
		if p > top {
			top, about = p, string(h.typ)+" "+h.key
		}
		weight := 1.0
		if j.tier(h.typ) != "A" {
			weight = 0.1
		}
		doubt += weight * min(p, 1-p)
	}
	return doubt, about
}
