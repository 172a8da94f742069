package main

import (
	"math"
	"math/rand/v2"
)

// pairs is the state of skip-gram training.
type pairs struct {
	rng   *rand.Rand
	n     int       // words
	out   []float32 // for each position of the window a vector for each word
	noise []int32
	grad  []float32
}

func (v *vectors) skipgram(o options, rows [][]int32, freq []int, tokens int) {
	rng := rand.New(rand.NewPCG(o.seed, 99))
	n, D := len(v.words), vectorWidth
	v.w = make([]float32, n*D)
	for i := range v.w {
		v.w[i] = (rng.Float32() - 0.5) / float32(D)
	}
	p := &pairs{rng: rng, n: n, out: make([]float32, 2*window*n*D), noise: noiseTable(freq), grad: make([]float32, D)}
	done, total := 0, tokens*o.pretrain
	for range o.pretrain {
		for _, s := range rows {
			rate := max(0.03*(1-float32(done)/float32(total+1)), 0.0003)
			done += len(s)
			for i, w := range s {
				if w < 0 || drop(rng, freq[w], tokens) {
					continue
				}
				in := v.w[int(w)*D : (int(w)+1)*D]
				for pos := range 2 * window {
					j := i + pos - window
					if pos >= window {
						j++
					}
					if j >= 0 && j < len(s) && s[j] >= 0 {
						p.learn(in, pos, s[j], rate)
					}
				}
			}
		}
	}
	v.rescale()
}

// learn moves the vector in towards that of the word seen at a position of its
// window, and away from words drawn at random.
func (p *pairs) learn(in []float32, pos int, seen int32, rate float32) {
	D := len(in)
	clear(p.grad)
	for k := range negatives + 1 {
		target, label := seen, float32(1)
		if k > 0 {
			target, label = p.noise[p.rng.IntN(len(p.noise))], 0
			if target == seen {
				continue
			}
		}
		o := p.out[(pos*p.n+int(target))*D : (pos*p.n+int(target)+1)*D]
		g := (label - logistic(dot(in, o))) * rate
		for d := range p.grad {
			p.grad[d] += g * o[d]
			o[d] += g * in[d]
		}
	}
	add(in, p.grad)
}

func logistic(x float32) float32 { return float32(1 / (1 + math.Exp(-float64(x)))) }

// drop tells whether to pass over an occurrence of a very frequent word.
func drop(rng *rand.Rand, freq, tokens int) bool {
	const sample = 1e-3
	f := float64(freq) / float64(tokens)
	return f > sample && rng.Float64() > math.Sqrt(sample/f)
}

// noiseTable draws words with their count to the power of 3/4.
func noiseTable(freq []int) []int32 {
	sum := 0.0
	for _, f := range freq {
		sum += math.Pow(float64(f), 0.75)
	}
	const size = 1 << 20
	table := make([]int32, 0, size)
	acc := 0.0
	for i, f := range freq {
		acc += math.Pow(float64(f), 0.75)
		for float64(len(table)) < acc/sum*size {
			table = append(table, int32(i))
		}
	}
	return table
}

// rescale gives the vectors a spread that suits the network.
func (v *vectors) rescale() {
	var sum float64
	for _, x := range v.w {
		sum += float64(x) * float64(x)
	}
	scale := float32(0.25 / math.Sqrt(sum/float64(len(v.w)+1)))
	for i := range v.w {
		v.w[i] *= scale
	}
}
