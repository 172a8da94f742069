package linear

import "math"

// Learner is a model in training whose gradients come from outside: for
// choices that hang together, where the probability of one depends on others.
type Learner struct {
	Model   *Model
	options Options
	squares []float32
	sum     []float32 // of the weights at the ends of the epochs to average over
	sums    int
}

// NewLearner returns a learner of an empty model.
func NewLearner(classes []string, o Options) *Learner {
	m := New(classes...)
	return &Learner{Model: m, options: o.defaults(), squares: make([]float32, len(m.weights))}
}

// Scores writes the unnormalised score of each class into out.
func (m *Model) Scores(ids []uint32, out []float64) {
	n := len(m.Classes)
	for k := range n {
		out[k] = float64(m.bias[k])
	}
	for _, id := range ids {
		for k, w := range m.weights[int(id)*n : int(id)*n+n] {
			out[k] += float64(w)
		}
	}
}

// Step moves the weights of a class against a gradient: expected minus
// observed, by AdaGrad.
func (l *Learner) Step(ids []uint32, class int, gradient float64) {
	if math.Abs(gradient) < 1e-4 {
		return
	}
	n := len(l.Model.Classes)
	for _, id := range ids {
		at := int(id)*n + class
		step(&l.Model.weights[at], &l.squares[at], gradient+l.options.L2*float64(l.Model.weights[at]), l.options.Rate)
	}
}

// IDs are the hashed features, to be read and not kept.
func (f *Features) IDs() []uint32 { return f.ids }

// Frequent keeps of each list the features that stand in at least so many.
func Frequent(lists [][]uint32, least int) {
	count := make([]int32, buckets)
	for _, ids := range lists {
		for _, id := range ids {
			count[id]++
		}
	}
	for i, ids := range lists {
		kept := ids[:0]
		for _, id := range ids {
			if int(count[id]) >= least {
				kept = append(kept, id)
			}
		}
		lists[i] = kept
	}
}

// Sum adds the weights as they are to those that Average is over.
func (l *Learner) Sum() {
	if l.sum == nil {
		l.sum = make([]float32, len(l.Model.weights))
	}
	l.sums++
	for i, w := range l.Model.weights {
		l.sum[i] += w
	}
}

// Average ends the training: the model with the mean of the weights summed up.
func (l *Learner) Average() *Model {
	for i, w := range l.sum {
		l.Model.weights[i] = w / float32(l.sums)
	}
	return l.Model
}
